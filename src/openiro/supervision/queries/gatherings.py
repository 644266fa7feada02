"""Groups with their members, how often these come and when they were trained; a meeting, who came, what was raised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from openiro.allocation.queries import runs_on
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.supervision import year_of
from openiro.domain.supervision_policy import CHILDREN, MEETING_FOR, Group, MeetingKind, SupervisionPolicy
from openiro.people.models import RoleHeld, User
from openiro.people.queries import check_may, day_of, policy_in_force
from openiro.supervision.models import GroupMember, MeetingPoint, MeetingPresence, ServiceMeeting

# Whom the council trains: its elected members.
ELECTED = ("chair", "councillor")


class UnableToFindMeeting(Refusal):
    """There is no such meeting, point or member."""


@dataclass(frozen=True)
class MemberLine:
    """A member of a group, or somebody who was one; `part` is a code of MEMBER_PART.

    Since 1 April, in their time, `came` to `of` meetings to which their group is invited, by whom these are meant for.
    `trained_on` None: never, as far as is recorded; `training_due_on` None: none is asked.
    """

    number: int
    name: str
    part: str
    from_on: date
    to_on: date | None
    came: Mapping[str, tuple[int, int]]
    trained_on: date | None
    training_due_on: date | None


@dataclass(frozen=True)
class GroupLine:
    """A group of the policy with its members, those who stand first; `ages` of a group of young people."""

    key: str
    title: str
    terms: str
    members: tuple[MemberLine, ...]
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class MayHaveCome:
    """Who stood on the day of a meeting: members of the groups that its kind invites, and reviewing officers."""

    members: tuple[MemberLine, ...]
    officers: tuple[User, ...]


@dataclass(frozen=True)
class PointLine:
    """What was on the agenda or was raised, what was answered, what came of it."""

    number: int
    words: str
    answer: str
    outcome: str


@dataclass(frozen=True)
class Gathering:
    """A meeting with who came and who was invited and did not, by name, and what was raised.

    `meant_for` is one of `MEETING_FOR`; `members` and `officers` are what was ticked, to be said again.
    """

    kind: str
    meant_for: str
    came: tuple[str, ...]
    missed: tuple[str, ...]
    members: tuple[int, ...]
    officers: tuple[str, ...]
    points: tuple[PointLine, ...]


def meeting_by_number(user: User, number: int, *, on: date) -> ServiceMeeting:
    """A meeting, to be handed to an action. Raises `UnableToFindMeeting` and `UnableToPermit`."""
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    found = ServiceMeeting.objects.filter(pk=number).first()
    if found is None:
        raise UnableToFindMeeting("There is no such meeting. Look at the list again.")
    return found


def point_by_number(meeting: ServiceMeeting, number: int) -> MeetingPoint:
    """What was raised at a meeting, to be handed to an action. Raises `UnableToFindMeeting`."""
    found = meeting.points.filter(pk=number).first()
    if found is None:
        raise UnableToFindMeeting("Nothing of that number was raised here. Look at the meeting again.")
    return found


def member_by_number(user: User, number: int, *, on: date) -> GroupMember:
    """A member, to be handed to an action. Raises `UnableToFindMeeting` and `UnableToPermit`."""
    check_may(user, Permission.SUPERVISE, on=on)
    found = GroupMember.objects.filter(pk=number).first()
    if found is None:
        raise UnableToFindMeeting("There is no such member. Look at the list again.")
    return found


def who_may_have_come(meeting: ServiceMeeting) -> MayHaveCome:
    """Whom the page of a meeting offers to be ticked, by name; two queries."""
    kind = _kind(policy_in_force(on=meeting.on).supervision, meeting.kind)
    members = GroupMember.objects.filter(runs_on(meeting.on), group__in=kind.invites).order_by("name", "pk")
    held = RoleHeld.objects.filter(runs_on(meeting.on), role="iro", user__is_active=True)
    officers = {row.user.pk: row.user for row in held.select_related("user").order_by("user__name", "pk")}
    return MayHaveCome(tuple(_member(row, {}, None, None) for row in members), tuple(officers.values()))


def gathering_of(meeting: ServiceMeeting) -> Gathering:
    """The meeting as its page shows it; four queries."""
    kind = _kind(policy_in_force(on=meeting.on).supervision, meeting.kind)
    rows = list(meeting.presences.select_related("member", "person").order_by("pk"))
    members = {row.member.pk: row.member.name for row in rows if row.member is not None}
    officers = {row.person.code: row.person.name for row in rows if row.person is not None}
    missed = [each.name for each in who_may_have_come(meeting).members if each.number not in members]
    points = meeting.points.order_by("pk")
    return Gathering(
        kind=kind.title,
        meant_for=kind.meant_for,
        came=(*members.values(), *officers.values()),
        missed=tuple(missed),
        members=tuple(members),
        officers=tuple(officers),
        points=tuple(PointLine(row.pk, row.words, row.answer, row.outcome) for row in points),
    )


def groups_listed(user: User, *, on: date) -> list[GroupLine]:
    """Every group with its members, those who left in the last year too; three queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    settled = policy_in_force(on=on).supervision
    rows = GroupMember.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=year_of(on)), group__in=settled.groups)
    members = list(rows.order_by("to_on", "name", "pk"))
    held = list(ServiceMeeting.objects.filter(on__lte=on, kind__in=settled.meetings).values_list("pk", "kind", "on"))
    here = set(MeetingPresence.objects.filter(member__in=members).values_list("member", "meeting"))
    return [
        GroupLine(
            key,
            group.title,
            group.terms,
            tuple(_attending(row, group, settled, held, here, on) for row in members if row.group == key),
            group.ages,
        )
        for key, group in settled.groups.items()
    ]


