"""The roles that a person holds on a day, and what those roles allow."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from openiro.core.clock import LONDON
from openiro.domain import roles
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.people.models import RoleHeld, User

ADMINISTRATOR = "administrator"


class UnableToPermit(Refusal):
    """A person asked for something that none of their roles allows."""


@dataclass(frozen=True)
class HeldRole:
    """A role held, in a team where it has one; both days included."""

    number: int
    role: str
    team_id: int | None
    team: str
    from_on: date
    to_on: date | None

    @property
    def name(self) -> str:
        """The role as people call it."""
        return roles.role(self.role).name


def day_of(at: datetime) -> date:
    """The day in England on which the moment `at` falls."""
    return at.astimezone(LONDON).date()


def person_with_roles(number: int) -> User | None:
    """The person of that number with every role ever given to them, in one query where they have any; or None."""
    held = RoleHeld.objects.filter(user_id=number).select_related("user", "team").order_by("role", "from_on")
    rows = tuple(held)
    if not rows:
        return User.objects.filter(pk=number).first()
    person = rows[0].user
    person.all_roles = rows
    return person


def roles_on(user: User, on: date) -> tuple[HeldRole, ...]:
    """The roles that `user` holds on `on`, first and last day included; none for one who may not sign in any more.

    Read from the database once for as long as the object of the user lives.
    """
    if not user.is_active:
        return ()
    return tuple(
        HeldRole(held.pk, held.role, held.team_id, held.team.name if held.team else "", held.from_on, held.to_on)
        for held in user.all_roles
        if held.from_on <= on and (held.to_on is None or held.to_on >= on) and held.role in roles.ROLES
    )


def role_codes_on(user: User, on: date) -> frozenset[str]:
    """The codes of the roles that `user` holds on `on`."""
    return frozenset(held.role for held in roles_on(user, on))


def teams_on(user: User, on: date) -> frozenset[int]:
    """The numbers of the teams whose children `user` sees on `on`, as their manager."""
    return frozenset(
        held.team_id
        for held in roles_on(user, on)
        if held.team_id is not None and roles.role(held.role).scope is Scope.TEAM
    )


def scopes_on(user: User, permission: Permission, *, on: date) -> frozenset[Scope]:
    """Whose records `user` may use `permission` on; empty where it is not theirs. The service account: all."""
    if user.is_service:
        return frozenset({Scope.ALL})
    return roles.scopes_for(role_codes_on(user, on), permission)


def may(user: User, permission: Permission, *, on: date) -> bool:
    """Whether `user` may do it on `on`, of some record or other. The service account of timed jobs may."""
    return user.is_service or roles.can(role_codes_on(user, on), permission)


def check_may(user: User, permission: Permission, *, on: date) -> None:
    """Raises `UnableToPermit`, naming what would be needed, unless `user` may do it on `on`."""
    if may(user, permission, on=on):
        return
    holders = [role.name for role in roles.ROLES.values() if permission in role.permissions]
    raise UnableToPermit(
        f"You cannot {permission.in_words}: none of your roles allows it. "
        f"Ask someone who can: {', '.join(holders).lower() or 'nobody has it yet'}."
    )


def may_see_names(user: User, *, on: date) -> bool:
    """Whether children stand by name for `user`; else by number."""
    return user.is_service or roles.can_see_names(role_codes_on(user, on))


def may_see_free_text(user: User, *, on: date) -> bool:
    """Whether `user` may read what people wrote."""
    return user.is_service or roles.can_see_free_text(role_codes_on(user, on))


def active_administrators(*, on: date) -> QuerySet[User]:
    """Those who hold the administrator's role on `on` without a last day, and may sign in."""
    return User.objects.filter(
        Q(roles_held__role=ADMINISTRATOR, roles_held__from_on__lte=on, roles_held__to_on__isnull=True),
        is_active=True,
    ).distinct()
