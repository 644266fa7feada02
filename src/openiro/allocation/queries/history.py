"""Who reviewed a child and who worked with them, from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from openiro.allocation.models import Allocation, Involvement
from openiro.children.models import CURRENT, Child
from openiro.core.prepared import prepared, up_to_pages
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.refusal import Refusal

IRO = "iro"


class UnableToFindAllocation(Refusal):
    """There is no such allocation or involvement of the child."""


@dataclass(frozen=True)
class AllocationLine:
    """An officer for a child, both days included; `to_on` None: until further notice."""

    number: int
    role: str
    officer_code: str
    officer: str
    from_on: date
    to_on: date | None
    is_cover: bool
    reason: str
    pack_sent_on: date | None
    child_told_on: date | None


@dataclass(frozen=True)
class InvolvementLine:
    """How a worker is or was involved with a child's case, both days included."""

    number: int
    kind: InvolvementKind
    worker_code: str
    worker: str
    team: str
    from_on: date
    to_on: date | None


def runs_on(on: date) -> Q:
    """Rows with `from_on` and `to_on` that hold on `on`, first and last day included."""
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


def has_iro(on: date, child: str = "child") -> Q:
    """Rows whose `child` (its number) has an IRO of their own on `on`; cover does not count.

    Asked in two parts, each of which an index answers alone: allocations that go on, and those that end later.
    """
    own = Allocation.objects.filter(CURRENT, child=OuterRef(child), from_on__lte=on, role=IRO, is_cover=False)
    return Q(Exists(own.filter(to_on__isnull=True))) | Q(Exists(own.filter(to_on__isnull=False, to_on__gte=on)))


def officers_of(child_ids: Iterable[int], *, on: date, role: str = IRO) -> dict[int, AllocationLine]:
    """The officer of each of these children on `on`; where there is cover that day, the one who covers.

    One query; a child without an officer is left out.
    """
    numbers = list(child_ids)
    rows = _running(on, role, *up_to_pages(numbers)) if numbers else []
    return {row.child_id: _line(row) for row in rows}


def officer_names_of(seen: Q, *, on: date) -> dict[int, tuple[str, str]]:
    """The name and code of the officer of each child of the rows that `seen` allows, as `officers_of` finds them.

    One query, however many children. `seen`: `of_seen_children`.
    """
    rows = Allocation.objects.filter(CURRENT, runs_on(on), seen, role=IRO).order_by("is_cover", "from_on", "pk")
    return {child: (name, code) for child, name, code in rows.values_list("child_id", "officer__name", "officer__code")}


def allocations_of(child: Child) -> list[AllocationLine]:
    """Every allocation of the child, latest first."""
    return [_line(row) for row in _allocations(child.pk)]


def involvements_of(child: Child) -> list[InvolvementLine]:
    """Everyone who is or was involved with the child's case, latest first."""
    return [
        InvolvementLine(
            number=row.pk,
            kind=InvolvementKind(row.kind),
            worker_code=row.worker.code,
            worker=row.worker.name,
            team=row.team.name if row.team else "",
            from_on=row.from_on,
            to_on=row.to_on,
        )
        for row in _involvements(child.pk)
    ]


@prepared
def _running(on: date, role: str, *children: int) -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(CURRENT, runs_on(on), child_id__in=children, role=role)
    return rows.select_related("officer").order_by("is_cover", "from_on", "pk")


@prepared
def _allocations(child: int) -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(CURRENT, child=child).select_related("officer")
    return rows.order_by("-from_on", "-pk")


@prepared
def _involvements(child: int) -> QuerySet[Involvement]:
    rows = Involvement.objects.filter(CURRENT, child=child).select_related("worker", "team")
    return rows.order_by("-from_on", "-pk")


def current_allocation(child: Child, *, on: date, role: str = IRO) -> Allocation | None:
    """The child's allocation that holds on `on`, cover left out, to be handed to an action; None where none does."""
    rows = Allocation.objects.filter(CURRENT, runs_on(on), child=child, role=role, is_cover=False)
    return rows.order_by("-from_on", "-pk").first()


def allocation_of(child: Child, number: int) -> Allocation:
    """One of the child's allocations, to be handed to an action. Raises `UnableToFindAllocation`."""
    found = Allocation.objects.filter(CURRENT, child=child, pk=number).first()
    if found is None:
        raise UnableToFindAllocation("That allocation is not among the child's. Look at the list again.")
    return found


def involvement_of(child: Child, number: int) -> Involvement:
    """One of the involvements with the child, to be handed to an action. Raises `UnableToFindAllocation`."""
    found = Involvement.objects.filter(CURRENT, child=child, pk=number).first()
    if found is None:
        raise UnableToFindAllocation("That involvement is not among the child's. Look at the list again.")
    return found


def _line(row: Allocation) -> AllocationLine:
    return AllocationLine(
        number=row.pk,
        role=row.role,
        officer_code=row.officer.code,
        officer=row.officer.name,
        from_on=row.from_on,
        to_on=row.to_on,
        is_cover=row.is_cover,
        reason=row.reason,
        pack_sent_on=row.pack_sent_on,
        child_told_on=row.child_told_on,
    )
