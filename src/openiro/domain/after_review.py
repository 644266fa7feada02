"""The five clocks that run when a review is over: decisions, the manager's answer, care plan, record, distribution.

Four run from the day on which the review was completed; the manager's from the day on which each decision reached
them. Day 0 is the anchor, the last day is in time, working days are those of England and Wales. Source: IRO
Handbook, chapter 3, and the procedures that councils share (rules 3.02 to 3.06 of the project's table of rules).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from openiro.domain.clocks import CLOCKS, Clock
from openiro.domain.working_days import WorkingCalendar

DECISIONS, MANAGER = "after.decisions", "after.manager"
CARE_PLAN, RECORD, DISTRIBUTION = "after.care_plan", "after.record", "after.distribution"
AFTER_REVIEW = (DECISIONS, MANAGER, CARE_PLAN, RECORD, DISTRIBUTION)

# What a manager says. A decision that is deemed agreed was not answered.
ANSWERS = ("agreed", "objected")
DEEMED = "deemed"


class Standing(StrEnum):
    """How a clock stands at the end of a day."""

    NOT_BEGUN = "not begun"
    RUNNING = "running"
    MET = "in time"
    LATE = "late"
    MISSED = "not done in time"


@dataclass(frozen=True)
class DecisionAnswered:
    """A decision on its way to the manager: sent, answered, and how ('agreed', 'objected', 'deemed'); None not yet."""

    sent_on: date | None = None
    answered_on: date | None = None
    answer: str | None = None


@dataclass(frozen=True)
class ReviewOver:
    """What followed a review: the day it was completed, and the day of each thing; None while it was not done."""

    completed_on: date | None
    decisions_sent_on: date | None = None
    care_plan_updated_on: date | None = None
    record_finished_on: date | None = None
    distributed_on: date | None = None
    decisions: Sequence[DecisionAnswered] = ()


@dataclass(frozen=True)
class ClockAfter:
    """One clock: `due_on` is its last day in time, inclusive (None: not begun), `done_on` the day it was done."""

    clock: Clock
    due_on: date | None
    done_on: date | None
    standing: Standing

    @property
    def was_met(self) -> bool | None:
        """True in time, False late or not done in time, None while that is open: running or not begun."""
        if self.standing in (Standing.NOT_BEGUN, Standing.RUNNING):
            return None
        return self.standing is Standing.MET


def clocks_after(
    review: ReviewOver, calendar: WorkingCalendar, as_at: date, *, clocks: Mapping[str, Clock] = CLOCKS
) -> tuple[ClockAfter, ...]:
    """The five clocks of a review in the order of `AFTER_REVIEW`, as they stand at the end of `as_at`.

    What was done after `as_at` is not seen. `clocks` holds a council's own limits. Raises
    `UnableToCountWorkingDays` where a last day lies outside the calendar.
    """
    done = {
        DECISIONS: review.decisions_sent_on,
        CARE_PLAN: review.care_plan_updated_on,
        RECORD: review.record_finished_on,
        DISTRIBUTION: review.distributed_on,
    }
    completed_on = _seen(review.completed_on, as_at)

    def found(name: str) -> ClockAfter:
        if name == MANAGER:
            return _managers(completed_on, review.decisions, clocks[name], calendar, as_at)
        return clock_after(clocks[name], completed_on, done[name], calendar, as_at)

    return tuple(found(name) for name in AFTER_REVIEW)


def clock_after(
    clock: Clock, anchor: date | None, done_on: date | None, calendar: WorkingCalendar, as_at: date
) -> ClockAfter:
    """One clock as it stands at the end of `as_at`; not begun where `anchor` is None or later.

    A thing done before its anchor is in time. Raises `UnableToCountWorkingDays` as `clocks_after`.
    """
    seen, began_on = _seen(done_on, as_at), _seen(anchor, as_at)
    if began_on is None:
        return ClockAfter(clock, None, seen, Standing.NOT_BEGUN)
    due_on = clock.due_on(began_on, calendar)
    if seen is not None:
        return ClockAfter(clock, due_on, seen, Standing.MET if seen <= due_on else Standing.LATE)
    return ClockAfter(clock, due_on, None, Standing.MISSED if due_on <= as_at else Standing.RUNNING)


def _managers(
    completed_on: date | None,
    decisions: Sequence[DecisionAnswered],
    clock: Clock,
    calendar: WorkingCalendar,
    as_at: date,
) -> ClockAfter:
    """The clock of the manager's answer to all decisions of a review, each from the day on which it was sent.

    One answered late or not in time makes it so for all; else one that waits, or was not sent, keeps it open.
    """
    each = [_answer(one, clock, calendar, as_at) for one in decisions]
    if completed_on is None or not each:
        return ClockAfter(clock, None, None, Standing.NOT_BEGUN)
    waiting = [one.due_on for one in each if one.due_on and one.done_on is None]
    due_on = min(waiting) if waiting else max((one.due_on for one in each if one.due_on), default=None)
    answered = [one.done_on for one in each if one.done_on]
    done_on = max(answered) if len(answered) == len(each) else None
    return ClockAfter(clock, due_on, done_on, min((one.standing for one in each), key=_WORST_FIRST.index))


_WORST_FIRST = (Standing.MISSED, Standing.LATE, Standing.RUNNING, Standing.NOT_BEGUN, Standing.MET)


def _answer(decision: DecisionAnswered, clock: Clock, calendar: WorkingCalendar, as_at: date) -> ClockAfter:
    """The clock of one decision. One that was deemed agreed was not answered, whatever is left of its time."""
    answered_on = _seen(decision.answered_on, as_at)
    said = answered_on if decision.answer in ANSWERS else None
    found = clock_after(clock, decision.sent_on, said, calendar, as_at)
    deemed = answered_on is not None and decision.answer == DEEMED and found.due_on is not None
    return replace(found, standing=Standing.MISSED) if deemed else found


def _seen(day: date | None, as_at: date) -> date | None:
    return day if day is not None and day <= as_at else None
