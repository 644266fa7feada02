"""One measure as a spreadsheet and its pictures as files."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, HttpResponseBase

from openiro.documents.charts import to_png, to_svg
from openiro.documents.content import Chart, Document, Kind, Metadata, Note, Paragraph, Section
from openiro.documents.content import Column as PaperColumn
from openiro.documents.content import Table as PaperTable
from openiro.domain.permissions import Permission
from openiro.measures.measure import Measure
from openiro.reporting.papers import writers
from openiro.web.reports.asked import Question, Request, named_measure, question_of
from openiro.web.reports.files import name_of
from openiro.web.reports.measure_compared import compared_table, league_of
from openiro.web.reports.measure_tables import breakdown, figure_table
from openiro.web.reports.measure_trends import BY, MONTH, YEAR, trend_of
from openiro.web.shell.access import page
from openiro.web.shell.tables import Cell, Table

LEAGUE = "region"
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Permission.VIEW_MEASURES)
def measure_book(request: Request, name: str) -> HttpResponseBase:
    """The figure, its breakdown, what it is compared with and its trend as a workbook: a sheet for each table."""
    found, question = named_measure(name), question_of(request)
    if not question.findings.figures(found.id):
        raise Http404
    content = writers()[".xlsx"](_document(request, question, found))
    response = HttpResponse(content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name_of(question, found.id)}.xlsx"'
    return response


@page(Permission.VIEW_MEASURES)
def measure_picture(request: Request, name: str, which: str, ending: str) -> HttpResponseBase:
    """One chart of a measure, with its title, and in words what there is to be seen."""
    found, question = named_measure(name), question_of(request)
    chart = _chart(question, found, which)
    if chart is None or ending not in PICTURES:
        raise Http404
    content = to_png(chart, titled=True) if ending == "png" else to_svg(chart, titled=True).encode()
    response = HttpResponse(content, content_type=PICTURES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name_of(question, found.id, which)}.{ending}"'
    return response


def _chart(question: Question, measure: Measure, which: str) -> Chart | None:
    if which == LEAGUE:
        league = league_of(question, measure)
        return league.chart if league else None
    trend = trend_of(question, measure, which) if which in BY else None
    return trend.chart if trend else None


def _document(request: Request, question: Question, measure: Measure) -> Document:
    tables = [_plain(number, each) for number, each in enumerate(_tables(question, measure), 1) if each is not None]
    about = Note(measure.title, (Paragraph.of(measure.definition), Paragraph.of(f"Source: {measure.source}")))
    return Document(
        title=measure.title,
        council=question.findings.policy.council,
        period=question.period.in_words,
        sections=(Section("figures", "Figures", (*tables, about)),),
        metadata=Metadata(made_on=request.today, author=question.findings.policy.council, subject=measure.title),
    )


def _tables(question: Question, measure: Measure) -> Iterator[Table | None]:
    yield figure_table(question, measure)
    if measure.keys:
        split = breakdown(question, measure, to_rows=False)
        yield split.table if split else None
    yield compared_table(question, measure)
    for by in (YEAR, MONTH) if not question.is_public else (YEAR,):
        trend = trend_of(question, measure, by)
        yield trend.table if trend else None
    league = league_of(question, measure)
    yield league.table if league else None


def _plain(number: int, table: Table) -> PaperTable:
    """A table of the page as one of a paper: numbers are numbers again, second lines stand after the first."""
    columns = tuple(PaperColumn(each.text, Kind.DECIMAL if each.numeric else Kind.TEXT) for each in table.columns)
    rows = tuple(
        tuple(_value(cell, numeric=column.numeric) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    return PaperTable(f"table-{number}", table.caption, columns, rows)


def _value(cell: Cell | str, *, numeric: bool) -> float | str | None:
    text, hint = (cell.text, cell.hint) if isinstance(cell, Cell) else (cell, "")
    if not numeric:
        return f"{text} ({hint})" if hint else text
    try:
        return float(text.removesuffix("%").replace(",", ""))
    except ValueError:
        return text if text and text != "–" else None
