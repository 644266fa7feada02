"""Figures of a paper beside published ones: England, the region, statistical neighbours, whoever else is copied."""

from collections.abc import Sequence
from functools import partial

from openiro.benchmarks.queries import Comparator, LeagueLine
from openiro.documents.content import Block, Chart, ChartKind, Column, Kind, Series, Table, Value
from openiro.domain.comparing import PERCENT, better_of, gap_in_words
from openiro.domain.standards import Standard, standards_of
from openiro.domain.words import sentence
from openiro.measures.compute import measure_named
from openiro.measures.measure import Measure
from openiro.measures.publication import ToldFigure
from openiro.reporting.findings import Findings, value_in_words
from openiro.reporting.parts import Part
from openiro.reporting.words import breakdown_in_words, day_in_words, key_in_words

NO_FIGURE = "–"
COLUMNS = (
    Column("Figure"),
    Column("Published of"),
    Column("As at"),
    Column("Published", Kind.DECIMAL),
    Column("Our figure", Kind.DECIMAL),
    Column("Difference"),
)


def beside_published(id: str, *measures: str) -> Part:
    """Each of these measures beside every published figure of it; nothing where none is loaded.

    Figures of a whole stand in one table with how far the council is from them; those by category in a table of each
    measure, a row for each category.
    """
    return partial(_tables, id=id, measures=measures)


def _tables(findings: Findings, id: str, measures: Sequence[str]) -> list[Block]:
    found = [(measure_named(each), findings.comparators(each)) for each in measures]
    whole = [(measure, other) for measure, others in found for other in others if not other.category]
    parts = [(measure, others) for measure, others in found if _has_parts(findings, measure, others)]
    tables: list[Block] = [_by_category(findings, measure, others) for measure, others in parts]
    tables += [table for measure, _ in parts for table in _over_years(findings, measure)]
    if not whole:
        return tables
    rows = tuple(_row(findings, measure, other) for measure, other in whole)
    return [
        Table(f"compared-{id}", "Beside published figures", COLUMNS, rows, _sources([o for _, o in whole])),
        *tables,
    ]


def _has_parts(findings: Findings, measure: Measure, others: Sequence[Comparator]) -> bool:
    """Whether ours are told apart, and something is published of a part."""
    return any(each.category for each in others) and any(each.breakdown for each in findings.figures(measure.id))


def _sources(others: Sequence[Comparator]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for each in others for words in (each.source, each.differs) if words))


def _row(findings: Findings, measure: Measure, other: Comparator) -> tuple[Value, ...]:
    ours = own_figure(findings.figures(measure.id), other)
    shown = NO_FIGURE if ours is None else value_in_words(ours)
    told = against(measure, ours, other)
    return measure.title, other.name, day_in_words(other.as_at), published_in_words(other), shown, told


def _by_category(findings: Findings, measure: Measure, others: Sequence[Comparator]) -> Table:
    """A row for each category, a column for the council and for each of whom something is published, with its day."""
    parts = [each for each in others if each.category]
    who = list(dict.fromkeys((each.name, each.as_at) for each in parts))
    printed = {(each.category, each.name, each.as_at): published_in_words(each) for each in parts}
    ours = {next(iter(each.breakdown.values())): value_in_words(each) for each in findings.figures(measure.id)}
    known = {each.category for each in parts}
    key = _key_of(findings, measure)
    return Table(
        f"compared-{measure.id.replace('.', '-')}",
        f"{measure.title}: beside published figures",
        (
            Column(sentence(key_in_words(key))),
            Column(findings.policy.council, Kind.PERCENT),
            *(Column(f"{name}, {day_in_words(day)}", Kind.PERCENT) for name, day in who),
        ),
        tuple(
            (
                breakdown_in_words(measure.id, {key: category}, findings.policy),
                value,
                *(printed.get((category, *each)) for each in who),
            )
            for category, value in ours.items()
            if category in known
        ),
        _sources(parts),
    )


def _key_of(findings: Findings, measure: Measure) -> str:
    """By what the figures of a measure are told apart: its key, or what it is worked out for, such as a unit."""
    return next(name for figure in findings.figures(measure.id) for name in figure.breakdown)


def _over_years(findings: Findings, measure: Measure) -> list[Table]:
    """For each of whom more than one year is published: a row for each category, a column for each year."""
    tables, key = [], _key_of(findings, measure)
    known = [figure.breakdown[key] for figure in findings.figures(measure.id)]
    for place, (who, by_category) in enumerate(findings.published_by_category(measure.id).items(), 1):
        years = sorted({year for each in by_category.values() for year in each})
        days = {year: each.as_at for found in by_category.values() for year, each in found.items()}
        rows: list[tuple[Value, ...]] = [
            (
                breakdown_in_words(measure.id, {key: category}, findings.policy),
                *(published_in_words(found[year]) if year in found else None for year in years),
            )
            for category in known
            if (found := by_category.get(category))
        ]
        columns = (Column(sentence(key_in_words(key))), *(Column(day_in_words(days[y]), Kind.PERCENT) for y in years))
        id = f"published-{measure.id.replace('.', '-').replace('_', '-')}-{place}"
        sources = _sources([each for found in by_category.values() for each in found.values()])
        if rows:
            tables.append(Table(id, f"{measure.title}: {who} over the years", columns, tuple(rows), sources))
    return tables


