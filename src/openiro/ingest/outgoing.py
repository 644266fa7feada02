"""What goes into a return that this service hands out."""

from datetime import datetime

from django.db.models import QuerySet

from openiro.allocation.queries import of_seen_children
from openiro.domain.permissions import Permission
from openiro.formats.review_return import ReviewHeld
from openiro.formats.years import collection_year, first_day, last_day
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.reviews.models import Review


def years_of_reviews(user: User, *, at: datetime) -> list[int]:
    """The collection years from the first to the latest review of children whom `user` may see, latest first."""
    held = _held(user, at=at).values_list("held_on", flat=True)
    # Each end by the index of days: a county's reviews are not walked through for two of them.
    first, latest = held.order_by("held_on").first(), held.order_by("-held_on").first()
    return list(range(collection_year(latest), collection_year(first) - 1, -1)) if first and latest else []


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
    seen = of_seen_children(user, on=day_of(at), permission=Permission.VIEW_CHILDREN)
    return Review.objects.filter(seen, withdrawn_at__isnull=True, held_on__isnull=False)
