"""Meetings about quality as a person may read them: the list, and one with its lines."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.domain.permissions import Permission, Scope
from openiro.domain.quality_policy import About
from openiro.domain.quality_policy import QualityMeeting as Kind
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, may, may_see_names, policy_in_force, scopes_on, teams_on
from openiro.quality.models import MeetingLine, QualityMeeting
from openiro.quality.queries.forms import called


class UnableToFindMeeting(Refusal):
    """There is no such meeting among those that the person may read."""


@dataclass(frozen=True)
class MeetingSummary:
    """A meeting in a list. `team` empty: one of the service. `is_closed`: its summary is out."""

    number: int
    name: str
    team: str
    held_on: date
    lines: int
    is_closed: bool


@dataclass(frozen=True)
class AttendeeLine:
    """Somebody who was to be there."""

    role: str
    name: str
    attended: bool


@dataclass(frozen=True)
class ItemLine:
    """One line of the agenda with what was said. `reference` None: about no child."""

    place: int
    about: About
    reference: uuid.UUID | None
    child: str
    number: int | None
    code: str
    since_on: date | None
    words: str
    note: str
    action: str
    who: str
    by_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class MeetingPage:
    """One meeting. `counts`: how many lines it has in all of each kind; `lines` those about children whom the reader
    sees, or about none."""

    number: int
    name: str
    team: str
    held_on: date
    summary: str
    is_closed: bool
    attendees: tuple[AttendeeLine, ...]
    counts: tuple[tuple[About, int], ...]
    lines: tuple[ItemLine, ...]


def meeting_kinds(*, on: date) -> dict[str, Kind]:
    """The kinds of meeting of the policy, by id."""
    return dict(policy_in_force(on=on).quality.meetings)


def meetings_visible_to(user: User, *, on: date) -> QuerySet[QualityMeeting]:
    """Who holds meetings reads all of them; others those that are closed: a team manager of their teams and of the
    service, officers and heads of service all. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_MEETINGS, on=on)
    if may(user, Permission.HOLD_MEETING, on=on):
        return QualityMeeting.objects.all()
    rows = QualityMeeting.objects.filter(closed_at__isnull=False)
    if scopes_on(user, Permission.VIEW_MEETINGS, on=on) == {Scope.TEAM}:
        rows = rows.filter(team__in=teams_on(user, on)) | rows.filter(team__isnull=True)
    return rows


def meetings_listed(user: User, *, on: date, size: int = 100) -> list[MeetingSummary]:
    """The meetings that `user` reads, the latest first; two queries."""
    rows = meetings_visible_to(user, on=on).select_related("team").prefetch_related("lines")
    return [
        MeetingSummary(
            row.pk,
            row.name,
            row.team.name if row.team else "",
            row.held_on,
            len(row.lines.all()),
            row.closed_at is not None,
        )
        for row in rows.order_by("-held_on", "-pk")[:size]
    ]


def meeting_of(user: User, number: int, *, on: date) -> QualityMeeting:
    """One meeting, to be handed to an action. Raises `UnableToFindMeeting`."""
    found = meetings_visible_to(user, on=on).filter(pk=number).select_related("team").first()
    if found is None:
        raise UnableToFindMeeting("There is no such meeting among those that you may read. Look at the list again.")
    return found


def meeting_page(meeting: QualityMeeting, user: User, *, on: date) -> MeetingPage:
    """The meeting as `user` may read it: nothing of a child whom the reader does not see; four queries."""
    rows = list(meeting.lines.select_related("child").order_by("place"))
    numbers = {row.child_id for row in rows if row.child_id}
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_FORMS).filter(pk__in=numbers)
    seen, names = set(visible.values_list("pk", flat=True)), may_see_names(user, on=on)
    abouts = [About[row.about] for row in rows]
    return MeetingPage(
        number=meeting.pk,
        name=meeting.name,
        team=meeting.team.name if meeting.team else "",
        held_on=meeting.held_on,
        summary=meeting.summary,
        is_closed=meeting.closed_at is not None,
        attendees=tuple(
            AttendeeLine(each.role, each.name, each.attended) for each in meeting.attendees.order_by("place")
        ),
        counts=tuple((about, abouts.count(about)) for about in dict.fromkeys(abouts)),
        lines=tuple(_item(row, names) for row in rows if row.child_id is None or row.child_id in seen),
    )


def _item(row: MeetingLine, names: bool) -> ItemLine:
    return ItemLine(
        place=row.place,
        about=About[row.about],
        reference=row.child.reference if row.child else None,
        child=called(row.child, names) if row.child else "",
        number=row.number,
        code=row.code,
        since_on=row.since_on,
        words=row.words,
        note=row.note,
        action=row.action,
        who=row.who,
        by_on=row.by_on,
        done_on=row.done_on,
    )
