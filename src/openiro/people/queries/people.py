"""Lists of people, teams and officers, and one person's record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from openiro.core.prepared import prepared
from openiro.domain.refusal import Refusal
from openiro.domain.roles import role as role_of
from openiro.people.models import Post, RoleHeld, Team, User
from openiro.people.queries.roles import HeldRole


class UnableToFindPerson(Refusal):
    """There is no person, or no team, of that code or name."""


@dataclass(frozen=True)
class TeamLine:
    """A team as a list shows it."""

    number: int
    name: str


@dataclass(frozen=True)
class PersonLine:
    """A person as a list shows them: the roles they hold on the day of the list."""

    code: str
    name: str
    email: str
    is_active: bool
    roles: tuple[HeldRole, ...]


@dataclass(frozen=True)
class PostLine:
    """A post that a person fills, both days included; FTE 1 is full time."""

    number: int
    role: str
    fte: Decimal
    from_on: date
    to_on: date | None
    permanent: bool | None


@dataclass(frozen=True)
class PersonRecord:
    """One person with every role and post, past ones too."""

    person: PersonLine
    roles: tuple[HeldRole, ...]
    posts: tuple[PostLine, ...]
    can_sign_in: bool


@dataclass(frozen=True)
class OfficerLine:
    """An officer on a day, and the full-time equivalent of the posts filled; None where no post is recorded."""

    number: int
    code: str
    name: str
    fte: Decimal | None


def service_account() -> User:
    """The service's own account, which may do everything and never signs in; a migration makes it."""
    return User.objects.get(is_service=True)


def user_by_code(code: str) -> User:
    """The person of that code. Raises `UnableToFindPerson`."""
    found = User.objects.filter(code=code, is_service=False).first()
    if found is None:
        raise UnableToFindPerson(f"There is no person with the code {code}. Look for them in the list of people.")
    return found


def teams() -> list[TeamLine]:
    """Every team, by name."""
    return [TeamLine(team.pk, team.name) for team in Team.objects.order_by("name")]


def team_by_name(name: str) -> Team:
    """The team of that name. Raises `UnableToFindPerson`."""
    found = Team.objects.filter(name=name).first()
    if found is None:
        raise UnableToFindPerson(f"There is no team called {name}. Add it first, or choose one from the list.")
    return found


def managers_of_team(team: Team, *, on: date) -> list[User]:
    """The managers of that team on `on`, by name; one query."""
    last = Q(to_on__isnull=True) | Q(to_on__gte=on)
    held = RoleHeld.objects.filter(last, team=team, role="team_manager", from_on__lte=on, user__is_active=True)
    return [row.user for row in held.select_related("user").order_by("user__name", "user__code")]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of the people with these codes, those who left included; the service's own account has none."""
    wanted = User.objects.filter(code__in=set(codes), is_service=False)
    return dict(wanted.order_by("code").values_list("code", "name"))


@dataclass(frozen=True)
class PeopleFilter:
    """Which people a list holds: whose name, code or email holds `search`, and who hold `role` on the day."""

    search: str = ""
    role: str = ""
    with_inactive: bool = False


def number_of_people(wanted: PeopleFilter, *, on: date) -> int:
    """How many people the list holds on `on`; one query."""
    return _people(wanted, on).count()


def people_on(wanted: PeopleFilter = PeopleFilter(), *, on: date, start: int = 0, size: int = 50) -> list[PersonLine]:
    """A page of people by name, with the roles they hold on `on`: `size` of them after the first `start`."""
    people = list(_people(wanted, on)[start : start + size])
    by_user: dict[int, list[HeldRole]] = {}
    for held in _held_on(on).filter(user__in=[person.pk for person in people]):
        by_user.setdefault(held.user_id, []).append(_line(held))
    return [_person(person, by_user.get(person.pk, [])) for person in people]


def _people(wanted: PeopleFilter, on: date) -> QuerySet[User]:
    search = wanted.search
    found = User.objects.filter(is_service=False).order_by("name", "code")
    if not wanted.with_inactive:
        found = found.filter(is_active=True)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(code__icontains=search) | Q(email__icontains=search))
    if wanted.role:
        holders = _held_on(on).filter(role=wanted.role)
        found = found.filter(pk__in=holders.values("user_id"))
    return found


def person_record(code: str, *, on: date) -> PersonRecord:
    """One person's roles and posts, latest first. Raises `UnableToFindPerson`."""
    user = user_by_code(code)
    held = list(user.roles_held.select_related("team").order_by("-from_on", "role"))
    posts = user.posts.order_by("-from_on", "role")
    now = [_line(each) for each in held if each.from_on <= on and (each.to_on is None or each.to_on >= on)]
    return PersonRecord(
        person=_person(user, now),
        roles=tuple(_line(each) for each in held),
        posts=tuple(PostLine(p.pk, p.role, p.fte, p.from_on, p.to_on, p.permanent) for p in posts),
        can_sign_in=user.is_active and user.has_usable_password(),
    )


def officers_on(role: str, *, on: date) -> list[OfficerLine]:
    """Those who hold `role` on `on`, by name, with the FTE of their posts in it that day."""
    role_of(role)
    return [OfficerLine(*row) for row in _officers_on(role, on)]


def are_more_than(most: int, role: str, *, on: date) -> bool:
    """Whether more than `most` people hold `role` on `on`; one query that reads none of them."""
    role_of(role)
    return bool(_beyond(role, on, most=most))


@prepared
def _beyond(role: str, on: date, *, most: int) -> QuerySet[User, Any]:
    return _holders(role, on).order_by().values_list("pk")[most : most + 1]


@prepared
def _officers_on(role: str, on: date) -> QuerySet[User, Any]:
    return _officers(_holders(role, on), role, on)


def officer_called(words: str, role: str, *, on: date) -> OfficerLine | None:
    """Who holds `role` on `on` and has that code, else the first by name with each of these words in it."""
    role_of(role)
    holders = _holders(role, on)
    named = Q()
    for word in words.split():
        named &= Q(name__icontains=word)
    for which in (Q(code=words.strip()), named):
        if found := _officers(holders.filter(which), role, on).first():
            return OfficerLine(*found)
    return None


def _holders(role: str, on: date) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=_held_on(on).filter(role=role).values("user_id"))


def _officers(holders: QuerySet[User], role: str, on: date) -> QuerySet[User, Any]:
    """Their columns, in the order of `OfficerLine`."""
    posts = Post.objects.filter(_runs(on), role=role, user=OuterRef("pk")).order_by().values("user_id")
    found = holders.annotate(fte=Subquery(posts.annotate(total=Sum("fte")).values("total"))).order_by("name", "code")
    return found.values_list("pk", "code", "name", "fte")


def _runs(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


def _held_on(on: date) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(_runs(on)).select_related("team").order_by("role", "from_on")


def _line(held: RoleHeld) -> HeldRole:
    return HeldRole(held.pk, held.role, held.team_id, held.team.name if held.team else "", held.from_on, held.to_on)


def _person(user: User, held: list[HeldRole]) -> PersonLine:
    return PersonLine(user.code, user.name, user.email or "", user.is_active, tuple(held))
