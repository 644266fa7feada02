"""The clocks of child protection conferences: 15 working days to the initial one, 3 months, then 6."""

from collections.abc import Iterable
from datetime import date

from openiro.domain.clocks import CLOCKS
from openiro.domain.months import add_months
from openiro.domain.working_days import WorkingCalendar

REVIEW = "review"


def initial_conference_due(strategy_on: date, calendar: WorkingCalendar) -> date:
    """The last day for the initial conference: the 15th working day after the strategy discussion.

    Raises `UnableToCountWorkingDays` beyond the calendar. Source: Working Together to Safeguard Children; rule 7.01.
    """
    return calendar.days_after(strategy_on, CLOCKS["conference.initial"].limit)


def review_conference_due(held_on: date, before: Iterable[tuple[date, str]]) -> date | None:
    """The last day for a review conference held on `held_on`, from the child's conferences (day, kind) before it.

    3 months after the conference before, if that began the plan or moved it here, and 6 months after a review
    conference; None where none before it is known. Source: Working Together to Safeguard Children; rule 7.02.
    """
    earlier = sorted((day, kind == REVIEW) for day, kind in before if day < held_on)
    if not earlier:
        return None
    day, was_review = earlier[-1]
    return add_months(day, CLOCKS["conference.later_review" if was_review else "conference.first_review"].limit)
