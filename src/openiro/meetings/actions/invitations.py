"""Invitations: sent by email with a private link, put on the list for the post, and followed up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.consultation import respondent_for
from openiro.domain.permissions import Permission
from openiro.meetings.actions.links import make_guest_link
from openiro.meetings.models import Invitee, Meeting
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force

EMAIL, LINK, POST = "email", "link", "post"


@dataclass(frozen=True)
class Notes:
    """What notices need: the path of the form (it holds `{key}`), of the page to sign in to, and the meeting's day."""

    form_path: str
    page_path: str
    meets_on: date | None = None


@dataclass(frozen=True)
class Sent:
    """How many were invited by email, and how many wait for a letter, a call or a hand."""

    by_email: int
    otherwise: int


@transaction.atomic
def send_invitations(*, meeting: Meeting, notes: Notes, by: User, at: datetime) -> Sent:
    """Invite everybody on the list who is not invited yet, today.

    Workers get a notice with the page to sign in to; others with an email address one with a private link to
    their form. The rest count as invited in the way chosen for them, else by post, and
    stand on the printed list. Notices name no child. Needs `meetings.invite_people` of the child.
    """
    check_may_for(by, Permission.INVITE, meeting.child, on=day_of(at))
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    waiting = [row for row in _on_list(meeting) if row.invited_on is None]
    for row in waiting:
        row.invited_how = _tell(row, "invitation", notes, by=by, at=at) or row.invited_how or POST
        row.invited_on = day_of(at)
        row.save(update_fields=["invited_on", "invited_how"])
    _record(meeting, "meetings.invited", waiting, by=by, at=at)
    by_email = sum(row.invited_how in (EMAIL, LINK) for row in waiting)
    return Sent(by_email, len(waiting) - by_email)


@transaction.atomic
def mark_invited(*, meeting: Meeting, how: str, by: User, at: datetime) -> int:
    """Everybody on the list who is not invited yet was invited today by other means; answers how many.

    `how` (HOW_SENT) counts for those for whom nothing else was chosen. Needs `meetings.invite_people` of the child.
    """
    check_may_for(by, Permission.INVITE, meeting.child, on=day_of(at))
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    waiting = [row for row in _on_list(meeting) if row.invited_on is None]
    for row in waiting:
        row.invited_on, row.invited_how = day_of(at), row.invited_how or how
        row.save(update_fields=["invited_on", "invited_how"])
    _record(meeting, "meetings.invited", waiting, by=by, at=at)
    return len(waiting)


@transaction.atomic
def chase_answers(*, meeting: Meeting, notes: Notes, by: User, at: datetime) -> Sent:
    """Ask again everybody who was invited and has not answered; once a day at the most.

    A new private link takes the place of the one before. Those without email are counted, and stand on the printed
    list. Needs `meetings.invite_people` of the child.
    """
    on = day_of(at)
    check_may_for(by, Permission.INVITE, meeting.child, on=on)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    silent = [row for row in _on_list(meeting) if _is_silent(row) and row.chased_on != on and respondent_for(row.role)]
    told = [_tell(row, "reminder", notes, by=by, at=at) for row in silent]
    for row in silent:
        row.chased_on = on
        row.save(update_fields=["chased_on"])
    _record(meeting, "meetings.chased", silent, by=by, at=at)
    return Sent(sum(map(bool, told)), len(told) - sum(map(bool, told)))


def _is_silent(row: Invitee) -> bool:
    """Whether somebody was invited and nothing has come back."""
    return row.invited_on is not None and row.replied_on is None and row.consulted_on is None


def _on_list(meeting: Meeting) -> list[Invitee]:
    rows = Invitee.objects.filter(meeting=meeting, removed_at__isnull=True, is_excluded=False)
    return list(rows.select_related("meeting__child", "person", "relationship").order_by("pk"))


def _tell(row: Invitee, kind: str, notes: Notes, *, by: User, at: datetime) -> str:
    """Queue the notice; how it goes (HOW_SENT), or nothing where there is no address."""
    on = day_of(at)
    key = f"{kind}:{row.pk}:{on.isoformat()}"
    day = {"on": notes.meets_on} if notes.meets_on else {}
    if row.person is not None and row.person.email:
        facts = {"path": notes.page_path, **day}
        queue_notice(key=key, kind=kind, person_code=row.person.code, facts=facts, at=at)
        return EMAIL
    if not row.email or not respondent_for(row.role):
        return ""
    path = notes.form_path.replace("{key}", make_guest_link(invitee=row, purpose="form", by=by, at=at))
    facts = {"path": path, "days": policy_in_force(on=on).consultation.link_days, **day}
    queue_notice(key=f"{key}:{at.timestamp()}", kind=f"{kind}_by_link", address=row.email, facts=facts, at=at)
    return LINK


def _record(meeting: Meeting, kind: str, rows: list[Invitee], *, by: User, at: datetime) -> None:
    if rows:
        people = [{"invitee": row.pk, "how": row.invited_how} for row in rows]
        facts = {"meeting": meeting.pk, "people": people}
        record_event(stream=child_stream(meeting.child_id), kind=kind, facts=facts, by=by, at=at)
