"""Disputes of which files tell, as a table beneath the list of those that are carried on here."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.escalations.queries import DisputeElsewhere
from openiro.govuk.dates import medium_date
from openiro.web.shell.tables import Cell, Column, Table

SHOWN = 100
NOT_ON_RECORD = "Not on record here"
COLUMNS = (
    Column("About"),
    Column("Themes"),
    Column("Highest stage"),
    Column("Raised"),
    Column("Closed"),
    Column("How it ended"),
)


def elsewhere_table(lines: Sequence[DisputeElsewhere], stages: Mapping[str, str]) -> Table | None:
    """The last of them; None where there are none."""
    if not lines:
        return None
    caption = "Recorded elsewhere" if len(lines) <= SHOWN else f"Recorded elsewhere: the last {SHOWN} of {len(lines):,}"
    return Table(caption, COLUMNS, [_row(line, stages) for line in lines[:SHOWN]])


def _row(line: DisputeElsewhere, stages: Mapping[str, str]) -> list[Cell | str]:
    href = reverse("children:child", args=[line.reference]) if line.reference else ""
    others = f" and {line.children - 1} more" if line.children > 1 else ""
    return [
        Cell(f"{line.number}: {line.child or NOT_ON_RECORD}{others}", href=href),
        "; ".join(meaning_of("DISPUTE_THEME", theme) for theme in line.themes),
        stages.get(line.stage, f"Stage {line.stage}"),
        medium_date(line.raised_on),
        medium_date(line.closed_on) if line.closed_on else "",
        meaning_of("DISPUTE_OUTCOME", line.outcome) if line.closed_on else "Still open",
    ]
