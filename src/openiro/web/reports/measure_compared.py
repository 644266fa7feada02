"""A measure beside published figures: with whom, how far apart, which way is better, as at which day, from where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from openiro.benchmarks.queries import Comparator, comparators_for, league_for
from openiro.documents.charts import to_svg
from openiro.documents.content import Chart
from openiro.domain.comparing import PERCENT
from openiro.domain.standards import Standard, standards_of
from openiro.formats.open_statistics_layouts import SYMBOLS
from openiro.govuk.dates import long_date
from openiro.measures.measure import Measure
from openiro.measures.publication import ToldFigure
from openiro.reporting.compared import (
    NO_FIGURE,
    against,
    category_of_comparator,
    held_to,
    league_chart,
    name_in_league,
    own_figure,
    published_in_words,
    standing_in_words,
)
from openiro.reporting.findings import value_in_words
from openiro.reporting.queries import TeamFigure, measure_by_team
from openiro.reporting.words import breakdown_in_words
from openiro.web.reports.asked import Question
from openiro.web.reports.periods import words_of
from openiro.web.shell.tables import Cell, Column, Table


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
    """The measure beside what law and guidance ask and every published figure of it; None where there is neither."""
    rows = comparators_for(measure.id, question.period.to_on)
    asked = [_standard(question, measure, each) for each in standards_of(measure.id)]
    if not rows and not asked:
        return None
    columns = [Column("Who"), Column("Figure", numeric=True), Column("As at"), Column("The council against it")]
    ours = question.findings.figures(measure.id)
    lines = [*_own(question, measure, ours), *asked, *(_line(measure, ours, each) for each in rows)]
    return Table(f"{measure.title}: compared", columns, lines)


def _own(question: Question, measure: Measure, ours: Sequence[ToldFigure]) -> list[list[Cell | str]]:
    whole = [each for each in ours if not each.breakdown]
    day = long_date(question.period.to_on)
    return [[question.findings.policy.council, value_in_words(each), day, ""] for each in whole]


def _standard(question: Question, measure: Measure, each: Standard) -> list[Cell | str]:
    of = breakdown_in_words(measure.id, dict(each.breakdown))
    ours = held_to(question.findings, each)
    told = f"{standing_in_words(each, ours)}: {value_in_words(ours)}" if ours and of else standing_in_words(each, ours)
    name = Cell("National standard", hint="; ".join(filter(None, (of, each.source))))
    return [name, each.words, "", told]


def _line(measure: Measure, ours: Sequence[ToldFigure], each: Comparator) -> list[Cell | str]:
    category = category_of_comparator(measure, each)
    name = f"{each.name}: {category}" if category else each.name
    hint = "; ".join(filter(None, (each.source, _average_of(each))))
    earlier = f"earlier printed {each.was}" if each.was else SYMBOLS.get(each.printed, "")
    return [
        Cell(name, hint=hint),
        Cell(published_in_words(each), hint=earlier),
        Cell(long_date(each.as_at), hint=each.period),
        Cell(against(measure, own_figure(ours, each), each), hint=each.differs),
    ]


def _average_of(each: Comparator) -> str:
    return f"average of {each.of[0]} of {each.of[1]} authorities" if each.of else ""


def league_of(question: Question, measure: Measure) -> League | None:
    """The region's authorities by the published figure, the lowest first; None where there are not two."""
    year, lines = league_for(measure.id, question.period.to_on)
    drawn = [line for line in lines if line.value is not None]
    if len(drawn) < 2:
        return None
    title = f"{measure.title}: {question.findings.policy.region}, {words_of(str(year))}"
    rows = [[Cell(name_in_league(line)), Cell(line.printed, hint=SYMBOLS.get(line.printed, ""))] for line in lines]
    table = Table(title, [Column("Authority"), Column("Published", numeric=True)], rows)
    return League(table, league_chart(measure, title, drawn))


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
