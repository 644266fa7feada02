"""Who is invited to a meeting and who must not be: a whole list at once, and one person in detail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT, Relationship
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.actions.links import withdraw_guest_links
from openiro.meetings.models import Invitee, Meeting
from openiro.people.models import User
from openiro.people.queries import day_of

_LISTS = {
    "role": "INVITEE_ROLE",
    "exclusion_reason": "EXCLUSION_REASON",
    "child_wishes": "CHILD_WISH",
    "invited_how": "HOW_SENT",
    "consulted_how": "HOW_CONSULTED",
    "supported_by": "CONSULTATION_SUPPORT",
    "reply": "REPLY",
}
_WORDS = ("name", "email", "exclusion_note", "child_worries", "language", "support_needed")
_DAYS = ("interpreter_booked_on", "invited_on", "consulted_on", "chased_on", "replied_on")
_MAY_CHANGE = frozenset({*_LISTS, *_WORDS, *_DAYS})


class UnableToInvite(Refusal):
    """Somebody cannot be invited, excluded, changed or taken off the list as asked."""


@dataclass(frozen=True)
class PersonToInvite:
    """One line of the list: somebody on it already (`number`), around the child (`relationship`), a worker (`person`,
    their code), or by `name` alone.

    `exclusion_reason` (EXCLUSION_REASON): they must not be invited. `how` (HOW_SENT) is how they are to be invited.
    None leaves what stands.
    """

    role: str
    number: int | None = None
    relationship: int | None = None
    person: str = ""
    name: str | None = None
    email: str | None = None
    exclusion_reason: str = ""
    child_wishes: str | None = None
    how: str | None = None
    language: str | None = None

    def changes(self) -> dict[str, Any]:
        """What the line says, by the fields that keep it."""
        given = {
            "name": self.name,
            "email": self.email,
            "child_wishes": self.child_wishes,
            "invited_how": self.how,
            "language": self.language,
        }
        said = {field: value for field, value in given.items() if value is not None}
        return {"role": self.role, "exclusion_reason": self.exclusion_reason, **said}


@transaction.atomic
def invite_people(
    *, meeting: Meeting, people: tuple[PersonToInvite, ...], removed: tuple[int, ...] = (), by: User, at: datetime
) -> tuple[Invitee, ...]:
    """Put many people on the list of a meeting at once, those who must not be invited too, and take some off it.

    Nothing is sent yet. Needs `meetings.invite_people` of the child. Raises `UnableToInvite` for somebody without a
    name, somebody not around the child, a code that is not in its list, or who took part already.
    """
    check_may_for(by, Permission.INVITE, meeting.child, on=day_of(at))
    _hold(meeting)
    rows = {row.pk: row for row in _on_list(meeting)}
    found = [_row_of(meeting, each, rows) for each in people]
    changed = {}
    for row, each in zip(found, people, strict=True):
        told = _change(row, each.changes(), by=by, at=at)
        if told:
            changed[str(row.pk)] = told
    for number in removed:
        if number in rows:
            _remove(rows[number], by=by, at=at)
    if changed or removed:
        _record(meeting, "meetings.people_listed", {"people": changed, "removed": list(removed)}, by=by, at=at)
    return tuple(found)


@transaction.atomic
def update_invitee(*, invitee: Invitee, changes: Mapping[str, Any], by: User, at: datetime) -> None:
    """Record of one person what `changes` say, by field: asked when and how, replied, interpreter, support, wishes.

    An `exclusion_reason` takes the invitation back. Needs `meetings.invite_people` of the child. Raises
    `UnableToInvite` for a field or code that is not known, a day ahead, or a reply that is not a whole.
    """
    check_may_for(by, Permission.INVITE, invitee.meeting.child, on=day_of(at))
    _hold(invitee.meeting)
    invitee.refresh_from_db()
    if invitee.removed_at is not None:
        raise UnableToInvite("Somebody took this person off the list in the meantime. Look at the list again.")
    told = _change(invitee, changes, by=by, at=at)
    if told:
        _record(invitee.meeting, "meetings.person_changed", {"people": {str(invitee.pk): told}}, by=by, at=at)


@transaction.atomic
def exclude(*, invitee: Invitee, reason: str, note: str = "", by: User, at: datetime) -> None:
    """Say that somebody must not be invited, and why (a code of EXCLUSION_REASON); their links stop working.

    Needs `meetings.invite_people` of the child. Raises `UnableToInvite` without a reason.
    """
    if not reason:
        raise UnableToInvite("Choose why this person must not be invited.")
    update_invitee(invitee=invitee, changes={"exclusion_reason": reason, "exclusion_note": note}, by=by, at=at)


@transaction.atomic
def remove_invitee(*, invitee: Invitee, by: User, at: datetime) -> None:
    """Take somebody off the list; the row stays, as it was. Needs `meetings.invite_people` of the child.

    Raises `UnableToInvite` for somebody who took part already.
    """
    check_may_for(by, Permission.INVITE, invitee.meeting.child, on=day_of(at))
    _hold(invitee.meeting)
    _remove(invitee, by=by, at=at)
    _record(invitee.meeting, "meetings.people_listed", {"people": {}, "removed": [invitee.pk]}, by=by, at=at)


def _hold(meeting: Meeting) -> None:
    Meeting.objects.select_for_update().get(pk=meeting.pk)


def _on_list(meeting: Meeting) -> list[Invitee]:
    rows = Invitee.objects.filter(meeting=meeting, removed_at__isnull=True)
    return list(rows.select_related("meeting__child", "relationship", "person"))


def _row_of(meeting: Meeting, person: PersonToInvite, rows: dict[int, Invitee]) -> Invitee:
    """The row of that person: the one on the list, also where somebody else added them meanwhile, else a new one."""
    if person.number is not None:
        if person.number not in rows:
            raise UnableToInvite("Somebody was taken off the list in the meantime. Load the page again.")
        return rows[person.number]
    if person.relationship is None and not person.person:
        same = [row for row in rows.values() if row.role == person.role == "child"]
        return same[0] if same else _new(meeting, person)
    for row in rows.values():
        is_relation = person.relationship is not None and row.relationship_id == person.relationship
        if is_relation or (person.person and row.person is not None and row.person.code == person.person):
            return row
    return _new(meeting, person)


def _new(meeting: Meeting, person: PersonToInvite) -> Invitee:
    row = Invitee(meeting=meeting, role=person.role, name=person.name or "")
    if person.relationship is not None:
        row.relationship = Relationship.objects.filter(
            CURRENT, child_id=meeting.child_id, pk=person.relationship
        ).first()
    if person.person:
        row.person = User.objects.filter(code=person.person, is_active=True, is_service=False).first()
    if row.relationship is None and row.person is None and not row.name.strip() and person.role != "child":
        raise UnableToInvite("Give the name of everybody whom you add, or choose them from the list.")
    return row


def _change(row: Invitee, changes: Mapping[str, Any], *, by: User, at: datetime) -> dict[str, Any]:
    """Change the row and save it; what changed, with the values of codes and days and of nothing that was written."""
    _check(changes, day_of(at))
    before = {name: getattr(row, name) for name in _MAY_CHANGE}
    is_new = row.pk is None
    for name, value in changes.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.is_excluded = bool(row.exclusion_reason)
    if row.is_excluded:
        row.invited_on = None
    if not row.is_excluded:
        row.exclusion_note = ""
    changed = [name for name in sorted(_MAY_CHANGE) if getattr(row, name) != before[name]]
    if is_new or changed:
        row.save()
    if row.is_excluded and not is_new:
        withdraw_guest_links(invitee=row, by=by, at=at)
    told = {name: getattr(row, name) for name in changed if name not in _WORDS}
    words = [name for name in changed if name in _WORDS]
    return {**told, **({"words": words} if words else {}), **({"added": row.role} if is_new else {})}


def _check(changes: Mapping[str, Any], on: date) -> None:
    for name, value in changes.items():
        if name not in _MAY_CHANGE:
            raise UnableToInvite(f"{name!r} is not something that is kept of a person here.")
        if name in _LISTS and value and value not in {each.code for each in CODE_SETS[_LISTS[name]]}:
            raise UnableToInvite(f"{value!r} is not in the list. Choose an answer from it.")
        if name in _DAYS and name != "interpreter_booked_on" and value and value > on:
            raise UnableToInvite("That day is ahead. Record what was done once it is done.")


def _remove(row: Invitee, *, by: User, at: datetime) -> None:
    if row.attended or row.views:
        raise UnableToInvite("This person took part already, and stays on the list.")
    withdraw_guest_links(invitee=row, by=by, at=at)
    row.removed_at = at
    row.save(update_fields=["removed_at"])


def _record(meeting: Meeting, kind: str, facts: Mapping[str, Any], *, by: User, at: datetime) -> None:
    told = {"meeting": meeting.pk, **facts}
    record_event(stream=child_stream(meeting.child_id), kind=kind, facts=told, by=by, at=at)
