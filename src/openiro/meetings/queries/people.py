"""The people around a meeting: who is invited or must not be, and who might be, from the child's record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import runs_on
from openiro.children.models import CURRENT, Child, Relationship, RelationshipKind
from openiro.children.queries import full_name
from openiro.core.prepared import prepared
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Invitee, Meeting
from openiro.people.models import RoleHeld

_WORKERS = {
    InvolvementKind.SOCIAL_WORKER.value: "social_worker",
    InvolvementKind.PERSONAL_ADVISER.value: "personal_adviser",
}
_RELATIONS = {RelationshipKind.SIBLING: "other_family", RelationshipKind.OWN_CHILD: ""}
_NOT_PRESELECTED = frozenset({RelationshipKind.SIBLING.value, RelationshipKind.OTHER.value})


class UnableToFindInvitee(Refusal):
    """There is no such person among those of this meeting."""


@dataclass(frozen=True)
class InviteeLine:
    """Somebody of a meeting as pages show them. `answered`: they replied, or were consulted, or their views are known.

    `person`: the code of a worker, who signs in.
    """

    number: int
    role: str
    name: str
    email: str
    person: str
    relationship: int | None
    is_excluded: bool
    exclusion_reason: str
    exclusion_note: str
    child_wishes: str
    child_worries: str
    language: str
    interpreter_booked_on: date | None
    support_needed: str
    invited_on: date | None
    invited_how: str
    consulted_on: date | None
    consulted_how: str
    supported_by: str
    chased_on: date | None
    replied_on: date | None
    reply: str
    attended: bool | None
    attended_how: str
    apologies: bool
    views: bool | None
    views_how: str
    views_reason: str
    has_parental_responsibility: bool | None

    @property
    def answered(self) -> bool:
        """Whether anything has come back from them."""
        return self.replied_on is not None or self.consulted_on is not None or bool(self.views)

    @property
    def key(self) -> str:
        """What tells this person apart on a page, before and after they are invited."""
        return _key(self.role, self.relationship, self.person) or f"i{self.number}"


@dataclass(frozen=True)
class Proposal:
    """Somebody around the child who is not on the list yet. `preselected`: policy invites them by default."""

    role: str
    name: str
    email: str
    language: str
    relationship: int | None
    person: str
    preselected: bool

    @property
    def key(self) -> str:
        """What tells this person apart on a page."""
        return _key(self.role, self.relationship, self.person)


def invitees_of(meeting: Meeting | None) -> tuple[InviteeLine, ...]:
    """Everybody of the meeting, those who must not be invited too, in the order of the roles; one query."""
    if meeting is None:
        return ()
    return tuple(_line(row) for row in _invitees(meeting.pk))


@prepared
def _invitees(meeting: int) -> QuerySet[Invitee]:
    rows = Invitee.objects.filter(meeting=meeting, removed_at__isnull=True)
    return rows.select_related("relationship__related_child", "person", "meeting__child").order_by("pk")


def invitee_of(meeting: Meeting | None, number: int) -> Invitee:
    """One person of the meeting, to be handed to an action. Raises `UnableToFindInvitee`."""
    related = Invitee.objects.select_related("relationship__related_child", "person", "meeting__child")
    found = related.filter(meeting=meeting, pk=number, removed_at__isnull=True).first() if meeting else None
    if found is None:
        raise UnableToFindInvitee("That person is not among those of this review. Look at the list again.")
    return found


def invitee_by_number(number: int) -> Invitee:
    """The person of that number, for pages that a private link has opened; no scope is applied."""
    return Invitee.objects.select_related("relationship__related_child", "person", "meeting__child").get(pk=number)


def line_of(invitee: Invitee) -> InviteeLine:
    """One person of a meeting as pages show them."""
    return _line(invitee)


def proposals_for(
    child: Child, listed: Iterable[InviteeLine], *, roles: Iterable[str], on: date
) -> tuple[Proposal, ...]:
    """Who is around the child on `on` and not among those `listed` for the meeting yet; three queries.

    `roles` are those (INVITEE_ROLE) that policy invites by default.
    """
    wanted = frozenset(roles)
    there = {line.key for line in listed}
    found = [Proposal("child", full_name(child), "", "", None, "", "child" in wanted)]
    found += [proposal for row in _relations(child.pk, on) if (proposal := _from_relation(row, wanted)) is not None]
    found += _workers(child, wanted, on)
    return tuple(each for each in found if each.key not in there)


@prepared
def _relations(child: int, on: date) -> QuerySet[Relationship]:
    still = Q(to_on__isnull=True) | Q(to_on__gte=on)
    rows = Relationship.objects.filter(CURRENT, still, child=child)
    return rows.select_related("related_child").order_by("pk")


def _from_relation(row: Relationship, wanted: frozenset[str]) -> Proposal | None:
    role = _RELATIONS.get(RelationshipKind(row.kind), row.kind)
    if not role:
        return None
    chosen = role in wanted and row.kind not in _NOT_PRESELECTED
    return Proposal(role, _relation_name(row), row.email, row.language, row.pk, "", chosen)


def _workers(child: Child, wanted: frozenset[str], on: date) -> list[Proposal]:
    workers = _involved(child.pk, on)
    teams = frozenset(row.team_id for row in workers if row.team_id is not None)
    found = [(_WORKERS[row.kind], row.worker) for row in workers]
    if teams:
        found += [("team_manager", each.user) for each in _managers(on, teams=teams)]
    by_code = {user.code: (role, user) for role, user in reversed(found)}
    return [
        Proposal(role, user.name, user.email or "", "", None, user.code, role in wanted)
        for role, user in reversed(by_code.values())
    ]


@prepared
def _involved(child: int, on: date) -> QuerySet[Involvement]:
    rows = Involvement.objects.filter(CURRENT, runs_on(on), child=child, kind__in=_WORKERS)
    return rows.select_related("worker").order_by("pk")


@prepared
def _managers(on: date, *, teams: frozenset[int]) -> QuerySet[RoleHeld]:
    held = RoleHeld.objects.filter(runs_on(on), role="team_manager", team_id__in=teams, user__is_active=True)
    return held.select_related("user").order_by("pk")


def _relation_name(row: Relationship) -> str:
    return row.name or (full_name(row.related_child) if row.related_child else "")


def _name(row: Invitee) -> str:
    if row.role == "child":
        return full_name(row.meeting.child)
    if row.relationship is not None:
        return _relation_name(row.relationship)
    return row.person.name if row.person is not None else row.name


def _key(role: str, relationship: int | None, person: str) -> str:
    if role == "child":
        return "child"
    if relationship is not None:
        return f"r{relationship}"
    return f"w{person}" if person else ""


_KEPT = tuple(
    name
    for name in InviteeLine.__dataclass_fields__
    if name not in ("number", "name", "person", "relationship", "has_parental_responsibility")
)


def _line(row: Invitee) -> InviteeLine:
    return InviteeLine(
        number=row.pk,
        name=_name(row),
        person=row.person.code if row.person is not None else "",
        relationship=row.relationship_id,
        has_parental_responsibility=row.relationship.has_parental_responsibility if row.relationship else None,
        **{name: getattr(row, name) for name in _KEPT},
    )
