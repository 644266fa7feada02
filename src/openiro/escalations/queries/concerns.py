"""Informal concerns and compliments as a person may see them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.models import Compliment, Concern
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may_see_names, scopes_on, teams_on

PAGE = 50
PEOPLE = ("child", "person", "raised_by", "closed_by", "team")


class UnableToFindConcern(Refusal):
    """There is no such concern among those that the person may see."""


@dataclass(frozen=True)
class ConcernLine:
    """A concern as it stands on a day; `to`: the person or the agency to whom it was put.

    `days_left`: working days for an answer, None once there is one. `dispute`: the number of what it became.
    """

    number: int
    reference: uuid.UUID
    child: str
    theme: str
    to: str
    team: str
    raised_at: datetime
    raised_by: str
    due_on: date
    days_left: int | None
    answered_at: datetime | None
    closed_on: date | None
    closed_by: str
    outcome: str
    changed_for_child: str
    dispute: int | None


@dataclass(frozen=True)
class MessageLine:
    """One message of a thread."""

    text: str
    sent_at: datetime
    sent_by: str


@dataclass(frozen=True)
class ConcernPage:
    """How many concerns match, and a page of them."""

    total: int
    lines: tuple[ConcernLine, ...]


@dataclass(frozen=True)
class ComplimentLine:
    """Good practice, whose it is and for which child; `reference` None where no child is named, or none is seen.

    `words` is empty where it is about a child whom the reader does not see.
    """

    number: int
    reference: uuid.UUID | None
    child: str
    worker: str
    team: str
    theme: str
    words: str
    given_at: datetime
    given_by: str


@dataclass(frozen=True)
class ComplimentPage:
    """How many compliments match, and a page of them, the latest first."""

    total: int
    lines: tuple[ComplimentLine, ...]


def concerns_visible_to(user: User, *, on: date) -> QuerySet[Concern]:
    """The concerns that `user` may see on `on`; a social worker those that were put to them, or that they raised."""
    scopes = scopes_on(user, Permission.VIEW_DISPUTES, on=on)
    children = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES)
    seen = Concern.objects.filter(child__in=children)
    return seen.filter(Q(person=user) | Q(raised_by=user)) if scopes == {Scope.OWN_CASES} else seen


def concerns_listed(
    user: User,
    *,
    on: date,
    standing: str = "open",
    theme: str = "",
    waiting_for_me: bool = False,
    asked_by_me: bool = False,
    start: int = 0,
    size: int = PAGE,
    calendar: WorkingCalendar | None = None,
) -> ConcernPage:
    """A page of the concerns that `user` sees, those that wait longest first; three queries. Raises `UnableToPermit`.

    Not answered yet: `waiting_for_me`, those put to this person; `asked_by_me`, those that they raised. `calendar`
    from whoever has read it already.
    """
    check_may(user, Permission.VIEW_DISPUTES, on=on)
    rows = concerns_visible_to(user, on=on)
    if standing in ("open", "closed"):
        rows = rows.filter(closed_on__isnull=standing == "open")
    if theme:
        rows = rows.filter(theme=theme)
    if waiting_for_me:
        rows = rows.filter(person=user, answered_at__isnull=True)
    if asked_by_me:
        rows = rows.filter(raised_by=user, answered_at__isnull=True)
    order = ("-closed_on", "-pk") if standing == "closed" else ("raised_at", "pk")
    found = list(rows.select_related(*PEOPLE).order_by(*order)[start : start + size])
    total = rows.count() if start or len(found) == size else len(found)
    return ConcernPage(total, tuple(_lines(found, user, on, calendar or working_calendar()) if found else ()))


def concerns_about(user: User, child: Child, *, on: date) -> list[ConcernLine]:
    """Every concern about the child that `user` sees, the latest first; two queries."""
    rows = concerns_visible_to(user, on=on).filter(child=child).select_related(*PEOPLE).order_by("-raised_at", "-pk")
    return _lines(rows, user, on, working_calendar())


def concern_of(user: User, child: Child, number: int, *, on: date) -> Concern:
    """One concern about the child, to be handed to an action. Raises `UnableToFindConcern` outside one's scope."""
    found = concerns_visible_to(user, on=on).filter(child=child, pk=number).select_related(*PEOPLE, "review").first()
    if found is None:
        raise UnableToFindConcern("There is no such concern among those that you see. Look at your list again.")
    return found


