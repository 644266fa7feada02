"""Who is around a child when something is decided: those who may carry it out, and the manager who answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import officers_of, runs_on
from openiro.children.models import CURRENT, Child
from openiro.core.prepared import prepared
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.permissions import Scope
from openiro.domain.roles import role as role_of
from openiro.people.models import RoleHeld, User

# Who answers where no manager of the child's team is known.
IN_PLACE = "iro_manager"
WORKERS = (InvolvementKind.SOCIAL_WORKER, InvolvementKind.PERSONAL_ADVISER)


@dataclass(frozen=True)
class PersonAround:
    """Somebody of the service who is around a child, and as what: a code of DECISION_OWNER."""

    code: str
    name: str
    role: str


@dataclass(frozen=True)
class AroundChild:
    """Those who may be given a decision, and those who may answer for the child."""

    people: tuple[PersonAround, ...]
    answerers: tuple[PersonAround, ...]


def answerers_of(child: Child, role: str, *, on: date) -> list[User]:
    """Those who hold `role` on `on` for this child, by name: of the child's team where the role belongs to a team.

    At most two queries.
    """
    team = teams_of([child.pk], on=on).get(child.pk) if role_of(role).scope is Scope.TEAM else None
    return list({each.user_id: each.user for each in _holders(role, on, team)}.values())


def teams_of(child_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """The number of the team that works with each of these children on `on`; one without is left out. One query."""
    rows = Involvement.objects.filter(
        CURRENT, runs_on(on), child_id__in=list(child_ids), kind__in=WORKERS, team__isnull=False
    )
    by_child: dict[int, int] = {}
    for child, team in rows.order_by("child_id", "-kind", "-from_on").values_list("child_id", "team_id"):
        by_child.setdefault(child, team)
    return by_child


def team_names_of(seen: Q, *, on: date) -> dict[int, str]:
    """The name of the team that works on `on` with each child of the rows that `seen` allows; one without is left out.

    One query, however many children. `seen`: `of_seen_children`.
    """
    rows = Involvement.objects.filter(CURRENT, runs_on(on), seen, kind__in=WORKERS, team__isnull=False)
    by_child: dict[int, str] = {}
    for child, team in rows.order_by("child_id", "-kind", "-from_on").values_list("child_id", "team__name"):
        by_child.setdefault(child, team)
    return by_child


def people_around(child: Child, role: str, *, on: date) -> AroundChild:
    """Who of the service may be given a decision about this child, each once; three queries.

    Where nobody holds `role` for the child, the manager of the service answers in their place; one query more.
    """
    rows = _workers(child.pk, on)
    found = [PersonAround(row.worker.code, row.worker.name, row.kind) for row in rows]
    if officer := officers_of([child.pk], on=on).get(child.pk):
        found.append(PersonAround(officer.officer_code, officer.officer, "iro"))
    team = next((row.team_id for row in rows if row.team_id), None)
    answerers = [PersonAround(each.user.code, each.user.name, role) for each in _holders(role, on, team)]
    instead = [] if answerers else _holders(IN_PLACE, on, None)
    answerers += [PersonAround(each.user.code, each.user.name, IN_PLACE) for each in instead]
    found += [replace(each, role="team_manager") for each in answerers]
    once = list({each.code: each for each in reversed(found)}.values())[::-1]
    return AroundChild(tuple(once), tuple(answerers))


def _holders(role: str, on: date, team: int | None) -> list[RoleHeld]:
    """Those who hold the role on `on`, by name; of that team, where the role belongs to one."""
    if role_of(role).scope is not Scope.TEAM:
        return _holding(role, on)
    return _holding(role, on, team) if team is not None else []


@prepared
def _workers(child: int, on: date) -> QuerySet[Involvement]:
    workers = Involvement.objects.filter(CURRENT, runs_on(on), child=child, kind__in=WORKERS).select_related("worker")
    return workers.order_by("-kind", "-from_on", "pk")


@prepared
def _holding(role: str, on: date, team: int | None = None) -> QuerySet[RoleHeld]:
    held = RoleHeld.objects.filter(runs_on(on), role=role, user__is_active=True).select_related("user")
    of_team = held if team is None else held.filter(team_id=team)
    return of_team.order_by("user__name", "user__code")
