"""What law and national guidance ask of a figure, whatever a council has set itself: values, each with its source.

A target is the council's own and stands in its policy; a standard is the same for every council in England.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from openiro.domain.clocks import CLOCKS

EVERY = 100


@dataclass(frozen=True)
class Standard:
    """What is asked of a measure, in its unit: from `low` to `high`, both included.

    `words` say it, `source` is the law or guidance. `breakdown`: of which figure of the measure; empty for the whole.
    """

    measure: str
    low: float
    high: float
    words: str
    source: str
    breakdown: Mapping[str, str] = field(default_factory=dict)

    def standing(self, value: float) -> str:
        """Where a figure stands against it: 'met' or 'not met' of what is due every time, else 'within', 'above',
        'below'."""
        if self.low == self.high:
            return "met" if value >= self.low else "not met"
        if self.low <= value <= self.high:
            return "within"
        return "above" if value > self.high else "below"


def _every(measure: str, *clocks: str) -> Standard:
    """Every time, within the limits of these clocks."""
    limits: dict[str, list[str]] = {}
    for each in (CLOCKS[name] for name in clocks):
        unit = each.unit if each.limit > 1 else each.unit.removesuffix("s")
        limits.setdefault(each.source, []).append(f"{each.title}, {each.limit} {unit}")
    source = "; ".join(f"{law} ({'; '.join(found)})" for law, found in limits.items())
    return Standard(measure, EVERY, EVERY, f"{EVERY}%", source)


STANDARDS: tuple[Standard, ...] = (
    _every("reviews.on_time", "review.first", "review.second", "review.later"),
    _every("reviews.children_all_on_time", "review.first", "review.second", "review.later"),
    _every("allocation.within_5_days", "iro.appointed"),
    _every("decisions.within_5_days", "after.decisions"),
    _every("disputes.within_20_days", "dispute.formal"),
    _every("conferences.initial_within_15_days", "conference.initial"),
    _every("conferences.review_in_time", "conference.first_review", "conference.later_review"),
    _every("carers.reviews_in_time", "carer.review"),
    Standard(
        "caseload.average",
        50,
        70,
        "50 to 70 looked-after children for an IRO working full time",
        "IRO Handbook, 7.15",
        {"unit": "iro_fte"},
    ),
)


def standards_of(measure: str) -> tuple[Standard, ...]:
    """What law and national guidance ask of a measure; empty where they ask nothing."""
    return tuple(each for each in STANDARDS if each.measure == measure)
