"""Writes of meetings: who is invited, how they were asked and replied, who came, private links."""

from openiro.meetings.actions.attachments import UnableToAttach, attach, withdraw_attachment
from openiro.meetings.actions.attendance import AttendancePart, UnableToRecordAttendance, record_attendance
from openiro.meetings.actions.conferences import record_conference
from openiro.meetings.actions.distribution import Sending, UnableToDistribute, distribute
from openiro.meetings.actions.invitations import Notes, Sent, chase_answers, mark_invited, send_invitations
from openiro.meetings.actions.links import (
    UnableToMakeLink,
    make_guest_link,
    note_link_opened,
    use_guest_link,
    withdraw_guest_links,
)
from openiro.meetings.actions.meetings import make_meeting
from openiro.meetings.actions.people import (
    PersonToInvite,
    UnableToInvite,
    exclude,
    invite_people,
    remove_invitee,
    update_invitee,
)

__all__ = [
    "AttendancePart",
    "Notes",
    "PersonToInvite",
    "Sending",
    "Sent",
    "UnableToAttach",
    "UnableToDistribute",
    "UnableToInvite",
    "UnableToMakeLink",
    "UnableToRecordAttendance",
    "attach",
    "chase_answers",
    "distribute",
    "exclude",
    "invite_people",
    "make_guest_link",
    "make_meeting",
    "mark_invited",
    "note_link_opened",
    "record_attendance",
    "record_conference",
    "remove_invitee",
    "send_invitations",
    "update_invitee",
    "use_guest_link",
    "withdraw_attachment",
    "withdraw_guest_links",
]
