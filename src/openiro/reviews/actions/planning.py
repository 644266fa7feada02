"""Reviews planned, planned anew and cancelled."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import CarePeriod, Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.review_status import ReviewState, check_can_become
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.models import Review, ReviewTimetable
from openiro.reviews.queries import facts_of, review_ahead


class UnableToPlanReview(Refusal):
    """A review cannot be planned, planned anew or cancelled as asked."""


@dataclass(frozen=True)
class Arrangements:
    """When, where and how a review is to be held. `late_reason`: the coded reason where it is after its due date."""

    planned_on: date
    planned_time: time | None = None
    place: str = ""
    mode: str = ""
    chaired_by: User | None = None
    late_reason: str = ""


@transaction.atomic
def plan_review(*, child: Child, arrangements: Arrangements, by: User, at: datetime) -> Review:
    """Plan the child's next review. Needs `reviews.plan_review` of the child.

    Raises `UnableToPlanReview` where one is planned already, the day is past, the child is not in care then, or the
    day is after the last legal one and no coded reason is given.
    """
    on = day_of(at)
    check_may_for(by, Permission.PLAN_REVIEW, child, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    ahead = review_ahead(child)
    if ahead is not None:
        raise UnableToPlanReview(f"A review is planned for {ahead.planned_on:%d/%m/%Y} already. Change that one.")
    _check(child, arrangements, on)
    review = Review.objects.create(child=child, **_fields(arrangements))
    facts = {"review": review.pk, **_told(review)}
    record_event(stream=child_stream(child.pk), kind="reviews.planned", facts=facts, by=by, at=at)
    return review


@transaction.atomic
def replan_review(*, review: Review, arrangements: Arrangements, by: User, at: datetime) -> None:
    """Change when, where or how a planned review is to be held. Needs `reviews.plan_review` of the child.

    Raises `UnableToPlanReview` as `plan_review`, and `UnableToChangeReview` where it was held or cancelled.
    """
    on = day_of(at)
    check_may_for(by, Permission.PLAN_REVIEW, review.child, on=on)
    _hold(review)
    check_can_become(facts_of(review), ReviewState.PLANNED, on)
    _check(review.child, arrangements, on)
    before = _told(review)
    for field, value in _fields(arrangements).items():
        setattr(review, field, value)
    review.save()
    facts = {"review": review.pk, "before": before, "after": _told(review)}
    record_event(stream=child_stream(review.child_id), kind="reviews.replanned", facts=facts, by=by, at=at)


@transaction.atomic
def cancel_review(*, review: Review, reason: str, by: User, at: datetime) -> None:
    """Cancel a planned review, for a reason; the child's due date stays. Needs `reviews.cancel_review` (a manager's).

    Raises `UnableToPlanReview` without a reason, `UnableToChangeReview` where it was held or cancelled.
    """
    check_may_for(by, Permission.CANCEL_REVIEW, review.child, on=day_of(at))
    _hold(review)
    check_can_become(facts_of(review), ReviewState.CANCELLED, day_of(at))
    if not reason.strip():
        raise UnableToPlanReview("A review is cancelled only for a reason. Say why.")
    review.cancelled_at, review.cancelled_by, review.cancellation_reason = at, by, reason.strip()
    review.save(update_fields=["cancelled_at", "cancelled_by", "cancellation_reason"])
    facts = {"review": review.pk, "planned_on": review.planned_on, "reason": reason.strip()}
    record_event(stream=child_stream(review.child_id), kind="reviews.cancelled", facts=facts, by=by, at=at)


def _check(child: Child, arrangements: Arrangements, on: date) -> None:
    day = arrangements.planned_on
    if day < on:
        raise UnableToPlanReview("That day is past. Choose a day ahead, or record the review that was held.")
    if not CarePeriod.objects.filter(child=child, started_on__lte=day, ended_on__isnull=True).exists():
        raise UnableToPlanReview("The child is not looked after on that day, so that no review is needed.")
    for field, code in (("MODE", arrangements.mode), ("LATE_REASON", arrangements.late_reason)):
        if code and code not in {each.code for each in CODE_SETS[field]}:
            raise UnableToPlanReview(f"{code} is not in the list. Choose one from it.")
    due_on = ReviewTimetable.objects.filter(child=child).values_list("next_due_on", flat=True).first()
    if due_on is not None and day > due_on and not arrangements.late_reason:
        raise UnableToPlanReview(
            f"The last legal day for this review is {due_on:%d/%m/%Y}. "
            "Choose that day or an earlier one, or give the reason why it must be late."
        )


def _fields(arrangements: Arrangements) -> dict[str, object]:
    return {
        "planned_on": arrangements.planned_on,
        "planned_time": arrangements.planned_time,
        "place": arrangements.place,
        "mode": arrangements.mode,
        "chaired_by": arrangements.chaired_by,
        "late_reason": arrangements.late_reason,
    }


def _told(review: Review) -> dict[str, object]:
    return {
        "planned_on": review.planned_on,
        "planned_time": review.planned_time.isoformat() if review.planned_time else None,
        "place": review.place,
        "mode": review.mode,
        "chaired_by": review.chaired_by.code if review.chaired_by else None,
        "late_reason": review.late_reason,
    }


def _hold(review: Review) -> None:
    """Nobody else changes the child's reviews until this is done, and what is changed is what stands now."""
    Child.objects.select_for_update().get(pk=review.child_id)
    review.refresh_from_db()
