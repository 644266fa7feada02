"""Compliments as a table."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from openiro.documents import content
from openiro.domain.codes import meaning_of
from openiro.escalations.queries import ComplimentLine, GoodPractice
from openiro.govuk.dates import date_and_time, long_date
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

READ_FIRST = (
    "The names that the records know are left out. A story can still give a child or a family away: read each, and "
    "change what would."
)
COLUMNS = (Column("Whose"), Column("What was good"), Column("In words"), Column("For whom"), Column("Told by"))


def compliment_table(lines: Sequence[ComplimentLine], *, empty: str, pager: Pager | None = None) -> Table:
    """Good practice, the latest first."""
    return Table("Good practice", COLUMNS, [_row(line) for line in lines], empty, pager=pager)


def newsletter_paper(found: Sequence[GoodPractice], council: str, *, from_on: date, to_on: date) -> content.Document:
    """Good practice for a newsletter, a section for each theme."""
    read = content.Note("Before it is printed", (content.Paragraph.of(READ_FIRST),))
    themes = list(dict.fromkeys(each.theme for each in found))
    sections = [
        content.Section(theme, meaning_of("COMPLIMENT_THEME", theme), (_told(found, theme),)) for theme in themes
    ]
    none = () if found else (content.Paragraph.of("No good practice was recorded in these days."),)
    first = content.Section("first", "Read this first", (read, *none))
    period = f"{long_date(from_on)} to {long_date(to_on)}"
    made = content.Metadata(made_on=to_on)
    return content.Document("Good practice", council, period, (first, *sections), made, contents=False)


def _told(found: Sequence[GoodPractice], theme: str) -> content.BulletList:
    return content.BulletList.of(*(each.words for each in found if each.theme == theme))


def _row(line: ComplimentLine) -> list[Cell | str]:
    href = reverse("challenge:child", args=[line.reference]) if line.reference else ""
    return [
        Cell(line.worker or line.team, hint=line.team if line.worker else ""),
        meaning_of("COMPLIMENT_THEME", line.theme),
        line.words or "Not shown: it is about a child whom you do not see",
        Cell(line.child, href=href) if line.child else "No one child",
        Cell(line.given_by, hint=date_and_time(line.given_at)),
    ]
