"""What happens in a child's care, with all that follows for reviews: the page's one call for each.

These carry out the actions of `children`, and keep the child's next review right in the same transaction.
"""

from datetime import date, datetime

from django.db import transaction

from openiro.allocation.actions import end_with_care
from openiro.children import actions as children
from openiro.children.actions import CareFacts, ChildFacts, EpisodeFacts
from openiro.children.models import CURRENT, Child, Episode
from openiro.core.actions import child_stream, record_event
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.actions.caches import refresh_timetables
from openiro.reviews.actions.early import close_early_reviews
from openiro.reviews.actions.lateness import settle_lateness
from openiro.reviews.models import Rescheduling, Review

LEFT_CARE = "The child left care before it."


@transaction.atomic
def child_enters_care(*, facts: ChildFacts, started_on: date, care: CareFacts, by: User, at: datetime) -> Child:
    """A child whom the service does not know yet enters care: recorded, and the care period started.

    Raises as `children.actions.record_child` and `start_care_period`.
    """
    child = children.record_child(facts=facts, by=by, at=at)
    start_care_period(child=child, started_on=started_on, care=care, by=by, at=at)
    return child


@transaction.atomic
def start_care_period(*, child: Child, started_on: date, care: CareFacts, by: User, at: datetime) -> Episode:
    """A known child enters care; the first review falls due 20 working days on. Raises as in `children.actions`."""
    episode = children.start_care_period(child=child, started_on=started_on, care=care, by=by, at=at)
    refresh_timetables([child.pk])
    return episode


@transaction.atomic
def change_care(
    *,
    child: Child,
    changed_on: date,
    care: CareFacts,
    same_carer: bool = False,
    reason_place_change: str = "",
    by: User,
    at: datetime,
) -> Episode:
    """Legal status or placement changes; a placement for adoption starts its own clock. Raises as in `children`."""
    episode = children.change_care(
        child=child,
        changed_on=changed_on,
        care=care,
        same_carer=same_carer,
        reason_place_change=reason_place_change,
        by=by,
        at=at,
    )
    refresh_timetables([child.pk])
    return episode


@transaction.atomic
def end_care_period(*, child: Child, ended_on: date, reason_ended: str, by: User, at: datetime) -> None:
    """The child leaves care: allocations end that day, and a review planned for later falls away.

    Raises as in `children.actions`.
    """
    children.end_care_period(child=child, ended_on=ended_on, reason_ended=reason_ended, by=by, at=at)
    end_with_care(child=child, ended_on=ended_on, by=by, at=at)
    ahead = Review.objects.filter(
        CURRENT, child=child, held_on__isnull=True, cancelled_at__isnull=True, planned_on__gt=ended_on
    )
    for review in ahead.order_by("pk"):
        _fall_away(review, by, at)
    close_early_reviews(child=child, reason=LEFT_CARE, by=by, at=at)
    settle_lateness(child=child, by=by, at=at)
    refresh_timetables([child.pk])


def _fall_away(review: Review, by: User, at: datetime) -> None:
    review.cancelled_at, review.cancelled_by, review.cancellation_reason = at, by, LEFT_CARE
    review.save(update_fields=["cancelled_at", "cancelled_by", "cancellation_reason"])
    Rescheduling.objects.create(
        review=review,
        from_on=review.planned_on or day_of(at),
        reason="left_care",
        authorised_by=by,
        moved_at=at,
        moved_by=by,
    )
    facts = {"review": review.pk, "planned_on": review.planned_on, "why": "left_care"}
    record_event(stream=child_stream(review.child_id), kind="reviews.cancelled", facts=facts, by=by, at=at)


@transaction.atomic
def correct_episode(*, episode: Episode, facts: EpisodeFacts, reason: str, by: User, at: datetime) -> None:
    """An episode is put right, and the next review with it. Raises as in `children.actions`."""
    children.correct_episode(episode=episode, facts=facts, reason=reason, by=by, at=at)
    refresh_timetables([episode.child_id])
