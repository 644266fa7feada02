"""Reviews planned, planned anew and cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import transaction

from openiro.allocation.queries import check_may_for, officers_of
from openiro.children.models import CarePeriod, Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.review_status import ReviewState, check_can_become
from openiro.domain.roles import role
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force, role_codes_on
from openiro.reviews.actions.lateness import follow_booking
from openiro.reviews.models import Rescheduling, Review
from openiro.reviews.queries import due_on_of, facts_of, review_ahead
from openiro.reviews.queries.lateness import REFUSED, latest_lateness

LONGEST_WAY = 600
ARRANGED = (
    "planned_on",
    "planned_time",
    "place",
    "mode",
    "chaired_by",
    "late_reason",
    "travel_minutes",
    "travel_miles",
)


class UnableToPlanReview(Refusal):
    """A review cannot be planned, planned anew or cancelled as asked."""


@dataclass(frozen=True)
class Arrangements:
    """When, where and how a review is to be held. `late_reason`: the coded reason where it is after its due date.

    `travel_minutes` and `travel_miles` of the IRO, one way; None where nobody said.
    """

    planned_on: date
    planned_time: time | None = None
    place: str = ""
    mode: str = ""
    chaired_by: User | None = None
    late_reason: str = ""
    travel_minutes: int | None = None
    travel_miles: int | None = None


@dataclass(frozen=True)
class Moved:
    """Why a booked review is moved or cancelled: a code of RESCHEDULING_REASON, and words where that is 'other'."""

    reason: str
    words: str = ""


@transaction.atomic
def plan_review(*, child: Child, arrangements: Arrangements, by: User, at: datetime) -> Review:
    """Plan the child's next review. Needs `reviews.plan_review` of the child.

    After the last legal day it needs a coded reason, unless one was given when lateness was asked for; the manager is
    then asked to approve. Raises `UnableToPlanReview` where one is planned already, the day is past, the child is not
    in care then, or the day is late and no reason is given.
    """
    on = day_of(at)
    check_may_for(by, Permission.PLAN_REVIEW, child, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    ahead = review_ahead(child)
    if ahead is not None:
        raise UnableToPlanReview(f"A review is planned for {ahead.planned_on:%d/%m/%Y} already. Change that one.")
    due_on = due_on_of(child)
    arrangements = _check(child, arrangements, due_on, on)
    review = Review.objects.create(child=child, **_fields(arrangements))
    facts = {"review": review.pk, **_told(review)}
    record_event(stream=child_stream(child.pk), kind="reviews.planned", facts=facts, by=by, at=at)
    follow_booking(review=review, due_on=due_on, by=by, at=at)
    return review


@transaction.atomic
def plan_together(*, children: Sequence[Child], arrangements: Arrangements, by: User, at: datetime) -> list[Review]:
    """Plan one review for each of these brothers and sisters, all at one time and place; all of them or none.

    Needs and raises as `plan_review`, and `UnableToPlanReview` where they have not the same IRO that day. A reason for
    lateness falls away for a child for whom the day is in time.
    """
    officers = officers_of([child.pk for child in children], on=day_of(at))
    if len({officers[child.pk].officer_code if child.pk in officers else "" for child in children}) > 1:
        raise UnableToPlanReview("These children have different IROs. Book each child's review on its own.")
    planned = []
    for child in sorted(children, key=lambda each: each.pk):
        due_on = due_on_of(child)
        is_late = due_on is not None and arrangements.planned_on > due_on
        own = arrangements if is_late else replace(arrangements, late_reason="")
        planned.append(plan_review(child=child, arrangements=own, by=by, at=at))
    return planned


@transaction.atomic
def replan_review(
    *, review: Review, arrangements: Arrangements, moved: Moved | None = None, by: User, at: datetime
) -> None:
    """Change when, where or how a planned review is to be held. Needs `reviews.plan_review` of the child.

    Where the day changes, `moved` says why, and the log of rescheduling keeps it with the last legal day as it stood.
    Raises `UnableToPlanReview` as `plan_review` and without that reason, and `UnableToChangeReview` where it was held
    or cancelled.
    """
    on = day_of(at)
    check_may_for(by, Permission.PLAN_REVIEW, review.child, on=on)
    _hold(review)
    check_can_become(facts_of(review), ReviewState.PLANNED, on)
    due_on = due_on_of(review.child)
    arrangements = _check(review.child, arrangements, due_on, on)
    if review.planned_on != arrangements.planned_on:
        _log(review, arrangements.planned_on, _checked(moved, "the day changes"), due_on, by, at)
    before = _told(review)
    for field, value in _fields(arrangements).items():
        setattr(review, field, value)
    review.save()
    facts = {"review": review.pk, "why": moved.reason if moved else "", "before": before, "after": _told(review)}
    record_event(stream=child_stream(review.child_id), kind="reviews.replanned", facts=facts, by=by, at=at)
    follow_booking(review=review, due_on=due_on, by=by, at=at)


@transaction.atomic
def cancel_review(*, review: Review, moved: Moved, by: User, at: datetime) -> None:
    """Cancel a planned review, for a coded reason; the child's due date stays. Needs `reviews.cancel_review`.

    Whoever does it needs the role that policy names. Raises `UnableToPlanReview` without a reason or for another role,
    `UnableToChangeReview` where it was held or cancelled (statute 1.14: authorised, for a reason).
    """
    on = day_of(at)
    check_may_for(by, Permission.CANCEL_REVIEW, review.child, on=on)
    _check_authority(by, on)
    _hold(review)
    check_can_become(facts_of(review), ReviewState.CANCELLED, on)
    moved = _checked(moved, "the review is cancelled")
    _log(review, None, moved, due_on_of(review.child), by, at)
    review.cancelled_at, review.cancelled_by = at, by
    review.cancellation_reason = moved.words.strip() or _MEANINGS[moved.reason]
    review.save(update_fields=["cancelled_at", "cancelled_by", "cancellation_reason"])
    facts = {"review": review.pk, "planned_on": review.planned_on, "why": moved.reason}
    record_event(stream=child_stream(review.child_id), kind="reviews.cancelled", facts=facts, by=by, at=at)


_MEANINGS = {each.code: each.meaning for each in CODE_SETS["RESCHEDULING_REASON"]}


def _checked(moved: Moved | None, what: str) -> Moved:
    if moved is None or moved.reason not in _MEANINGS:
        raise UnableToPlanReview(f"Give the reason why {what}: choose one from the list.")
    if moved.reason == "other" and not moved.words.strip():
        raise UnableToPlanReview(f"Say in a few words why {what}.")
    return moved


def _check_authority(by: User, on: date) -> None:
    needed = policy_in_force(on=on).reviews.cancelled_by
    if not by.is_service and needed not in role_codes_on(by, on):
        raise UnableToPlanReview(f"By the council's policy the {role(needed).name} cancels reviews.")


def _log(review: Review, to_on: date | None, moved: Moved, due_on: date | None, by: User, at: datetime) -> None:
    Rescheduling.objects.create(
        review=review,
        from_on=review.planned_on or day_of(at),
        to_on=to_on,
        reason=moved.reason,
        words=moved.words.strip(),
        due_on=due_on,
        authorised_by=by if to_on is None else None,
        moved_at=at,
        moved_by=by,
    )


def _check(child: Child, arrangements: Arrangements, due_on: date | None, on: date) -> Arrangements:
    """The arrangements as they are kept, with the reason for lateness where that was given before."""
    day = arrangements.planned_on
    if day < on:
        raise UnableToPlanReview("That day is past. Choose a day ahead, or record the review that was held.")
    if not CarePeriod.objects.filter(child=child, started_on__lte=day, ended_on__isnull=True).exists():
        raise UnableToPlanReview("The child is not looked after on that day, so that no review is needed.")
    for field, code in (("MODE", arrangements.mode), ("LATE_REASON", arrangements.late_reason)):
        if code and code not in {each.code for each in CODE_SETS[field]}:
            raise UnableToPlanReview(f"{code} is not in the list. Choose one from it.")
    _check_way(arrangements)
    if due_on is None or day <= due_on or arrangements.late_reason:
        return arrangements
    asked = latest_lateness(child, due_on)
    if asked is None or asked.decision == REFUSED:
        raise UnableToPlanReview(
            f"The last legal day for this review is {due_on:%d/%m/%Y}. "
            "Choose that day or an earlier one, or give the reason why it must be late."
        )
    return replace(arrangements, late_reason=asked.reason)


def _check_way(arrangements: Arrangements) -> None:
    for way in (arrangements.travel_minutes, arrangements.travel_miles):
        if way is not None and not 0 <= way <= LONGEST_WAY:
            raise UnableToPlanReview(f"The way there is from 0 to {LONGEST_WAY} minutes or miles. Check it.")


def _fields(arrangements: Arrangements) -> dict[str, object]:
    return {name: getattr(arrangements, name) for name in ARRANGED}


def _told(review: Review) -> dict[str, object]:
    told = {name: getattr(review, name) for name in ARRANGED}
    told["planned_time"] = review.planned_time.isoformat() if review.planned_time else None
    return told | {"chaired_by": review.chaired_by.code if review.chaired_by else None}


def _hold(review: Review) -> None:
    """Nobody else changes the child's reviews until this is done, and what is changed is what stands now."""
    Child.objects.select_for_update().get(pk=review.child_id)
    review.refresh_from_db()
