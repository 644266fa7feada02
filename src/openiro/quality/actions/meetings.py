"""Meetings about quality: prepared with their agenda, noted, and closed when the summary goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.notices import queue_notice
from openiro.domain.monitoring import UnableToMonitor
from openiro.domain.permissions import Permission
from openiro.domain.quality_policy import About
from openiro.people.models import Team, User
from openiro.people.queries import PeopleFilter, check_may, day_of, managers_of_team, people_on, policy_in_force
from openiro.quality.models import MeetingAttendee, MeetingLine, QualityMeeting
from openiro.quality.queries.agenda import agenda_of

HEADS = ("head_of_service",)


@dataclass(frozen=True)
class LineNotes:
    """What was said of one line of the agenda, and what is to be done, by whom and when. `done`: an action is done."""

    note: str = ""
    action: str = ""
    who: str = ""
    by_on: date | None = None
    done: bool = False


@dataclass(frozen=True)
class Attended:
    """Somebody of the meeting by what they are: the name, and whether they were there."""

    name: str = ""
    attended: bool = False


@transaction.atomic
def prepare_meeting(*, kind: str, team: Team | None, held_on: date, by: User, at: datetime) -> QualityMeeting:
    """Prepare a meeting with the agenda that the records make today, and those whom the policy invites.

    Needs `quality.hold_meeting`. Raises `UnableToMonitor` for a kind that the policy does not know, a team where the
    meeting is of the service or none where it is of a team, and for a second one of that day.
    """
    on = day_of(at)
    check_may(by, Permission.HOLD_MEETING, on=on)
    asked = policy_in_force(on=on).quality.meetings.get(kind)
    if asked is None:
        raise UnableToMonitor("Choose the meeting from the list.")
    if asked.by_team != (team is not None):
        raise UnableToMonitor("Choose the team." if asked.by_team else "This meeting is of the service, not of a team.")
    if QualityMeeting.objects.filter(kind=kind, team=team, held_on=held_on).exists():
        raise UnableToMonitor("There is a meeting on that day already. Open it from the list, or choose another day.")
    meeting = QualityMeeting.objects.create(
        kind=kind, name=asked.name, team=team, held_on=held_on, prepared_at=at, prepared_by=by
    )
    MeetingAttendee.objects.bulk_create(
        MeetingAttendee(meeting=meeting, place=place, role=role) for place, role in enumerate(asked.invited, 1)
    )
    MeetingLine.objects.bulk_create(
        MeetingLine(
            meeting=meeting,
            place=place,
            about=item.about.name,
            child_id=item.child,
            number=item.number,
            code=item.code,
            since_on=item.since_on,
            words=item.words,
        )
        for place, item in enumerate(agenda_of(asked, team, on=on), 1)
    )
    _record(meeting, "quality.meeting_prepared", by, at)
    return meeting


@transaction.atomic
def save_meeting(
    *,
    meeting: QualityMeeting,
    notes: Mapping[int, LineNotes],
    attendees: Sequence[Attended],
    summary: str,
    by: User,
    at: datetime,
) -> None:
    """Keep notes and actions by the place of the line, who was there in the order of the list, and the summary.

    Needs `quality.hold_meeting`. Raises `UnableToMonitor` where the meeting is closed.
    """
    check_may(by, Permission.HOLD_MEETING, on=day_of(at))
    _hold(meeting)
    for row in meeting.lines.filter(place__in=notes):
        given = notes[row.place]
        row.note, row.action, row.who, row.by_on = given.note.strip(), given.action.strip(), given.who, given.by_on
        row.save(update_fields=["note", "action", "who", "by_on"])
        if given.done and row.about == About.ACTIONS.name and row.number is not None:
            MeetingLine.objects.filter(pk=row.number).update(done_on=day_of(at))
    for attendee, found in zip(meeting.attendees.order_by("place"), attendees, strict=False):
        attendee.name, attendee.attended = found.name.strip(), found.attended
        attendee.save(update_fields=["name", "attended"])
    meeting.summary = summary.strip()
    meeting.save(update_fields=["summary"])


@transaction.atomic
def close_meeting(*, meeting: QualityMeeting, by: User, at: datetime) -> None:
    """The summary goes out to the team's managers and to heads of service; the meeting stands from now on.

    Needs `quality.hold_meeting`. Raises `UnableToMonitor` without a summary, ahead of its day, or where it is closed.
    """
    on = day_of(at)
    check_may(by, Permission.HOLD_MEETING, on=on)
    _hold(meeting)
    if not meeting.summary:
        raise UnableToMonitor("Write the summary for heads of service first.")
    if meeting.held_on > on:
        raise UnableToMonitor("The meeting lies ahead. Its summary goes out when it was held.")
    meeting.closed_at, meeting.closed_by = at, by
    meeting.save(update_fields=["closed_at", "closed_by"])
    _record(meeting, "quality.meeting_closed", by, at)
    heads = [person.code for role in HEADS for person in people_on(PeopleFilter(role=role), on=on)]
    managers = [person.code for person in managers_of_team(meeting.team, on=on)] if meeting.team else []
    for code in sorted({*heads, *managers} - {by.code}):
        queue_notice(
            key=f"meeting_told:{meeting.pk}:{code}",
            kind="meeting_told",
            person_code=code,
            facts={"held_on": meeting.held_on, "path": reverse("quality:meeting", args=[meeting.pk])},
            at=at,
        )


def _hold(meeting: QualityMeeting) -> None:
    if QualityMeeting.objects.select_for_update().get(pk=meeting.pk).closed_at is not None:
        raise UnableToMonitor("This meeting is closed, and its summary is out. Note it at the next one.")


def _record(meeting: QualityMeeting, kind: str, by: User, at: datetime) -> None:
    facts = {"meeting": meeting.pk, "kind": meeting.kind, "team": meeting.team_id, "held_on": meeting.held_on}
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)
