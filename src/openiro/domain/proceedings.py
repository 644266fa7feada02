"""The clocks of proceedings in court: by when each step of the protocol is due, and when they have taken too long.

The exchange of names at issue (rule 5.30), the talk about the plan, the IRO's view in the final evidence and the
closing talk with the guardian (rule 5.31) are dated steps of the council's policy. Care proceedings are to end within
26 weeks of the application (Children Act 1989, section 32(1)(a)(ii)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openiro.domain.court_policy import CountedFrom, CourtPolicy, ProtocolStep
from openiro.domain.months import add_months
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar


class UnableToRecordCourt(Refusal):
    """What is told of proceedings in court cannot be."""


@dataclass(frozen=True)
class CourtDays:
    """The days from which clocks run, for one child: None while a day is not known."""

    applied_on: date
    final_hearing_on: date | None = None
    ended_on: date | None = None

    def of(self, event: CountedFrom) -> date | None:
        """The day of that event."""
        known = {CountedFrom.APPLICATION: self.applied_on, CountedFrom.FINAL_HEARING: self.final_hearing_on}
        return self.ended_on if event is CountedFrom.END else known[event]


@dataclass(frozen=True)
class StepStanding:
    """A step on a day: the last day for it (None: nothing to count from yet), the day it was taken, days left.

    `left` in working days, below 0 past the last day; None once it is taken, or where no day is known.
    """

    step: ProtocolStep
    due_on: date | None
    done_on: date | None
    left: int | None

    @property
    def was_late(self) -> bool:
        """Whether it was taken after its last day, or has not been and its day has passed."""
        if self.done_on is not None and self.due_on is not None:
            return self.done_on > self.due_on
        return self.left is not None and self.left < 0


def step_due_on(step: ProtocolStep, days: CourtDays, calendar: WorkingCalendar) -> date | None:
    """The last day for the step, inclusive; None while the day from which it counts is not known."""
    anchor = days.of(step.counted_from)
    if anchor is None:
        return None
    before = step.counted_from is CountedFrom.FINAL_HEARING
    return (calendar.days_before if before else calendar.days_after)(anchor, step.working_days)


def steps_on(
    days: CourtDays, done: Mapping[str, date], policy: CourtPolicy, calendar: WorkingCalendar, on: date
) -> tuple[StepStanding, ...]:
    """Every step as it stands on `on`, in the order of the policy; `done` are the days by the step's id."""
    return tuple(_standing(step, days, done.get(step.id), calendar, on) for step in policy.steps.values())


def to_end_by(days: CourtDays, policy: CourtPolicy) -> date:
    """The last day on which proceedings end within the weeks of the policy (law: 26)."""
    return days.applied_on + timedelta(weeks=policy.within_weeks)


def takes_too_long(days: CourtDays, policy: CourtPolicy, on: date) -> bool:
    """Whether they lasted longer than that, or still run after it on `on`."""
    return (days.ended_on or on) > to_end_by(days, policy)


def council_review_by(
    kinds: Iterable[str], last_held_on: date | None, next_due_on: date | None, policy: CourtPolicy
) -> date | None:
    """The last day for the next review by the council's own rhythm while proceedings of these kinds run.

    It stands beside the last legal day and never takes its place: None where the council sets no rhythm, no review was
    held, or the legal day is as early.
    """
    months = [policy.review_months[kind] for kind in kinds if kind in policy.review_months]
    if not months or last_held_on is None:
        return None
    day = add_months(last_held_on, min(months))
    return None if next_due_on is not None and next_due_on <= day else day


def check_days(applied_on: date, later: date | None, on: date, *, what: str) -> None:
    """Raises `UnableToRecordCourt` where a day lies ahead, or before the application; `what` names it."""
    if later is not None and later > on:
        raise UnableToRecordCourt(f"{what} lies ahead. Give a day until today.")
    if later is not None and later < applied_on:
        raise UnableToRecordCourt(f"{what} lies before the application of {applied_on:%d/%m/%Y}. Check the day.")


def _standing(
    step: ProtocolStep, days: CourtDays, done_on: date | None, calendar: WorkingCalendar, on: date
) -> StepStanding:
    due_on = step_due_on(step, days, calendar)
    waits = due_on is not None and done_on is None
    return StepStanding(step, due_on, done_on, calendar.days_between(on, due_on) if waits and due_on else None)
