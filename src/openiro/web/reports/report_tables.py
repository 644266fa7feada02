"""Papers and their sections as tables and links of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.govuk.dates import date_and_time, long_date
from openiro.reporting.queries import PaperLine, SectionText
from openiro.reporting.sections import SectionPlan
from openiro.web.reports.periods import collection_year, year_days
from openiro.web.shell.tables import Cell, Column, Table

KINDS = {"annual": "Annual report"}


@dataclass(frozen=True)
class Ways:
    """The sections before and after one: words and address, or nothing."""

    before: tuple[str, str] | None
    after: tuple[str, str] | None


def title_of(paper: Any) -> str:
    """'Annual report 2018/19'; of other days than a year, without one."""
    name = KINDS.get(paper.kind, paper.kind)
    year = collection_year(paper.to_on)
    whole = (paper.from_on, paper.to_on) == year_days(year)
    return f"{name} {paper.from_on.year}/{paper.to_on:%y}" if whole else name


def period_of(paper: Any) -> str:
    """'1 April 2018 to 31 March 2019'."""
    return f"{long_date(paper.from_on)} to {long_date(paper.to_on)}"


def paper_table(lines: Sequence[PaperLine]) -> Table:
    """The papers that were begun, the latest period first."""
    columns = [Column("Report"), Column("Period"), Column("Words last saved")]
    rows: list[list[Cell | str]] = [
        [
            Cell(title_of(line), href=reverse("reports:report", args=[line.number])),
            period_of(line),
            Cell(date_and_time(line.last_saved_at) or "Nothing written yet", hint=_by(line.last_saved_by)),
        ]
        for line in lines
    ]
    return Table("Reports", columns, rows, empty="No report has been begun yet", caption_hidden=True)


def progress_table(paper: Any, plans: Sequence[SectionPlan], texts: Mapping[str, SectionText]) -> Table:
    """Every section with whether it has words and figures, and the way to write it."""
    columns = [Column("Section"), Column("Words"), Column("Figures"), Column("Last saved")]
    rows = [_progress_row(paper, plan, texts.get(plan.section.value)) for plan in plans]
    return Table("Sections", columns, rows, caption_hidden=True)


def _progress_row(paper: Any, plan: SectionPlan, saved: SectionText | None) -> list[Cell | str]:
    count = len(saved.text.split()) if saved else 0
    words = Cell(f"{count:,} {'word' if count == 1 else 'words'}") if count else Cell("Nothing yet", tone="quiet")
    href = reverse("reports:report-section", args=[paper.pk, plan.section.value])
    when = Cell(date_and_time(saved.saved_at), hint=_by(saved.saved_by)) if saved else ""
    return [Cell(plan.heading, href=href), words, "From the records" if plan.parts else "None", when]


def section_ways(paper: Any, plans: Sequence[SectionPlan], plan: SectionPlan) -> Ways:
    """The sections before and after this one."""
    place = list(plans).index(plan)

    def way(other: int) -> tuple[str, str] | None:
        if not 0 <= other < len(plans):
            return None
        href = reverse("reports:report-section", args=[paper.pk, plans[other].section.value])
        return plans[other].heading, href

    return Ways(way(place - 1), way(place + 1))


def years_to_report(*, covered_from: date, today: date) -> list[tuple[int, str, str]]:
    """The years that a report may be about, the latest first: as far back as the records go, the present one too."""
    latest = collection_year(today)
    earliest = min(collection_year(covered_from), latest)
    years = range(latest, earliest - 1, -1)
    return [(year, f"{year - 1}/{year % 100:02}", _days(year, today)) for year in years]


def _days(year: int, today: date) -> str:
    first, last = year_days(year)
    words = f"{long_date(first)} to {long_date(last)}"
    return f"{words}; not over yet" if last >= today else words


def _by(name: str) -> str:
    return f"by {name}" if name else ""
