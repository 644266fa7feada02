"""Published statistics of the Department for Education and the Office for National Statistics, as downloaded."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openiro.formats.csv_text import RawTable, read_csv_text
from openiro.formats.limits import Limits
from openiro.formats.open_statistics_layouts import (
    AUTHORITY,
    GROUP,
    LAYOUTS,
    LEVELS,
    LIST,
    LIST_COLUMNS,
    REGIONS,
    SYMBOLS,
    Layout,
    Series,
)
from openiro.formats.problems import UnableToRead
from openiro.formats.source import open_source

BOUNDS = Limits(file_bytes=32 * 1024 * 1024, quoted_file_bytes=32 * 1024 * 1024, lines=200_000, cells=4_000_000)
_NUMBER = re.compile(r"-?\d{1,3}(,?\d{3})*(\.\d{1,6})?")
_YEARS = range(1980, 2100)
LONGEST_WORDS, LONGEST_SOURCE = 60, 200


@dataclass(frozen=True)
class AreaRead:
    """A place that figures are published for. `region` is the code of the region it lies in, where the file says."""

    code: str
    name: str
    level: str
    region: str = ""


@dataclass(frozen=True)
class ValueRead:
    """One published figure, as printed: a number or one of `SYMBOLS`. `year` is a collection year."""

    indicator: str
    category: str
    area: str
    year: int
    as_at: date
    printed: str
    source: str = ""

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What the figure is of: there is one for each."""
        return self.indicator, self.category, self.area, self.year


@dataclass(frozen=True)
class Published:
    """What a published file holds. `neighbours` are (authority, neighbour, place), `regions` name → name of region."""

    layout: Layout
    sha256: str
    areas: tuple[AreaRead, ...] = ()
    values: tuple[ValueRead, ...] = ()
    neighbours: tuple[tuple[str, str, int], ...] = ()
    regions: tuple[tuple[str, str], ...] = ()


def number_of(printed: str) -> float | None:
    """The number that is printed; None where a symbol stands in its place ('k' and 'low' are not 0)."""
    return float(printed.replace(",", "")) if _NUMBER.fullmatch(printed) else None


def read_published(path: Path) -> Published:
    """The published file `path`. Raises `UnableToRead`, which says what is wrong and what to do, for anything else."""
    files = open_source(path, BOUNDS)
    if len(files) != 1:
        raise UnableToRead(path.name, "It holds more than one file.", "Upload published files one at a time.")
    name, data = files[0].name, files[0].read()
    table = read_csv_text(name, data, BOUNDS)
    reader = _Reader(name, _layout_of(name, table), table)
    areas, values, neighbours, regions = reader.read()
    return Published(reader.layout, hashlib.sha256(data).hexdigest(), areas, values, neighbours, regions)


def _layout_of(name: str, table: RawTable) -> Layout:
    headings = frozenset(table.headings)
    for layout in LAYOUTS:
        if layout.tells <= headings:
            return layout
    known = "; ".join(layout.title for layout in LAYOUTS)
    raise UnableToRead(
        name, "Its headings are those of none of the published files that are known here.", f"Known are: {known}."
    )


