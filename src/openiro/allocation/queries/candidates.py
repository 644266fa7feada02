"""To whom a child might be given, best first, and why not to others."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from openiro.allocation.models import Allocation, Involvement
from openiro.allocation.queries.history import IRO, runs_on
from openiro.allocation.queries.scope import check_may_for
from openiro.children.models import CURRENT, PARENTS, Child, Relationship, RelationshipKind
from openiro.domain.conflicts import Candidate, Finding, InvolvementKind, rank_for_next_child
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import OfficerLine, officers_on, policy_in_force

FULL_TIME = 1.0


@dataclass(frozen=True)
class CandidateLine:
    """An officer to whom the child might be given; `headroom`: how many more children the guide leaves room for.

    An officer without a recorded post is taken as full time, which `fte` None says.
    """

    officer_code: str
    officer: str
    fte: float | None
    children: int
    headroom: float
    is_refused: bool
    reviews_sibling: bool
    reviewed_before: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Ties:
    """The officers who are tied to a child: by what they did, and by whom else they review."""

    involvements: dict[int, set[InvolvementKind]]
    caseloads: dict[int, int]
    parents: frozenset[int]
    own_children: frozenset[int]
    siblings: frozenset[int]
    before: frozenset[int]


def candidates_for(user: User, child: Child, *, on: date, role: str = IRO) -> list[CandidateLine]:
    """The officers of `role` on `on`, best first for this child, with what forbids it and what to weigh.

    Source: CPPCR reg 46, IRO Handbook. Eight queries, whatever the size of the council. Raises `UnableToPermit`,
    `UnableToSeeChild`.
    """
    check_may_for(user, Permission.ALLOCATE, child, on=on)
    guides = policy_in_force(on=on).caseload
    officers = officers_on(role, on=on)
    ties = _ties(child, role, on)
    by_code = {officer.code: officer for officer in officers}
    ranked = rank_for_next_child(
        (_candidate(officer, ties) for officer in officers),
        guides.iro if role == IRO else guides.conference_chair,
    )
    return [
        CandidateLine(
            officer_code=each.candidate.officer,
            officer=by_code[each.candidate.officer].name,
            fte=_fte(by_code[each.candidate.officer]),
            children=each.candidate.children,
            headroom=each.headroom,
            is_refused=each.is_refused,
            reviews_sibling=each.candidate.reviews_sibling,
            reviewed_before=each.candidate.reviewed_before,
            findings=each.findings,
        )
        for each in ranked
    ]


def candidate_for(child: Child, officer: User, *, on: date, role: str = IRO) -> Candidate:
    """One officer as a candidate for the child, for the check of an action."""
    known = {line.number: line for line in officers_on(role, on=on)}
    line = known.get(officer.pk, OfficerLine(officer.pk, officer.code, officer.name, None))
    return _candidate(line, _ties(child, role, on))


def _candidate(officer: OfficerLine, ties: _Ties) -> Candidate:
    return Candidate(
        officer=officer.code,
        fte=_fte(officer) or FULL_TIME,
        children=ties.caseloads.get(officer.number, 0),
        involvements=frozenset(ties.involvements.get(officer.number, ())),
        reviews_parent=officer.number in ties.parents,
        reviews_own_child=officer.number in ties.own_children,
        reviews_sibling=officer.number in ties.siblings,
        reviewed_before=officer.number in ties.before,
    )


def _fte(officer: OfficerLine) -> float | None:
    return float(officer.fte) if officer.fte else None


def _ties(child: Child, role: str, on: date) -> _Ties:
    held = Allocation.objects.filter(CURRENT, role=role, is_cover=False)
    now = held.filter(runs_on(on))
    involvements: dict[int, set[InvolvementKind]] = {}
    rows = Involvement.objects.filter(CURRENT, child=child, from_on__lte=on).order_by("pk")
    for worker, kind in rows.values_list("worker_id", "kind"):
        involvements.setdefault(worker, set()).add(InvolvementKind(kind))
    caseloads = dict(now.order_by().values_list("officer_id").annotate(Count("child", distinct=True)))
    parents, own_children, siblings = _family(child)
    of_family = now.filter(child_id__in=parents | own_children | siblings)
    family = list(of_family.order_by("pk").values_list("officer_id", "child_id"))
    return _Ties(
        involvements=involvements,
        caseloads=caseloads,
        parents=frozenset(officer for officer, number in family if number in parents),
        own_children=frozenset(officer for officer, number in family if number in own_children),
        siblings=frozenset(officer for officer, number in family if number in siblings),
        before=frozenset(held.filter(child=child).order_by("pk").values_list("officer_id", flat=True)),
    )


def _family(child: Child) -> tuple[set[int], set[int], set[int]]:
    """Parents, own children, and brothers and sisters who are children of the service, told of from either side."""
    parents: set[int] = set()
    own_children: set[int] = set()
    siblings: set[int] = set()
    rows = Relationship.objects.filter(
        CURRENT, Q(child=child) | Q(related_child=child), related_child__isnull=False
    ).order_by("pk")
    for kind, one, other in rows.values_list("kind", "child_id", "related_child_id"):
        from_here = one == child.pk
        relative = other if from_here else one
        if kind == RelationshipKind.SIBLING:
            siblings.add(relative)
        elif kind in PARENTS:
            (parents if from_here else own_children).add(relative)
        elif kind == RelationshipKind.OWN_CHILD:
            (own_children if from_here else parents).add(relative)
    return parents, own_children, siblings
