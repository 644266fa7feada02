"""Who was there, and whose views were obtained: recorded for everybody of a meeting at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Invitee, Meeting
from openiro.people.models import User
from openiro.people.queries import day_of

FIELDS = ("attended", "attended_how", "apologies", "views", "views_how", "views_reason")
_LISTS = {"attended_how": "MODE", "views_how": "HOW_CONSULTED", "views_reason": "PARENT_REASON"}


class UnableToRecordAttendance(Refusal):
    """Who was there, or whose views were obtained, cannot be recorded as given."""


@dataclass(frozen=True)
class AttendancePart:
    """One person's part in a meeting; `invitee` is their number among those invited.

    `attended` None: not said yet. `attended_how` is a code of MODE. `views` None: not said yet; `views_how` is a code
    of HOW_CONSULTED, and `views_reason` (PARENT_REASON) says why none were obtained.
    """

    invitee: int
    attended: bool | None = None
    attended_how: str = ""
    apologies: bool = False
    views: bool | None = None
    views_how: str = ""
    views_reason: str = ""


@transaction.atomic
def record_attendance(*, meeting: Meeting, parts: tuple[AttendancePart, ...], by: User, at: datetime) -> None:
    """Record who was there and whose views were obtained; what is not given of a person becomes 'not recorded'.

    Needs `reviews.record_review` of the child. Raises `UnableToRecordAttendance` for somebody who is not invited to
    this meeting, a code that is not in its list, or a reason for no views where views were obtained.
    """
    check_may_for(by, Permission.RECORD_REVIEW, meeting.child, on=day_of(at))
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    rows = {row.pk: row for row in Invitee.objects.filter(meeting=meeting, removed_at__isnull=True)}
    changed = []
    for part in parts:
        row = rows.get(part.invitee)
        if row is None:
            raise UnableToRecordAttendance("Somebody in the list is not invited any more. Load the page again.")
        _check(part)
        before = [getattr(row, name) for name in FIELDS]
        for name in FIELDS:
            setattr(row, name, getattr(part, name))
        if before != [getattr(row, name) for name in FIELDS]:
            row.save(update_fields=FIELDS)
            changed.append({"invitee": row.pk, **{name: getattr(row, name) for name in FIELDS}})
    if changed:
        facts = {"meeting": meeting.pk, "people": changed}
        kind = "meetings.attendance_recorded"
        record_event(stream=child_stream(meeting.child_id), kind=kind, facts=facts, by=by, at=at)


def _check(part: AttendancePart) -> None:
    for name, of in _LISTS.items():
        code = getattr(part, name)
        if code and code not in {each.code for each in CODE_SETS[of]}:
            raise UnableToRecordAttendance(f"{code!r} is not in the list. Choose an answer from it.")
    if part.views and part.views_reason:
        raise UnableToRecordAttendance("Views were obtained, so that no reason for having none is needed. Clear one.")
