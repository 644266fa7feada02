"""Figures as tables, tiles and pictures of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from openiro.documents.charts import to_svg
from openiro.documents.content import Chart, ChartKind, Kind, Series
from openiro.domain.comparing import Target
from openiro.domain.words import sentence
from openiro.measures.compute import measure_named
from openiro.measures.measure import Measure
from openiro.measures.publication import ToldFigure
from openiro.reporting.findings import (
    PERCENT,
    Findings,
    category_of,
    count_in_words,
    held_against,
    made_of_words,
    target_in_words,
    units_in_use,
    unknown_in_words,
    value_in_words,
    year_before_in_words,
)
from openiro.reporting.words import breakdown_in_words, key_in_words
from openiro.web.reports.asked import Question
from openiro.web.reports.groups import AT_A_GLANCE, GROUPS, SHORT, SHOWN_WHOLE, Group, part_in_words
from openiro.web.shell.tables import Cell, Column, Table

MOST_DRAWN = 30
LEFT_OUT = "Categories with none are left out here; the download has them all."
SEX_NOT_KNOWN = "U"


@dataclass(frozen=True)
class Tile:
    """One figure to be seen first."""

    label: str
    value: str
    hint: str
    href: str
    tone: str


@dataclass(frozen=True)
class GroupPanel:
    """A group of measures: its figures as a table, and the ways to its breakdowns."""

    group: Group
    table: Table
    breakdowns: list[tuple[str, str]]


@dataclass(frozen=True)
class Breakdown:
    """One measure by its categories: the picture, the table, and what is left out of it."""

    measure: Measure
    table: Table
    picture: SafeString
    note: str


def tile_of(findings: Findings, measure: Measure, href: str) -> Tile | None:
    """The tile of a measure's one figure; None where the records do not tell it."""
    figure = findings.figure(measure.id)
    if figure is None:
        return None
    target = findings.target(measure.id)
    told = (
        held_against(figure) if figure.unit == PERCENT else unknown_in_words(figure),
        target_in_words(figure, target),
        year_before_in_words(findings.year_before(measure.id)),
    )
    hint = "; ".join(words for words in told if words)
    return Tile(measure.title, value_in_words(figure), hint, href, _tone(figure, target))


def tiles(question: Question) -> list[Tile]:
    """The figures at the head of the page."""
    found = (tile_of(question.findings, measure_named(each), measure_href(each, question)) for each in AT_A_GLANCE)
    return [tile for tile in found if tile is not None]


def _tone(figure: ToldFigure, target: Target | None) -> str:
    if target is None or not isinstance(figure.value, int | float):
        return ""
    return "good" if target.is_met_by(figure.value) else "soon"


def measure_href(measure: str, question: Question) -> str:
    """The page of a measure for the period that is looked at."""
    return _page_of_measure(measure) + question.period.query


@cache
def _page_of_measure(measure: str) -> str:
    return reverse("reports:measure", args=[measure])


def panels(question: Question) -> list[GroupPanel]:
    """Every group that the records tell something of."""
    return [panel for group in GROUPS if (panel := _panel(question, group)) is not None]


def _panel(question: Question, group: Group) -> GroupPanel | None:
    told = [measure for measure in group.measures if question.findings.figures(measure.id)]
    if not told:
        return None
    rows = [_row(question, measure, figure) for measure in told for figure in _in_list(question.findings, measure)]
    columns = [Column("Measure"), Column("Value", numeric=True), Column("Made of")]
    columns += [Column("Year before", numeric=True)] if question.findings.has_year_before else []
    ways = [(measure.title, measure_href(measure.id, question)) for measure in told if _is_long(measure)]
    return GroupPanel(group, Table(group.title, columns, rows, caption_hidden=True), ways)


def _is_long(measure: Measure) -> bool:
    return bool(measure.keys) and not measure.id.startswith(SHORT)


def _in_list(findings: Findings, measure: Measure) -> Sequence[ToldFigure]:
    if measure.id.startswith(SHORT):
        shown = [each for each in findings.figures(measure.id) if each.occurs and each.value is not None]
        units = units_in_use(findings)
        return [each for each in shown if each.breakdown.get("unit") in (None, *units)]
    return [each for each in findings.figures(measure.id) if not each.breakdown]


def _row(question: Question, measure: Measure, figure: ToldFigure) -> list[Cell | str]:
    findings = question.findings
    before = findings.year_before(measure.id, **figure.breakdown)
    target_words = target_in_words(figure, findings.target(measure.id)) if not figure.breakdown else ""
    row: list[Cell | str] = [
        Cell(measure.title, href=measure_href(measure.id, question), hint=category_of(figure, findings.policy)),
        value_in_words(figure),
        Cell(made_of_words(figure), hint="; ".join(filter(None, (target_words, unknown_in_words(figure))))),
    ]
    return [*row, value_in_words(before) if before else ""] if findings.has_year_before else row


def figure_table(question: Question, measure: Measure) -> Table | None:
    """The one figure of a measure with what it is made of and its target; None where there is none."""
    if question.findings.figure(measure.id) is None:
        return None
    facts = [[name, value] for name, value in made_of_facts(question, measure)]
    return Table(measure.title, [Column("What"), Column("Figure")], facts)


