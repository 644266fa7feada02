"""A table of several measures over several periods: the years before a year, the year to date beside a month."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openiro.documents.content import Block, Column, Kind, Table, Value
from openiro.domain.report_policy import Span, is_beside_years, is_whole_year, period_of, year_in_words
from openiro.measures.publication import ToldFigure
from openiro.reporting.blocks import key_figures
from openiro.reporting.findings import Findings, value_in_words


@dataclass(frozen=True)
class Row:
    """One measure of the table, or one value of its breakdown, and what it is called there."""

    label: str
    measure: str
    breakdown: dict[str, str] = field(default_factory=dict)


DEMAND = (
    Row("Children looked after", "population.looked_after"),
    Row("Started to be looked after", "flow.started"),
    Row("Ceased to be looked after", "flow.ceased"),
    Row("Children subject to a child protection plan", "plans.open"),
)
PERFORMANCE = (
    Row("Average caseload, each IRO", "caseload.average", {"unit": "iro"}),
    Row("Highest caseload, each IRO", "caseload.highest", {"unit": "iro"}),
    Row("Average caseload, each conference chair", "caseload.average", {"unit": "conference_chair"}),
    Row("Highest caseload, each conference chair", "caseload.highest", {"unit": "conference_chair"}),
    Row("Reviews held", "reviews.held"),
    Row("Reviews held in time", "reviews.on_time"),
    Row("Children whose reviews were all in time", "reviews.children_all_on_time"),
    Row("Reviews in which the child took part", "participation.reviews"),
    Row("Conferences held", "conferences.held"),
    Row("Initial conferences within 15 working days", "conferences.initial_within_15_days"),
)
MEASURES_BESIDE = tuple(dict.fromkeys(row.measure for row in (*DEMAND, *PERFORMANCE)))


def demand_over_years(findings: Findings) -> list[Block]:
    """How many children there were, year by year."""
    return _table(findings, "demand-over-years", "Demand, year by year", DEMAND, of_years=True)


def performance_over_years(findings: Findings) -> list[Block]:
    """The indicators of the service, year by year."""
    return _table(findings, "performance-over-years", "Performance, year by year", PERFORMANCE, of_years=True)


def year_to_date(findings: Findings) -> list[Block]:
    """The indicators of a month, a week or a quarter beside the year to date and the last 12 months."""
    return _table(findings, "year-to-date", "The period and the year to date", PERFORMANCE, of_years=False)


def projection(findings: Findings) -> list[Block]:
    """How many reviews the year to date points to; nothing where the year is over."""
    measured = findings.measured
    if is_whole_year(measured.from_on, measured.to_on) or measured.to_on == period_of(Span.YEAR, measured.to_on)[1]:
        return []
    return key_figures(findings, (("reviews.projected", "Reviews projected for the whole year"),))


def _table(findings: Findings, id: str, caption: str, rows: Sequence[Row], *, of_years: bool) -> list[Block]:
    """Nothing for a period of the other kind, or where no other period is covered by the records.

    A measure that none of the periods can tell is left out; one that a period cannot tell has a dash there.
    """
    measured = findings.measured
    is_year = is_beside_years(measured.from_on, measured.to_on)
    titles = [period.title for period, _ in findings.beside(rows[0].measure)] if is_year is of_years else []
    if not titles:
        return []
    own = _own_title(measured.from_on, measured.to_on)
    columns = [*titles, own] if is_year else [own, *titles]
    lines = [(row.label, *_values(findings, row, own_last=is_year)) for row in rows]
    told = tuple(line for line in lines if any(value is not None for value in line[1:]))
    notes = tuple(f"{row.label}: {note}" for row in rows for note in findings.notes(row.measure))
    return [Table(id, caption, (Column("Indicator"), *(Column(each, Kind.COUNT) for each in columns)), told, notes)]


def _own_title(from_on: date, to_on: date) -> str:
    if is_whole_year(from_on, to_on):
        return year_in_words(from_on)
    return f"{from_on:%B} to {to_on:%B %Y}" if is_beside_years(from_on, to_on) else "This period"


def _values(findings: Findings, row: Row, *, own_last: bool) -> list[Value]:
    own = _value(findings.figure(row.measure, **row.breakdown))
    others = [_value(figure) for _, figure in findings.beside(row.measure, **row.breakdown)]
    return [*others, own] if own_last else [own, *others]


def _value(figure: ToldFigure | None) -> Value:
    """As it is printed, for percentages and counts stand in one column; None where it cannot be told."""
    return None if figure is None or figure.value is None else value_in_words(figure)
