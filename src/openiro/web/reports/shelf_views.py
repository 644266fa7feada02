"""What stands ready beside the reports: those published, what children may be quoted with, and examples of the work."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.domain.report_policy import KINDS, ReportKind, Span, period_of
from openiro.domain.words import sentence
from openiro.govuk.dates import date_and_time, long_date, medium_date
from openiro.reporting.queries import (
    ExampleLine,
    HearingLine,
    PublishedLine,
    Quote,
    case_examples,
    published_papers,
    quotes_for_papers,
    reads_public_figures,
    year_before,
)
from openiro.web.reports.forms import ExamplesForm
from openiro.web.reports.report_tables import days_of, title_of
from openiro.web.shell.access import page
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table


@page(Permission.VIEW_REPORTS)
def report_published(request: Request) -> HttpResponse:
    """Reports that were handed to the public, with their days and the files for the council's website."""
    public = reads_public_figures(request.user, Permission.VIEW_REPORTS, on=request.today)
    lines = [each for each in published_papers() if not public or _is_for_many(each, request.today)]
    return render(request, "reports/report-published.jinja", {"table": _published(lines)})


def _is_for_many(line: PublishedLine, today: date) -> bool:
    return KINDS[ReportKind(line.kind)].is_for_many and line.to_on < today


def _published(lines: list[PublishedLine]) -> Table:
    columns = [
        Column("Report"),
        Column("Period"),
        Column("Approved and presented"),
        Column("Published"),
        Column("File"),
    ]
    rows: list[list[Cell | str]] = [
        [
            Cell(_title(each), href=reverse("reports:report", args=[each.number]), hint=_replaced(each)),
            days_of(each),
            sentence("; ".join(_heard(hearing) for hearing in each.heard)) or "Not recorded",
            date_and_time(each.published_at),
            Cell("PDF", href=_file(each, "pdf"), about=f"{_title(each)}, {days_of(each)}"),
        ]
        for each in lines
    ]
    empty = "No report has been published yet: one is published on its own page, once it is signed off"
    return Table("Published reports", columns, rows, empty=empty, caption_hidden=True)


def _title(line: PublishedLine) -> str:
    return title_of(line) if line.version == 1 else f"{title_of(line)}, version {line.version}"


def _replaced(line: PublishedLine) -> str:
    return "A later version takes its place" if line.is_replaced else ""


def _heard(hearing: HearingLine) -> str:
    return f"{hearing.what}: {hearing.body}, {long_date(hearing.on)}"


def _file(line: PublishedLine, ending: str) -> str:
    return reverse("reports:report-file", args=[line.number, ending]) + "?public=yes"


@page(Permission.WRITE_REPORT)
def report_quotes(request: Request) -> HttpResponse:
    """What children said in this year and the one before and agreed to have quoted, to be used in reports."""
    first, last = period_of(Span.YEAR, request.today)
    since = year_before(first, last)[0]
    quotes = quotes_for_papers(request.user, from_on=since, to_on=request.today, on=request.today)
    return render(request, "reports/report-quotes.jinja", {"table": _quotes(quotes), "since": long_date(since)})


def _quotes(quotes: list[Quote]) -> Table:
    columns = [Column("About"), Column("What the child said"), Column("What was done"), Column("Said on")]
    rows: list[list[Cell | str]] = [
        [
            meaning_of("VIEW_TOPIC", each.topic) if each.topic else "Not recorded",
            Cell(each.words, hint=_take_out(each)),
            each.response or "Nothing recorded",
            medium_date(each.said_on),
        ]
        for each in quotes
    ]
    return Table("Quotes", columns, rows, empty="No child has agreed to be quoted yet", caption_hidden=True)


def _take_out(quote: Quote) -> str:
    found = ", ".join(each.in_words for each in quote.traces)
    return f"Take out before use: {found}" if found else ""


@page(Permission.WRITE_REPORT)
def report_examples(request: Request) -> HttpResponse:
    """Examples of the service's work from the papers of every year, to be read, searched and used again."""
    form = ExamplesForm(request.GET or None)
    wanted = form.cleaned_data["words"] if form.is_valid() else ""
    given = {"table": _examples(case_examples(wanted), wanted), "wanted": wanted, "form": form}
    return render(request, "reports/report-examples.jinja", given)


def _examples(lines: list[ExampleLine], wanted: str) -> Table:
    rows: list[list[Cell | str]] = [
        [
            each.words.replace("**", ""),
            Cell(title_of(each), href=reverse("reports:report", args=[each.number]), hint=str(each.state).capitalize()),
        ]
        for each in lines
    ]
    none = "No example has these words" if wanted else "No report tells of an example yet"
    columns = [Column("Example"), Column("Report")]
    return Table("Examples of our work", columns, rows, empty=none, caption_hidden=True)
