"""The social worker's update at the midpoint between two reviews: asked for each day, given, and chased."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for, officers_of
from openiro.children.models import CURRENT, Child
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.oversight import UnableToOversee, update_due
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force
from openiro.reviews.models import MidpointUpdate
from openiro.reviews.queries.between import updates_to_ask
from openiro.reviews.queries.updates import updates_open, workers_of


@transaction.atomic
def ask_for_midpoint_updates(*, by: User, at: datetime) -> int:
    """Ask for an update on every child whose midpoint is reached, where the council's policy asks for one.

    For the work of the day; needs `reviews.oversee_between_reviews`. Once for each midpoint. Answers how many it
    asked for.
    """
    on = day_of(at)
    check_may(by, Permission.OVERSEE, on=on)
    policy = policy_in_force(on=on).oversight
    if not policy.asks_for_update:
        return 0
    asked = updates_to_ask(on=on)
    workers = workers_of(asked, on=on)
    children = Child.objects.filter(CURRENT).in_bulk(asked)
    due_on = update_due(on, policy, working_calendar())
    for number, midpoint in asked.items():
        row = MidpointUpdate.objects.create(
            child=children[number], worker=workers.get(number), midpoint_on=midpoint, asked_on=on, due_on=due_on
        )
        facts = {"update": row.pk, "due_on": due_on, "asked_of": row.worker.code if row.worker else ""}
        record_event(stream=child_stream(number), kind="reviews.update_asked", facts=facts, by=by, at=at)
        _tell_worker(row, f"update_asked:{row.pk}", "update_asked", at)
    return len(asked)


@transaction.atomic
def remind_of_updates(*, by: User, at: datetime) -> int:
    """Tell social workers of updates that are late, once a week each. For the work of the day; needs the same.

    Answers how many notices are new.
    """
    on = day_of(at)
    check_may(by, Permission.OVERSEE, on=on)
    year, week, _ = on.isocalendar()
    late = updates_open().filter(due_on__lt=on)
    return sum(_tell_worker(row, f"update_late:{row.pk}:{year}-{week}", "update_late", at) for row in late)


@transaction.atomic
def give_midpoint_update(*, update: MidpointUpdate, words: str, by: User, at: datetime) -> None:
    """Give the update that was asked for. Needs `reviews.notify_change` of the child. The child's IRO is told.

    Raises `UnableToOversee` without words, or where it was given already.
    """
    on = day_of(at)
    check_may_for(by, Permission.NOTIFY_CHANGE, update.child, on=on)
    update = MidpointUpdate.objects.select_for_update(of=("self",)).select_related("child").get(pk=update.pk)
    if update.received_at is not None:
        raise UnableToOversee("Somebody has given this update already.")
    if not words.strip():
        raise UnableToOversee("Say how the plan has come on since the last review.")
    update.words, update.received_at, update.received_by = words.strip(), at, by
    update.save(update_fields=["words", "received_at", "received_by"])
    facts = {"update": update.pk, "due_on": update.due_on}
    record_event(stream=child_stream(update.child_id), kind="reviews.update_given", facts=facts, by=by, at=at)
    officer = officers_of([update.child_id], on=on).get(update.child_id)
    if officer is not None:
        queue_notice(
            key=f"update_given:{update.pk}",
            kind="update_given",
            person_code=officer.officer_code,
            facts={"path": _path(update)},
            digest=True,
            at=at,
        )


def _path(update: MidpointUpdate) -> str:
    return reverse("oversight:child", args=[update.child.reference])


def _tell_worker(update: MidpointUpdate, key: str, kind: str, at: datetime) -> bool:
    if update.worker is None:
        return False
    path = reverse("oversight:update", args=[update.child.reference, update.pk])
    facts = {"due_on": update.due_on, "path": path}
    return queue_notice(key=key, kind=kind, person_code=update.worker.code, facts=facts, digest=True, at=at)
