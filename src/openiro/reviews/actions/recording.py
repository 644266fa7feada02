"""Reviews recorded, adjourned, completed and put right."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT, Child
from openiro.children.queries import care_periods_of
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.domain.review_status import ReviewState, check_can_become
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.actions._parents import keep_attendance, keep_parents
from openiro.reviews.actions.caches import refresh_timetables
from openiro.reviews.actions.early import reopen_early_reviews, settle_early_reviews
from openiro.reviews.actions.lateness import settle_lateness
from openiro.reviews.models import ParentParticipation, Review, ReviewMeeting
from openiro.reviews.queries import (
    MeetingPart,
    ParentPart,
    ReviewRecord,
    UnableToRecordReview,
    as_held,
    check_record,
    check_series,
    due_on_of,
    facts_of,
    late_reason_to_keep,
)


@transaction.atomic
def record_review(
    *, child: Child, review: Review | None = None, record: ReviewRecord, by: User, at: datetime
) -> Review:
    """Record a review that was held: the planned one (`review`), or one that was not planned here.

    Needs `reviews.record_review` of the child. Raises `UnableToUseParticipationCode`, and `UnableToRecordReview`
    where the day lies ahead, is outside the child's time in care or has a review already, where parents or meetings
    do not fit, or where it was late and no coded reason is given (CPPCR reg 33).
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, child, on=on)
    if review is not None:
        _hold(review)
        check_can_become(facts_of(review), ReviewState.HELD, on)
    row = review or Review(child=child)
    _fill(row, record, check_record(child, row, record, on=on))
    row.recorded_at, row.recorded_by = at, by
    row.save()
    _keep_parents(row, record.parents, by=by, at=at)
    _keep_meetings(row, record.meetings)
    refresh_timetables([child.pk])
    facts = {**_told(row), "parents": _parents_told(row), "meetings": [each.held_on for each in record.meetings]}
    record_event(stream=child_stream(child.pk), kind="reviews.recorded", facts=facts, by=by, at=at)
    settle_early_reviews(review=row, by=by, at=at)
    settle_lateness(child=child, still_due_on=due_on_of(child), by=by, at=at)
    return row


@transaction.atomic
def adjourn_review(*, review: Review, adjourned_on: date, reason: str, by: User, at: datetime) -> None:
    """Adjourn a review, once and for a reason; it is to be completed within 20 working days (CPPCR reg 36).

    Needs `reviews.record_review` of the child. Raises `UnableToChangeReview` where it was adjourned before or is
    completed, `UnableToRecordReview` without a reason or for a day before the review or ahead.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    _hold(review)
    check_can_become(facts_of(review), ReviewState.ADJOURNED, on)
    if not reason.strip():
        raise UnableToRecordReview("A review is adjourned only for a reason. Say what was missing.")
    if adjourned_on > on or review.held_on is None or adjourned_on < review.held_on:
        raise UnableToRecordReview("A review is adjourned on the day it was held or later, and not ahead of time.")
    review.adjourned_on, review.adjournment_reason = adjourned_on, reason.strip()
    review.save(update_fields=["adjourned_on", "adjournment_reason"])
    refresh_timetables([review.child_id])
    facts = {"review": review.pk, "adjourned_on": adjourned_on, "reason": reason.strip()}
    record_event(stream=child_stream(review.child_id), kind="reviews.adjourned", facts=facts, by=by, at=at)


@transaction.atomic
def complete_review(
    *,
    review: Review,
    completed_on: date,
    meetings: tuple[MeetingPart, ...] = (),
    late_reason: str = "",
    by: User,
    at: datetime,
) -> None:
    """Complete a review that was held or adjourned; `meetings` are those that followed what is recorded.

    Needs `reviews.record_review` of the child. Raises `UnableToChangeReview` where it is completed already, and
    `UnableToRecordReview` for an impossible day, or where that is late and no coded reason is given (CPPCR reg 36:
    20 working days after the adjournment).
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    _hold(review)
    check_can_become(facts_of(review), ReviewState.COMPLETED, on)
    earliest = review.adjourned_on or review.held_on or completed_on
    if not earliest <= completed_on <= on:
        raise UnableToRecordReview(f"It can be completed from {earliest:%d/%m/%Y} on, and not ahead of time.")
    check_series(earliest, completed_on, meetings)
    held = replace(as_held(review), completed_on=completed_on)
    reason = late_reason or review.late_reason
    review.late_reason = late_reason_to_keep(review, held, reason, care_periods_of(review.child), on=on)
    review.completed_on = completed_on
    review.save(update_fields=["completed_on", "late_reason"])
    _keep_meetings(review, meetings)
    refresh_timetables([review.child_id])
    facts = {"review": review.pk, "completed_on": completed_on, "late_reason": review.late_reason}
    record_event(stream=child_stream(review.child_id), kind="reviews.completed", facts=facts, by=by, at=at)


