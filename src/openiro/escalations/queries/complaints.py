"""Complaints as a person may see them, and how many there were by year, group and theme."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.escalations.models import Complaint
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, scopes_on
from openiro.voice.models import Statement

PAGE = 25


class UnableToFindComplaint(Refusal):
    """There is no such complaint among those that the person may see."""


@dataclass(frozen=True)
class ComplaintLine:
    """One complaint; `child` and `reference` are of the child it is about, empty and None where none is on record.

    `group`, `about`, `theme`, `help` and `outcome` are codes. `is_own_words`: made of what the child said.
    """

    number: int
    reference: uuid.UUID | None
    child: str
    group: str
    about: str
    theme: str
    help: str
    words: str
    is_own_words: bool
    received_on: date
    recorded_by: str
    settled_on: date | None
    settled_by: str
    outcome: str
    answer: str
    learning: str


@dataclass(frozen=True)
class ComplaintPage:
    """How many complaints match, and a page of them."""

    total: int
    lines: tuple[ComplaintLine, ...]


def complaints_listed(
    user: User,
    *,
    on: date,
    standing: str = "open",
    group: str = "",
    about: str = "",
    child: Child | None = None,
    start: int = 0,
    size: int = PAGE,
) -> ComplaintPage:
    """A page of the complaints that `user` sees, the latest first; `standing` 'open', 'closed' or 'all'.

    Three queries at the most. Raises `UnableToPermit`.
    """
    check_may(user, Permission.HANDLE_COMPLAINTS, on=on)
    wanted = {"group": group, "about": about, "child": child}
    rows = _seen(user, on).filter(**{name: value for name, value in wanted.items() if value})
    if standing in ("open", "closed"):
        rows = rows.filter(settled_on__isnull=standing == "open")
    names = may_see_names(user, on=on)
    found = rows.select_related("child", "recorded_by", "settled_by").order_by("-received_on", "-pk")
    lines = tuple(_line(row, names) for row in found[start : start + size])
    is_last = len(lines) < size and (lines or not start)
    return ComplaintPage(start + len(lines) if is_last else rows.count(), lines)


def complaints_counted(user: User, *, on: date) -> dict[tuple[int, str, str], int]:
    """How many complaints `user` sees of each year (that of its 31 March), group and theme; one query.

    What was settled informally was no complaint in the end, and is left out. Raises `UnableToPermit`.
    """
    check_may(user, Permission.HANDLE_COMPLAINTS, on=on)
    rows = _seen(user, on).exclude(outcome="informal").values_list("received_on", "group", "theme")
    return dict(Counter((day.year + (day.month >= 4), group, theme) for day, group, theme in rows))


@dataclass(frozen=True)
class ComplaintCount:
    """A complaint for a paper of the service: codes alone, `outcome` empty while it is open."""

    group: str
    about: str
    theme: str
    outcome: str


def complaints_of_service(*, from_on: date, to_on: date) -> list[ComplaintCount]:
    """Complaints received in the period, both days included, for a paper of the service; one query.

    What was settled informally was no complaint in the end, and is left out.
    """
    rows = Complaint.objects.filter(received_on__range=(from_on, to_on)).exclude(outcome="informal").order_by("pk")
    return [ComplaintCount(*row) for row in rows.values_list("group", "about", "theme", "outcome")]


def complaint_of(user: User, number: int, *, on: date, child: Child | None = None) -> Complaint:
    """One complaint, about the child or about none on record, to be handed to an action.

    Raises `UnableToFindComplaint` outside what `user` sees.
    """
    found = _seen(user, on).filter(pk=number, child=child).select_related("child", "recorded_by", "settled_by")
    row = found.first()
    if row is None:
        raise UnableToFindComplaint("There is no such complaint among those that you see. Look at the list again.")
    return row


def complaint_line(row: Complaint, user: User, *, on: date) -> ComplaintLine:
    """The complaint as `user` may read it; the caller has applied the scope."""
    return _line(row, may_see_names(user, on=on))


def words_to_complain_of(child: Child) -> list[tuple[int, date, str]]:
    """What the child said that is no complaint yet: number, day and words, the latest first; one query."""
    rows = Statement.objects.filter(child=child, withdrawn_at__isnull=True, complaint__isnull=True)
    return list(rows.order_by("-said_on", "-pk").values_list("pk", "said_on", "words")[:PAGE])


def _seen(user: User, on: date) -> QuerySet[Complaint]:
    """Of children whom `user` sees, and of none on record; about the service itself only their own, and a manager."""
    children = children_visible_to(user, on=on, permission=Permission.HANDLE_COMPLAINTS)
    seen = Complaint.objects.filter(Q(child__isnull=True) | Q(child__in=children))
    if Scope.ALL in scopes_on(user, Permission.HANDLE_COMPLAINTS, on=on):
        return seen
    return seen.filter(Q(about="social_care") | Q(recorded_by=user))


_KEPT = ("group", "about", "theme", "help", "words", "received_on", "settled_on", "outcome", "answer", "learning")


def _line(row: Complaint, names: bool) -> ComplaintLine:
    child = row.child
    return ComplaintLine(
        number=row.pk,
        reference=child.reference if child else None,
        child=((full_name(child) if names else "") or child.code) if child else "",
        is_own_words=row.statement_id is not None,
        recorded_by=row.recorded_by.name,
        settled_by=row.settled_by.name if row.settled_by else "",
        **{name: getattr(row, name) for name in _KEPT},
    )
