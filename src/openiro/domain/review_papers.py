"""The papers that a review is prepared from: which are expected at what age, by when, and how late they are.

Source: IRO Handbook, chapter 3: the social worker's report and the plans reach the IRO at least 3 working days before
the review. Councils' lists: Central Bedfordshire (§ 8), Harrow (quality assurance), Medway (§ 5).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.working_days import WorkingCalendar

REPORT = "social_worker_report"
CLOCK = "before.reports"
NO_LIMIT = 120
# From which age, up to which, both included. Education: statutory guidance, early years to 18. SDQ: 4 to 16. Pathway
# plan: Care Planning, Placement and Case Review (England) Regulations 2010, reg 43: from 16.
_AGES = {
    REPORT: (0, NO_LIMIT),
    "care_plan": (0, NO_LIMIT),
    "placement_plan": (0, NO_LIMIT),
    "health_plan": (0, NO_LIMIT),
    "education_plan": (3, 18),
    "sdq": (4, 16),
    "pathway_plan": (16, NO_LIMIT),
    "carer_report": (0, NO_LIMIT),
    "school_report": (5, 18),
}


class PaperState(StrEnum):
    """What is known of a paper."""

    CAME = "came"
    NOT_YET = "not_yet"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class PaperStanding:
    """How a paper stands: the working days by which it was or is late, 0 where it is in time or not due yet."""

    due_on: date
    days_late: int
    is_missing: bool


def expected_papers(age: int) -> tuple[str, ...]:
    """The kinds of paper (PAPER_KIND) that are expected for a child of that age, the report first."""
    return tuple(kind for kind, (first, last) in _AGES.items() if first <= age <= last)


def paper_standing(
    due_on: date, received_on: date | None, *, on: date, calendar: WorkingCalendar, not_needed: bool = False
) -> PaperStanding:
    """How a paper that is due by the end of `due_on` stands on `on`; one that came counts by the day it came.

    Raises `UnableToCountWorkingDays` beyond the years of `calendar`.
    """
    if not_needed:
        return PaperStanding(due_on, 0, is_missing=False)
    late = calendar.days_between(due_on, received_on or on)
    is_past = (received_on or on) > due_on
    return PaperStanding(due_on, max(late, 1) if is_past else 0, is_missing=received_on is None)
