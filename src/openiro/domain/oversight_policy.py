"""What a council asks of its IROs between reviews: the policy's table `oversight`.

Law leaves the rhythm to the council (IRO Handbook, chapter 3: the IRO monitors the child's case on an ongoing basis).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openiro.domain.policy_reader import Table

LEVELS = ("low", "medium", "high")
MOST_A_YEAR = 12


class BetweenReviews(StrEnum):
    """When an IRO looks at a child's plan between two reviews."""

    MIDWAY = "midway"
    BY_NEED = "by need"
    REGULARLY = "regularly"


@dataclass(frozen=True)
class Oversight:
    """What the council asks of IROs between reviews; 0 where it asks for no number.

    `seen_within_months`: how long since the IRO last saw the child. `disruption_months`: how long a placement must
    have lasted for its unplanned end to call for a meeting. `months_by_level`: by need, the months from one look to
    the next for each of LEVELS; `level_unless_set` holds where nobody set one. `asks_for_update`: the social worker
    is asked for an update at the midpoint, and has `update_days` working days for it.
    """

    between_reviews: BetweenReviews
    in_depth_each_year: int
    seen_within_months: int
    disruption_months: int
    level_unless_set: str
    asks_for_update: bool
    update_days: int
    months_by_level: Mapping[str, int]


def read_oversight(table: Table) -> Oversight:
    """The table `oversight`. Raises `UnableToReadPolicy`."""
    months = table.table("months_by_level")
    oversight = Oversight(
        between_reviews=table.choice("between_reviews", BetweenReviews),
        in_depth_each_year=table.whole("in_depth_each_year"),
        seen_within_months=table.whole("seen_within_months"),
        disruption_months=table.whole("disruption_months"),
        level_unless_set=table.text("level_unless_set"),
        asks_for_update=table.flag("asks_for_update"),
        update_days=table.whole("update_days", at_least=1),
        months_by_level={level: months.whole(level, at_least=1) for level in LEVELS},
    )
    months.finish()
    table.finish()
    if oversight.level_unless_set not in LEVELS:
        raise table.refuse("level_unless_set", f"is none of {', '.join(LEVELS)}.")
    if oversight.in_depth_each_year > MOST_A_YEAR:
        raise table.refuse("in_depth_each_year", f"is more than {MOST_A_YEAR}, one a month.")
    return oversight
