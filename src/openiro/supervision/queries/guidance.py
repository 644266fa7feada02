"""Guidance that social workers and their managers acknowledge: what one has to read yet, and who has read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import runs_on
from openiro.children.models import CURRENT
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.supervision import ACKNOWLEDGE
from openiro.domain.supervision_policy import Guidance
from openiro.people.models import RoleHeld, User
from openiro.people.queries import check_may, day_of, policy_in_force, role_codes_on
from openiro.supervision.models import GuidanceRead


class UnableToFindGuidance(Refusal):
    """There is no such guidance to acknowledge."""


@dataclass(frozen=True)
class GuidanceToRead:
    """Guidance that workers acknowledge: a key of the policy, and `read_on` None where this person has not yet.

    `waits`: it is theirs to acknowledge, and they have not.
    """

    key: str
    title: str
    held_at: str
    since: date
    read_on: date | None
    waits: bool


@dataclass(frozen=True)
class ReaderLine:
    """Somebody who is to acknowledge it, their team, and the day on which they did; None: not yet."""

    name: str
    team: str
    read_on: date | None


@dataclass(frozen=True)
class GuidanceReaders:
    """Who has acknowledged guidance as it stands, those who have not first, by team and name."""

    title: str
    since: date
    lines: tuple[ReaderLine, ...]

    @property
    def read(self) -> int:
        """How many have."""
        return sum(line.read_on is not None for line in self.lines)


def guidance_to_read(user: User, *, on: date) -> list[GuidanceToRead]:
    """All guidance that workers acknowledge, and whether `user` has; one query. Raises `UnableToPermit`."""
    check_may(user, Permission.NOTIFY_CHANGE, on=on)
    asked, is_worker = _acknowledged(on), bool(ACKNOWLEDGE & role_codes_on(user, on))
    rows = GuidanceRead.objects.filter(_as_it_stands(asked), person=user).values_list("guidance", "read_at")
    read = {key: day_of(at) for key, at in rows} if asked else {}
    return [
        GuidanceToRead(key, each.title, each.held_at, each.since, read.get(key), is_worker and key not in read)
        for key, each in asked.items()
    ]


def guidance_readers(user: User, key: str, *, on: date) -> GuidanceReaders:
    """Who has acknowledged it, of all who are to on `on`; three queries. A team: of the role, or of a child of theirs.

    Raises `UnableToPermit` without `supervision.supervise`, and `UnableToFindGuidance`.
    """
    check_may(user, Permission.SUPERVISE, on=on)
    asked = {name: each for name, each in _acknowledged(on).items() if name == key}
    if not asked:
        raise UnableToFindGuidance("There is no such guidance to acknowledge. See the list of guidance.")
    read = dict(GuidanceRead.objects.filter(_as_it_stands(asked)).values_list("person", "read_at"))
    at_work = Involvement.objects.filter(CURRENT, runs_on(on), worker__isnull=False, team__isnull=False)
    teams = dict(at_work.order_by("worker", "team").values_list("worker", "team__name").distinct())
    people = {
        number: ReaderLine(name, team or teams.get(number, ""), day_of(read[number]) if number in read else None)
        for number, name, team in _held(on).order_by("pk").values_list("user", "user__name", "team__name")
    }
    lines = sorted(people.values(), key=lambda line: (line.read_on is not None, line.team, line.name))
    return GuidanceReaders(asked[key].title, asked[key].since, tuple(lines))


def guidance_read_by(guidance: Mapping[str, Guidance], *, on: date) -> dict[str, tuple[int, int]]:
    """Of each guidance that is acknowledged how many have, and how many are to on `on`; two queries, or none."""
    asked = {key: each for key, each in guidance.items() if each.acknowledged}
    if not asked:
        return {}
    people = set(_held(on).values_list("user", flat=True))
    rows = set(GuidanceRead.objects.filter(_as_it_stands(asked)).values_list("guidance", "person"))
    return {key: (sum((key, person) in rows for person in people), len(people)) for key in asked}


def _acknowledged(on: date) -> dict[str, Guidance]:
    found = policy_in_force(on=on).supervision.guidance
    return {key: each for key, each in found.items() if each.acknowledged}


def _as_it_stands(asked: Mapping[str, Guidance]) -> Q:
    wanted = Q(pk__in=())
    for key, each in asked.items():
        wanted |= Q(guidance=key, since=each.since)
    return wanted


def _held(on: date) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(runs_on(on), role__in=ACKNOWLEDGE, user__is_active=True)
