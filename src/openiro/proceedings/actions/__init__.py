"""Writes of proceedings in court."""

from openiro.proceedings.actions.applications import (
    CourtPeople,
    change_people,
    conclude,
    list_hearing,
    note_delay,
    open_proceedings,
    settle_hearing,
)
from openiro.proceedings.actions.protocol import consider_revocation, give_view, take_step

__all__ = [
    "CourtPeople",
    "change_people",
    "conclude",
    "consider_revocation",
    "give_view",
    "list_hearing",
    "note_delay",
    "open_proceedings",
    "settle_hearing",
    "take_step",
]
