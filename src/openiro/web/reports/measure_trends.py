"""A measure over time, beside what is published of it, as table and picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe

from openiro.benchmarks.queries import Comparator, published_series
from openiro.documents.charts import to_svg
from openiro.documents.content import Chart, ChartKind, Kind, Series
from openiro.domain.months import add_months
from openiro.measures.figures import Result
from openiro.measures.measure import Measure
from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.measures.telling import tell
from openiro.reporting.findings import category_of, made_of_words, value_in_words
from openiro.reporting.over_years import MOST_SERIES, kind_of_lines, lines_in_words
from openiro.reporting.papers import findings_of
from openiro.reporting.queries import measured_series
from openiro.web.reports.asked import Question
from openiro.web.reports.periods import collection_year, words_of, year_days
from openiro.web.shell.tables import Cell, Column, Table

MONTH, QUARTER, YEAR = "month", "quarter", "year"
BY = (YEAR, QUARTER, MONTH)
MOST_YEARS, MONTHS, QUARTERS = 11, 12, 8
NOT_KNOWN = "–"


@dataclass(frozen=True)
class Trend:
    """A measure by year, quarter or month. `by` is which; `chart` None where there is nothing to draw."""

    by: str
    table: Table
    chart: Chart | None

    @property
    def picture(self) -> SafeString:
        """The chart for a page."""
        return mark_safe(to_svg(self.chart)) if self.chart else mark_safe("")  # our own drawing, its words escaped


@dataclass(frozen=True)
class _Span:
    """One period of a trend."""

    name: str
    from_on: date
    to_on: date
    year: int


def trend_of(question: Question, measure: Measure, by: str) -> Trend | None:
    """The measure by month, quarter or year up to the last day looked at; None where the records do not tell it.

    Where small numbers are hidden only years that are over are told: no two periods overlap.
    """
    by = by if by in BY and not question.is_public else YEAR
    spans = _spans(question, by)
    found = _figures(question, measure, spans)
    rows = {name: values for name, values in found.items() if any(each and each.value is not None for each in values)}
    if not rows or len(rows) > MOST_SERIES:
        return None
    is_whole = list(rows) == [""]
    published = published_series(measure.id, question.period.to_on) if is_whole and by == YEAR else {}
    lines = _Lines(measure, spans, rows, _comparable(published))
    return Trend(by, lines.table(by), lines.chart(by))


def _comparable(published: Mapping[str, Mapping[int, Comparator]]) -> dict[str, Mapping[int, Comparator]]:
    return {name: years for name, years in published.items() if not any(each.differs for each in years.values())}


def _spans(question: Question, by: str) -> list[_Span]:
    period, covered = question.period, question.findings.measured.coverage_from
    if question.is_public:
        over = sorted(int(key) for key in period.keys)[-MOST_YEARS:]
        return [_Span(words_of(str(year)), *year_days(year), year) for year in over]
    if by == MONTH:
        first = add_months(period.to_on.replace(day=1), 1 - MONTHS)
        return [_month(add_months(first, place), period.to_on) for place in range(MONTHS)]
    if by == QUARTER:
        first = add_months(period.to_on.replace(day=1), -((period.to_on.month - 1) % 3) - 3 * (QUARTERS - 1))
        return [_quarter(add_months(first, 3 * place), period.to_on) for place in range(QUARTERS)]
    last = collection_year(period.to_on)
    years = range(max(collection_year(covered), last - MOST_YEARS + 1), last + 1)
    return [_year(year, period.to_on) for year in years]


def _month(first: date, until: date) -> _Span:
    return _Span(f"{first:%b %Y}", first, min(add_months(first, 1) - timedelta(days=1), until), 0)


def _quarter(first: date, until: date) -> _Span:
    last = min(add_months(first, 3) - timedelta(days=1), until)
    return _Span(f"{first:%b} to {add_months(first, 2):%b %Y}", first, last, 0)


def _year(year: int, until: date) -> _Span:
    first, last = year_days(year)
    return _Span(words_of(str(year)) + (" so far" if last > until else ""), first, min(last, until), year)


def _figures(question: Question, measure: Measure, spans: Sequence[_Span]) -> dict[str, list[ToldFigure | None]]:
    """For each category in words (empty: the whole) its figure in each span."""
    told = [_told(question, result, measure) for result in _results(question, measure, spans)]
    names = dict.fromkeys(name for figures in told for name, each in figures.items() if each.occurs)
    return {name: [figures.get(name) for figures in told] for name in names}


def _results(question: Question, measure: Measure, spans: Sequence[_Span]) -> list[Sequence[ToldFigure]]:
    if question.is_public:
        days = [(span.from_on, span.to_on) for span in spans]
        return [findings_of(from_on=first, to_on=last, public=True).figures(measure.id) for first, last in days]
    results: list[Result] = measured_series(measure.id, [(span.from_on, span.to_on) for span in spans])
    return [tell(result) for result in results]


def _told(question: Question, figures: Sequence[ToldFigure], measure: Measure) -> dict[str, ToldFigure]:
    return {category_of(each, question.findings.policy): each for each in figures if each.id == measure.id}


@dataclass(frozen=True)
class _Lines:
    """The figures of a trend by series, and the published ones beside them by year."""

    measure: Measure
    spans: Sequence[_Span]
    rows: Mapping[str, Sequence[ToldFigure | None]]
    published: Mapping[str, Mapping[int, Comparator]]

    @property
    def years(self) -> list[tuple[str, int, int | None]]:
        """Every period to show: its name, its year, and its place among the spans (None: before them, as published).

        A year between, of which nothing is published, is there too: else 1999 would stand next to 2013 in a picture.
        """
        known = {span.year for span in self.spans}
        others = {year for years in self.published.values() for year in years} - known
        first = self.spans[0].year or max(others, default=0) + 1
        earlier = [(words_of(str(year)), year, None) for year in range(min(others, default=first), first)]
        return [*earlier, *((span.name, span.year, place) for place, span in enumerate(self.spans))]

    def table(self, by: str) -> Table:
        """A row for each period."""
        names = [name or self.measure.title for name in self.rows]
        columns = [Column(by.capitalize()), *(Column(name, numeric=True) for name in names)]
        columns += [Column(name, numeric=True) for name in self.published]
        rows: list[list[Cell | str]] = []
        for name, year, place in self.years:
            row: list[Cell | str] = [name]
            row += [_cell(None if place is None else values[place]) for values in self.rows.values()]
            row += [_printed(years.get(year)) for years in self.published.values()]
            rows.append(row)
        return Table(f"{self.measure.title}, by {by}", columns, rows)

    def chart(self, by: str) -> Chart | None:
        """A line for each series; None for a single period."""
        years = self.years
        if len(years) < 2:
            return None
        series = [
            Series(name or "This council", tuple(_drawn(values, place) for _, _, place in years))
            for name, values in self.rows.items()
        ]
        series += [
            Series(name, tuple(each.value if (each := found.get(year)) else None for _, year, _ in years))
            for name, found in self.published.items()
        ]
        drawn = [each for each in series if any(value is not None for value in each.values)][:MOST_SERIES]
        if not drawn:
            return None
        kind = kind_of_lines(self.measure, drawn)
        return Chart(
            id=f"{self.measure.id.replace('.', '-')}-by-{by}",
            kind=ChartKind.LINE,
            title=f"{self.measure.title}, by {by}",
            alt=lines_in_words(drawn, [name for name, _, _ in years], "The table beside it gives every value."),
            categories=tuple(name for name, _, _ in years),
            series=tuple(drawn),
            unit="per cent" if kind is Kind.PERCENT else self.measure.unit,
            values=kind,
            category_heading=by.capitalize(),
        )


def _drawn(values: Sequence[ToldFigure | None], place: int | None) -> int | float | None:
    figure = None if place is None else values[place]
    return figure.value if figure and isinstance(figure.value, int | float) else None


def _cell(figure: ToldFigure | None) -> Cell | str:
    if figure is None:
        return NOT_KNOWN
    return Cell(value_in_words(figure), hint="" if figure.value == HIDDEN else made_of_words(figure))


def _printed(found: Comparator | None) -> Cell | str:
    if found is None:
        return NOT_KNOWN
    return Cell(found.printed or NOT_KNOWN, hint=f"earlier {found.was}" if found.was else "")
