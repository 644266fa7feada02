"""Supervision that was booked or held, what was agreed in it, and what is still to be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, may
from openiro.supervision.models import Supervision, SupervisionAction


class UnableToFindSupervision(Refusal):
    """There is no such supervision, or action of it, that the person may read."""


@dataclass(frozen=True)
class ActionLine:
    """What was agreed; `is_late`: its day is past and it is not done."""

    number: int
    supervision: int
    officer_code: str
    officer: str
    words: str
    due_on: date
    done_on: date | None
    done_words: str
    is_late: bool


@dataclass(frozen=True)
class SupervisionLine:
    """One supervision; `topics`: code of SHEET_TOPIC and its number that day. `held_on` None: it is booked."""

    number: int
    kind: str
    planned_on: date | None
    held_on: date | None
    words: str
    recorded_by: str
    topics: tuple[tuple[str, int], ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class HeldLine:
    """One supervision as a list shows it, with how many actions were agreed; `held_on` None: it is booked."""

    number: int
    kind: str
    planned_on: date | None
    held_on: date | None
    recorded_by: str
    agreed: int


def supervisions_of(user: User, code: str, *, on: date) -> list[HeldLine]:
    """Supervision of an officer, booked ones and then the latest first, for themselves or who supervises; one query.

    Nobody else is told that there is any: the answer is empty. Raises `UnableToPermit`.
    """
    rows = _read_by(user, on).filter(person__code=code).select_related("recorded_by").annotate(agreed=Count("actions"))
    found = sorted(rows.order_by("-held_on", "-planned_on", "-pk"), key=lambda row: row.held_on is not None)
    return [HeldLine(row.pk, row.kind, row.planned_on, row.held_on, row.recorded_by.name, row.agreed) for row in found]


def supervision_line(user: User, code: str, number: int, *, on: date) -> SupervisionLine:
    """One of `supervisions_of`. Raises `UnableToFindSupervision`, `UnableToPermit`."""
    row = _read_by(user, on).filter(person__code=code, pk=number).select_related("person", "recorded_by").first()
    if row is None:
        raise UnableToFindSupervision("There is no such supervision among those that you see. Look at the sheet.")
    return _line(row, on)


def open_actions(user: User, code: str = "", *, on: date) -> tuple[ActionLine, ...]:
    """What was agreed and is not done, first what is due first: of one officer, or of all whom `user` may read of.

    One query. Raises `UnableToPermit`.
    """
    rows = SupervisionAction.objects.filter(supervision__in=_read_by(user, on), done_on__isnull=True)
    if code:
        rows = rows.filter(supervision__person__code=code)
    return tuple(_action(row, on) for row in rows.select_related("supervision__person").order_by("due_on", "pk"))


def action_of(user: User, code: str, number: int, *, on: date) -> SupervisionAction:
    """One action, to be handed to an action. Raises `UnableToFindSupervision`, `UnableToPermit`."""
    rows = SupervisionAction.objects.filter(supervision__in=_read_by(user, on), supervision__person__code=code)
    found = rows.filter(pk=number).select_related("supervision__person").first()
    if found is None:
        raise UnableToFindSupervision("There is no such action among those that you see. Look at the sheet.")
    return found


def _read_by(user: User, on: date) -> QuerySet[Supervision]:
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    everybody = may(user, Permission.SUPERVISE, on=on)
    return Supervision.objects.all() if everybody else Supervision.objects.filter(person=user)


def _line(row: Supervision, on: date) -> SupervisionLine:
    topics: Iterable[tuple[str, int]] = ((each.topic, each.count) for each in row.topics.all())
    actions = sorted(row.actions.all(), key=lambda each: (each.due_on, each.pk))
    return SupervisionLine(
        number=row.pk,
        kind=row.kind,
        planned_on=row.planned_on,
        held_on=row.held_on,
        words=row.words,
        recorded_by=row.recorded_by.name,
        topics=tuple(topics),
        actions=tuple(_action(each, on, row.person) for each in actions),
    )


def _action(row: SupervisionAction, on: date, person: User | None = None) -> ActionLine:
    who = person or row.supervision.person
    return ActionLine(
        number=row.pk,
        supervision=row.supervision_id,
        officer_code=who.code,
        officer=who.name,
        words=row.words,
        due_on=row.due_on,
        done_on=row.done_on,
        done_words=row.done_words,
        is_late=row.done_on is None and row.due_on < on,
    )