def own_figure(ours: Sequence[ToldFigure], other: Comparator) -> ToldFigure | None:
    """The council's own figure of the same category; None where the records do not tell it."""
    wanted = [other.category] if other.category else []
    return next((each for each in ours if list(each.breakdown.values()) == wanted), None)


def category_of_comparator(measure: Measure, other: Comparator) -> str:
    """The category of a published figure in words; empty for the whole."""
    if not other.category or not measure.keys:
        return other.category
    return breakdown_in_words(measure.id, {measure.keys[0].name: other.category})


def published_in_words(other: Comparator) -> str:
    """A published figure as it was printed, a percentage with its sign."""
    if other.value is None:
        return other.printed or NO_FIGURE
    return f"{other.printed}%" if other.unit == PERCENT else other.printed


def against(measure: Measure, ours: ToldFigure | None, other: Comparator) -> str:
    """How far the council is from a published figure, and whether that is better; a dash where no gap can be told."""
    if other.differs:
        return "Not compared"
    if ours is None or other.value is None or not isinstance(ours.value, int | float):
        return NO_FIGURE
    return gap_in_words(ours.value, other.value, unit=other.unit, better=better_of(measure.id))


def beside_standards(id: str, *measures: str) -> Part:
    """Each of these measures beside what law and guidance ask of it; one that the records do not tell is left out."""
    return partial(_standards, id=id, measures=measures)


def _standards(findings: Findings, id: str, measures: Sequence[str]) -> list[Block]:
    asked = [(measure_named(each), standard) for each in measures for standard in standards_of(each)]
    found = [(measure, standard, ours) for measure, standard in asked if (ours := held_to(findings, standard))]
    rows = tuple(
        (measure.title, standard.words, value_in_words(ours), standing_in_words(standard, ours))
        for measure, standard, ours in found
    )
    sources: dict[str, list[str]] = {}
    for measure, standard, _ in found:
        sources.setdefault(standard.source, []).append(measure.title)
    notes = tuple(f"{'; '.join(dict.fromkeys(titles))}: {source}." for source, titles in sources.items())
    columns = tuple(map(Column, ("Figure", "National standard", "Our figure", "Against it")))
    return [Table(f"standards-{id}", "Beside national standards", columns, rows, notes)] if rows else []


def held_to(findings: Findings, standard: Standard) -> ToldFigure | None:
    """The council's figure that a standard is of; None where the records do not tell it."""
    return findings.figure(standard.measure, **standard.breakdown)


def standing_in_words(standard: Standard, ours: ToldFigure | None) -> str:
    """Where the council stands: 'met', 'within', 'above'; a dash where its figure is hidden or not known."""
    return standard.standing(ours.value) if ours and isinstance(ours.value, int | float) else NO_FIGURE


def league_chart(measure: Measure, title: str, lines: Sequence[LeagueLine]) -> Chart:
    """The authorities of a region by their published figure, the lowest first; every one has a number."""
    low, high = lines[0], lines[-1]
    return Chart(
        id=f"{measure.id.replace('.', '-')}-league",
        kind=ChartKind.BAR,
        title=title,
        alt=f"{low.name} is lowest with {low.printed}, {high.name} highest with {high.printed}. "
        "The table beside it gives every value.",
        categories=tuple(map(name_in_league, lines)),
        series=(Series("Published", tuple(line.value for line in lines)),),
        unit="per cent" if measure.unit == PERCENT else measure.unit,
        values=Kind.PERCENT if measure.unit == PERCENT else Kind.COUNT,
        category_heading="Authority",
    )


def name_in_league(line: LeagueLine) -> str:
    """The authority, and whether it is the council itself."""
    return f"{line.name} (this council)" if line.is_own else line.name


def league(measure: str) -> Part:
    """The authorities of the region as a chart; nothing where fewer than two have a published figure."""
    return partial(_league, measure=measure)


def _league(findings: Findings, measure: str) -> list[Block]:
    year, lines = findings.league(measure)
    known = [line for line in lines if line.value is not None]
    if len(known) < 2:
        return []
    found = measure_named(measure)
    title = f"{found.title}: {findings.policy.region}, {year - 1}/{year % 100:02}"
    return [league_chart(found, title, known)]
