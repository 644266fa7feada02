"""Reviews that will be late: who asked why, what was decided, and what has reached the head of service."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from openiro.allocation.models import Reached
from openiro.allocation.queries import check_may_for, of_seen_children, runs_on
from openiro.children.models import CURRENT, Child
from openiro.children.queries import full_name
from openiro.core.counting import with_total
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text, may_see_names
from openiro.reviews.models import LatenessRequest, Rescheduling, Review

LATE_REVIEW = "late_review"
APPROVED, REFUSED = "approved", "refused"


class UnableToFindLateness(Refusal):
    """There is no such request of the child."""


@dataclass(frozen=True)
class LatenessLine:
    """A review that is going to be late. What people wrote is empty for who may not read it.

    `reason` is a code of LATE_REASON; `decision` is empty, 'approved' or 'refused'. `is_open`: it waits for a decision;
    not where the review was held, or booked in time, meanwhile.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    due_on: date
    expected_on: date
    reason: str
    words: str
    asked_at: datetime
    asked_by: str
    decision: str
    decision_words: str
    decided_at: datetime | None
    decided_by: str
    told_head_at: datetime | None
    is_open: bool


@dataclass(frozen=True)
class LatenessList:
    """How many there are in all, and the first of them: of the earliest last day."""

    total: int
    shown: tuple[LatenessLine, ...]


def lateness_of(user: User, child: Child, *, on: date) -> list[LatenessLine]:
    """What was asked and decided about late reviews of the child, the latest first. Two queries.

    Raises `UnableToPermit` and `UnableToSeeChild`.
    """
    check_may_for(user, Permission.VIEW_REVIEWS, child, on=on)
    rows = _rows(LatenessRequest.objects.filter(child=child)).order_by("-asked_at", "-pk")
    return _lines(rows, user, on)


def lateness_to_decide(user: User, *, on: date, limit: int = 10) -> LatenessList:
    """The requests that wait for a decision, of reviews that are not held; one query.

    Raises `UnableToPermit` without `reviews.approve_lateness`.
    """
    check_may(user, Permission.APPROVE_LATENESS, on=on)
    seen = of_seen_children(user, on=on, permission=Permission.APPROVE_LATENESS)
    rows = LatenessRequest.objects.filter(still_open(), seen)
    return _counted(rows, user, on, limit)


def late_reviews_reached(user: User, *, on: date, limit: int = 10) -> LatenessList:
    """The late reviews that have reached `user` and are not held yet; one query."""
    reached = Reached.objects.filter(runs_on(on), person=user, matter=LATE_REVIEW, to_on__isnull=True)
    rows = LatenessRequest.objects.filter(pk__in=reached.values("number"), child__withdrawn_at__isnull=True)
    return _counted(rows, user, on, limit)


def open_lateness_by_child(child_ids: Iterable[int]) -> dict[int, int]:
    """The number of the request that waits for a decision, by child; one query."""
    rows = LatenessRequest.objects.filter(still_open(), child_id__in=list(child_ids))
    return dict(rows.order_by("child_id").values_list("child_id", "pk"))


def lateness_request_of(child: Child, number: int) -> LatenessRequest:
    """One of the child's requests, to be handed to an action. Raises `UnableToFindLateness`."""
    rows = LatenessRequest.objects.filter(child=child, child__withdrawn_at__isnull=True, pk=number)
    found = rows.select_related("asked_by").first()
    if found is None:
        raise UnableToFindLateness("That request is not among the child's. Look at the list again.")
    return found


def latest_lateness(child: Child, due_on: date | None) -> LatenessRequest | None:
    """The latest request about the review that was due on that day; None where nobody asked."""
    if due_on is None:
        return None
    return LatenessRequest.objects.filter(child=child, due_on=due_on).order_by("-asked_at", "-pk").first()


def still_open() -> Q:
    """Not decided, about the review that is still the child's next, and that is not booked in time meanwhile.

    The booking that stood when it was asked for is what cannot be kept: it answers nothing until it is moved.
    """
    in_time = Review.objects.filter(
        CURRENT, child=OuterRef("child"), held_on=None, cancelled_at=None, planned_on__lte=OuterRef("due_on")
    )
    moved = Rescheduling.objects.filter(review=OuterRef("pk"), moved_at__gte=OuterRef(OuterRef("asked_at")))
    stood = in_time.filter(~Exists(moved), pk=OuterRef("review"))
    return Q(~Exists(in_time) | Exists(stood), decided_at__isnull=True, due_on=F("child__timetable__next_due_on"))


def _rows(rows: QuerySet[LatenessRequest]) -> Any:
    waits = Case(When(still_open(), then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.select_related("child", "asked_by", "decided_by").annotate(waits=waits)


def _counted(rows: QuerySet[LatenessRequest], user: User, on: date, limit: int) -> LatenessList:
    found = list(with_total(_rows(rows).order_by("due_on", "pk"))[:limit])
    return LatenessList(found[0].total if found else 0, tuple(_lines(found, user, on)))


def _lines(rows: Iterable[Any], user: User, on: date) -> list[LatenessLine]:
    names, words = may_see_names(user, on=on), may_see_free_text(user, on=on)
    return [_line(row, names=names, words=words) for row in rows]


def _line(row: Any, *, names: bool, words: bool) -> LatenessLine:
    return LatenessLine(
        number=row.pk,
        reference=row.child.reference,
        code=row.child.code,
        name=full_name(row.child) if names else "",
        due_on=row.due_on,
        expected_on=row.expected_on,
        reason=row.reason,
        words=row.words if words else "",
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        decision=row.decision,
        decision_words=row.decision_words if words else "",
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        told_head_at=row.told_head_at,
        is_open=row.waits,
    )
