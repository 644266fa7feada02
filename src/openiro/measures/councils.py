"""The same measures for many councils at once: one frame of facts for all of them, and the figures of each apart.

The definitions are those of one council. Children, officers and whatever else has a code are numbered, council by
council: nobody of one council is taken for somebody of another, and numbers are quicker.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import groupby
from typing import Any

import narwhals as nw
import polars as pl

from openiro.domain.oversight_policy import Oversight
from openiro.domain.working_days import WorkingCalendar
from openiro.measures.compute import GUIDE, Sums, measures_named, measures_told, result_of, sums_of
from openiro.measures.engine import EMBEDDED, Frame, engine_named
from openiro.measures.facts import Facts
from openiro.measures.facts_of_care import COUNCIL
from openiro.measures.facts_of_oversight import USUAL
from openiro.measures.figures import Result
from openiro.measures.measure import Measure
from openiro.measures.period import Period
from openiro.measures.tables import ROW_KEYS, TABLE_SCHEMAS, Tables

# What names somebody or something of one council, and how many of it there may be there.
CODES = ("child", "officer", "dispute", "concern", "compliment", "complaint", "carer")
ROOM = 100_000_000


def compute_councils(
    councils: Iterable[Tables],
    *,
    from_on: date,
    to_on: date,
    calendar: WorkingCalendar,
    only: Iterable[str] | None = None,
    engine: str = EMBEDDED,
    entitlements: Mapping[str, tuple[int, int]] | None = None,
    oversight: Oversight = USUAL,
) -> Iterator[tuple[Tables, Result]]:
    """The measures of each council, as `compute` gives them for that council alone; in order, as they come.

    `councils` have numbers in place of codes, as `numbered` gives them. Those that follow one another and whose
    records begin on the same day are counted together. There is no estimate of people under 18, so no rate.
    Raises as `compute`.
    """
    wanted, used = measures_named(only), engine_named(engine)
    nobody: dict[int, int] = {}
    ground = (Period(from_on, to_on), calendar, used, GUIDE, nobody, entitlements or {}, oversight)
    for _, same in groupby(councils, key=lambda tables: tables.coverage_from):
        together = list(same)
        whole = _AllCouncils(_all_tables(together), *ground)
        each = [_OneCouncil(tables, *ground, whole=whole, number=number) for number, tables in enumerate(together)]
        yield from zip(together, _results(wanted, whole, each), strict=True)


def _results(wanted: tuple[Measure, ...], whole: "_AllCouncils", each: list["_OneCouncil"]) -> Iterator[Result]:
    told = {measure.id: measure for facts in each for measure in measures_told(wanted, facts)}
    sums: list[Sums] = [{} for _ in each]
    for key, rows in sums_of(told.values(), whole).items():
        for own in sums:
            own[key] = []
        for row in rows:
            sums[int(str(row[COUNCIL]))][key].append(row)
    return (result_of(wanted, facts, own) for facts, own in zip(each, sums, strict=True))


class _AllCouncils(Facts):
    """The facts of all councils in one: every frame says which council each row is of."""

    def frame(self, name: str) -> Frame:
        """The frame of facts `name`, with the number of the council as `COUNCIL`."""
        frame = super().frame(name)
        codes = [code for code in CODES if code in frame.collect_schema().names()]
        number = nw.coalesce(codes[0], *codes[1:]) if len(codes) > 1 else nw.col(codes[0])
        return frame.with_columns((number // ROOM).cast(nw.Int64).alias(COUNCIL))

    @cached_property
    def _apart(self) -> dict[tuple[str, ...], dict[Any, pl.DataFrame]]:
        return {}

    def told_of(self, council: int, name: str, *columns: str) -> pl.DataFrame:
        """Columns of the frame of facts `name`, the rows of one council."""
        key = (name, *columns)
        if key not in self._apart:
            rows = super().told(name, COUNCIL, *columns)
            self._apart[key] = rows.partition_by(COUNCIL, as_dict=True, include_key=False)
            self._apart[key][None] = rows.clear().drop(COUNCIL)
        return self._apart[key].get((council,), self._apart[key][None])


@dataclass(frozen=True)
class _OneCouncil(Facts):
    """The facts of one of several councils, whose records they are, as the facts of all of them tell."""

    whole: _AllCouncils = field(kw_only=True)
    number: int = field(kw_only=True)

    def told(self, name: str, *columns: str) -> pl.DataFrame:
        """Columns of the frame of facts `name`, the rows of this council."""
        return self.whole.told_of(self.number, name, *columns)


def numbered(tables: Tables) -> Tables:
    """The same records with numbers in place of codes, in the order of the codes, and rows in the order of their keys.

    What is counted with many councils needs no codes, and is counted faster from rows in order.
    """
    frames = {name: frame for name, frame in tables.frames.items() if frame.height}
    for code in CODES:
        holding = [name for name in frames if code in TABLE_SCHEMAS[name]]
        if not holding:
            continue
        known = pl.concat([frames[name][code] for name in holding]).drop_nulls().unique().sort()
        places = pl.Enum(known)
        for name in holding:
            frames[name] = frames[name].with_columns(pl.col(code).cast(places).to_physical().cast(pl.Int64))
    rows = {name: frame.sort(ROW_KEYS[name]) if name in ROW_KEYS else frame for name, frame in frames.items()}
    return replace(tables, frames={name: rows.get(name, empty_numbered(name)) for name in TABLE_SCHEMAS})


@cache
def empty_numbered(name: str) -> pl.DataFrame:
    """A table without rows, as `numbered` gives it. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
    kinds = {column: pl.Int64() if column in CODES else kind for column, kind in TABLE_SCHEMAS[name].items()}
    return pl.DataFrame(schema=kinds)


def _all_tables(councils: list[Tables]) -> Tables:
    """The records of all councils: numbers begin with the place of the council."""
    frames = {name: _together(name, councils) for name in TABLE_SCHEMAS}
    return Tables("", councils[0].coverage_from, frames, councils[0].years)


def _together(name: str, councils: list[Tables]) -> pl.DataFrame:
    held = [(place, each.frame(name)) for place, each in enumerate(councils) if each.frame(name).height]
    codes = [code for code in CODES if code in TABLE_SCHEMAS[name]]
    apart = [frame.with_columns(pl.col(code) + place * ROOM for code in codes) for place, frame in held]
    return pl.concat(apart) if apart else empty_numbered(name)
