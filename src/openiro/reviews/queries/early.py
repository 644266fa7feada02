"""Reviews asked for early: what of a child the triggers ask, and what was asked and came of it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet

from openiro.allocation.queries import check_may_for, of_seen_children
from openiro.children.models import CURRENT, Child
from openiro.children.models import CarePeriod as KeptPeriod
from openiro.children.queries import full_name
from openiro.core.counting import with_total
from openiro.core.prepared import prepared
from openiro.domain.early_reviews import Standing
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import may_see_free_text, may_see_names
from openiro.reviews.models import EarlyReview


class UnableToFindEarlyReview(Refusal):
    """There is no such early review of the child."""


@dataclass(frozen=True)
class EarlyLine:
    """A review asked for early. `words` and `settled_reason` are empty for who may not read what people wrote.

    `name` is empty for those who may see numbers only; `settled_how` is empty while it is open, then 'held' or
    'declined', with `review_number` where it was held.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    trigger: str
    happened_on: date
    needed_by: date | None
    words: str
    asked_at: datetime
    asked_by: str
    settled_how: str
    settled_reason: str
    settled_at: datetime | None
    settled_by: str
    review_number: int | None


@dataclass(frozen=True)
class EarlyList:
    """How many early reviews are open in all, and the first of them: those needed first."""

    total: int
    shown: tuple[EarlyLine, ...]


def standing_of(child: Child, *, on: date, nobody_takes_over: bool | None = None) -> Standing:
    """What of the child a trigger asks, as it stands on `on`; one query."""
    kept = KeptPeriod.objects.filter(child=child, started_on__lte=on, ended_on__isnull=True).first()
    status, place = (kept.legal_status, kept.placement) if kept else ("", "")
    return Standing(status or "", place or "", age_on(child.born_on, on), nobody_takes_over)


def early_reviews_of(user: User, child: Child, *, on: date) -> list[EarlyLine]:
    """The early reviews asked for of the child, open ones first, then the latest. One query.

    Raises `UnableToPermit` and `UnableToSeeChild`.
    """
    check_may_for(user, Permission.VIEW_REVIEWS, child, on=on)
    rows = _rows(EarlyReview.objects.filter(child=child)).order_by(F("settled_at").desc(nulls_first=True), "-pk")
    return _lines(rows, user, on)


def open_early_reviews(user: User, *, on: date, limit: int = 10) -> EarlyList:
    """The early reviews that wait, of the children whose reviews `user` sees: what is needed first. One query.

    Raises `UnableToPermit` without `reviews.view_reviews`.
    """
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_REVIEWS)
    found = _rows(EarlyReview.objects.filter(seen, settled_at__isnull=True))
    rows = list(with_total(found.order_by(F("needed_by").asc(nulls_last=True), "pk"))[:limit])
    return EarlyList(rows[0].total if rows else 0, tuple(_lines(rows, user, on)))


def needed_early(child: Child) -> list[tuple[str, date]]:
    """The triggers that are open of a child, each with the day by which the review is needed; one query."""
    return _needed(child.pk)


@prepared
def _needed(child: int) -> QuerySet[EarlyReview, Any]:
    rows = EarlyReview.objects.filter(child=child, settled_at__isnull=True, needed_by__isnull=False)
    return rows.order_by("needed_by", "pk").values_list("trigger", "needed_by")


def early_review_of(child: Child, number: int) -> EarlyReview:
    """One of the child's early reviews, to be handed to an action. Raises `UnableToFindEarlyReview`."""
    found = EarlyReview.objects.filter(child=child, child__withdrawn_at__isnull=True, pk=number).first()
    if found is None:
        raise UnableToFindEarlyReview("That request is not among the child's. Look at the list again.")
    return found


def is_in_care(child: Child, *, on: date) -> bool:
    """Whether the child is looked after on `on`, as far as is recorded; one query."""
    runs = KeptPeriod.objects.filter(child=child, started_on__lte=on, ended_on__isnull=True)
    return Child.objects.filter(CURRENT, pk=child.pk).exists() and runs.exists()


def _rows(rows: QuerySet[EarlyReview]) -> QuerySet[EarlyReview]:
    return rows.select_related("child", "asked_by", "settled_by")


def _lines(rows: Iterable[EarlyReview], user: User, on: date) -> list[EarlyLine]:
    names, words = may_see_names(user, on=on), may_see_free_text(user, on=on)
    return [
        EarlyLine(
            number=row.pk,
            reference=row.child.reference,
            code=row.child.code,
            name=full_name(row.child) if names else "",
            trigger=row.trigger,
            happened_on=row.happened_on,
            needed_by=row.needed_by,
            words=row.words if words else "",
            asked_at=row.asked_at,
            asked_by=row.asked_by.name,
            settled_how=row.settled_how,
            settled_reason=row.settled_reason if words else "",
            settled_at=row.settled_at,
            settled_by=row.settled_by.name if row.settled_by else "",
            review_number=row.review_id,
        )
        for row in rows
    ]