def concern_line(concern: Concern, user: User, *, on: date) -> ConcernLine:
    """The concern as `user` may read it; the caller has applied the scope. One query."""
    return _lines([concern], user, on, working_calendar())[0]


def messages_of(concern: Concern) -> list[MessageLine]:
    """The thread, the first message first; one query."""
    rows = concern.messages.select_related("sent_by").order_by("pk")
    return [MessageLine(row.text, row.sent_at, row.sent_by.name) for row in rows]


def compliments_listed(
    user: User, *, on: date, theme: str = "", child: Child | None = None, start: int = 0, size: int = PAGE
) -> ComplimentPage:
    """Compliments that `user` may read: their own, those they gave, of their teams, about children whom they see.

    Three queries. Raises `UnableToPermit`.
    """
    check_may(user, Permission.VIEW_DISPUTES, on=on)
    rows = compliments_visible_to(user, on=on)
    if theme:
        rows = rows.filter(theme=theme)
    if child is not None:
        rows = rows.filter(child=child)
    found = list(rows.select_related("child", "worker", "team", "given_by").order_by("-given_at", "-pk"))
    shown = found[start : start + size]
    seen = _seen([row.child_id for row in shown if row.child_id], user, on)
    names = may_see_names(user, on=on)
    return ComplimentPage(len(found), tuple(_compliment(row, seen, names) for row in shown))


def compliments_visible_to(user: User, *, on: date) -> QuerySet[Compliment]:
    """The compliments that `user` may read on `on`; the caller checks the permission, and shows no word of a child whom
    the reader does not see."""
    if Scope.ALL in scopes_on(user, Permission.VIEW_DISPUTES, on=on):
        return Compliment.objects.all()
    children = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES)
    theirs = Q(worker=user) | Q(given_by=user) | Q(team__in=teams_on(user, on))
    if scopes_on(user, Permission.RAISE_DISPUTE, on=on):
        theirs |= Q(child__in=children)
    return Compliment.objects.filter(theirs)


def _seen(numbers: list[int], user: User, on: date) -> set[int]:
    if not numbers:
        return set()
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES).filter(pk__in=numbers)
    return set(visible.values_list("pk", flat=True))


def _compliment(row: Compliment, seen: set[int], names: bool) -> ComplimentLine:
    child = row.child if row.child_id in seen else None
    about_nobody_else = row.child_id is None or child is not None
    return ComplimentLine(
        number=row.pk,
        reference=child.reference if child else None,
        child=_called(child, names) if child else "",
        worker=row.worker.name if row.worker else "",
        team=row.team.name if row.team else "",
        theme=row.theme,
        words=row.words if about_nobody_else else "",
        given_at=row.given_at,
        given_by=row.given_by.name,
    )


def _called(child: Child, names: bool) -> str:
    return (full_name(child) if names else "") or child.code


def _lines(rows: Any, user: User, on: date, calendar: WorkingCalendar) -> list[ConcernLine]:
    names = may_see_names(user, on=on)
    return [_line(row, calendar, names, on) for row in rows]


def _line(row: Concern, calendar: WorkingCalendar, names: bool, on: date) -> ConcernLine:
    due_on = calendar.days_after(day_of(row.raised_at), row.working_days)
    waits = row.answered_at is None and row.closed_on is None
    return ConcernLine(
        number=row.pk,
        reference=row.child.reference,
        child=_called(row.child, names),
        theme=row.theme,
        to=row.person.name if row.person else row.agency,
        team=row.team.name if row.team else "",
        raised_at=row.raised_at,
        raised_by=row.raised_by.name,
        due_on=due_on,
        days_left=calendar.days_between(on, due_on) if waits else None,
        answered_at=row.answered_at,
        closed_on=row.closed_on,
        closed_by=row.closed_by.name if row.closed_by else "",
        outcome=row.outcome,
        changed_for_child=row.changed_for_child,
        dispute=row.dispute_id,
    )