Held = Sequence[tuple[int, str, date]]


def _attending(
    row: GroupMember, group: Group, settled: SupervisionPolicy, held: Held, here: set[tuple[int, int]], on: date
) -> MemberLine:
    kinds, first = settled.meetings, max(year_of(on), row.from_on)
    came = {}
    for meant_for in MEETING_FOR:
        asked = [
            number
            for number, kind, day in held
            if row.group in kinds[kind].invites
            and kinds[kind].meant_for == meant_for
            and first <= day <= (row.to_on or on)
        ]
        came[meant_for] = (sum((row.pk, number) in here for number in asked), len(asked))
    days = [day for number, kind, day in held if kinds[kind].trains == row.group and (row.pk, number) in here]
    trained_on = max(days, default=None)
    months = group.training_months if row.part in ELECTED else 0
    due_on = (add_months(trained_on, months) if trained_on else row.from_on) if months and not row.to_on else None
    return _member(row, came, trained_on, due_on)


def _member(
    row: GroupMember, came: Mapping[str, tuple[int, int]], trained_on: date | None, due_on: date | None
) -> MemberLine:
    return MemberLine(row.pk, row.name, row.part, row.from_on, row.to_on, came, trained_on, due_on)


def _kind(settled: SupervisionPolicy, key: str) -> MeetingKind:
    return settled.meetings.get(key) or MeetingKind(key, 0)


@dataclass(frozen=True)
class Ahead:
    """An event with children that is planned for a day ahead; `kind` in words."""

    on: date
    kind: str
    topic: str


def events_ahead(user: User, *, on: date) -> list[Ahead]:
    """Events with children that are planned after `on`, the next first; one query. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    kinds = {
        key: each for key, each in policy_in_force(on=on).supervision.meetings.items() if each.meant_for == CHILDREN
    }
    rows = ServiceMeeting.objects.filter(on__gt=on, kind__in=kinds).order_by("on", "pk")
    return [Ahead(row.on, kinds[row.kind].title, row.topic) for row in rows]


@dataclass(frozen=True)
class KindHeld:
    """Meetings of one kind held in a period: how many, how many young people came to them, and, of the members who
    were invited each time, how many came; None where nobody counted, or nobody is invited."""

    title: str
    meant_for: str
    held: int
    young_people: int | None
    came: int | None
    invited: int | None


@dataclass(frozen=True)
class Raised:
    """What was raised at a meeting of a kind, what was answered and what came of it."""

    kind: str
    meant_for: str
    on: date
    words: str
    answer: str
    outcome: str


@dataclass(frozen=True)
class Gatherings:
    """The meetings of a period by kind, and what was raised at them."""

    kinds: tuple[KindHeld, ...]
    raised: tuple[Raised, ...]


def gatherings_of_service(*, from_on: date, to_on: date) -> Gatherings:
    """The meetings held from `from_on` to `to_on`, for a paper of the service: it names nobody; four queries.

    One that was planned counts once somebody said who came.
    """
    settled = policy_in_force(on=to_on).supervision
    known = ServiceMeeting.objects.filter(on__range=(from_on, to_on)).order_by("on", "pk")
    rows = [row for row in known if row.on <= day_of(row.recorded_at) or row.attended is not None]
    members = list(GroupMember.objects.all())
    here = dict(
        MeetingPresence.objects.filter(meeting__in=rows, member__isnull=False)
        .order_by()
        .values_list("meeting")
        .annotate(Count("pk"))
    )
    kinds = [
        _held(settled.meetings[key], of_kind, members, here)
        for key in settled.meetings
        if (of_kind := [row for row in rows if row.kind == key])
    ]
    points = MeetingPoint.objects.filter(meeting__in=rows).select_related("meeting").order_by("meeting__on", "pk")
    return Gatherings(tuple(kinds), tuple(_raised(settled, row) for row in points))


def _held(
    kind: MeetingKind, rows: Sequence[ServiceMeeting], members: Sequence[GroupMember], here: Mapping[int, int]
) -> KindHeld:
    counted = [row.young_people for row in rows if row.young_people is not None]
    asked = sum(
        member.group in kind.invites and member.from_on <= row.on <= (member.to_on or row.on)
        for row in rows
        for member in members
    )
    came = sum(here.get(row.pk, 0) for row in rows)
    young = sum(counted) if counted else None
    return KindHeld(kind.title, kind.meant_for, len(rows), young, came if asked else None, asked or None)


def _raised(settled: SupervisionPolicy, row: MeetingPoint) -> Raised:
    kind = _kind(settled, row.meeting.kind)
    return Raised(kind.title, kind.meant_for, row.meeting.on, row.words, row.answer, row.outcome)
