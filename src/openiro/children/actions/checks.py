"""What was done for a child, and what the child was told of."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from openiro.children.actions._checks import UnableToRecordCheck, check_may_record, check_may_record_all
from openiro.children.models import CURRENT, CheckDone, Child, EntitlementTold
from openiro.core.actions import child_stream, record_event
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force

HIGHEST_SDQ = 40
SDQ = "sdq"


@transaction.atomic
def record_check_done(
    *,
    child: Child,
    check_id: str,
    done_on: date,
    on_file_on: date | None = None,
    score: int | None = None,
    by: User,
    at: datetime,
) -> CheckDone:
    """Record that something was done for the child on a day, or put right what is recorded of that day.

    `on_file_on`: when it was put on the child's file; None leaves what stands. `score`: of an SDQ, 0 to 40. Needs
    `children.record_checks`; a lead records the checks that the lead keeps. Raises `UnableToPermit`, and
    `UnableToRecordCheck` for a check that the policy does not have, a day ahead or before the birth, or a score that
    cannot be.
    """
    on = day_of(at)
    check_may_record(by, check_id, on=on)
    _check_days(child, done_on, on_file_on, on)
    if score is not None and (check_id != SDQ or not 0 <= score <= HIGHEST_SDQ):
        raise UnableToRecordCheck(f"Only an SDQ has a score, from 0 to {HIGHEST_SDQ}. Check the number.")
    Child.objects.select_for_update().get(pk=child.pk)
    given = {"on_file_on": on_file_on, "score": score}
    values = {name: value for name, value in given.items() if value is not None}
    found = CheckDone.objects.filter(CURRENT, child=child, check_id=check_id, done_on=done_on).first()
    row = found or CheckDone(child=child, check_id=check_id, done_on=done_on)
    if found is not None and all(getattr(found, name) == value for name, value in values.items()):
        return found
    for name, value in values.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by = at, by.code
    row.save()
    facts = {"check": check_id, "done_on": done_on, "on_file_on": row.on_file_on, "score": row.score}
    record_event(stream=child_stream(child.pk), kind="children.check_done", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def withdraw_check_done(*, done: CheckDone, by: User, at: datetime) -> None:
    """Take back what was recorded as done by mistake: the row stays and counts in nothing.

    Needs what `record_check_done` needs. Raises `UnableToPermit`.
    """
    check_may_record(by, done.check_id, on=day_of(at))
    done.withdrawn_at = at
    done.save(update_fields=["withdrawn_at"])
    facts = {"check": done.check_id, "done_on": done.done_on}
    record_event(stream=child_stream(done.child_id), kind="children.check_withdrawn", facts=facts, by=by, at=at)


@transaction.atomic
def tell_entitlements(
    *,
    child: Child,
    entitlements: Iterable[str],
    told_on: date,
    understood: bool | None = None,
    by: User,
    at: datetime,
) -> None:
    """Set down what the child was told of, and given of the pack, on that day: these and nothing else.

    So that what was ticked by mistake is taken back by the same. Needs `children.record_checks`; a lead does not tell.
    Raises `UnableToPermit`, and `UnableToRecordCheck` for one that the policy does not have or a day ahead.
    """
    on = day_of(at)
    check_may_record_all(by, on=on)
    wanted = list(dict.fromkeys(entitlements))
    known = policy_in_force(on=on).checks.entitlements
    if unknown := [each for each in wanted if each not in known]:
        raise UnableToRecordCheck(f"The policy has no entitlement {unknown[0]!r}. Choose from the list.")
    _check_days(child, told_on, None, on)
    Child.objects.select_for_update().get(pk=child.pk)
    rows = {row.entitlement: row for row in EntitlementTold.objects.filter(CURRENT, child=child, told_on=told_on)}
    new = [each for each in wanted if each not in rows]
    gone = [row for id, row in rows.items() if id not in wanted]
    changed = [rows[id] for id in wanted if id in rows and rows[id].understood != understood and understood is not None]
    for id in new:
        EntitlementTold.objects.create(child=child, entitlement=id, told_on=told_on, understood=understood)
    for row in gone:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
    for row in changed:
        row.understood = understood
        row.save(update_fields=["understood"])
    if new or gone or changed:
        taken_back = sorted(row.entitlement for row in gone)
        facts = {"told_on": told_on, "told": wanted, "taken_back": taken_back, "understood": understood}
        record_event(stream=child_stream(child.pk), kind="children.entitlements_told", facts=facts, by=by, at=at)


def _check_days(child: Child, done_on: date, on_file_on: date | None, on: date) -> None:
    if done_on > on or (on_file_on is not None and on_file_on > on):
        raise UnableToRecordCheck("That day lies ahead. Record it on the day or later.")
    if done_on < child.born_on:
        raise UnableToRecordCheck(f"The child was born on {child.born_on:%d/%m/%Y}. Give that day or a later one.")
    if on_file_on is not None and on_file_on < done_on:
        raise UnableToRecordCheck("Nothing is on the file before it was done. Check both days.")
