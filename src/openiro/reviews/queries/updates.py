"""Updates asked of social workers at the midpoint between two reviews."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import children_visible_to, runs_on
from openiro.children.models import CURRENT, Child
from openiro.children.queries import full_name
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text, may_see_names
from openiro.reviews.models import MidpointUpdate


class UnableToFindUpdate(Refusal):
    """There is no such update of the child."""


@dataclass(frozen=True)
class UpdateLine:
    """An update asked for. `name` is empty for who sees numbers only, `words` for who reads no free text."""

    number: int
    reference: uuid.UUID
    code: str
    name: str
    worker: str
    asked_on: date
    due_on: date
    words: str
    received_at: datetime | None
    is_late: bool


def updates_open() -> QuerySet[MidpointUpdate]:
    """The updates that nobody has given yet, of children in care, earliest due first."""
    rows = MidpointUpdate.objects.filter(
        received_at__isnull=True, child__withdrawn_at__isnull=True, child__timetable__isnull=False
    )
    return rows.select_related("child", "worker").order_by("due_on", "pk")


def updates_awaited(user: User, *, on: date) -> list[UpdateLine]:
    """The updates that wait of the children whom `user` oversees, earliest due first. One query.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_OVERSIGHT)
    return _lines(updates_open().filter(child__in=visible), user, on)


def updates_to_give(user: User, *, on: date) -> list[UpdateLine]:
    """The updates that are to be given of the children of whom `user` tells the IRO, earliest due first. One query.

    Raises `UnableToPermit` without `reviews.notify_change`.
    """
    check_may(user, Permission.NOTIFY_CHANGE, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.NOTIFY_CHANGE)
    return _lines(updates_open().filter(child__in=visible), user, on)


def updates_of(user: User, child: Child, *, on: date) -> list[UpdateLine]:
    """Every update asked for of the child, latest first; of a child whom `user` has opened. One query.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    rows = MidpointUpdate.objects.filter(child=child).select_related("child", "worker")
    return _lines(rows.order_by("-asked_on", "-pk"), user, on)


def update_of(child: Child, number: int) -> MidpointUpdate:
    """One update of the child, to be handed to an action. Raises `UnableToFindUpdate`."""
    found = MidpointUpdate.objects.filter(child=child, pk=number).select_related("child", "worker").first()
    if found is None:
        raise UnableToFindUpdate("There is no such update. Look at the list again.")
    return found


def workers_of(child_ids: Iterable[int], *, on: date) -> dict[int, User]:
    """The social worker of each of these children on `on`; one without is left out. One query."""
    rows = Involvement.objects.filter(
        CURRENT, runs_on(on), child_id__in=list(child_ids), kind=InvolvementKind.SOCIAL_WORKER
    )
    return {row.child_id: row.worker for row in rows.select_related("worker").order_by("from_on", "pk")}


def _lines(rows: QuerySet[MidpointUpdate], user: User, on: date) -> list[UpdateLine]:
    names, words = may_see_names(user, on=on), may_see_free_text(user, on=on)
    return [
        UpdateLine(
            number=row.pk,
            reference=row.child.reference,
            code=row.child.code,
            name=full_name(row.child) if names else "",
            worker=row.worker.name if row.worker else "",
            asked_on=row.asked_on,
            due_on=row.due_on,
            words=row.words if words else "",
            received_at=row.received_at,
            is_late=row.received_at is None and row.due_on < on,
        )
        for row in rows
    ]
