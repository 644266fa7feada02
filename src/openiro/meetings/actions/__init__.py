"""Writes of meetings: who is invited, who came, private links."""

from openiro.meetings.actions.attendance import AttendancePart, UnableToRecordAttendance, record_attendance
from openiro.meetings.actions.distribution import Sending, UnableToDistribute, distribute
from openiro.meetings.actions.links import (
    UnableToMakeLink,
    make_guest_link,
    note_link_opened,
    use_guest_link,
    withdraw_guest_links,
)
from openiro.meetings.actions.meetings import make_meeting

__all__ = [
    "AttendancePart",
    "Sending",
    "UnableToDistribute",
    "UnableToMakeLink",
    "UnableToRecordAttendance",
    "distribute",
    "make_guest_link",
    "make_meeting",
    "note_link_opened",
    "record_attendance",
    "use_guest_link",
    "withdraw_guest_links",
]
