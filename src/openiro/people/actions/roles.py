"""Roles given and ended."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain import roles
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.people.models import RoleHeld, Team, User
from openiro.people.queries import active_administrators, check_may, day_of
from openiro.people.queries.roles import ADMINISTRATOR


class UnableToGiveRole(Refusal):
    """A role cannot be given or ended as asked."""


@transaction.atomic
def give_role(
    *,
    person: User,
    role: str,
    from_on: date,
    to_on: date | None = None,
    team: Team | None = None,
    by: User,
    at: datetime,
) -> RoleHeld:
    """Give a person a role from one day to another, both included (None: until it is ended).

    Needs `people.manage_users`. Raises `UnableToGiveRole` where the role is held in those days already, where it
    needs a team and none is given, or where it ends before it begins.
    """
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    _check_role(role, team, from_on, to_on)
    same = person.roles_held.filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on), role=role, team=team)
    if (same.filter(from_on__lte=to_on) if to_on else same).exists():
        raise UnableToGiveRole(f"{person.name} holds that role in those days already. End it first.")
    held = RoleHeld.objects.create(user=person, role=role, team=team, from_on=from_on, to_on=to_on)
    person.__dict__.pop("all_roles", None)
    facts = {
        "person": person.code,
        "role": role,
        "team": team.pk if team else None,
        "from_on": from_on,
        "to_on": to_on,
    }
    record_event(stream=SERVICE_STREAM, kind="people.role_given", facts=facts, by=by, at=at)
    return held


@transaction.atomic
def end_role(*, person: User, number: int, to_on: date, by: User, at: datetime) -> None:
    """End a role after `to_on`, its last day; `number` is that of `HeldRole`.

    Needs `people.manage_users`. Raises `UnableToGiveRole` where it is not held, would end before it begins, or is
    that of the last administrator.
    """
    on = day_of(at)
    check_may(by, Permission.MANAGE_USERS, on=on)
    held = person.roles_held.filter(pk=number).first()
    if held is None:
        raise UnableToGiveRole(f"{person.name} does not hold that role. Look at the roles held and choose again.")
    if to_on < held.from_on:
        raise UnableToGiveRole("A role cannot end before its first day. Give a later last day.")
    administrators = set(active_administrators(on=on).values_list("pk", flat=True))
    if held.role == ADMINISTRATOR and administrators == {person.pk}:
        raise UnableToGiveRole(f"{person.name} is the last administrator. Make somebody else one first.")
    before, held.to_on = held.to_on, to_on
    held.save(update_fields=["to_on"])
    person.__dict__.pop("all_roles", None)
    facts = {"person": person.code, "role": held.role, "from_on": held.from_on, "before": before, "to_on": to_on}
    record_event(stream=SERVICE_STREAM, kind="people.role_ended", facts=facts, by=by, at=at)


def _check_role(role: str, team: Team | None, from_on: date, to_on: date | None) -> None:
    if role not in roles.ROLES:
        raise UnableToGiveRole(f"There is no role {role}. Choose one of: {', '.join(roles.ROLES)}.")
    if roles.ROLES[role].scope is Scope.TEAM and team is None:
        raise UnableToGiveRole(f"A {roles.ROLES[role].name.lower()} needs a team. Choose whose children they see.")
    if to_on is not None and to_on < from_on:
        raise UnableToGiveRole("A role cannot end before its first day. Give a later last day.")
