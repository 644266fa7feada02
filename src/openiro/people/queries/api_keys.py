"""The keys of other programs: whose each is, what it may still read, and the list that an administrator keeps."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from openiro.domain import roles
from openiro.domain.permissions import Permission
from openiro.people.models import ApiKey, RoleHeld, User

READS_FIGURES = tuple(code for code, role in roles.ROLES.items() if Permission.VIEW_MEASURES in role.permissions)


@dataclass(frozen=True)
class ApiCaller:
    """Who reads by a key: the person, reduced to the one role of the key, and the key's number and last use."""

    number: int
    user: User
    last_used_on: date | None


@dataclass(frozen=True)
class KeyLine:
    """A key as an administrator sees it. `ended`: why it does not work any more, empty while it does."""

    number: int
    name: str
    person: str
    role: str
    made_at: datetime
    made_by: str
    expires_on: date
    last_used_on: date | None
    ended: str


@dataclass(frozen=True)
class RoleForKey:
    """A role held that a key can be made for."""

    number: int
    person: str
    role: str
    team: str


def hash_of_api_key(key: str) -> str:
    """What is kept of a key: it cannot be turned back into it. The key itself is 32 random bytes."""
    return hashlib.sha256(key.encode()).hexdigest()


def caller_of_key(key: str, *, on: date) -> ApiCaller | None:
    """Who reads by the key on `on`; None alike for one that is wrong, has expired, was withdrawn, or whose role or
    person has gone. One query. The caller holds the role of the key and no other."""
    found = ApiKey.objects.filter(key_hash=hash_of_api_key(key), withdrawn_at=None, expires_on__gte=on)
    row = found.select_related("held__user", "held__team").first()
    if row is None or not row.held.user.is_active or not _runs(row.held, on):
        return None
    row.held.user.all_roles = (row.held,)
    return ApiCaller(row.pk, row.held.user, row.last_used_on)


def key_lines(*, on: date) -> list[KeyLine]:
    """Every key ever made, the newest first. One query."""
    rows = ApiKey.objects.select_related("held__user", "made_by").order_by("-made_at", "-pk")
    return [
        KeyLine(
            row.pk,
            row.name,
            row.held.user.name,
            roles.role(row.held.role).name,
            row.made_at,
            row.made_by.name,
            row.expires_on,
            row.last_used_on,
            _why_ended(row, on),
        )
        for row in rows
    ]


def roles_for_keys(*, on: date) -> list[RoleForKey]:
    """The roles held on `on` that a key can be made for: those that read figures, of people who may sign in."""
    held = RoleHeld.objects.filter(
        Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on, user__is_active=True, role__in=READS_FIGURES
    )
    return [
        RoleForKey(row.pk, row.user.name, roles.role(row.role).name, row.team.name if row.team else "")
        for row in held.select_related("user", "team").order_by("user__name", "role", "pk")
    ]


def _runs(held: RoleHeld, on: date) -> bool:
    return held.from_on <= on and (held.to_on is None or held.to_on >= on)


def _why_ended(row: ApiKey, on: date) -> str:
    if row.withdrawn_at:
        return "Withdrawn"
    if row.expires_on < on:
        return "Expired"
    return "" if row.held.user.is_active and _runs(row.held, on) else "The role has ended"
