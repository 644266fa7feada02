"""Supervision of an officer: booked for a day, held and recorded, and what was agreed done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.supervision import PLANNED, UnableToSupervise, check_not_oneself
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.supervision.models import Supervision, SupervisionAction, SupervisionTopic

KINDS = tuple(each.code for each in CODE_SETS["SUPERVISION_KIND"])
TOPICS = tuple(each.code for each in CODE_SETS["SHEET_TOPIC"])


@dataclass(frozen=True)
class Agreed:
    """Something to be done, by when."""

    words: str
    due_on: date


@dataclass(frozen=True)
class Held:
    """Supervision as it was held: `topics` of the agenda with the number that the sheet gave."""

    kind: str
    held_on: date
    words: str
    topics: Mapping[str, int] = field(default_factory=dict)
    agreed: tuple[Agreed, ...] = ()


@transaction.atomic
def plan_supervision(*, person: User, planned_on: date, kind: str = PLANNED, by: User, at: datetime) -> Supervision:
    """Book supervision for a day, or move the one that is booked. Needs `supervision.record_supervision`.

    Raises `UnableToSupervise` for a day that has passed, or one's own.
    """
    _check(person, kind, by, day_of(at))
    if planned_on < day_of(at):
        raise UnableToSupervise("The day has passed. Book a day from today on, or record what was held.")
    row = Supervision.objects.select_for_update().filter(person=person, kind=kind, held_on=None).first()
    row = row or Supervision(person=person, kind=kind)
    row.planned_on, row.recorded_at, row.recorded_by = planned_on, at, by
    row.save()
    _record("supervision.booked", {"supervision": row.pk, "person": person.code, "on": planned_on}, by, at)
    return row


@transaction.atomic
def record_supervision(*, person: User, held: Held, by: User, at: datetime) -> Supervision:
    """Record what was held: the booked one of its kind, or one that nobody booked. It is not changed afterwards.

    Needs `supervision.record_supervision`. Raises `UnableToSupervise`.
    """
    on = day_of(at)
    _check(person, held.kind, by, on)
    if held.held_on > on:
        raise UnableToSupervise("The day lies ahead. Record supervision on the day or after it.")
    if not held.words.strip():
        raise UnableToSupervise("Write what was talked about.")
    if any(not each.words.strip() for each in held.agreed):
        raise UnableToSupervise("Say of each action what is to be done.")
    row = Supervision.objects.select_for_update().filter(person=person, kind=held.kind, held_on=None).first()
    row = row or Supervision(person=person, kind=held.kind)
    row.held_on, row.words, row.recorded_at, row.recorded_by = held.held_on, held.words.strip(), at, by
    row.save()
    SupervisionTopic.objects.bulk_create(
        SupervisionTopic(supervision=row, topic=topic, count=count)
        for topic, count in held.topics.items()
        if topic in TOPICS
    )
    SupervisionAction.objects.bulk_create(
        SupervisionAction(supervision=row, words=each.words.strip(), due_on=each.due_on) for each in held.agreed
    )
    facts = {"supervision": row.pk, "person": person.code, "held": held.held_on, "agreed": len(held.agreed)}
    _record("supervision.held", facts, by, at)
    return row


@transaction.atomic
def settle_action(*, action: SupervisionAction, words: str = "", by: User, at: datetime) -> None:
    """Say that what was agreed is done, and what came of it. Needs `supervision.record_supervision`.

    Raises `UnableToSupervise` where it is done already, or one's own.
    """
    check_may(by, Permission.SUPERVISE, on=day_of(at))
    row = SupervisionAction.objects.select_for_update().select_related("supervision__person").get(pk=action.pk)
    check_not_oneself(row.supervision.person.code, by.code)
    if row.done_on is not None:
        raise UnableToSupervise("This action is done already.")
    row.done_on, row.done_words = day_of(at), words.strip()
    row.save(update_fields=["done_on", "done_words"])
    _record("supervision.action_done", {"supervision": row.supervision_id, "action": row.pk}, by, at)


def _check(person: User, kind: str, by: User, on: date) -> None:
    check_may(by, Permission.SUPERVISE, on=on)
    check_not_oneself(person.code, by.code)
    if kind not in KINDS:
        raise UnableToSupervise("Choose from the list what kind of supervision it is.")


def _record(kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)
