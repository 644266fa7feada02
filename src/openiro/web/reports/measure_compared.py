"""A measure beside published figures: with whom, how far apart, which way is better, as at which day, from where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from openiro.benchmarks.queries import Comparator, LeagueLine, comparators_for, league_for
from openiro.documents.charts import to_svg
from openiro.documents.content import Chart, ChartKind, Kind, Series
from openiro.domain.comparing import PERCENT, better_of, gap_in_words
from openiro.formats.open_statistics_layouts import SYMBOLS
from openiro.govuk.dates import long_date
from openiro.measures.measure import Measure
from openiro.measures.publication import ToldFigure
from openiro.reporting.findings import value_in_words
from openiro.reporting.queries import TeamFigure, measure_by_team
from openiro.reporting.words import category_in_words
from openiro.web.reports.asked import Question
from openiro.web.reports.periods import words_of
from openiro.web.shell.tables import Cell, Column, Table

NO_FIGURE = "–"


@dataclass(frozen=True)
class League:
    """The authorities of the region in one year."""

    table: Table
    chart: Chart

    @property
    def picture(self) -> SafeString:
        """The chart for a page."""
        return mark_safe(to_svg(self.chart))  # our own drawing; every word in it is escaped


def compared_table(question: Question, measure: Measure) -> Table | None:
    """The measure beside every published figure of it; None where nothing is published."""
    rows = comparators_for(measure.id, question.period.to_on)
    if not rows:
        return None
    columns = [Column("Who"), Column("Figure", numeric=True), Column("As at"), Column("The council against it")]
    ours = question.findings.figures(measure.id)
    lines = [*_own(question, measure, ours), *(_line(measure, ours, each) for each in rows)]
    return Table(f"{measure.title}: compared", columns, lines)


def _own(question: Question, measure: Measure, ours: Sequence[ToldFigure]) -> list[list[Cell | str]]:
    whole = [each for each in ours if not each.breakdown]
    day = long_date(question.period.to_on)
    return [[question.findings.policy.council, value_in_words(each), day, ""] for each in whole]


def _line(measure: Measure, ours: Sequence[ToldFigure], each: Comparator) -> list[Cell | str]:
    category = _category(measure, each)
    name = f"{each.name}: {category}" if category else each.name
    hint = "; ".join(filter(None, (each.source, _average_of(each))))
    figure = Cell(_figure(each), hint=f"earlier printed {each.was}" if each.was else SYMBOLS.get(each.printed, ""))
    return [Cell(name, hint=hint), figure, Cell(long_date(each.as_at), hint=each.period), _gap(measure, ours, each)]


def _category(measure: Measure, each: Comparator) -> str:
    if not each.category:
        return ""
    return category_in_words(measure.keys[0].name, each.category) if measure.keys else each.category


def _average_of(each: Comparator) -> str:
    return f"average of {each.of[0]} of {each.of[1]} authorities" if each.of else ""


def _figure(each: Comparator) -> str:
    if each.value is None:
        return each.printed or NO_FIGURE
    return f"{each.printed}%" if each.unit == PERCENT else each.printed


def _gap(measure: Measure, ours: Sequence[ToldFigure], each: Comparator) -> Cell | str:
    """The gap in words, against the figure of the same category."""
    if each.differs:
        return Cell("Not compared", hint=each.differs)
    wanted = [each.category] if each.category else []
    figure = next((own for own in ours if list(own.breakdown.values()) == wanted), None)
    if figure is None or each.value is None or not isinstance(figure.value, int | float):
        return NO_FIGURE
    return gap_in_words(figure.value, each.value, unit=each.unit, better=better_of(measure.id))


def league_of(question: Question, measure: Measure) -> League | None:
    """The region's authorities by the published figure, the lowest first; None where there are not two."""
    year, lines = league_for(measure.id, question.period.to_on)
    drawn = [line for line in lines if line.value is not None]
    if len(drawn) < 2:
        return None
    title = f"{measure.title}: {question.findings.policy.region}, {words_of(str(year))}"
    rows = [[Cell(_name(line)), Cell(line.printed, hint=SYMBOLS.get(line.printed, ""))] for line in lines]
    table = Table(title, [Column("Authority"), Column("Published", numeric=True)], rows)
    return League(table, _league_chart(measure, title, drawn))


def _name(line: LeagueLine) -> str:
    return f"{line.name} (this council)" if line.is_own else line.name


def _league_chart(measure: Measure, title: str, lines: Sequence[LeagueLine]) -> Chart:
    low, high = lines[0], lines[-1]
    return Chart(
        id=f"{measure.id.replace('.', '-')}-league",
        kind=ChartKind.BAR,
        title=title,
        alt=f"{low.name} is lowest with {low.printed}, {high.name} highest with {high.printed}. "
        "The table beside it gives every value.",
        categories=tuple(_name(line) for line in lines),
        series=(Series("Published", tuple(line.value for line in lines)),),
        unit="per cent" if measure.unit == PERCENT else measure.unit,
        values=Kind.PERCENT if measure.unit == PERCENT else Kind.COUNT,
        category_heading="Authority",
    )


def team_table(question: Question, measure: Measure) -> Table | None:
    """The measure by team; None where small numbers are hidden, or the records tell of no team."""
    if question.is_public:
        return None
    lines = measure_by_team(measure.id, from_on=question.period.from_on, to_on=question.period.to_on)
    if len(lines) < 2:
        return None
    is_share = lines[0].denominator is not None
    columns = [Column("Team"), Column("Number", numeric=True)]
    columns += [
        Column("Of", numeric=True),
        Column("Per cent" if measure.unit == PERCENT else "Value", numeric=True),
    ] * is_share
    columns += [Column("Could not be judged", numeric=True)] * any(line.unknown for line in lines)
    return Table(f"{measure.title}, by team", columns, [_team(line)[: len(columns)] for line in lines])


def _team(line: TeamFigure) -> list[Cell | str]:
    if line.denominator is None:
        return [line.team, f"{line.numerator:,}", f"{line.unknown:,}"]
    value = NO_FIGURE if line.value is None else f"{line.value:.1f}%"
    return [line.team, f"{line.numerator:,}", f"{line.denominator:,}", value, f"{line.unknown:,}"]
