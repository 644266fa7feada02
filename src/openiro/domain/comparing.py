"""How a figure of the council is held against published ones and against its targets: direction, gap and words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.policy_reader import Table

PERCENT = "percent"


class Better(StrEnum):
    """Whether more of something is better, less, or neither."""

    HIGH = "high"
    LOW = "low"
    NEITHER = "neither"


@dataclass(frozen=True)
class Compared:
    """The published series that a measure is held against, and its unit.

    `differs` says where the published figure counts something else; no gap is worked out then.
    """

    indicator: str
    unit: str
    differs: str = ""


COMPARED = {
    "population.rate_per_10000": Compared("looked_after_rate", "per 10,000"),
    "placements.three_or_more": Compared("three_or_more_placements", PERCENT),
    "placements.long_term_stability": Compared("same_carer_2_years", PERCENT),
    "plans.second_or_subsequent": Compared("second_plans", PERCENT),
    "plans.closed_after_2_years": Compared(
        "plans_open_2_years",
        PERCENT,
        "The published figure is of plans open on 31 March that had lasted 2 years or more, ours of plans closed.",
    ),
}
# What the service and its inspectors read as better. A rate of children looked after is neither.
_BETTER_LOW = (
    "placements.three_or_more",
    "placements.disruptions",
    "placements.out_of_area",
    "plans.second_or_subsequent",
    "plans.closed_after_2_years",
    "reviews.overdue",
    "caseload.outside_guide",
    "offending.",
    "missing.",
    "care_leavers.not_in_eet",
    "health.substances",
)
_BETTER_HIGH = (
    "placements.long_term_stability",
    "placements.within_20_miles",
    "care_leavers.in_touch",
    "care_leavers.in_eet",
    "care_leavers.suitable_home",
    "reviews.on_time",
    "reviews.children_all_on_time",
    "participation.reviews",
    "participation.attended",
    "participation.latest",
    "participation.chaired",
    "parents.",
    "decisions.",
    "permanence.",
    "checks.",
    "oversight.",
    "entitlements.",
    "allocation.",
    "disputes.within_20_days",
    "conferences.initial_within_15_days",
    "conferences.review_in_time",
)


def better_of(measure: str) -> Better:
    """Whether a measure is better high, low, or neither."""
    if measure.startswith(_BETTER_LOW):
        return Better.LOW
    return Better.HIGH if measure.startswith(_BETTER_HIGH) else Better.NEITHER


def gap_in_words(ours: float, theirs: float, *, unit: str, better: Better) -> str:
    """How far `ours` lies from `theirs`, to 1 decimal, and whether that is better: '2.3 points above: worse'.

    'points' are percentage points; every other unit is named as it stands.
    """
    gap = round(ours - theirs, 1)
    if gap == 0:
        return "the same"
    unit_words = "percentage points" if unit == PERCENT else unit
    words = f"{abs(gap):,.1f} {unit_words} {'above' if gap > 0 else 'below'}"
    if better is Better.NEITHER:
        return words
    return f"{words}: {'better' if (gap > 0) is (better is Better.HIGH) else 'worse'}"


@dataclass(frozen=True)
class Target:
    """What a council has set itself for a measure, in the measure's unit, and for which days, both included.

    `source` says where it was settled.
    """

    measure: str
    value: float
    better: Better = Better.HIGH
    from_on: date | None = None
    to_on: date | None = None
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is a target for figures as at `day`."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)

    def is_met_by(self, value: float) -> bool:
        """Whether a figure reaches it."""
        return value <= self.value if self.better is Better.LOW else value >= self.value

    @property
    def days_in_words(self) -> str:
        """'from 1 April 2026 to 31 March 2027'; nothing where it is for every day."""
        first = f"from {self.from_on.day} {self.from_on:%B %Y}" if self.from_on else ""
        last = f"to {self.to_on.day} {self.to_on:%B %Y}" if self.to_on else ""
        return f"{first} {last}".strip()


def read_targets(table: Table) -> dict[str, Target]:
    """Read `[policy.targets]`: for each measure a percentage, or a table of value, better, from, to and source."""
    return {measure: _target(table, measure) for measure in table.names()}


def _target(table: Table, measure: str) -> Target:
    better = better_of(measure)
    better = Better.HIGH if better is Better.NEITHER else better
    if not isinstance(table.values[measure], dict):
        percent = table.number(measure)
        if not 0 <= percent <= 100:
            raise table.refuse(measure, f"{percent:g} is not a percentage. Give a number from 0 to 100.")
        return Target(measure, percent, better)
    own = table.table(measure)
    target = Target(
        measure,
        own.number("value"),
        own.choice("better", Better) if "better" in own.values else better,
        own.day("from") if "from" in own.values else None,
        own.day("to") if "to" in own.values else None,
        own.text("source") if "source" in own.values else "",
    )
    own.finish()
    if target.from_on and target.to_on and target.to_on < target.from_on:
        raise own.refuse("to", "lies before 'from'. Give the first day as from and the last as to.")
    return target
