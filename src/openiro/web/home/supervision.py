"""Supervision in the day of an officer and of who supervises."""

from datetime import date
from typing import Any

from openiro.domain.supervision import SupervisionStanding
from openiro.govuk.dates import medium_date
from openiro.supervision.queries import ActionLine, StaffLine, guidance_to_read, open_actions, staff_on
from openiro.web.home.lines import MOST, Action, Line, Section, links_of
from openiro.web.shell.navigation import address

TONES = {SupervisionStanding.LATE: "late", SupervisionStanding.SOON: "soon", SupervisionStanding.NONE_YET: "soon"}


def agreed_section(user: Any, on: date) -> Section:
    """An officer's: what was agreed in supervision and is not done."""
    mine = open_actions(user, user.code, on=on)
    lines = tuple(_agreed(line) for line in mine[:MOST])
    return Section("agreed", "Agreed in supervision", lines, len(mine), see_all=_sheet(user.code), tone="soon")


def guidance_section(user: Any, on: date) -> Section:
    """Guidance that this person is to read and has not acknowledged as it stands."""
    unread = [each for each in guidance_to_read(user, on=on) if each.waits]
    lines = tuple(
        Line(text=each.title, href=address("supervision:guidance", each.key), chip="To read", tone="soon")
        for each in unread
    )
    return Section("guidance", "Guidance to read", lines, len(unread), tone="soon")


def supervision_section(user: Any, on: date) -> Section:
    """The manager's: officers whose supervision is late, due within a week, or not recorded yet."""
    due = [line for line in staff_on(user, on=on) if line.supervision.standing in TONES and line.number != user.pk]
    in_order = sorted(due, key=lambda line: (line.supervision.due_on or on, line.name))
    lines = tuple(_due(line) for line in in_order[:MOST])
    see_all = address("supervision:home")
    return Section("supervision", "Supervision due", lines, len(due), see_all=see_all, tone="soon")


def _agreed(line: ActionLine) -> Line:
    return Line(
        text=line.words,
        href=address("supervision:held", line.officer_code, line.supervision),
        chip="Late" if line.is_late else "To do",
        tone="late" if line.is_late else "soon",
        rule=f"due {medium_date(line.due_on)}",
    )


def _due(line: StaffLine) -> Line:
    due = line.supervision
    return Line(
        text=line.name,
        href=_sheet(line.code),
        hint=f"Booked for {medium_date(line.planned_on)}" if line.planned_on else "",
        chip=str(due.standing).capitalize(),
        tone=TONES[due.standing],
        rule=f"due {medium_date(due.due_on)}" if due.due_on else "",
        actions=links_of(Action("Record supervision", address("supervision:record", line.code))),
        about=line.name,
    )


def _sheet(code: str) -> str:
    return address("supervision:sheet", code)
