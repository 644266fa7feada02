"""Which children a person sees: the one scope of lists and of single records."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from openiro.allocation.models import Allocation, Involvement, Reached
from openiro.allocation.queries.history import runs_on
from openiro.children.models import CURRENT, CarePeriod, Child
from openiro.core.prepared import Prepared, first
from openiro.domain import roles
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, role_codes_on, scopes_on, teams_on

# Whoever holds a child by one of these opens the record without being asked why.
OWN = frozenset({Scope.OWN_ALLOCATED, Scope.OWN_CHAIRED, Scope.OWN_CASES})
# A worker sees a child by these; other involvements only bar them from being the child's IRO.
GIVES_SIGHT = (InvolvementKind.SOCIAL_WORKER, InvolvementKind.PERSONAL_ADVISER)
# Papers of the last review are sent out within 20 working days of it: business support needs the child until then.
DIARY_DAYS_AFTER_CARE = 42


NOT_SEEN = "There is no such child among those whom you see. Search the list of children."


class UnableToSeeChild(Refusal):
    """There is no such child among those whom the person may see; outside one's scope a record does not exist."""


@dataclass(frozen=True)
class SeenChild:
    """A child whom a person sees on a day, the scopes of theirs that hold the child, and whether opening the record
    asks for a reason: it is inside the role, outside the caseload."""

    child: Child
    scopes: frozenset[Scope]
    asks_reason: bool


def children_visible_to(user: User, *, on: date, permission: Permission = Permission.VIEW_CHILDREN) -> QuerySet[Child]:
    """The children whom `user` may see on `on`, or use another `permission` on; nobody for one without any.

    IRO and chair: allocated or covered that day. Social worker: their own cases. Team manager: the team's. Business
    support and participation officer: in care, or left less than 42 days ago. Those who see all also see children
    who left long ago. The heads of service see the children of what has reached them and is not settled.
    """
    return _children_within(scopes_on(user, permission, on=on), _seeing(user, on))


def of_seen_children(user: User, *, on: date, permission: Permission, child: str = "child") -> Q:
    """Rows whose `child` (the way to it) `user` may use `permission` on, on `on`: as `children_visible_to` has it.

    A scope that holds most children is asked of each row, and a small one is found first, so that neither costs a
    large council a list of all its children.
    """
    scopes = scopes_on(user, permission, on=on)
    if Scope.ALL in scopes:
        return Q(**{f"{child}__withdrawn_at__isnull": True})
    visible = children_visible_to(user, on=on, permission=permission)
    if Scope.DIARY in scopes:
        return Q(Exists(visible.filter(pk=OuterRef(child))))
    return Q(**{f"{child}__in": visible})


def sees_every_child(user: User, *, on: date, permission: Permission = Permission.VIEW_CHILDREN) -> bool:
    """Whether no child is outside the scope of `user`."""
    return Scope.ALL in scopes_on(user, permission, on=on)


def visible_child(
    user: User, reference: uuid.UUID, *, on: date, permission: Permission = Permission.VIEW_CHILDREN
) -> Child:
    """The child of that reference, if `user` may see them on `on`. Raises `UnableToSeeChild`."""
    found = children_visible_to(user, on=on, permission=permission).filter(reference=reference).first()
    if found is None:
        raise UnableToSeeChild(NOT_SEEN)
    return found


def seen_child(
    user: User, reference: uuid.UUID, *, on: date, permission: Permission = Permission.VIEW_CHILDREN
) -> SeenChild:
    """The child of that reference, if `user` may use `permission` of them on `on`, and how they stand to the child.

    One query. Raises `UnableToSeeChild`.
    """
    held = [roles.role(code) for code in role_codes_on(user, on)]
    scopes = {role.scope for role in held} | (OWN if any(role.asks_reason for role in held) else set())
    by_scope = {f"within_{scope.name.lower()}": scope for scope in scopes - {Scope.ALL}}
    allowed = scopes_on(user, permission, on=on)
    seeing = _seeing(user, on)
    child = first(
        _child_within(
            reference,
            *(seeing.person, seeing.on, seeing.since),
            teams=seeing.teams,
            allowed=allowed,
            scopes=tuple(sorted(by_scope.items())),
        )
    )
    if child is None:
        raise UnableToSeeChild(NOT_SEEN)
    within = {scope for name, scope in by_scope.items() if getattr(child, name)}
    within |= {Scope.ALL} if user.is_service or Scope.ALL in scopes else set()
    return SeenChild(child, frozenset(within), _asks_reason(held, within))


