"""How many children each officer has, against the guide, and which children have nobody."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q

from openiro.allocation.models import Allocation
from openiro.allocation.queries.history import IRO, has_iro, runs_on
from openiro.allocation.queries.scope import of_seen_children
from openiro.children.models import CURRENT, CarePeriod, Relationship, RelationshipKind
from openiro.children.queries import full_name
from openiro.core.counting import with_total_of_few
from openiro.core.queries import working_calendar
from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import ADOPTION_PLACEMENTS
from openiro.domain.conflicts import CaseloadGuide
from openiro.domain.permissions import Permission
from openiro.domain.policy import Caseload
from openiro.domain.shares import ratio
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import OfficerLine, check_may, may_see_names, officers_on, policy_in_force

NEW_DAYS = 28


class CaseloadStanding(StrEnum):
    """How a caseload stands against the guide, in the words that people read."""

    ABOVE = "above the guide"
    WITHIN = "within the guide"
    BELOW = "below the guide"
    NOT_KNOWN = "no post recorded"


@dataclass(frozen=True)
class CaseloadLine:
    """An officer's caseload on a day.

    `fte` None: no post is recorded, and nothing can be said by FTE. `children` counts allocations, cover left out.
    The rest weighs them: children covered for others, with a brother or sister in the same caseload, placed for
    adoption, started in the last 28 days. `duties`: what other duties take of the FTE, by which the guide is less.
    """

    officer_code: str
    officer: str
    fte: float | None
    children: int
    covered: int
    guide_low: float | None
    guide_high: float | None
    standing: CaseloadStanding
    with_siblings: int
    placed_for_adoption: int
    new: int
    duties: float = 0.0

    @property
    def per_fte(self) -> float | None:
        """Children for each full-time equivalent; None where no post is recorded."""
        return ratio(self.children, self.fte, 1) if self.fte else None


@dataclass(frozen=True)
class UnallocatedChild:
    """A child in care without an officer. `due_on`: the 5th working day after care began, inclusive.

    `working_days_left` counts from the day asked about; negative when it has passed.
    """

    reference: uuid.UUID
    code: str
    name: str
    started_on: date
    due_on: date
    working_days_left: int


@dataclass(frozen=True)
class Unallocated:
    """The children without an officer: how many, and those longest in care first."""

    total: int
    children: tuple[UnallocatedChild, ...]


def caseloads_on(
    user: User,
    *,
    on: date,
    role: str = IRO,
    guides: Caseload | None = None,
    weighed: bool = True,
    duties: Mapping[str, float] | None = None,
) -> list[CaseloadLine]:
    """The caseload of every officer of `role` on `on`, by name; those who left with children still theirs, too.

    At most five queries, whatever the number of officers; one less where the caller hands in the policy's `guides`.
    Not `weighed`: how many children only, which a large council answers sooner. `duties`: the FTE that goes to other
    duties, by the officer's code. Raises `UnableToPermit` without `allocation.view_caseload`.
    """
    check_may(user, Permission.VIEW_CASELOAD, on=on)
    guides = guides or policy_in_force(on=on).caseload
    guide = guides.iro if role == IRO else guides.conference_chair
    counts = _counts(role, on, weighed=weighed)
    officers = {officer.number: officer for officer in officers_on(role, on=on)}
    gone = [number for number in counts if number not in officers]
    people = User.objects.filter(pk__in=gone).order_by("pk") if gone else ()
    officers |= {person.pk: OfficerLine(person.pk, person.code, person.name, None) for person in people}
    taken = duties or {}
    lines = [_line(each, counts.get(number, {}), guide, taken.get(each.code, 0.0)) for number, each in officers.items()]
    return sorted(lines, key=lambda line: (line.officer, line.officer_code))


def unallocated_on(user: User, *, on: date, limit: int = 200, calendar: WorkingCalendar | None = None) -> Unallocated:
    """Children in care on `on` without an IRO, among those for whom `user` sees caseloads; longest in care first.

    Two queries, or one where the caller hands in the calendar. Cover does not count. Raises `UnableToPermit`.
    Source: IRO Handbook (an IRO within 5 working days).
    """
    check_may(user, Permission.VIEW_CASELOAD, on=on)
    in_care = CarePeriod.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), started_on__lte=on)
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_CASELOAD)
    waiting = in_care.filter(~has_iro(on), seen).select_related("child")
    rows = list(with_total_of_few(waiting).order_by("started_on", "child_id")[:limit])
    calendar = calendar or working_calendar()
    names = may_see_names(user, on=on)
    children = tuple(_unallocated(row, names, calendar, on) for row in rows)
    return Unallocated(rows[0].total if rows else 0, children)


def _unallocated(row: CarePeriod, names: bool, calendar: WorkingCalendar, on: date) -> UnallocatedChild:
    due_on = CLOCKS["iro.appointed"].due_on(row.started_on, calendar)
    left = calendar.days_between(on, due_on)
    name = full_name(row.child) if names else ""
    return UnallocatedChild(row.child.reference, row.child.code, name, row.started_on, due_on, left)


def _counts(role: str, on: date, *, weighed: bool) -> dict[int, dict[str, int]]:
    """Of each officer with a child: how many, and how many of each kind that weighs more. One query."""
    kinds = _kinds(role, on) if weighed else {}
    rows = Allocation.objects.filter(CURRENT, runs_on(on), role=role).annotate(
        **{f"is_{name}": ExpressionWrapper(holds, output_field=BooleanField()) for name, holds in kinds.items()}
    )
    counted = (
        rows.order_by("officer_id")
        .values("officer_id")
        .annotate(
            children=Count("child", filter=Q(is_cover=False), distinct=True),
            covered=Count("child", filter=Q(is_cover=True), distinct=True),
            **{name: Count("child", filter=Q(is_cover=False, **{f"is_{name}": True}), distinct=True) for name in kinds},
        )
    )
    found: Any = counted
    return {row.pop("officer_id"): row for row in found}


def _kinds(role: str, on: date) -> dict[str, Q]:
    """What makes a child weigh more in a caseload: few children of any, who are found first."""
    period = CarePeriod.objects.filter(ended_on__isnull=True)
    ties = Relationship.objects.filter(CURRENT, kind=RelationshipKind.SIBLING, related_child__isnull=False)
    has_tie = Q(child__in=ties.values("child_id")) | Q(child__in=ties.values("related_child_id"))
    return {
        "with_siblings": has_tie & _has_sibling(role, on),
        "placed_for_adoption": Q(child__in=period.filter(placement__in=ADOPTION_PLACEMENTS).values("child_id")),
        "new": Q(child__in=period.filter(started_on__gt=on - timedelta(days=NEW_DAYS)).values("child_id")),
    }


def _has_sibling(role: str, on: date) -> Q:
    """Whether a brother or sister is allocated to the same officer."""
    same = Allocation.objects.filter(
        CURRENT, runs_on(on), role=role, is_cover=False, officer=OuterRef(OuterRef("officer"))
    )
    ties = Relationship.objects.filter(CURRENT, kind=RelationshipKind.SIBLING)
    there = ties.filter(Exists(same.filter(child=OuterRef("related_child"))), child=OuterRef("child"))
    back = ties.filter(Exists(same.filter(child=OuterRef("child"))), related_child=OuterRef("child"))
    return Q(Exists(there)) | Q(Exists(back))


def _line(officer: OfficerLine, counts: dict[str, int], guide: CaseloadGuide, duties: float) -> CaseloadLine:
    fte = float(officer.fte) if officer.fte else None
    children = counts.get("children", 0)
    left = max(fte - duties, 0.0) if fte else None
    low, high = (round(end, 1) for end in guide.scaled(left)) if left is not None else (None, None)
    return CaseloadLine(
        officer_code=officer.code,
        officer=officer.name,
        fte=fte,
        children=children,
        covered=counts.get("covered", 0),
        guide_low=low,
        guide_high=high,
        standing=_standing(children, left, guide),
        duties=duties,
        with_siblings=counts.get("with_siblings", 0),
        placed_for_adoption=counts.get("placed_for_adoption", 0),
        new=counts.get("new", 0),
    )


def _standing(children: int, fte: float | None, guide: CaseloadGuide) -> CaseloadStanding:
    if fte is None:
        return CaseloadStanding.NOT_KNOWN
    if guide.is_inside(children, fte):
        return CaseloadStanding.WITHIN
    return CaseloadStanding.ABOVE if children > guide.scaled(fte)[0] else CaseloadStanding.BELOW
