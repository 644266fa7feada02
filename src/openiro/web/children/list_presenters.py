"""The list of children as a table, and as rows of a file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from openiro.domain.timetable import TimetableStatus
from openiro.domain.words import sentence
from openiro.formats.cells import safe_cell
from openiro.govuk.dates import medium_date
from openiro.reviews.queries import ChildLine
from openiro.web.children.words import in_words
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.listing import Pager
from openiro.web.shell.navigation import addresses
from openiro.web.shell.tables import Cell, Column, Table

TONES = {
    TimetableStatus.OVERDUE: "late",
    TimetableStatus.BOOKED_LATE: "soon",
    TimetableStatus.DUE_SOON: "soon",
    TimetableStatus.IN_TIME: "good",
    TimetableStatus.UNKNOWN: "quiet",
    TimetableStatus.NOT_REQUIRED: "quiet",
}
COLUMNS = (
    Column("Child"),
    Column("Next review"),
    Column("Planned for"),
    Column("IRO"),
    Column("Care"),
    Column("Age", numeric=True),
)
HEADINGS = (
    "Number",
    "Name",
    "Age",
    "In care since",
    "Legal status",
    "Placement",
    "IRO",
    "Review due by",
    "Working days left",
    "Status",
    "Review planned for",
    "Last review held",
)


def table_of(lines: Sequence[ChildLine], *, pager: Pager, on: date) -> Table:
    """One page of the list."""
    page = addresses("children:child", UUID)
    return Table(
        caption="Children",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(line, page(line.reference), on) for line in lines],
        empty="No child matches these filters.",
        pager=pager,
    )


def _row(line: ChildLine, href: str, on: date) -> Sequence[Cell | str]:
    child = Cell(line.name or line.code, href=href, hint=line.code if line.name else "")
    return (child, _review(line, on), _planned(line, on), _officer(line), _care(line), str(line.age))


def _review(line: ChildLine, on: date) -> Cell:
    if line.status is TimetableStatus.NOT_REQUIRED:
        return Cell("No review due")
    if line.due is None or line.due.due_on is None:
        return Cell("Date not known", tone="quiet", chip=True, hint="no earlier review in the records")
    words = sentence(left_until(line.due.due_on, line.working_days_left, on).text)
    return Cell(words, tone=TONES[line.status], chip=True, hint=f"due by {medium_date(line.due.due_on)}")


def _planned(line: ChildLine, on: date) -> Cell | str:
    if line.planned is None:
        return "Not planned" if line.due else ""
    day = medium_date(line.planned.planned_on)
    if line.planned.planned_on < on:
        return Cell(day, hint="day passed, not recorded")
    is_late = line.due is not None and line.due.due_on is not None and line.planned.planned_on > line.due.due_on
    return Cell(day, hint="after the last legal day" if is_late else "")


def _officer(line: ChildLine) -> Cell | str:
    if line.officer:
        return line.officer
    return Cell("No IRO", tone="late") if line.due else ""


def _care(line: ChildLine) -> Cell | str:
    if line.started_on is None:
        return "Never in care, by these records"
    if line.left_on is not None:
        return Cell("Left care", hint=f"on {medium_date(line.left_on)}")
    hint = in_words("PLACE", line.placement)
    return Cell(in_words("LS", line.legal_status), hint=hint)


def rows_of(lines: Sequence[ChildLine]) -> Iterator[list[Any]]:
    """The whole list for a file: its headings, then a row for each child, safe to open in a spreadsheet."""
    yield list(HEADINGS)
    for line in lines:
        due_on = line.due.due_on if line.due else None
        row: tuple[Any, ...] = (
            line.code,
            line.name,
            line.age,
            line.started_on,
            in_words("LS", line.legal_status) if line.started_on else "",
            in_words("PLACE", line.placement) if line.started_on else "",
            line.officer,
            due_on,
            line.working_days_left,
            str(line.status),
            line.planned.planned_on if line.planned else None,
            line.last_held_on,
        )
        yield [safe_cell(value) for value in row]
