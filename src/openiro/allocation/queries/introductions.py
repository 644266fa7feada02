"""Children newly given to an officer, and whether the child was told of it and sent the welcome pack."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from openiro.allocation.models import Allocation
from openiro.allocation.queries.history import IRO, runs_on
from openiro.allocation.queries.scope import of_seen_children
from openiro.children.models import CURRENT
from openiro.children.queries import full_name
from openiro.core.counting import with_total
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names

INTRODUCED_WITHIN_DAYS = 28


@dataclass(frozen=True)
class Introduction:
    """A child given to an officer not long ago, by `allocation_number`; a day that is None: not done yet."""

    reference: uuid.UUID
    code: str
    name: str
    officer: str
    allocation_number: int
    from_on: date
    pack_sent_on: date | None
    child_told_on: date | None


@dataclass(frozen=True)
class Introductions:
    """How many wait in all, and those who have waited longest."""

    total: int
    shown: tuple[Introduction, ...]


def introductions_to_make(user: User, *, on: date, limit: int = 10) -> Introductions:
    """The user's own children of the last 28 days who were not told yet who their IRO is, or got no pack. One query.

    Source: IRO Handbook (the child is given the name and contact details of their IRO). Cover does not count.
    """
    waiting = Q(pack_sent_on__isnull=True) | Q(child_told_on__isnull=True)
    return _found(user, waiting & Q(officer=user), on, limit)


def packs_to_send(user: User, *, on: date, limit: int = 10) -> Introductions:
    """Children given to an officer in the last 28 days to whom no pack was sent yet. Two queries.

    Raises `UnableToPermit` without `reviews.plan_review`.
    """
    check_may(user, Permission.PLAN_REVIEW, on=on)
    seen = of_seen_children(user, on=on, permission=Permission.PLAN_REVIEW)
    return _found(user, seen & Q(pack_sent_on__isnull=True), on, limit)


def _found(user: User, waiting: Q, on: date, limit: int) -> Introductions:
    since = on - timedelta(days=INTRODUCED_WITHIN_DAYS)
    now = Allocation.objects.filter(CURRENT, runs_on(on), waiting, from_on__gt=since, role=IRO, is_cover=False)
    rows = list(with_total(now.select_related("child", "officer").order_by("from_on", "pk"))[:limit])
    names = may_see_names(user, on=on)
    lines = [
        Introduction(
            reference=row.child.reference,
            code=row.child.code,
            name=full_name(row.child) if names else "",
            officer=row.officer.name,
            allocation_number=row.pk,
            from_on=row.from_on,
            pack_sent_on=row.pack_sent_on,
            child_told_on=row.child_told_on,
        )
        for row in rows
    ]
    return Introductions(rows[0].total if rows else 0, tuple(lines))