Rows = Iterator[Mapping[str, Any]]
Read = tuple[tuple[AreaRead, ...], tuple[ValueRead, ...], tuple[tuple[str, str, int], ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class _Reader:
    """One file with its layout; the first thing that cannot be right refuses the whole of it."""

    name: str
    layout: Layout
    table: RawTable

    def read(self) -> Read:
        """Areas, figures, neighbours and regions."""
        if not self.table.frame.height or self.table.surplus.height:
            raise self._refuse(1, "", "has no rows under it, or rows that are longer than it")
        if self.layout.id == REGIONS:
            return (
                (),
                (),
                (),
                tuple((self._text(row, "LOCAL_AUTHORITY"), self._text(row, "REGION")) for row in self._rows),
            )
        areas: dict[str, AreaRead] = {}
        values: dict[tuple[str, str, str, int], ValueRead] = {}
        neighbours: list[tuple[str, str, int]] = []
        for row in self._rows:
            area = self._area(row)
            areas[area.code] = area
            neighbours += self._neighbours(row, area)
            for value in self._values(row, area):
                if values.setdefault(value.key, value) != value:
                    raise self._refuse(row["row"], "", "says another figure than a row above it for the same thing")
        if not values and not neighbours:
            raise self._refuse(2, "", "and those below it hold none of the series that are read from this file")
        return tuple(areas.values()), tuple(values.values()), tuple(neighbours), ()

    @property
    def _rows(self) -> Rows:
        return self.table.frame.iter_rows(named=True)

    def _refuse(self, row: int, column: str, wrong: str) -> UnableToRead:
        where = f"Row {row}, {column.lower()}," if column else f"Row {row}"
        return UnableToRead(self.name, f"{where} {wrong}.", "Download the file again and upload it unchanged.")

    def _text(self, row: Mapping[str, Any], column: str, most: int = LONGEST_WORDS) -> str:
        value = row[column]
        if not value or len(value) > most:
            raise self._refuse(row["row"], column, f"is blank or longer than {most} characters")
        return str(value)

    def _area(self, row: Mapping[str, Any]) -> AreaRead:
        if self.layout.id == LIST:
            who = self._text(row, "WHO")
            return AreaRead(who, who, GROUP)
        if self.layout.neighbours:
            code = self._text(row, "OLD_LA_CODE")
            return AreaRead(code, row.get("LA_NAME") or "", AUTHORITY)
        level = LEVELS.get(str(row[self.layout.level]).upper(), "")
        if not level:
            raise self._refuse(row["row"], self.layout.level, "is none of National, Regional and Local authority")
        code, name = (self._text(row, column) for column in self.layout.codes[level])
        return AreaRead(code, name, level, row.get("REGION_CODE") or "" if level == AUTHORITY else "")

    def _neighbours(self, row: Mapping[str, Any], area: AreaRead) -> Iterator[tuple[str, str, int]]:
        for place, column in enumerate(self.layout.neighbours, 1):
            yield area.code, self._text(row, column), place

    def _values(self, row: Mapping[str, Any], area: AreaRead) -> Iterator[ValueRead]:
        if self.layout.id == LIST:
            yield self._listed(row, area)
        for series in self.layout.series:
            if all(row[column] == words for column, words in series.where.items()):
                yield self._value(row, series, area)

    def _value(self, row: Mapping[str, Any], series: Series, area: AreaRead) -> ValueRead:
        year = self._year(row)
        as_at = date(year, *self.layout.as_at)
        printed = self._printed(row, series.column)
        return ValueRead(series.indicator, "", area.code, year + self.layout.later, as_at, printed)

    def _listed(self, row: Mapping[str, Any], area: AreaRead) -> ValueRead:
        try:
            as_at = date.fromisoformat(self._text(row, "AS_AT"))
        except ValueError:
            raise self._refuse(row["row"], "AS_AT", "is not a day written as 2025-03-31") from None
        return ValueRead(
            self._text(row, "MEASURE"),
            row["CATEGORY"] or "",
            area.code,
            as_at.year + (as_at.month > 3),
            as_at,
            self._printed(row, "VALUE"),
            self._text(row, "SOURCE", LONGEST_SOURCE),
        )

    def _year(self, row: Mapping[str, Any]) -> int:
        """The year that is printed: '2025', or '202425', which ends in 2025."""
        text = str(row["TIME_PERIOD"] or "")
        if text.isdecimal() and len(text) in (4, 6):
            year = int(text[:4]) + (len(text) == 6)
            if year in _YEARS and text[4:] in ("", f"{year % 100:02}"):
                return year
        raise self._refuse(row["row"], "TIME_PERIOD", "is not a year such as 2025 or 202425")

    def _printed(self, row: Mapping[str, Any], column: str) -> str:
        value = str(row[column] or "")
        if value.lower() in SYMBOLS:
            return value.lower()
        if number_of(value) is None:
            raise self._refuse(row["row"], column, "is neither a number nor a symbol of the publishers")
        return value


def list_template() -> Iterator[tuple[str, ...]]:
    """The headings of the list of figures copied from publications."""
    yield LIST_COLUMNS
