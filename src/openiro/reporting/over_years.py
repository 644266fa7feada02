"""Lines over the years: what is published of a measure, and what there is to be seen in a picture of lines."""

from collections.abc import Mapping, Sequence
from functools import partial

from openiro.benchmarks.queries import Comparator
from openiro.documents.content import Block, Chart, ChartKind, Kind, Series
from openiro.domain.comparing import PERCENT
from openiro.measures.compute import measure_named
from openiro.measures.measure import Measure
from openiro.reporting.findings import Findings
from openiro.reporting.parts import Part

MOST_SERIES = 6


def published_over_years(measure: str) -> Part:
    """A line for each of whom a measure is published, from the first year to the last; nothing for a single year.

    A year of which nothing is published is a gap. A figure that counts something else than ours is left out.
    """
    return partial(_published, measure=measure)


def _published(findings: Findings, measure: str) -> list[Block]:
    known = findings.published_series(measure)
    found = {name: years for name, years in known.items() if not any(each.differs for each in years.values())}
    years = sorted({year for each in found.values() for year in each})
    if len(years) < 2:
        return []
    every = range(years[0], years[-1] + 1)
    lines = [Series(name, tuple(_value(each, year) for year in every)) for name, each in found.items()]
    drawn = [each for each in lines if any(value is not None for value in each.values)][:MOST_SERIES]
    sources = dict.fromkeys(each.source for of_one in found.values() for each in of_one.values())
    return [_chart(measure_named(measure), every, drawn, tuple(sources))] if drawn else []


def _value(years: Mapping[int, Comparator], year: int) -> float | None:
    return years[year].value if year in years else None


def _chart(measure: Measure, every: Sequence[int], lines: Sequence[Series], sources: tuple[str, ...]) -> Chart:
    names, kind = [f"{year - 1}/{year % 100:02}" for year in every], kind_of_lines(measure, lines)
    return Chart(
        id=f"{measure.id.replace('.', '-')}-over-years",
        kind=ChartKind.LINE,
        title=f"{measure.title}: as published, year by year",
        alt=lines_in_words(lines, names, "The table below gives every value."),
        categories=tuple(names),
        series=tuple(lines),
        unit="per cent" if kind is Kind.PERCENT else measure.unit,
        values=kind,
        category_heading="Year",
        notes=sources,
    )


def kind_of_lines(measure: Measure, lines: Sequence[Series]) -> Kind:
    """How the values of a picture of lines are shown: whole numbers without a decimal place."""
    if measure.unit == PERCENT:
        return Kind.PERCENT
    whole = all(float(value).is_integer() for each in lines for value in each.values if value is not None)
    return Kind.COUNT if whole else Kind.DECIMAL


def lines_in_words(lines: Sequence[Series], names: Sequence[str], table: str) -> str:
    """What there is to be seen: from where to where each line goes. `table` says where every value stands.

    Every line has a value.
    """
    told = []
    for each in lines:
        known = [(name, value) for name, value in zip(names, each.values, strict=True) if value is not None]
        (first, low), (last, high) = known[0], known[-1]
        told.append(f"{each.name}: {low:g} in {first}, {high:g} in {last}")
    return "; ".join(told) + f". {table}"
