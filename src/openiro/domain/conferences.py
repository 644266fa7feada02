"""The clocks of child protection conferences: 15 working days to the initial one, 3 months, then 6."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openiro.domain.clocks import CLOCKS
from openiro.domain.codes_of_protection import PROTECTION_CODE_SETS
from openiro.domain.months import add_months
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar

INITIAL, REVIEW = "initial", "review"


class UnableToRecordConference(Refusal):
    """What was given is no conference that was held."""


@dataclass(frozen=True)
class ConferenceFacts:
    """A conference: its kind (CONFERENCE_KIND), the day, and of an initial one that of the strategy discussion.

    `report_shown_on`: the day on which the parents were shown the report for it. `parents_understood`: whether they
    understood the concerns and what has to happen; None while nobody has said.
    """

    kind: str
    held_on: date
    strategy_on: date | None = None
    report_shown_on: date | None = None
    parents_understood: bool | None = None


def check_conference(given: ConferenceFacts, on: date) -> None:
    """Raises `UnableToRecordConference` for a kind that is not on the list, or a day that cannot be."""
    if given.kind not in {each.code for each in PROTECTION_CODE_SETS["CONFERENCE_KIND"]}:
        raise UnableToRecordConference("Choose which conference it was.")
    if any(day > on for day in (given.held_on, given.report_shown_on) if day):
        raise UnableToRecordConference("A day that lies ahead cannot be recorded yet. Check the days.")
    if given.strategy_on and given.strategy_on > given.held_on:
        raise UnableToRecordConference("The strategy discussion comes before the conference. Check the days.")


def conference_due(given: ConferenceFacts, others: Iterable[ConferenceFacts], calendar: WorkingCalendar) -> date | None:
    """The last day on which that conference was in time, from the child's conferences; None where it is not known.

    Raises `UnableToCountWorkingDays` beyond the calendar. Source: Working Together to Safeguard Children.
    """
    if given.kind == REVIEW:
        return review_conference_due(given.held_on, ((each.held_on, each.kind) for each in others))
    if given.kind != INITIAL or given.strategy_on is None:
        return None
    return initial_conference_due(given.strategy_on, calendar)


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
