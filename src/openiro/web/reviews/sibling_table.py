"""Brothers and sisters with their next reviews, as a table."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from openiro.govuk.dates import medium_date
from openiro.reviews.queries import SiblingLine
from openiro.web.reviews.words import listed, time_of_day
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.tables import Cell, Column, Table

COLUMNS = (Column("Brother or sister"), Column("Last day in law"), Column("Booked for"), Column("IRO"))


def sibling_table(lines: Sequence[SiblingLine], today: date) -> Table:
    """The brothers and sisters who are looked after: their last days, bookings and officers."""
    return Table("Brothers and sisters", COLUMNS, [_row(line, today) for line in lines], caption_hidden=True)


def _row(line: SiblingLine, today: date) -> tuple[Cell | str, ...]:
    left = left_until(line.due_on, line.working_days_left, today)
    planned = line.planned
    booked = listed((medium_date(planned.planned_on), time_of_day(planned.planned_time))) if planned else "Not booked"
    return (
        Cell(line.name or line.code, href=reverse("children:child", args=[line.reference])),
        Cell(medium_date(line.due_on) if line.due_on else "Not known", tone=left.tone, hint=left.text, chip=True),
        booked,
        line.officer or "Nobody",
    )
