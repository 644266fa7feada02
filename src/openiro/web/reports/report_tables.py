"""Papers and their sections as tables and links of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.domain.boards import PaperDue
from openiro.domain.report_policy import KINDS, KindOfReport, ReportKind, Span, period_of, periods_until
from openiro.domain.words import sentence
from openiro.govuk.dates import date_and_time, long_date, month_year
from openiro.reporting.queries import PaperLine, SectionText
from openiro.reporting.sections import SectionPlan
from openiro.web.shell.tables import Cell, Column, Table

MOST = {Span.YEAR: 40, Span.QUARTER: 12, Span.HALF_YEAR: 8, Span.TWO_MONTHS: 12, Span.MONTH: 15, Span.WEEK: 12}


@dataclass(frozen=True)
class Ways:
    """The sections before and after one: words and address, or nothing."""

    before: tuple[str, str] | None
    after: tuple[str, str] | None


def title_of(paper: Any) -> str:
    """'Annual report 2018/19', 'Monthly report, March 2026'; of days that are no such period, the name alone."""
    kind = KINDS[ReportKind(paper.kind)]
    is_whole = (paper.from_on, paper.to_on) == period_of(kind.span, paper.to_on)
    words = span_in_words(kind.span, paper.from_on, paper.to_on) if is_whole else ""
    return f"{kind.name}{' ' if kind.span is Span.YEAR else ', '}{words}" if words else kind.name


def span_in_words(span: Span, first: date, last: date) -> str:
    """'2018/19', 'January to March 2026', 'March 2026', 'week of 16 March 2026'."""
    if span is Span.YEAR:
        return f"{first.year}/{last:%y}"
    if span in (Span.HALF_YEAR, Span.QUARTER, Span.TWO_MONTHS):
        return f"{first:%B} to {month_year(last)}"
    return month_year(first) if span is Span.MONTH else f"week of {long_date(first)}"


def days_of(paper: Any) -> str:
    """'1 April 2018 to 31 March 2019'."""
    return f"{long_date(paper.from_on)} to {long_date(paper.to_on)}"


def paper_table(lines: Sequence[PaperLine]) -> Table:
    """The papers that were begun, the latest period first."""
    columns = [Column("Report"), Column("State"), Column("Period"), Column("Words last saved")]
    rows: list[list[Cell | str]] = [
        [
            Cell(_with_version(line), href=reverse("reports:report", args=[line.number])),
            str(line.state).capitalize(),
            days_of(line),
            Cell(date_and_time(line.last_saved_at) or "Nothing written yet", hint=_by(line.last_saved_by)),
        ]
        for line in lines
    ]
    return Table("Reports", columns, rows, empty="No report has been begun yet", caption_hidden=True)


def board_table(due: Sequence[PaperDue]) -> Table | None:
    """The meetings of boards ahead, each with the paper that it is given and by when; nothing where none is ahead."""
    columns = [Column("Board"), Column("Meets on"), Column("Paper"), Column("Paper due by")]
    rows: list[list[Cell | str]] = [
        [
            each.board,
            long_date(each.meets_on),
            Cell(
                KINDS[ReportKind(each.paper)].name,
                href=reverse("reports:report-begin", args=[each.paper]),
                about=f"for {each.board}, {long_date(each.meets_on)}",
                hint=f"Others bring: {'; '.join(each.others)}" if each.others else "",
            ),
            long_date(each.due_on),
        ]
        for each in due
    ]
    return Table("Meetings of boards, and papers due", columns, rows, caption_hidden=True) if rows else None


def progress_table(paper: Any, plans: Sequence[SectionPlan], texts: Mapping[str, SectionText], way: str) -> Table:
    """Every section with whether it has words and figures; each leads to the page named `way`."""
    columns = [Column("Section"), Column("Words"), Column("Figures"), Column("Last saved")]
    rows = [_progress_row(paper, plan, texts.get(plan.section.value), way) for plan in plans]
    return Table("Sections", columns, rows, caption_hidden=True)


def _progress_row(paper: Any, plan: SectionPlan, saved: SectionText | None, way: str) -> list[Cell | str]:
    count = len(saved.text.split()) if saved else 0
    words = Cell(f"{count:,} {'word' if count == 1 else 'words'}") if count else Cell("Nothing yet", tone="quiet")
    href = reverse(way, args=[paper.pk, plan.section.value])
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


def periods_to_report(kind: ReportKind, *, covered_from: date, today: date) -> list[tuple[str, str, str]]:
    """The periods that a paper of the kind may be about, the latest first, the present one too: first day, words, days.

    As far back as the records go, and no further than `MOST` of them.
    """
    span = KINDS[kind].span
    found = periods_until(span, today, earliest=covered_from, most=MOST[span])
    return [
        (first.isoformat(), sentence(span_in_words(span, first, last)), _days(span, first, last, today))
        for first, last in found
    ]


@dataclass(frozen=True)
class WayToBegin:
    """A kind of report on the page where one is begun: the last period that is over, and the report of it if begun."""

    kind: KindOfReport
    first: str
    period: str
    begin_href: str
    begun_href: str
    state: str


def ways_to_begin(lines: Sequence[PaperLine], *, covered_from: date, today: date) -> list[WayToBegin]:
    """Every kind with its last period that is over; with the present one where the records reach no further back."""
    return [_way_to_begin(kind, lines, covered_from, today) for kind in ReportKind]


def _way_to_begin(kind: ReportKind, lines: Sequence[PaperLine], covered_from: date, today: date) -> WayToBegin:
    span = KINDS[kind].span
    found = periods_until(span, today, earliest=covered_from, most=2)
    first, last = next((days for days in found if days[1] < today), found[0])
    begun = next((each for each in lines if (each.kind, each.from_on, each.to_on) == (kind.value, first, last)), None)
    return WayToBegin(
        KINDS[kind],
        first.isoformat(),
        span_in_words(span, first, last),
        reverse("reports:report-begin", args=[kind.value]),
        reverse("reports:report", args=[begun.number]) if begun else "",
        str(begun.state) if begun else "",
    )


def _days(span: Span, first: date, last: date, today: date) -> str:
    """The days of a year, for the name of a shorter period says them, and whether they are over."""
    days = [f"{long_date(first)} to {long_date(last)}"] if span is Span.YEAR else []
    return sentence("; ".join([*days, *(["not over yet"] if last >= today else [])]))


def _with_version(line: PaperLine) -> str:
    return title_of(line) if line.version == 1 else f"{title_of(line)}, version {line.version}"


def _by(name: str) -> str:
    return f"by {name}" if name else ""