@transaction.atomic
def correct_review(*, review: Review, record: ReviewRecord, reason: str, by: User, at: datetime) -> None:
    """Put right what was recorded of a review, for a reason; the event says what stood before and after.

    Its meetings stay as recorded. Needs `reviews.correct_review`. Raises as `record_review`, and
    `UnableToRecordReview` without a reason or where the review was not held yet.
    """
    on = day_of(at)
    check_may_for(by, Permission.CORRECT_REVIEW, review.child, on=on)
    _hold(review)
    if review.held_on is None:
        raise UnableToRecordReview("This review was not held yet. Record it, or change its arrangements.")
    if not reason.strip():
        raise UnableToRecordReview("A correction needs a reason. Say why the record was wrong.")
    before = {**_told(review), "parents": _parents_told(review)}
    _fill(review, record, check_record(review.child, review, record, on=on))
    review.save()
    _keep_parents(review, record.parents, by=by, at=at)
    refresh_timetables([review.child_id])
    after = {**_told(review), "parents": _parents_told(review)}
    changed = {field for field in after if before[field] != after[field]}
    facts = {
        "review": review.pk,
        "reason": reason.strip(),
        "before": {field: before[field] for field in changed},
        "after": {field: after[field] for field in changed},
    }
    record_event(stream=child_stream(review.child_id), kind="reviews.corrected", facts=facts, by=by, at=at)


@transaction.atomic
def withdraw_review(*, review: Review, reason: str, by: User, at: datetime) -> None:
    """Take back a review that was recorded and never held: it stays in the table and counts in nothing.

    Needs `reviews.correct_review`. Raises `UnableToRecordReview` without a reason or where it was not held yet.
    """
    check_may_for(by, Permission.CORRECT_REVIEW, review.child, on=day_of(at))
    _hold(review)
    if review.held_on is None or not reason.strip():
        raise UnableToRecordReview("Only a recorded review is taken back, and for a reason. Cancel a planned one.")
    review.withdrawn_at = at
    review.save(update_fields=["withdrawn_at"])
    reopen_early_reviews(review=review, by=by, at=at)
    refresh_timetables([review.child_id])
    facts = {**_told(review), "reason": reason.strip()}
    record_event(stream=child_stream(review.child_id), kind="reviews.withdrawn", facts=facts, by=by, at=at)


def _hold(review: Review) -> None:
    """Nobody else changes the child's reviews until this is done, and what is changed is what stands now."""
    Child.objects.select_for_update().get(pk=review.child_id)
    review.refresh_from_db()


def _fill(row: Review, record: ReviewRecord, late_reason: str) -> None:
    row.held_on = record.held_on
    row.mode = record.mode
    row.participation_code = record.participation_code
    row.duration_minutes = record.duration_minutes
    row.chaired_by = record.chaired_by
    row.completed_on = record.completed_on
    row.late_reason = late_reason


def _keep_parents(row: Review, parts: tuple[ParentPart, ...], *, by: User, at: datetime) -> None:
    keep_parents(row, parts)
    keep_attendance(row, parts, {}, by=by, at=at)


def _keep_meetings(row: Review, meetings: tuple[MeetingPart, ...]) -> None:
    """Add the meetings that followed; the first, that of the review itself, is part 1 of every series."""
    if not meetings or row.held_on is None:
        return
    kept = ReviewMeeting.objects.filter(review=row).count()
    if not kept:
        minutes = row.duration_minutes
        ReviewMeeting.objects.create(review=row, part=1, held_on=row.held_on, mode=row.mode, minutes=minutes)
    for part, each in enumerate(meetings, start=max(kept, 1) + 1):
        values = {"held_on": each.held_on, "mode": each.mode, "minutes": each.minutes}
        ReviewMeeting.objects.create(review=row, part=part, **values)


def _told(row: Review) -> dict[str, object]:
    return {
        "review": row.pk,
        "held_on": row.held_on,
        "mode": row.mode,
        "participation_code": row.participation_code,
        "duration_minutes": row.duration_minutes,
        "chaired_by": row.chaired_by.code if row.chaired_by else None,
        "completed_on": row.completed_on,
        "late_reason": row.late_reason,
    }


def _parents_told(row: Review) -> list[dict[str, object]]:
    parts = ParentParticipation.objects.filter(CURRENT, review=row).order_by("parent")
    return [dict(part) for part in parts.values("parent", "attended", "views", "reason")]
