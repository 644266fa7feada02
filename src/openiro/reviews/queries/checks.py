"""What is recorded of a review, and whether it can have been so."""

from dataclasses import dataclass
from datetime import date

from openiro.children.models import CURRENT, Child
from openiro.children.queries import care_periods_of
from openiro.domain.care import CarePeriod, period_holding
from openiro.domain.codes import CODE_SETS
from openiro.domain.participation import check_participation_code
from openiro.domain.refusal import Refusal
from openiro.domain.review_sequence import ReviewHeld
from openiro.people.models import User
from openiro.reviews.models import Review
from openiro.reviews.queries.child import as_held, judge
from openiro.reviews.queries.lateness import latest_lateness
from openiro.reviews.queries.rules import review_rules

LONGEST_MINUTES = 600


class UnableToRecordReview(Refusal):
    """A review cannot have been held, adjourned or completed as it was given."""


@dataclass(frozen=True)
class ParentPart:
    """A parent's part in a review: there, views obtained in whatever way, or the coded reason why not."""

    parent: str
    attended: bool
    views: bool
    reason: str = ""


@dataclass(frozen=True)
class MeetingPart:
    """One meeting after the first, of a review held as a series or adjourned."""

    held_on: date
    mode: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class ReviewRecord:
    """What is recorded of a review. `held_on`: its first meeting; `meetings`: those that followed, in order.

    `completed_on` None: not completed yet. `late_reason` is a coded reason, asked for where the review was late.
    """

    held_on: date
    mode: str
    participation_code: str
    duration_minutes: int | None = None
    chaired_by: User | None = None
    completed_on: date | None = None
    late_reason: str = ""
    parents: tuple[ParentPart, ...] = ()
    meetings: tuple[MeetingPart, ...] = ()


def check_record(child: Child, review: Review, record: ReviewRecord, *, on: date) -> str:
    """The reason for lateness to keep: empty where the review was in time.

    Raises `UnableToUseParticipationCode`, and `UnableToRecordReview` as `actions.record_review` says.
    """
    periods = care_periods_of(child)
    _check_day(child, review, record.held_on, periods, on)
    check_participation_code(record.participation_code, child.born_on, record.held_on)
    _check_code("MODE", record.mode, "how the review was held")
    if record.duration_minutes is not None and not 1 <= record.duration_minutes <= LONGEST_MINUTES:
        raise UnableToRecordReview(f"A review lasts 1 to {LONGEST_MINUTES} minutes. Give the minutes, or leave it out.")
    check_parents(record.parents)
    check_series(record.held_on, record.completed_on or on, record.meetings)
    if record.completed_on is not None and not record.held_on <= record.completed_on <= on:
        raise UnableToRecordReview("A review is completed on the day it was held or later, and not ahead of time.")
    held = ReviewHeld(record.held_on, review.adjourned_on, record.completed_on)
    return late_reason_to_keep(review, held, record.late_reason or review.late_reason, periods, on=on)


def check_series(first_on: date, last_on: date, meetings: tuple[MeetingPart, ...]) -> None:
    """Raises `UnableToRecordReview` unless the meetings lie in order between the two days, both included."""
    days = [first_on, *(meeting.held_on for meeting in meetings), last_on]
    if days != sorted(days):
        raise UnableToRecordReview(
            f"The meetings lie between {first_on:%d/%m/%Y} and {last_on:%d/%m/%Y}, one after the other. Check the days."
        )
    for meeting in meetings:
        if meeting.mode:
            _check_code("MODE", meeting.mode, "how the meeting was held")


def late_reason_to_keep(
    review: Review, held: ReviewHeld, reason: str, periods: tuple[CarePeriod, ...], *, on: date
) -> str:
    """The coded reason where the review was late, held against its due date as at `on`; else empty.

    Where none is given, that of the request about lateness holds: it is coded once.
    Raises `UnableToRecordReview` where it was late and there is none (IRO Handbook: reasons are reported each year).
    """
    others = Review.objects.filter(CURRENT, child_id=review.child_id, held_on__isnull=False).exclude(pk=review.pk)
    known = [as_held(row) for row in others.order_by("held_on")]
    judged = judge(periods, [*known, held], review_rules(on=on), on)
    verdict = next((each for each in judged if each.review == held), None)
    if verdict is None or verdict.in_time is not False:
        return ""
    if not reason:
        asked = latest_lateness(review.child, verdict.due.due_on)
        reason = asked.reason if asked else ""
    if not reason:
        due = f"{verdict.due.due_on:%d/%m/%Y}" if verdict.due.due_on else ""
        raise UnableToRecordReview(f"The review was due by {due} and is {verdict.timeliness}. Choose the reason.")
    _check_code("LATE_REASON", reason, "why the review was late")
    return reason


def _check_day(child: Child, review: Review, held_on: date, periods: tuple[CarePeriod, ...], on: date) -> None:
    if held_on > on:
        raise UnableToRecordReview("That day lies ahead. Plan the review, and record it when it has been held.")
    if period_holding(periods, held_on) is None:
        raise UnableToRecordReview("The child was not looked after on that day. Check the day and the time in care.")
    same = Review.objects.filter(CURRENT, child=child, held_on=held_on).exclude(pk=review.pk)
    if same.exists():
        raise UnableToRecordReview("A review on that day is recorded already. Correct that one instead.")


def check_parents(parts: tuple[ParentPart, ...]) -> None:
    """Raises `UnableToRecordReview` unless each parent stands once, with views or a coded reason why not."""
    if len({part.parent for part in parts}) != len(parts):
        raise UnableToRecordReview("Each parent stands once. Check mother and father.")
    for part in parts:
        _check_code("PARENT", part.parent, "which parent")
        if part.views and part.reason:
            raise UnableToRecordReview("Where a parent's views were obtained, there is no reason why not.")
        if not part.views:
            _check_code("PARENT_REASON", part.reason, f"why the views of the {part.parent} were not obtained")


def _check_code(field: str, code: str, what: str) -> None:
    if code not in {each.code for each in CODE_SETS[field]}:
        raise UnableToRecordReview(f"Say {what}: choose one from the list.")
