"""What goes into a return that this service hands out."""

from datetime import datetime

from django.db.models import Max, Min, QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.domain.permissions import Permission
from openiro.formats.review_return import ReviewHeld
from openiro.formats.years import collection_year, first_day, last_day
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.reviews.models import Review


def years_of_reviews(user: User, *, at: datetime) -> list[int]:
    """The collection years from the first to the latest review of children whom `user` may see, latest first."""
    days = _held(user, at=at).aggregate(first=Min("held_on"), latest=Max("held_on"))
    if days["first"] is None:
        return []
    return list(range(collection_year(days["latest"]), collection_year(days["first"]) - 1, -1))


def reviews_of_year(user: User, *, year: int, at: datetime) -> list[ReviewHeld]:
    """The reviews held in collection `year`, by child and day, of children whom `user` may see.

    Needs `ingest.view_loads`. Raises `UnableToPermit`.
    """
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    rows = _held(user, at=at).filter(held_on__range=(first_day(year), last_day(year)))
    found = rows.select_related("child").order_by("child__code", "held_on")
    return [
        ReviewHeld(each.child.code, each.child.born_on, each.held_on, each.participation_code)
        for each in found
        if each.held_on is not None
    ]


def _held(user: User, *, at: datetime) -> QuerySet[Review]:
    children = children_visible_to(user, on=day_of(at))
    return Review.objects.filter(withdrawn_at__isnull=True, held_on__isnull=False, child__in=children)