def may_for(user: User, permission: Permission, child: Child, *, on: date) -> bool:
    """Whether `user` may do it of this child on `on`."""
    return children_visible_to(user, on=on, permission=permission).filter(pk=child.pk).exists()


def check_may_for(user: User, permission: Permission, child: Child, *, on: date) -> None:
    """Raises `UnableToPermit` where no role of `user` allows it, `UnableToSeeChild` where none does of this child."""
    check_may(user, permission, on=on)
    if not may_for(user, permission, child, on=on):
        raise UnableToSeeChild(
            f"You cannot {permission.in_words} of this child: the child is not one of yours today. "
            "Ask the manager of the service to allocate the child or to arrange cover."
        )


def _asks_reason(held: Iterable[roles.Role], within: Iterable[Scope]) -> bool:
    """Whether a role that asks for a reason is the only one that shows the child."""
    held = list(held)
    quiet = {role.scope for role in held if Permission.VIEW_CHILDREN in role.permissions and not role.asks_reason}
    return any(role.asks_reason for role in held) and not (OWN | quiet) & set(within)


@dataclass(frozen=True)
class _Seeing:
    """Who looks, on which day: their number, the teams they manage, and since when a child out of care is in the
    diary."""

    person: int
    on: date
    since: date
    teams: frozenset[int]


def _seeing(user: User, on: date) -> _Seeing:
    return _Seeing(user.pk, on, on - timedelta(days=DIARY_DAYS_AFTER_CARE), teams_on(user, on))


@partial(Prepared, may_leave_out=True)
def _child_within(
    reference: uuid.UUID,
    person: int,
    on: date,
    since: date,
    *,
    teams: frozenset[int],
    allowed: frozenset[Scope],
    scopes: tuple[tuple[str, Scope], ...],
) -> QuerySet[Child]:
    """The child of that reference where one of the `allowed` holds them, and which of the `scopes` do."""
    seeing = _Seeing(person, on, since, teams)
    visible = _children_within(allowed, seeing).filter(reference=reference)
    return visible.annotate(**{name: _holds(scope, seeing) for name, scope in scopes})


def _children_within(scopes: frozenset[Scope], seeing: _Seeing) -> QuerySet[Child]:
    children = Child.objects.filter(CURRENT)
    return children if Scope.ALL in scopes else children.filter(_within(scopes, seeing))


def _holds(scope: Scope, seeing: _Seeing) -> Case:
    """Whether the scope holds the child of the row."""
    return Case(When(_of(scope, seeing), then=Value(True)), default=Value(False), output_field=BooleanField())


def _within(scopes: Iterable[Scope], seeing: _Seeing) -> Q:
    within = Q(pk__in=[])
    for scope in scopes:
        within |= _of(scope, seeing)
    return within


def _of(scope: Scope, seeing: _Seeing) -> Q:
    if scope is Scope.OWN_ALLOCATED:
        return _allocated("iro", seeing)
    if scope is Scope.OWN_CHAIRED:
        return _allocated("conference_chair", seeing)
    if scope is Scope.OWN_CASES:
        return _involved(Q(worker=seeing.person), seeing)
    if scope is Scope.TEAM:
        return _involved(Q(team_id__in=seeing.teams), seeing)
    if scope is Scope.DIARY:
        recent = Q(ended_on__isnull=True) | Q(ended_on__gte=seeing.since)
        return Q(Exists(CarePeriod.objects.filter(recent, child=OuterRef("pk"))))
    if scope is Scope.REACHED:
        return Q(pk__in=Reached.objects.filter(runs_on(seeing.on), person=seeing.person).values("child_id"))
    return Q(pk__in=[])


def _allocated(role: str, seeing: _Seeing) -> Q:
    rows = Allocation.objects.filter(CURRENT, runs_on(seeing.on), officer=seeing.person, role=role)
    return Q(pk__in=rows.values("child_id"))


def _involved(whose: Q, seeing: _Seeing) -> Q:
    rows = Involvement.objects.filter(CURRENT, runs_on(seeing.on), whose, kind__in=GIVES_SIGHT)
    return Q(pk__in=rows.values("child_id"))
