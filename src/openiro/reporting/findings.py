"""The figures of a paper, and the blocks that show them. A block whose records are not kept is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from openiro.documents.content import (
    Block,
    Chart,
    ChartKind,
    Column,
    KeyFigure,
    KeyFigures,
    Kind,
    Note,
    Paragraph,
    Series,
    Table,
)
from openiro.measures.catalogue import catalogue
from openiro.measures.figures import Figure, Result
from openiro.reporting.words import category_in_words


@dataclass(frozen=True)
class Findings:
    """The answer of the measures, asked for by name."""

    result: Result

    @cached_property
    def by_measure(self) -> dict[str, list[Figure]]:
        """The figures of each measure that could be told, in the order printed."""
        found: dict[str, list[Figure]] = {}
        for figure in self.result.figures:
            found.setdefault(figure.id, []).append(figure)
        return found

    def figure(self, measure: str, **breakdown: str) -> Figure | None:
        """One figure of a measure; None where the records do not tell it."""
        matching = (each for each in self.by_measure.get(measure, []) if dict(each.breakdown) == breakdown)
        return next(matching, None)

    def figures(self, measure: str) -> list[Figure]:
        """Every figure of a measure, zeros too."""
        return self.by_measure.get(measure, [])

    def occurring(self, measure: str) -> list[Figure]:
        """The figures of a measure whose category occurs: a list of thirty codes prints the nine in use."""
        return [each for each in self.figures(measure) if each.numerator]


def key_figures(findings: Findings, measures: Sequence[tuple[str, str]]) -> list[Block]:
    """The numbers at the head of a section: pairs of measure and what it is called there."""
    shown = [_key_figure(findings, measure, label) for measure, label in measures]
    known = tuple(figure for figure in shown if figure is not None)
    return [KeyFigures(known)] if known else []


def _key_figure(findings: Findings, measure: str, label: str) -> KeyFigure | None:
    figure = findings.figure(measure)
    if figure is None:
        return None
    return KeyFigure(label, figure.value, _of_how_many(figure), kind_of(figure))


def kind_of(figure: Figure) -> Kind:
    """How a figure's value is shown."""
    if figure.unit == "percent":
        return Kind.PERCENT
    whole = figure.denominator is None and float(figure.numerator).is_integer()
    return Kind.COUNT if whole else Kind.DECIMAL


def _of_how_many(figure: Figure) -> str:
    unknown = f"; {figure.unknown:,} could not be judged" if figure.unknown else ""
    if figure.unit == "percent":
        return f"{figure.numerator:,} of {figure.denominator or 0:,}{unknown}"
    return f"{figure.unit}{unknown}"


def breakdown_table(
    findings: Findings, measure: str, *, caption: str, heading: str, every: bool = False, total: str = "All"
) -> list[Block]:
    """A measure by its one breakdown key: category, number, share. `every` prints categories that do not occur too."""
    figures = findings.figures(measure) if every else findings.occurring(measure)
    if not findings.figures(measure):
        return []
    shares = any(figure.denominator is not None for figure in figures)
    columns = [Column(heading), Column("Number", Kind.COUNT)] + ([Column("Share", Kind.PERCENT)] if shares else [])
    rows = [(_category(figure), figure.numerator, *([figure.value] if shares else [])) for figure in figures]
    whole = next((figure.denominator for figure in figures if figure.denominator is not None), None)
    adds_up = whole is None or sum(figure.numerator for figure in figures) == whole
    if rows and adds_up:
        rows.append(
            (total, sum(figure.numerator for figure in figures), *([100.0 if whole else None] if shares else []))
        )
    return [
        Table(
            id=measure.replace(".", "-"),
            caption=caption,
            columns=tuple(columns),
            rows=tuple(rows),
            notes=notes_of(figures),
            source=f"measure {measure}",
            total=bool(rows) and adds_up,
        )
    ]


def breakdown_chart(
    findings: Findings, measure: str, *, title: str, heading: str, kind: ChartKind = ChartKind.BAR, share: bool = False
) -> list[Block]:
    """A measure by its one breakdown key as a picture; its table follows it."""
    figures = findings.figures(measure)
    if not figures or not any(figure.numerator for figure in figures):
        return []
    values = tuple(figure.value if share else figure.numerator for figure in figures)
    most = max(figures, key=lambda figure: figure.value or 0 if share else figure.numerator)
    unit = "per cent" if share else "number"
    return [
        Chart(
            id=measure.replace(".", "-") + "-chart",
            kind=kind,
            title=title,
            alt=f"{title}. The highest is {_category(most)}; the table below gives every value.",
            categories=tuple(_category(figure) for figure in figures),
            series=(Series("Share" if share else "Number", values),),
            unit=unit,
            values=Kind.PERCENT if share else Kind.COUNT,
            category_heading=heading,
            notes=notes_of(figures),
            source=f"measure {measure}",
        )
    ]


def figures_table(findings: Findings, id: str, caption: str, rows: Iterable[tuple[str, str]]) -> list[Block]:
    """Several measures side by side: what each is called, numerator, denominator, value, not judged."""
    found = [(label, figure) for measure, label in rows if (figure := findings.figure(measure)) is not None]
    if not found:
        return []
    columns = (
        Column("Measure"),
        Column("Number", Kind.COUNT),
        Column("Of", Kind.COUNT),
        Column("Per cent", Kind.PERCENT),
        Column("Not judged", Kind.COUNT),
    )
    values = tuple(
        (label, each.numerator, each.denominator, each.value if each.unit == "percent" else None, each.unknown)
        for label, each in found
    )
    return [Table(id=id, caption=caption, columns=columns, rows=values)]


def definitions(measures: Iterable[str], findings: Findings) -> list[Block]:
    """What the measures of a section count, in the words of their one definition."""
    told = [measure for measure in catalogue() if measure.id in set(measures) and findings.figures(measure.id)]
    if not told:
        return []
    return [Note("What these figures count", tuple(Paragraph.of(f"{m.title}: {m.definition}") for m in told))]


def notes_of(figures: Sequence[Figure]) -> tuple[str, ...]:
    """What a reader must know of a table: how many records could not be judged."""
    unknown = sum(figure.unknown for figure in figures)
    return (f"{unknown:,} could not be judged and are in neither number.",) if unknown else ()


def _category(figure: Figure) -> str:
    return ", ".join(category_in_words(key, value) for key, value in figure.breakdown.items())
