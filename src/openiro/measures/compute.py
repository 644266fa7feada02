"""Measures of a period over tables of records: the figures, and the rows behind each."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product

import narwhals as nw
import polars as pl

from openiro.domain.oversight_policy import Oversight
from openiro.domain.shares import Number, ratio
from openiro.domain.working_days import WorkingCalendar
from openiro.measures.catalogue import CATALOGUE
from openiro.measures.engine import Frame, engine_named
from openiro.measures.facts import Facts
from openiro.measures.facts_of_care import COUNCIL
from openiro.measures.facts_of_oversight import USUAL
from openiro.measures.figures import Figure, Result
from openiro.measures.measure import Measure, Part
from openiro.measures.period import Period
from openiro.measures.tables import Tables

GUIDE = (50, 70)
RATES = ("population.rate_per_10000", "plans.rate_per_10000")

# What `rows_behind` shows of the facts that decided, in this order.
DETAILS = (
    "period_on",
    "due_on",
    "limit_on",
    "before_on",
    "completed_on",
    "done_on",
    "seen_before_on",
    "child_chaired",
    "dispute",
    "service",
    "stage",
    "theme",
    "team",
    "arose_on",
    "closed_on",
    "quarter",
    "days",
    "days_left",
    "group",
    "number",
    "answer",
    "outcome",
    "on_file",
    "plan",
    "step",
    "planned_on",
    "taken_on",
    "delay",
    "route",
    "entitlement",
    "row",
    "kind",
    "category",
    "strategy_on",
    "started_on",
    "ended_on",
    "source",
    "topic",
    "reason",
    "code",
    "late_reason",
    "no_part_reason",
    "mode",
    "duration_minutes",
    "parent",
    "age",
    "sex",
    "ethnicity",
    "legal_status",
    "placement",
    "provider",
    "need",
    "placements",
    "miles",
    "out_of_area",
    "present_on",
    "iros",
    "role",
    "children",
    "fte",
)


class UnableToFindMeasure(ValueError):
    """No measure, or no breakdown of it, has the name asked for."""


def compute(
    tables: Tables,
    *,
    from_on: date,
    to_on: date,
    calendar: WorkingCalendar,
    only: Iterable[str] | None = None,
    engine: str = "polars",
    population: Mapping[int, int] | None = None,
    guide: tuple[float, float] = GUIDE,
    entitlements: Mapping[str, tuple[int, int]] | None = None,
    oversight: Oversight = USUAL,
) -> Result:
    """The measures of the period `from_on` to `to_on`, both included, as at `to_on`.

    `only` names measures (all, if None); `population` gives people under 18 by calendar year; `guide` is the policy's
    caseload for a full-time equivalent, `oversight` what it asks for between reviews, and `entitlements` are those of
    its list, each with the ages in years, both included, at which a child is told. A measure whose records the source
    does not keep is listed in `not_available`. Raises `UnableToFindMeasure`, `UnableToMeasurePeriod`,
    `UnableToUseEngine`, and `UnableToDateReviews` where a clock leaves the years whose bank holidays are known.
    """
    period, handed = Period(from_on, to_on), engine_named(engine)
    facts = Facts(tables, period, calendar, handed, guide, population or {}, entitlements or {}, oversight)
    return counted(facts, only)


def counted(facts: Facts, only: Iterable[str] | None = None) -> Result:
    """The figures of the measures that `only` names (all, if None), as `compute`, from facts that others may use too.

    Raises as `compute`.
    """
    wanted = measures_named(only)
    return result_of(wanted, facts, sums_of(measures_told(wanted, facts), facts))


def result_of(wanted: tuple[Measure, ...], facts: Facts, sums: "Sums") -> Result:
    """The figures of the measures `wanted` that the records tell, from the sums of their marks."""
    told = measures_told(wanted, facts)
    figures = tuple(figure for measure in told for figure in _figures(measure, facts, sums))
    missing = tuple(measure.id for measure in wanted if measure not in told)
    return Result(figures, facts.tables.warnings + _warnings(facts, missing), missing)


def measures_named(only: Iterable[str] | None) -> tuple[Measure, ...]:
    """The measures of those ids, each once; all, if None. Raises `UnableToFindMeasure`."""
    return CATALOGUE if only is None else tuple(measure_named(name) for name in dict.fromkeys(only))


def measures_told(wanted: Iterable[Measure], facts: Facts) -> list[Measure]:
    """Those of the measures whose records the source keeps."""
    return [measure for measure in wanted if _can_be_told(measure, facts)]


def measure_named(name: str) -> Measure:
    """The measure of that id. Raises `UnableToFindMeasure`."""
    for measure in CATALOGUE:
        if measure.id == name:
            return measure
    raise UnableToFindMeasure(f"There is no measure {name!r}. See the catalogue of measures for the names.")


def rows_behind(
    tables: Tables,
    measure_id: str,
    breakdown: Mapping[str, str] | None = None,
    *,
    from_on: date,
    to_on: date,
    calendar: WorkingCalendar,
    engine: str = "polars",
    guide: tuple[float, float] = GUIDE,
    entitlements: Mapping[str, tuple[int, int]] | None = None,
    oversight: Oversight = USUAL,
) -> pl.DataFrame:
    """The records behind a measure, or behind one value of its breakdown.

    Columns: `child` (or `officer`), `on` (the day it counts on), `counted_as` (numerator, denominator: in that alone;
    unknown), `why`, and the facts that decided. Raises as `compute`.
    """
    period, told = Period(from_on, to_on), entitlements or {}
    facts = Facts(tables, period, calendar, engine_named(engine), guide, entitlements=told, oversight=oversight)
    return rows_of(facts, measure_id, breakdown or {})


def rows_of(facts: Facts, measure_id: str, breakdown: Mapping[str, str]) -> pl.DataFrame:
    """The records behind a measure, as `rows_behind`, from facts that others may use too. Raises as `compute`."""
    measure = measure_named(measure_id)
    if not _is_recorded(measure, facts):
        raise UnableToFindMeasure(f"The records do not hold what {measure_id} needs, so there are no rows behind it.")
    frame = _of_breakdown(facts.frame(measure.facts), measure, breakdown)
    return _told_apart(facts.engine.rows(frame), measure)


def _of_breakdown(frame: Frame, measure: Measure, breakdown: Mapping[str, str]) -> Frame:
    columns = {key.name: key.column for key in measure.keys}
    for name, value in breakdown.items():
        if name not in columns:
            raise UnableToFindMeasure(f"{measure.id} is not broken down by {name!r}.")
        frame = frame.filter(nw.col(columns[name]) == value)
    return frame


def _told_apart(rows: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    parts = {"numerator": measure.numerator, "unknown": measure.unknown, "denominator": measure.denominator}
    label = pl.lit(None, pl.String)
    for name, column in reversed(parts.items()):
        if column is not None:
            label = pl.when(pl.col(column) > 0).then(pl.lit(name)).otherwise(label)
    named = rows.with_columns(**{name: pl.col(column) for name, column in measure.shows.items()})
    counted = named.with_columns(counted_as=label).filter(pl.col("counted_as").is_not_null())
    first = [name for name in ("child", "officer", "on", "counted_as", "why") if name in counted.columns]
    rest = [name for name in DETAILS if name in counted.columns]
    return counted.select(*first, *rest).sort(first[:2])


def _can_be_told(measure: Measure, facts: Facts) -> bool:
    if measure.id in RATES and not any(year <= facts.period.to_on.year for year in facts.population):
        return False
    return _is_recorded(measure, facts)


def _is_recorded(measure: Measure, facts: Facts) -> bool:
    if not measure.needs <= facts.tables.supplied:
        return False
    if measure.needs_column is None:
        return True
    table, column = measure.needs_column
    values = facts.tables.frame(table)[column]
    return values.null_count() < len(values)


def _warnings(facts: Facts, missing: tuple[str, ...]) -> tuple[str, ...]:
    warnings = []
    if facts.period.from_on < facts.tables.coverage_from:
        warnings.append(
            f"The period begins on {facts.period.from_on:%d/%m/%Y}, before the records do "
            f"({facts.tables.coverage_from:%d/%m/%Y}): what happened between is not counted."
        )
    if RATES[0] in missing:
        warnings.append("There is no estimate of people under 18, so the rate per 10,000 is left out.")
    return tuple(warnings)


Sums = dict[tuple[str, tuple[str, ...]], list[dict[str, object]]]


def sums_of(measures: Iterable[Measure], facts: Facts) -> Sums:
    """The sums of every mark that the measures need, by frame of facts and breakdown columns, in one pass each.

    Where the facts are of several councils, each row of sums holds the `COUNCIL` too.
    """
    marks: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for measure in measures:
        if measure.parts is None:
            columns = tuple(key.column for key in measure.keys)
            marks.setdefault((measure.facts, columns), set()).update(measure.marks)
    return {key: _sums(facts, key, sorted(names)) for key, names in marks.items()}


def _sums(facts: Facts, key: tuple[str, tuple[str, ...]], marks: list[str]) -> list[dict[str, object]]:
    name, columns = key
    totals = [nw.col(mark).sum().alias(f"{mark}_sum") for mark in marks]
    frame = facts.frame(name)
    if COUNCIL in frame.collect_schema().names():
        columns = (COUNCIL, *columns)
    summed = frame.group_by(*columns).agg(*totals) if columns else frame.select(*totals)
    return facts.engine.rows(summed).rows(named=True)


def _figures(measure: Measure, facts: Facts, sums: Sums) -> list[Figure]:
    if measure.parts is not None:
        parts = list(measure.parts(facts))
    else:
        columns = tuple(key.column for key in measure.keys)
        parts = _parts(measure, facts, sums[measure.facts, columns])
    return [_figure(measure, part) for part in parts]


def _figure(measure: Measure, part: Part) -> Figure:
    told = {"title": measure.title, "definition": measure.definition, "source": measure.source}
    return Figure(
        measure.id,
        part.breakdown,
        part.numerator,
        part.denominator,
        part.value,
        measure.unit,
        part.unknown,
        **told,
    )


def _parts(measure: Measure, facts: Facts, rows: list[dict[str, object]]) -> list[Part]:
    """A part for every category of the list, zeros too, and for any other that occurs."""
    columns = [key.column for key in measure.keys]
    found = {tuple(str(row[column]) for column in columns): row for row in rows}
    listed = list(product(*(key.listed(facts) for key in measure.keys)))
    # What the council itself has settled is listed whole; another name is that of a council counted beside it.
    settled = any(key.of_facts for key in measure.keys)
    others = sorted(values for values, row in found.items() if values not in listed and _occurs(measure, row))
    whole = sum((_sum(row, measure.denominator) for row in rows), 0) if measure.whole else None
    return [
        _part(measure, dict(zip((key.name for key in measure.keys), values, strict=True)), found.get(values, {}), whole)
        for values in (*listed, *(() if settled else others))
    ]


def _occurs(measure: Measure, row: Mapping[str, object]) -> bool:
    return any(_sum(row, mark) for mark in measure.marks)


def _sum(row: Mapping[str, object], mark: str | None) -> Number:
    value = row.get(f"{mark}_sum") if mark else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    return int(str(value)) if value is not None else 0


def _part(measure: Measure, breakdown: dict[str, str], row: Mapping[str, object], whole: Number | None) -> Part:
    numerator, unknown = _sum(row, measure.numerator), int(_sum(row, measure.unknown))
    if measure.denominator is None:
        return Part(breakdown, numerator, None, numerator, unknown)
    denominator = whole if whole is not None else _sum(row, measure.denominator)
    return Part(breakdown, numerator, denominator, ratio(numerator, denominator, measure.times), unknown)
