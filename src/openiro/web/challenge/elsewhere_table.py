"""What was challenged elsewhere, as files tell of it: beneath what is carried on here."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.escalations.queries import DisputeElsewhere, ToldElsewhere
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


KINDS = {
    "concerns": ("Concern", "DISPUTE_THEME"),
    "compliments": ("Good practice", "COMPLIMENT_THEME"),
    "complaints": ("Complaint", "DISPUTE_THEME"),
}


def elsewhere_table(lines: Sequence[DisputeElsewhere], stages: Mapping[str, str]) -> Table | None:
    """The last of them; None where there are none."""
    if not lines:
        return None
    shown = f": the last {SHOWN} of {len(lines):,}" if len(lines) > SHOWN else ""
    caption = f"Disputes recorded elsewhere{shown}"
    return Table(caption, COLUMNS, [_row(line, stages) for line in lines[:SHOWN]])


def told_table(lines: Sequence[ToldElsewhere]) -> Table | None:
    """Concerns, good practice and complaints of one child; None where there are none."""
    rows: list[list[Cell | str]] = [[KINDS[line.kind][0], _theme(line), medium_date(line.on)] for line in lines]
    columns = (Column("What"), Column("Theme"), Column("When"))
    return Table("Concerns and good practice recorded elsewhere", columns, rows) if rows else None


def _theme(line: ToldElsewhere) -> str:
    return meaning_of(KINDS[line.kind][1], line.theme) if line.theme else ""


def _row(line: DisputeElsewhere, stages: Mapping[str, str]) -> list[Cell | str]:
    href = reverse("challenge:child", args=[line.reference]) if line.reference else ""
    others = f" and {line.children - 1} more" if line.children > 1 else ""
    return [
        Cell(f"{line.number}: {line.child or NOT_ON_RECORD}{others}", href=href),
        "; ".join(meaning_of("DISPUTE_THEME", theme) for theme in line.themes),
        stages.get(line.stage, f"Stage {line.stage}"),
        medium_date(line.raised_on),
        medium_date(line.closed_on) if line.closed_on else "",
        meaning_of("DISPUTE_OUTCOME", line.outcome) if line.closed_on else "Still open",
    ]
