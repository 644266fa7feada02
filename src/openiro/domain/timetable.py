"""Where a child's reviews stand on a day: what is due, how many working days are left, and which rule says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.care import CarePeriod, period_on
from openiro.domain.review_sequence import (
    DueDate,
    JudgedReview,
    ReviewHeld,
    ReviewRules,
    ReviewSequence,
    judged_reviews,
    next_due,
    reviews_in,
)


class TimetableStatus(StrEnum):
    """How a child's next review stands, in the words that people read."""

    NOT_REQUIRED = "not required"
    UNKNOWN = "due date not known"
    OVERDUE = "overdue"
    BOOKED_LATE = "booked after its due date"
    DUE_SOON = "due soon"
    IN_TIME = "in time"


@dataclass(frozen=True)
class Timetable:
    """A child's reviews of the present care period, and the next one due.

    `working_days_left` counts the working days after the day asked about up to and including the due date: 0 on
    the day itself, negative when overdue, None where no date is known.
    """

    status: TimetableStatus
    period: CarePeriod | None
    due: DueDate | None
    working_days_left: int | None
    reviews: tuple[JudgedReview, ...]

    @property
    def due_on(self) -> date | None:
        """The last day in time of the next review, inclusive; None where none is required or it is not known."""
        return self.due.due_on if self.due else None

    @property
    def is_placed_for_adoption(self) -> bool:
        """Whether the clocks of a child placed for adoption apply."""
        return self.due is not None and self.due.sequence is ReviewSequence.ADOPTION


def timetable(
    periods: Sequence[CarePeriod],
    reviews: Iterable[ReviewHeld],
    rules: ReviewRules,
    on: date,
    *,
    planned_on: date | None = None,
    soon: int = 20,
) -> Timetable:
    """How the child's reviews stand on `on`, with a review booked for `planned_on`, if any.

    A review is overdue from the day after its due date, and due soon when `soon` working days or fewer are left.
    Raises `UnableToCountWorkingDays` where a date lies outside the calendar.
    """
    period = period_on(periods, on)
    if period is None:
        return Timetable(TimetableStatus.NOT_REQUIRED, None, None, None, ())
    held = reviews_in(periods, reviews).get(period, [])
    due = next_due(period, held, rules, on)
    left = rules.calendar.days_between(on, due.due_on) if due and due.due_on else None
    status = timetable_status(due, on, planned_on=planned_on, working_days_left=left, soon=soon)
    return Timetable(status, period, due, left, judged_reviews(period, held, rules, on))


def timetable_status(
    due: DueDate | None, on: date, *, planned_on: date | None, working_days_left: int | None, soon: int = 20
) -> TimetableStatus:
    """The status of a next review due at `due`, on the morning of `on`; of several, the most pressing."""
    if due is None:
        return TimetableStatus.NOT_REQUIRED
    if due.due_on is None or working_days_left is None:
        return TimetableStatus.UNKNOWN
    if due.due_on < on:
        return TimetableStatus.OVERDUE
    if planned_on is not None and planned_on > due.due_on:
        return TimetableStatus.BOOKED_LATE
    return TimetableStatus.DUE_SOON if working_days_left <= soon else TimetableStatus.IN_TIME