def made_of_facts(question: Question, measure: Measure) -> list[tuple[str, str]]:
    """Of the one figure: value, what is counted and held against, what could not be judged, the target and its days."""
    figure = question.findings.figure(measure.id)
    if figure is None:
        return []
    target = question.findings.target(measure.id)
    facts = [("Value", value_in_words(figure)), (part_in_words(measure, "numerator"), count_in_words(figure.numerator))]
    if figure.denominator is not None:
        facts.append(("Held against", count_in_words(figure.denominator)))
    if measure.unknown is not None:
        facts.append(("Could not be judged, in neither", count_in_words(figure.unknown)))
    if target is not None:
        words = (target_in_words(figure, target), target.days_in_words, target.source or "the council's policy")
        facts.append(("Target", sentence("; ".join(filter(None, words)).removeprefix("target "))))
    return facts


def breakdown(question: Question, measure: Measure, *, to_rows: bool) -> Breakdown | None:
    """A measure by its categories, each leading to its records where `to_rows`; None where there is nothing."""
    figures = [each for each in question.findings.figures(measure.id) if each.breakdown]
    if not figures:
        return None
    keys = tuple(figures[0].breakdown)
    whole = all(key in SHOWN_WHOLE for key in keys)
    shown = [each for each in figures if each.occurs or (whole and each.breakdown.get("sex") != SEX_NOT_KNOWN)]
    table = _breakdown_table(question, measure, shown, to_rows=to_rows and bool(measure.keys))
    note = "" if len(shown) in (0, len(figures)) else LEFT_OUT
    return Breakdown(measure, table, _picture(question.findings, measure, shown), note)


def _breakdown_table(question: Question, measure: Measure, figures: Sequence[ToldFigure], *, to_rows: bool) -> Table:
    held = any(each.denominator is not None for each in figures)
    unknown = any(each.unknown for each in figures)
    columns = [Column(sentence(" and ".join(key_in_words(key) for key in (figures[0].breakdown if figures else ()))))]
    columns += [Column("Number", numeric=True)]
    columns += [Column("Of", numeric=True), Column(_unit(measure), numeric=True)] if held else []
    columns += [Column("Could not be judged", numeric=True)] if unknown else []
    rows = []
    for each in figures:
        href = rows_href(measure, question, each) if to_rows and (each.occurs or each.unknown) else ""
        row: list[Cell | str] = [
            Cell(category_of(each, question.findings.policy), href=href),
            count_in_words(each.numerator),
        ]
        row += [count_in_words(each.denominator), value_in_words(each)] if held else []
        row += [count_in_words(each.unknown)] if unknown else []
        rows.append(row)
    empty = f"None: {measure.title[:1].lower()}{measure.title[1:]}"
    return Table(measure.title, columns or [Column("Category")], rows, empty=empty)


def _unit(measure: Measure) -> str:
    return "Per cent" if measure.unit == PERCENT else "For each"


def rows_href(measure: Measure, question: Question, figure: ToldFigure | None = None, **more: str) -> str:
    """The records behind a measure, or behind one figure of its breakdown."""
    of = dict(figure.breakdown) if figure else {}
    return reverse("reports:measure-rows", args=[measure.id]) + question.period.query_with(**of, **more)


def _picture(findings: Findings, measure: Measure, figures: Sequence[ToldFigure]) -> SafeString:
    """The breakdown as a picture; nothing where a picture would show less than the table."""
    series = _series(findings, measure, figures)
    drawn = [value for each in series for value in each.values if value]
    first = list(dict.fromkeys(next(iter(each.breakdown.items())) for each in figures))
    if not drawn or len(first) < 2 or len(first) > MOST_DRAWN:
        return mark_safe("")
    share = not measure.whole and measure.unit == PERCENT
    chart = Chart(
        id=measure.id.replace(".", "-"),
        kind=ChartKind.LINE if first[0][0] == "month" else ChartKind.BAR,
        title=measure.title,
        alt=f"{measure.title}. The table beside it gives every value.",
        categories=tuple(breakdown_in_words(measure.id, dict([item]), findings.policy) for item in first),
        series=series,
        unit="per cent" if share else "number",
        values=Kind.PERCENT if share else Kind.COUNT,
    )
    return mark_safe(to_svg(chart))  # our own drawing; every word in it is escaped


def _series(findings: Findings, measure: Measure, figures: Sequence[ToldFigure]) -> tuple[Series, ...]:
    """One series, or one for each category of a second key. Hidden values leave a gap."""
    share = not measure.whole and measure.unit == PERCENT
    named: dict[str, list[int | float | None]] = {}
    for each in figures:
        rest = dict(list(each.breakdown.items())[1:])
        name = breakdown_in_words(measure.id, rest, findings.policy) or measure.title
        value = each.value if share else each.numerator
        named.setdefault(name, []).append(None if isinstance(value, str) else value)
    longest = max((len(values) for values in named.values()), default=0)
    return tuple(
        Series(name, tuple(values)) for name, values in named.items() if len(values) == longest and any(values)
    )
