"""How much stands in the diary on each day: for the months of a whole service, in which names would drown."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from openiro.allocation.queries import of_seen_children, sees_every_child
from openiro.children.models import CURRENT
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import Review, ReviewTimetable


@dataclass(frozen=True)
class DayCount:
    """Reviews planned for a day, and last legal days with nothing booked on or before them."""

    planned: int
    not_booked: int


def diary_counts(user: User, from_on: date, to_on: date, *, on: date) -> dict[date, DayCount]:
    """By day from `from_on` to `to_on`, both included, of the children whose reviews `user` sees on `on`; two queries.

    A day on which nothing stands is left out. Raises `UnableToPermit` without `reviews.view_reviews`.
    """
    check_may(user, Permission.VIEW_REVIEWS, on=on)
    ahead = Review.objects.filter(CURRENT, held_on=None, cancelled_at=None, child__withdrawn_at__isnull=True)
    planned = ahead.filter(planned_on__gte=from_on, planned_on__lte=to_on)
    in_time = ahead.filter(child=OuterRef("child"), planned_on__lte=OuterRef("next_due_on"))
    due = ReviewTimetable.objects.filter(~Exists(in_time), next_due_on__gte=from_on, next_due_on__lte=to_on)
    if not sees_every_child(user, on=on, permission=Permission.VIEW_REVIEWS):
        seen = of_seen_children(user, on=on, permission=Permission.VIEW_REVIEWS)
        planned, due = planned.filter(seen), due.filter(seen)
    reviews = dict(planned.order_by("planned_on").values_list("planned_on").annotate(Count("pk")))
    last_days = dict(due.order_by("next_due_on").values_list("next_due_on").annotate(Count("pk")))
    return {day: DayCount(reviews.get(day, 0), last_days.get(day, 0)) for day in {*reviews, *last_days} if day}
