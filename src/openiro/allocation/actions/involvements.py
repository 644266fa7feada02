"""How workers are involved with a child's case."""

from datetime import date, datetime

from django.db import transaction

from openiro.allocation.models import Allocation, Involvement
from openiro.allocation.queries import check_may_for, runs_on
from openiro.allocation.queries.history import IRO
from openiro.children.models import CURRENT, Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import Team, User
from openiro.people.queries import day_of


class UnableToRecordInvolvement(Refusal):
    """A worker's involvement with a child's case cannot be recorded as asked."""


@transaction.atomic
def record_involvement(
    *,
    child: Child,
    worker: User,
    kind: InvolvementKind,
    from_on: date,
    to_on: date | None = None,
    team: Team | None = None,
    by: User,
    at: datetime,
) -> Involvement:
    """Record how a worker is or was involved: it gives a social worker sight of the child, and bars them as IRO.

    Needs `allocation.allocate_child`. Raises `UnableToRecordInvolvement` where it is recorded, ends before it begins,
    or the worker is the child's IRO in those days (CPPCR reg 46).
    """
    check_may_for(by, Permission.ALLOCATE, child, on=day_of(at))
    _check(child, worker, kind, from_on, to_on)
    row = Involvement.objects.create(child=child, worker=worker, kind=kind, team=team, from_on=from_on, to_on=to_on)
    facts = {
        "involvement": row.pk,
        "worker": worker.code,
        "kind": kind,
        "team": team.pk if team else None,
        "from_on": from_on,
        "to_on": to_on,
    }
    stream = child_stream(child.pk)
    record_event(stream=stream, kind="allocation.involvement_recorded", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def end_involvement(*, involvement: Involvement, to_on: date, by: User, at: datetime) -> None:
    """The involvement ended with `to_on`, its last day; it bars the worker as IRO still.

    Needs `allocation.allocate_child`. Raises `UnableToRecordInvolvement` where it would end before it began.
    """
    check_may_for(by, Permission.ALLOCATE, involvement.child, on=day_of(at))
    if to_on < involvement.from_on:
        raise UnableToRecordInvolvement(f"It began on {involvement.from_on:%d/%m/%Y}. Give that day or a later one.")
    before, involvement.to_on = involvement.to_on, to_on
    involvement.save(update_fields=["to_on"])
    facts = {"involvement": involvement.pk, "before": before, "to_on": to_on}
    stream = child_stream(involvement.child_id)
    record_event(stream=stream, kind="allocation.involvement_ended", facts=facts, by=by, at=at)


def _check(child: Child, worker: User, kind: InvolvementKind, from_on: date, to_on: date | None) -> None:
    if to_on is not None and to_on < from_on:
        raise UnableToRecordInvolvement("It cannot end before it begins. Give a later last day.")
    same = Involvement.objects.filter(CURRENT, child=child, worker=worker, kind=kind)
    if same.filter(from_on=from_on).exists():
        raise UnableToRecordInvolvement("That involvement is recorded already. Look at those of the child.")
    reviewing = Allocation.objects.filter(CURRENT, runs_on(from_on), child=child, officer=worker, role=IRO)
    if reviewing.exists():
        raise UnableToRecordInvolvement(
            f"{worker.name} is the child's IRO, who may not be involved with the case. Allocate another IRO first."
        )
