"""The part of mother and father in a review: one answer each, with the same in their row among those invited."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from openiro.children.models import CURRENT
from openiro.domain.participation import attended, participated
from openiro.meetings.actions import AttendancePart, record_attendance
from openiro.meetings.queries import InviteeLine, invitees_of
from openiro.people.models import User
from openiro.reviews.models import ParentParticipation, Review
from openiro.reviews.queries import ParentPart


def keep_parents(row: Review, parts: Iterable[ParentPart]) -> None:
    """Keep each parent's part, from which measures are computed."""
    for part in parts:
        values = {"attended": part.attended, "views": part.views, "reason": part.reason}
        rows = ParentParticipation.objects.filter(CURRENT, review=row, parent=part.parent)
        if not rows.filter(**values).exists():
            rows.update_or_create(review=row, parent=part.parent, defaults=values)


def keep_attendance(
    row: Review,
    parts: Iterable[ParentPart],
    people: Mapping[int, AttendancePart],
    *,
    by: User,
    at: datetime,
) -> None:
    """Keep who of those invited came; of mother and father what `parts` say, of the child what the code says.

    Whatever else was given of them. `people` are the parts by the number of the person among those invited.
    """
    if row.meeting is None:
        return
    by_parent = {part.parent: part for part in parts}
    found = []
    for line in invitees_of(row.meeting):
        given = people.get(line.number)
        if (part := by_parent.get(line.role)) is not None:
            given = _as_parent(given or attendance_of(line), part)
        elif line.role == "child" and attended(row.participation_code) is not None:
            code = row.participation_code
            given = replace(given or attendance_of(line), attended=attended(code), views=participated(code))
            given = replace(given, views_how=given.views_how if given.views else "", views_reason="")
        if given is not None:
            found.append(given)
    record_attendance(meeting=row.meeting, parts=tuple(found), by=by, at=at)


def attendance_of(line: InviteeLine) -> AttendancePart:
    """What stands of a person's part."""
    return AttendancePart(
        invitee=line.number,
        attended=line.attended,
        attended_how=line.attended_how,
        apologies=line.apologies,
        views=line.views,
        views_how=line.views_how,
        views_reason=line.views_reason,
    )


def _as_parent(given: AttendancePart, part: ParentPart) -> AttendancePart:
    return replace(
        given,
        attended=part.attended,
        attended_how=given.attended_how if part.attended else "",
        apologies=given.apologies and not part.attended,
        views=part.views,
        views_how=given.views_how if part.views else "",
        views_reason=part.reason,
    )
