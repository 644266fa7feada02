"""Who is around a child when something is decided: those who may carry it out, and the manager who answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openiro.allocation.models import Involvement
from openiro.allocation.queries import officers_of, runs_on
from openiro.children.models import CURRENT, Child
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.permissions import Scope
from openiro.domain.roles import role as role_of
from openiro.people.models import RoleHeld, User

WORKERS = (InvolvementKind.SOCIAL_WORKER, InvolvementKind.PERSONAL_ADVISER)


@dataclass(frozen=True)
class PersonAround:
    """Somebody of the service who is around a child, and as what: a code of DECISION_OWNER."""

    code: str
    name: str
    role: str


def answerers_of(child: Child, role: str, *, on: date) -> list[User]:
    """Those who hold `role` on `on` for this child, by name: of the child's team where the role belongs to a team.

    At most two queries.
    """
    return answerers_by_child([child.pk], role, on=on).get(child.pk, [])


def answerers_by_child(child_ids: Iterable[int], role: str, *, on: date) -> dict[int, list[User]]:
    """The same for many children; a child for whom nobody holds it is left out. Two queries, however many."""
    numbers = list(child_ids)
    held = RoleHeld.objects.filter(runs_on(on), role=role, user__is_active=True).select_related("user")
    ordered = list(held.order_by("user__name", "user__code"))
    if role_of(role).scope is not Scope.TEAM:
        people = list({each.user_id: each.user for each in ordered}.values())
        return dict.fromkeys(numbers, people) if people else {}
    teams = teams_of(numbers, on=on)
    found: dict[int, list[User]] = {}
    for number, team in teams.items():
        if of_team := [each.user for each in ordered if each.team_id == team]:
            found[number] = of_team
    return found


def teams_of(child_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """The number of the team that works with each of these children on `on`; one without is left out. One query."""
    rows = Involvement.objects.filter(
        CURRENT, runs_on(on), child_id__in=list(child_ids), kind__in=WORKERS, team__isnull=False
    )
    by_child: dict[int, int] = {}
    for child, team in rows.order_by("child_id", "-kind", "-from_on").values_list("child_id", "team_id"):
        by_child.setdefault(child, team)
    return by_child


def people_around(child: Child, role: str, *, on: date) -> list[PersonAround]:
    """Who of the service may be given a decision about this child: workers, IRO, and who answers in `role`.

    Four queries. Each person stands once.
    """
    workers = Involvement.objects.filter(CURRENT, runs_on(on), child=child, kind__in=WORKERS).select_related("worker")
    found = [PersonAround(row.worker.code, row.worker.name, row.kind) for row in workers.order_by("-kind", "pk")]
    if officer := officers_of([child.pk], on=on).get(child.pk):
        found.append(PersonAround(officer.officer_code, officer.officer, "iro"))
    found += [PersonAround(each.code, each.name, "team_manager") for each in answerers_of(child, role, on=on)]
    return list({each.code: each for each in reversed(found)}.values())[::-1]
