"""The log of reviews that were moved or cancelled: of one child, and of the service."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from openiro.allocation.models import Allocation
from openiro.allocation.queries import check_may_for, children_visible_to, runs_on, sees_every_child
from openiro.children.models import CURRENT, Child
from openiro.children.queries import full_name
from openiro.core.clock import LONDON
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text, may_see_names
from openiro.reviews.models import Rescheduling

PAGE_SIZE = 50


@dataclass(frozen=True)
class ReschedulingLine:
    """A planned review that was moved, or cancelled where `to_on` is None. `words` is empty for who may not read it.

    `due_on`: the last legal day as it stood then. `authorised_by`: who allowed a cancellation.
    """

    review_number: int
    reference: uuid.UUID
    code: str
    name: str
    from_on: date
    to_on: date | None
    due_on: date | None
    reason: str
    words: str
    authorised_by: str
    moved_at: datetime
    moved_by: str

    @property
    def became_late(self) -> bool:
        """Whether the new day is after the last legal day."""
        return self.to_on is not None and self.due_on is not None and self.to_on > self.due_on


@dataclass(frozen=True)
class ReschedulingFilters:
    """What the log is narrowed to: days on which something was moved, both included; cancellations only."""

    from_on: date | None = None
    to_on: date | None = None
    reason: str = ""
    officer_code: str = ""
    cancelled_only: bool = False
    page: int = 1


@dataclass(frozen=True)
class ReschedulingPage:
    """One page of the log, the latest first; `page` and `pages` from 1, `total` lines in all."""

    lines: tuple[ReschedulingLine, ...]
    total: int
    page: int
    pages: int


def reschedulings_of(user: User, child: Child, *, on: date) -> list[ReschedulingLine]:
    """The log of one child's reviews, the latest first. Two queries. Raises `UnableToPermit`, `UnableToSeeChild`."""
    check_may_for(user, Permission.VIEW_REVIEWS, child, on=on)
    rows = Rescheduling.objects.filter(review__child=child, review__withdrawn_at__isnull=True)
    return _lines(rows, user, on)


def rescheduling_log(user: User, filters: ReschedulingFilters, *, on: date, size: int = PAGE_SIZE) -> ReschedulingPage:
    """A page of the log of the children whose reviews `user` sees on `on`; two queries. A page beyond the last
    answers the last. Raises `UnableToPermit` without `reviews.view_reviews`."""
    check_may(user, Permission.VIEW_REVIEWS, on=on)
    rows = Rescheduling.objects.filter(review__withdrawn_at__isnull=True, review__child__withdrawn_at__isnull=True)
    if not sees_every_child(user, on=on, permission=Permission.VIEW_REVIEWS):
        visible = children_visible_to(user, on=on, permission=Permission.VIEW_REVIEWS)
        rows = rows.filter(review__child__in=visible)
    rows = _narrowed(rows, filters, on)
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(filters.page, 1), pages)
    return ReschedulingPage(tuple(_lines(rows, user, on, (page - 1) * size, page * size)), total, page, pages)


def _narrowed(rows: Any, filters: ReschedulingFilters, on: date) -> Any:
    if filters.from_on:
        rows = rows.filter(moved_at__gte=_midnight(filters.from_on))
    if filters.to_on:
        rows = rows.filter(moved_at__lt=_midnight(filters.to_on + timedelta(days=1)))
    if filters.reason:
        rows = rows.filter(reason=filters.reason)
    if filters.cancelled_only:
        rows = rows.filter(to_on__isnull=True)
    if filters.officer_code:
        held = Allocation.objects.filter(CURRENT, runs_on(on), child=OuterRef("review__child"), role="iro")
        rows = rows.filter(Exists(held.filter(officer__code=filters.officer_code)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _lines(rows: Any, user: User, on: date, first: int = 0, last: int | None = None) -> list[ReschedulingLine]:
    names, words = may_see_names(user, on=on), may_see_free_text(user, on=on)
    read = rows.select_related("review__child", "authorised_by", "moved_by").order_by("-moved_at", "-pk")
    return [_line(row, names=names, words=words) for row in read[first:last]]


def _line(row: Rescheduling, *, names: bool, words: bool) -> ReschedulingLine:
    child = row.review.child
    return ReschedulingLine(
        review_number=row.review_id,
        reference=child.reference,
        code=child.code,
        name=full_name(child) if names else "",
        from_on=row.from_on,
        to_on=row.to_on,
        due_on=row.due_on,
        reason=row.reason,
        words=row.words if words else "",
        authorised_by=row.authorised_by.name if row.authorised_by else "",
        moved_at=row.moved_at,
        moved_by=row.moved_by.name,
    )
