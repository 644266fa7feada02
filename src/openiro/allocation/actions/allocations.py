"""Children given to officers, taken from them, covered; and what the child and others were told of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from openiro.allocation.models import Allocation
from openiro.allocation.queries import candidate_for, check_may_for
from openiro.allocation.queries.history import IRO
from openiro.children.models import CURRENT, Child
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain import roles
from openiro.domain.conflicts import check_can_allocate
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import day_of, role_codes_on

DAY = timedelta(days=1)


class UnableToRecordAllocation(Refusal):
    """An allocation or cover cannot be recorded as asked."""


@transaction.atomic
def allocate(
    *, child: Child, officer: User, role: str = IRO, from_on: date, reason: str = "", by: User, at: datetime
) -> Allocation:
    """Give the child to an officer from `from_on`; the allocation before it ends the day before.

    Needs `allocation.allocate_child`. Raises `UnableToAllocate` where the law forbids it (CPPCR reg 46: worked on the
    child's case; a parent who is looked after has another IRO), and `UnableToRecordAllocation` where the officer does
    not hold the role, has the child already, or the day lies inside an earlier allocation. The officer gets a notice.
    """
    on = day_of(at)
    check_may_for(by, Permission.ALLOCATE, child, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    _check_officer(child, officer, role, from_on, on)
    before = _end_before(child, officer, role, from_on)
    row = Allocation.objects.create(child=child, officer=officer, role=role, from_on=from_on, reason=reason)
    facts = {
        "allocation": row.pk,
        "officer": officer.code,
        "role": role,
        "from_on": from_on,
        "before": before.officer.code if before else None,
        "reason": reason,
    }
    record_event(stream=child_stream(child.pk), kind="allocation.allocated", facts=facts, by=by, at=at)
    if officer != by:
        told = {"from_on": from_on, "path": f"/children/{child.reference}/"}
        key = f"child_allocated:{row.pk}"
        queue_notice(key=key, kind="child_allocated", person_code=officer.code, facts=told, digest=True, at=at)
    return row


@transaction.atomic
def end_allocation(*, allocation: Allocation, to_on: date, reason: str, by: User, at: datetime) -> None:
    """End an allocation, or cover, after `to_on`, its last day. Needs `allocation.allocate_child`.

    Raises `UnableToRecordAllocation` without a reason, where it has ended, or would end before it began.
    """
    check_may_for(by, Permission.ALLOCATE, allocation.child, on=day_of(at))
    if not reason.strip():
        raise UnableToRecordAllocation("Say why the allocation ends.")
    if to_on < allocation.from_on:
        raise UnableToRecordAllocation(f"It began on {allocation.from_on:%d/%m/%Y}. Give that day or a later one.")
    if allocation.to_on is not None and allocation.to_on < to_on:
        raise UnableToRecordAllocation(f"It has ended on {allocation.to_on:%d/%m/%Y}. Allocate the child anew.")
    before, allocation.to_on = allocation.to_on, to_on
    allocation.save(update_fields=["to_on"])
    facts = {"allocation": allocation.pk, "before": before, "to_on": to_on, "reason": reason}
    _tell(allocation, "allocation.ended", facts, by, at)


@transaction.atomic
def end_with_care(*, child: Child, ended_on: date, by: User, at: datetime) -> None:
    """The child left care on `ended_on`: their IRO's allocation ends that day, and cover with it.

    Needs `children.record_care`, as the end of care does.
    """
    check_may_for(by, Permission.RECORD_CARE, child, on=day_of(at))
    rows = Allocation.objects.filter(CURRENT, child=child, role=IRO).exclude(to_on__lte=ended_on)
    for row in rows.order_by("pk"):
        before, row.to_on = row.to_on, max(ended_on, row.from_on)
        row.save(update_fields=["to_on"])
        facts = {"allocation": row.pk, "before": before, "to_on": row.to_on, "reason": "left_care"}
        _tell(row, "allocation.ended", facts, by, at)


@transaction.atomic
def arrange_cover(
    *,
    child: Child,
    officer: User,
    role: str = IRO,
    from_on: date,
    to_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> Allocation:
    """Another officer stands in from `from_on` to `to_on`, both included, and sees the child in those days.

    Needs `allocation.allocate_child`. Raises as `allocate`, and `UnableToRecordAllocation` without a reason or where
    it ends before it begins.
    """
    on = day_of(at)
    check_may_for(by, Permission.ALLOCATE, child, on=on)
    if not reason.strip() or to_on < from_on:
        raise UnableToRecordAllocation("Cover needs a reason, a first day, and a last day that is not before it.")
    _check_officer(child, officer, role, from_on, on)
    rows = Allocation.objects.filter(CURRENT, child=child, officer=officer, role=role)
    if rows.filter(from_on__lte=to_on).exclude(to_on__lt=from_on).exists():
        raise UnableToRecordAllocation(f"{officer.name} has the child in those days already. Choose somebody else.")
    row = Allocation.objects.create(
        child=child, officer=officer, role=role, from_on=from_on, to_on=to_on, is_cover=True, reason=reason
    )
    facts = {"officer": officer.code, "role": role, "from_on": from_on, "to_on": to_on, "reason": reason}
    _tell(row, "allocation.cover_arranged", facts, by, at)
    return row


@transaction.atomic
def record_pack_sent(*, allocation: Allocation, sent_on: date, by: User, at: datetime) -> None:
    """The welcome pack went to the child on `sent_on`. Needs `reviews.plan_review` of the child.

    Raises `UnableToRecordAllocation` for a day that lies ahead.
    """
    _record_day(allocation, "pack_sent_on", sent_on, "allocation.pack_sent", by, at)


@transaction.atomic
def record_child_told(*, allocation: Allocation, told_on: date, by: User, at: datetime) -> None:
    """The child was told on `told_on` who their IRO is and how to reach them. Needs `reviews.plan_review`.

    Raises `UnableToRecordAllocation` for a day that lies ahead.
    """
    _record_day(allocation, "child_told_on", told_on, "allocation.child_told", by, at)


def _record_day(allocation: Allocation, field: str, day: date, kind: str, by: User, at: datetime) -> None:
    check_may_for(by, Permission.PLAN_REVIEW, allocation.child, on=day_of(at))
    if day > day_of(at):
        raise UnableToRecordAllocation("That day lies ahead. Record it on the day or later.")
    before = getattr(allocation, field)
    setattr(allocation, field, day)
    allocation.save(update_fields=[field])
    _tell(allocation, kind, {"allocation": allocation.pk, "before": before, "on": day}, by, at)


def _check_officer(child: Child, officer: User, role: str, from_on: date, on: date) -> None:
    found = roles.ROLES.get(role)
    if found is None or not found.is_reviewer:
        raise UnableToRecordAllocation(f"No child is allocated to the role {role}. Choose iro or conference_chair.")
    if role not in role_codes_on(officer, max(from_on, on)):
        raise UnableToRecordAllocation(
            f"{officer.name} does not hold the role of {found.name.lower()} then. Choose somebody who does."
        )
    check_can_allocate(candidate_for(child, officer, on=on, role=role))


def _end_before(child: Child, officer: User, role: str, from_on: date) -> Allocation | None:
    """End what runs on `from_on` the day before; answers what it was."""
    rows = Allocation.objects.filter(CURRENT, child=child, role=role, is_cover=False).select_related("officer")
    later = rows.exclude(to_on__lt=from_on).order_by("from_on", "pk")
    before = None
    for row in later:
        if row.officer_id == officer.pk and row.to_on is None:
            raise UnableToRecordAllocation(f"The child is allocated to {officer.name} already.")
        if row.from_on >= from_on or row.to_on is not None:
            raise UnableToRecordAllocation(
                f"The child was given to {row.officer.name} from {row.from_on:%d/%m/%Y}. "
                "Give a later first day, or end that allocation first."
            )
        row.to_on = from_on - DAY
        row.save(update_fields=["to_on"])
        before = row
    return before


def _tell(allocation: Allocation, kind: str, facts: Mapping[str, object], by: User, at: datetime) -> None:
    record_event(stream=child_stream(allocation.child_id), kind=kind, facts=facts, by=by, at=at)
