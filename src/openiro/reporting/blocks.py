"""The blocks that show figures in a paper. A block whose records are not kept is left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    Run,
    Series,
    Table,
    Value,
)
from openiro.domain.comparing import Better, Target
from openiro.domain.policy import Policy
from openiro.domain.report_policy import years_in_words
from openiro.domain.words import sentence
from openiro.measures.catalogue import catalogue
from openiro.measures.measure import Measure
from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.reporting.findings import (
    PERCENT,
    Findings,
    category_of,
    held_against,
    kind_of,
    made_of_words,
    target_in_words,
    unknown_in_words,
    value_in_words,
    year_before_in_words,
)
from openiro.reporting.words import breakdown_in_words

Named = Sequence[tuple[str, str]]
BEFORE = "Year before"
# A share of fewer moves by more than 10 percentage points with one child: the numbers alone are told.
FEWEST_SHARED = 10
LONG_WORDS = 40  # characters that begin every row of a table over two lines


def key_figures(findings: Findings, measures: Named) -> list[Block]:
    """The numbers at the head of a section: pairs of measure and what it is called there."""
    shown = [_key_figure(findings, measure, label) for measure, label in measures]
    known = tuple(figure for figure in shown if figure is not None)
    if not known:
        return []
    notes = [(label, note) for measure, label in measures for note in findings.notes(measure)]
    told = Note("What to know of these figures", tuple(Paragraph.of(f"{label}: {note}") for label, note in notes))
    return [KeyFigures(known), *([told] if notes else [])]


def _key_figure(findings: Findings, measure: str, label: str) -> KeyFigure | None:
    figure = findings.figure(measure)
    if figure is None:
        return None
    is_of_few = _are_few([figure]) and bool(figure.denominator) and HIDDEN not in (figure.numerator, figure.value)
    told = (
        unknown_in_words(figure) if is_of_few else held_against(figure),
        target_in_words(figure, findings.target(measure)),
        year_before_in_words(findings.year_before(measure)),
    )
    value = made_of_words(figure) if is_of_few else figure.value
    return KeyFigure(label, value, "; ".join(words for words in told if words), kind_of(figure))


def breakdown_table(
    findings: Findings, measure: str, *, caption: str, heading: str, every: bool = False, total: str = "All"
) -> list[Block]:
    """A measure by its one breakdown key: category, number, share, and the year before where that is known.

    A category that occurs in neither is left out, unless `every`. Of fewer than `FEWEST_SHARED` there are no shares;
    of what each number is, stands beside it where they are no parts of one whole.
    """
    if not findings.figures(measure):
        return []
    figures = [each for each in findings.figures(measure) if every or _occurs(findings, each)]
    if _have_own_wholes(figures):
        figures = [each for each in figures if each.denominator != 0]
    shares = any(figure.denominator is not None for figure in figures) and not _are_few(figures)
    whole = _whole(figures, rounded=bool(findings.round_to))
    are_no_parts = _have_own_wholes(figures) or (_are_few(figures) and whole is None)
    columns = _breakdown_columns(figures, shares=shares, of=are_no_parts)
    values: list[list[Value]] = [[figure.numerator for figure in figures]]
    values += [[figure.denominator for figure in figures]] if are_no_parts else []
    values += [[figure.value for figure in figures]] if shares else []
    all_of_it = 100.0 if whole else None
    totals: list[Value] = [whole, *([all_of_it] if shares else [])]
    if before := _year_before(findings, figures, shares=shares):
        values.append(before)
        columns.append(Column(BEFORE, columns[-1].kind))
        totals.append(100.0 if shares else _all_of(before))
    labels, in_every_row = _labels(figures, findings.policy)
    has_total = whole is not None and len(figures) > 1
    rows = [*zip(labels, *values, strict=True), *([(total, *totals)] if has_total else [])]
    notes, source = (*in_every_row, *notes_of(findings, figures)), f"measure {measure}"
    heads = (Column(heading), *columns)
    return [Table(measure.replace(".", "-"), caption, heads, tuple(rows), notes, source, total=has_total)]


def _labels(figures: Sequence[ToldFigure], policy: Policy) -> tuple[list[Value], tuple[str, ...]]:
    """The category of each figure; and apart, as notes, long words of one key that all of them share."""
    values: dict[str, set[str]] = {}
    for figure in figures:
        for key, value in figure.breakdown.items():
            values.setdefault(key, set()).add(value)
    words = {key: breakdown_in_words("", {key: min(found)}, policy) for key, found in values.items()}
    shared = [key for key, found in values.items() if len(found) == 1 and len(words[key]) > LONG_WORDS]
    if len(figures) < 2 or len(shared) == len(values):
        shared = []
    apart = tuple(f"In every row: {words[key]}." for key in shared)
    return [
        breakdown_in_words(figure.id, {k: v for k, v in figure.breakdown.items() if k not in shared}, policy)
        for figure in figures
    ], apart


def _occurs(findings: Findings, figure: ToldFigure) -> bool:
    before = findings.year_before(figure.id, **figure.breakdown)
    return figure.occurs or (before is not None and before.occurs)


def _breakdown_columns(figures: Sequence[ToldFigure], *, shares: bool, of: bool) -> list[Column]:
    decimal = any(isinstance(f.numerator, float) and not f.numerator.is_integer() for f in figures)
    number = Column("Number", Kind.DECIMAL if decimal else Kind.COUNT)
    if of:
        return [number, Column("Of", Kind.COUNT), *([Column("Per cent", Kind.PERCENT)] if shares else [])]
    return [number, _share_of(figures[0])] if shares else [number]


def _have_own_wholes(figures: Sequence[ToldFigure]) -> bool:
    """Whether each percentage is of something else: of those of an age, of those who sat. Then they are no shares."""
    wholes = {each.denominator for each in figures if each.unit == PERCENT} - {None, HIDDEN}
    return len(wholes) > 1


def _are_few(figures: Sequence[ToldFigure]) -> bool:
    """Whether they are shares of one whole of which there are few."""
    wholes = {each.denominator for each in figures if each.unit == PERCENT}
    whole = next(iter(wholes)) if len(wholes) == 1 else None
    return isinstance(whole, int | float) and whole < FEWEST_SHARED


def _all_of(numbers: Sequence[Value]) -> Value:
    """What numbers add up to; None where one of them is hidden or not known."""
    known = [number for number in numbers if isinstance(number, int | float)]
    return sum(known) if len(known) == len(numbers) else None


def _year_before(findings: Findings, figures: Sequence[ToldFigure], *, shares: bool) -> list[Value]:
    """For each figure what it was a year before, its share where there are shares; none where none is known.

    Beside a share, one of a few is left out: nobody sees of how many it was.
    """
    found = [findings.year_before(figure.id, **figure.breakdown) for figure in figures]
    if shares:
        found = [None if then is None or _are_few([then]) else then for then in found]
    values: list[Value] = [None if then is None else then.value if shares else then.numerator for then in found]
    return values if any(value is not None for value in values) else []


def _share_of(figure: ToldFigure) -> Column:
    """The column of values: a share of the whole, or a rate in its own unit."""
    if figure.unit == PERCENT:
        return Column("Share", Kind.PERCENT)
    return Column(sentence(figure.unit), Kind.DECIMAL)


def _whole(figures: Sequence[ToldFigure], *, rounded: bool) -> Value:
    """What the categories add up to; None where there are none, or where they are no parts of one whole.

    Rounded parts do not add up: their whole is what they are shares of.
    """
    if _have_own_wholes(figures):
        return None
    if rounded:
        return next((each.denominator for each in figures if each.unit == PERCENT), None)
    numbers = [each.numerator for each in figures]
    counted = [number for number in numbers if isinstance(number, int | float)]
    base = next((each.denominator for each in figures if each.denominator is not None), None)
    if base is not None and any(figure.unit != PERCENT for figure in figures):
        return None
    if HIDDEN in numbers:
        return base
    if not counted or base not in (None, sum(counted)):
        return None
    return sum(counted)


def breakdown_chart(
    findings: Findings, measure: str, *, title: str, heading: str, kind: ChartKind = ChartKind.BAR, share: bool = False
) -> list[Block]:
    """A measure by its one breakdown key as a picture; its table follows it. Hidden numbers leave a gap."""
    figures = findings.figures(measure)
    values = _drawn(figures, share=share)
    highest = max((value for value in values if value), default=None)
    if highest is None or len(figures) == 1:
        return []
    most = figures[values.index(highest)]
    hidden = None in [drawn(figure.numerator) for figure in figures]
    return [
        Chart(
            id=measure.replace(".", "-") + "-chart",
            kind=kind,
            title=title,
            alt=f"{title}. The highest is {category_of(most, findings.policy)}; the table below gives every value.",
            categories=tuple(category_of(figure, findings.policy) for figure in figures),
            series=_series(findings, figures, values, share=share, over_time=kind is ChartKind.LINE),
            unit="per cent" if share else "number",
            values=Kind.PERCENT if share else Kind.COUNT,
            category_heading=heading,
            notes=notes_of(findings, figures) + (("Small numbers are hidden.",) if hidden else ()),
            source=f"measure {measure}",
        )
    ]


def _series(
    findings: Findings,
    figures: Sequence[ToldFigure],
    values: tuple[int | float | None, ...],
    *,
    share: bool,
    over_time: bool,
) -> tuple[Series, ...]:
    """The figures as one series, and before it that of the year before where that is known."""
    found = [findings.year_before(figure.id, **figure.breakdown) for figure in figures]
    before = _drawn(found, share=share)
    if over_time or not any(before):
        return (Series("Per cent" if share else "Number", values),)
    then, now = years_in_words(findings.measured.from_on, findings.measured.to_on)
    return Series(then, before), Series(now, values)


def _drawn(figures: Sequence[ToldFigure | None], *, share: bool) -> tuple[int | float | None, ...]:
    return tuple(None if each is None else drawn(each.value if share else each.numerator) for each in figures)


def drawn(value: Value) -> int | float | None:
    """A number as a chart draws it; None, a gap, where it is hidden or not known."""
    return value if isinstance(value, int | float) else None


@dataclass(frozen=True)
class _Row:
    """One measure of a table: what it is called there, its figure, its target, and the year before."""

    label: str
    figure: ToldFigure
    target: Target | None
    before: ToldFigure | None


def figures_table(findings: Findings, id: str, caption: str, rows: Iterable[tuple[str, str]]) -> list[Block]:
    """Several measures side by side; columns that would stand empty are left out, and so is a measure of nothing.

    Where nothing was there to be judged, 0 of 0 would read as a failing, and the median of nothing as no days at all.
    """
    found = [
        _Row(label, figure, findings.target(measure), findings.year_before(measure))
        for measure, label in rows
        if (figure := findings.figure(measure)) is not None and figure.value is not None
    ]
    columns = [(column, values) for column, values in _columns(found) if any(value is not None for value in values)]
    if not found:
        return []
    labels = tuple(row.label for row in found)
    lines = tuple(zip(labels, *(values for _, values in columns), strict=True))
    notes = tuple(f"{row.label}: {note}" for row in found for note in findings.notes(row.figure.id))
    return [Table(id, caption, (Column("Measure"), *(column for column, _ in columns)), lines, notes)]


def _columns(rows: Sequence[_Row]) -> list[tuple[Column, list[Value]]]:
    return [
        (Column("Number", Kind.COUNT), [row.figure.numerator for row in rows]),
        (Column("Of", Kind.COUNT), [row.figure.denominator for row in rows]),
        (Column("Per cent", Kind.PERCENT), [_percent(row.figure) for row in rows]),
        (Column("Target", Kind.PERCENT), [_target(row) for row in rows]),
        (Column(BEFORE, Kind.PERCENT), [_as_before(row.before) for row in rows]),
        (Column("Not judged", Kind.COUNT), [row.figure.unknown or None for row in rows]),
    ]


def _percent(figure: ToldFigure) -> Value:
    return figure.value if figure.unit == PERCENT else None


def _target(row: _Row) -> Value:
    """A percentage as a number; any other target in words, so that nobody takes it for a percentage."""
    if row.target is None or row.figure.unit == PERCENT:
        return row.target.value if row.target else None
    return f"{row.target.value:g}{' or less' if row.target.better is Better.LOW else ''}"


def _as_before(figure: ToldFigure | None) -> Value:
    """A percentage as a number; a count in words, so that nobody takes it for a percentage."""
    if figure is None or figure.unit == PERCENT:
        return figure.value if figure else None
    return value_in_words(figure)


def definitions(measures: Iterable[str], findings: Findings) -> list[Block]:
    """What the measures of a section count, in the words of their one definition."""
    wanted = set(measures)
    told = [measure for measure in catalogue() if measure.id in wanted and _is_told(findings, measure.id)]
    if not told:
        return []
    words = zip((measure.title for measure in told), _said_once(map(_defined, told)), strict=True)
    return [
        Note(
            "What these figures count",
            tuple(Paragraph.of(Run(f"{title}:", bold=True), f" {said}") for title, said in words),
        )
    ]


def _is_told(findings: Findings, measure: str) -> bool:
    """Whether a paper shows anything of it: of nothing that could be judged it does not."""
    return any(figure.value is not None for figure in findings.figures(measure))


def _said_once(definitions: Iterable[str]) -> Iterator[str]:
    """The definitions, a sentence that several share in the first of them alone."""
    said: set[str] = set()
    for definition in definitions:
        sentences = re.split(r"(?<=[.]) ", definition)
        yield " ".join([sentences[0], *(each for each in sentences[1:] if each not in said)])
        said.update(sentences)


def _defined(measure: Measure) -> str:
    """The definition, other measures in it by their titles."""
    titles = {each.id: f"‘{each.title}’" for each in catalogue()}
    return re.sub(r"[a-z]+\.[a-z_0-9]+", lambda found: titles.get(found[0], found[0]), measure.definition)


def notes_of(findings: Findings, figures: Sequence[ToldFigure]) -> tuple[str, ...]:
    """What a reader must know of a table: what is noted of its measures, and how many records could not be judged."""
    measures = dict.fromkeys(figure.id for figure in figures)
    return (*(note for measure in measures for note in findings.notes(measure)), *_not_judged(figures))


def _not_judged(figures: Sequence[ToldFigure]) -> tuple[str, ...]:
    numbers = [figure.unknown for figure in figures]
    if HIDDEN in numbers:
        return ("A few could not be judged and are in neither number.",)
    unknown = sum(number for number in numbers if isinstance(number, int))
    return (f"{unknown:,} could not be judged and are in neither number.",) if unknown else ()
