"""Compliments as a table."""

from collections.abc import Sequence

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.escalations.queries import ComplimentLine
from openiro.govuk.dates import date_and_time
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

COLUMNS = (Column("Whose"), Column("What was good"), Column("In words"), Column("For whom"), Column("Told by"))


def compliment_table(lines: Sequence[ComplimentLine], *, empty: str, pager: Pager | None = None) -> Table:
    """Good practice, the latest first."""
    return Table("Good practice", COLUMNS, [_row(line) for line in lines], empty, pager=pager)


def _row(line: ComplimentLine) -> list[Cell | str]:
    href = reverse("challenge:child", args=[line.reference]) if line.reference else ""
    return [
        Cell(line.worker or line.team, hint=line.team if line.worker else ""),
        meaning_of("COMPLIMENT_THEME", line.theme),
        line.words or "Not shown: it is about a child whom you do not see",
        Cell(line.child, href=href) if line.child else "No one child",
        Cell(line.given_by, hint=date_and_time(line.given_at)),
    ]
