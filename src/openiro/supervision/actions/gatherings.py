"""Who belongs to the groups of the council, who came to a meeting, what was raised there and what came of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.supervision import UnableToSupervise
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force
from openiro.supervision.models import GroupMember, MeetingPoint, MeetingPresence, ServiceMeeting
from openiro.supervision.queries import who_may_have_come


@dataclass(frozen=True)
class Came:
    """Who came: numbers of members and codes of officers, how many in all, and how many of them young people.

    None: not counted. `words` are notes and what was learned.
    """

    members: Collection[int] = ()
    officers: Collection[str] = ()
    attended: int | None = None
    young_people: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Point:
    """What was on the agenda or was raised, what was answered, and what came of it."""

    words: str
    answer: str = ""
    outcome: str = ""


@transaction.atomic
def add_member(*, group: str, name: str, part: str, from_on: date, by: User, at: datetime) -> GroupMember:
    """Somebody belongs to a group of the policy from that day on. Needs `supervision.record_supervision`.

    Raises `UnableToSupervise` for a group or part that is not known, without a name, or for who belongs to it already.
    """
    on = day_of(at)
    check_may(by, Permission.SUPERVISE, on=on)
    if group not in policy_in_force(on=on).supervision.groups:
        raise UnableToSupervise("Choose the group from the list.")
    if part not in {each.code for each in CODE_SETS["MEMBER_PART"]}:
        raise UnableToSupervise("Choose from the list which part they have in it.")
    if not name.strip():
        raise UnableToSupervise("Say who it is. Name no child: say what a young person speaks for.")
    if GroupMember.objects.filter(group=group, name=name.strip(), to_on=None).exists():
        raise UnableToSupervise("They belong to this group already. End that first, if they come back another day.")
    given = {"group": group, "name": name.strip(), "part": part, "from_on": from_on}
    row = GroupMember.objects.create(**given, recorded_at=at, recorded_by=by)
    _record("supervision.member_added", {"member": row.pk, "group": group, "part": part, "from": from_on}, by, at)
    return row


@transaction.atomic
def end_membership(*, member: GroupMember, to_on: date, by: User, at: datetime) -> None:
    """Somebody belongs to a group to that day, which is included. Needs `supervision.record_supervision`."""
    check_may(by, Permission.SUPERVISE, on=day_of(at))
    if to_on < member.from_on:
        raise UnableToSupervise("The last day is before the first. Correct it.")
    member.to_on = to_on
    member.save(update_fields=["to_on"])
    _record("supervision.membership_ended", {"member": member.pk, "to": to_on}, by, at)


@transaction.atomic
def tell_who_came(*, meeting: ServiceMeeting, came: Came, by: User, at: datetime) -> None:
    """Say who came to a meeting that was held, and what was learned; said again, it stands in place of what was said.

    Needs `supervision.record_learning`. Raises `UnableToSupervise` for a meeting that lies ahead, for somebody who
    could not have been there, and where more young people came than people.
    """
    check_may(by, Permission.RECORD_LEARNING, on=day_of(at))
    if meeting.on > day_of(at):
        raise UnableToSupervise("This meeting lies ahead. Say who came once it was held.")
    if (came.young_people or 0) > (came.attended if came.attended is not None else came.young_people or 0):
        raise UnableToSupervise("More young people came than people in all. Correct one of the numbers.")
    known = who_may_have_come(meeting)
    members = {member.number for member in known.members}
    officers = {person.code: person for person in known.officers}
    if not set(came.members) <= members or not set(came.officers) <= set(officers):
        raise UnableToSupervise("Choose from the list who came. Somebody changed it in the meantime: look at it again.")
    meeting.presences.all().delete()
    rows = [MeetingPresence(meeting=meeting, member_id=number) for number in sorted(set(came.members))]
    rows += [MeetingPresence(meeting=meeting, person=officers[code]) for code in sorted(set(came.officers))]
    MeetingPresence.objects.bulk_create(rows)
    meeting.attended, meeting.young_people, meeting.words = came.attended, came.young_people, came.words.strip()
    meeting.save(update_fields=["attended", "young_people", "words"])
    facts = {"meeting": meeting.pk, "members": len(set(came.members)), "officers": sorted(set(came.officers))}
    _record("supervision.presence_told", facts, by, at)


@transaction.atomic
def record_point(*, meeting: ServiceMeeting, point: Point, by: User, at: datetime) -> MeetingPoint:
    """Keep what was on the agenda or was raised. Needs `supervision.record_learning`. Raises without words."""
    _check_point(point, by, at)
    row = MeetingPoint.objects.create(meeting=meeting, **_said(point), recorded_at=at, recorded_by=by)
    _record("supervision.point_recorded", {"meeting": meeting.pk, "point": row.pk}, by, at)
    return row


@transaction.atomic
def answer_point(*, row: MeetingPoint, point: Point, by: User, at: datetime) -> None:
    """Say what was answered and what came of it, or put it better. Needs and raises as `record_point`."""
    _check_point(point, by, at)
    said = _said(point)
    for name, words in said.items():
        setattr(row, name, words)
    row.save(update_fields=list(said))
    facts = {"meeting": row.meeting_id, "point": row.pk, "answered": bool(row.answer), "outcome": bool(row.outcome)}
    _record("supervision.point_answered", facts, by, at)


def _said(point: Point) -> dict[str, str]:
    return {"words": point.words.strip(), "answer": point.answer.strip(), "outcome": point.outcome.strip()}


def _check_point(point: Point, by: User, at: datetime) -> None:
    check_may(by, Permission.RECORD_LEARNING, on=day_of(at))
    if not point.words.strip():
        raise UnableToSupervise("Say what was on the agenda, or what was raised.")


def _record(kind: str, facts: Mapping[str, object], by: User, at: datetime) -> None:
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)
