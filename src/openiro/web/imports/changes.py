"""What a load would change, row by row: before and after."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from openiro.govuk.dates import medium_date
from openiro.ingest.queries import Preview
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

ROWS_A_PAGE = 25
VERDICTS = {"changed": "Would change", "conflict": "In conflict with what was typed"}
_AFTER = {"changed": "After the load", "conflict": "In the file"}


def chosen(preview: Preview, verdict: str, source: str) -> tuple[str, str]:
    """The verdict and file that are asked for, or the first that have rows; no file where none has."""
    having = {kind: _tables_with(preview, kind) for kind in VERDICTS}
    if verdict not in VERDICTS:
        verdict = next((kind for kind in VERDICTS if having[kind]), "changed")
    tables = having[verdict]
    return verdict, source if source in tables else next(iter(tables), "")


def _tables_with(preview: Preview, verdict: str) -> list[str]:
    return [source for source, found in preview.counts().items() if found.get(verdict)]


def rows_with(preview: Preview, source: str, verdict: str) -> pl.DataFrame:
    """The rows of one file with one verdict, by row of the file; none where there is no such file."""
    for table, comparison in zip(preview.incoming.tables, preview.comparisons, strict=True):
        if table.source == source:
            return comparison.of(verdict).sort("row")
    return pl.DataFrame()


def change_table(rows: pl.DataFrame, pager: Pager, *, verdict: str, caption: str) -> Table:
    """One line for each value that differs, of the records of one page."""
    columns = [Column("Record"), Column("What"), Column("As it stands"), Column(_AFTER[verdict])]
    records = rows.slice(pager.start, pager.size).iter_rows(named=True)
    lines = [line for record in records for line in _lines_of(record)]
    return Table(caption, columns, lines, empty="No row of this load does that", pager=pager)


def _lines_of(record: dict[str, Any]) -> Iterator[Sequence[Cell | str]]:
    names = [name.removeprefix("before_") for name in record if name.startswith("before_")]
    name_of = Cell(_key_in_words(record, names), hint=f"{record['file']}, row {record['row']:,}")
    for name in names:
        before, after = record[f"before_{name}"], record[name]
        if before == after:
            continue
        pairs = _inside(before, after) if name == "values" else [(name, before, after)]
        for what, old, new in pairs:
            yield [name_of, what.replace("_", " ").capitalize(), in_words(old), in_words(new)]


_NOT_KEYS = frozenset({"row", "file", "row_id", "previous_year", "previous_load", "is_withdrawn", "verdict", "key"})


def _key_in_words(record: dict[str, Any], names: Sequence[str]) -> str:
    keys = [
        (name, value)
        for name, value in record.items()
        if name not in _NOT_KEYS and name not in names and not name.startswith("before_") and value not in (None, "")
    ]
    return ", ".join(f"Child {value}" if name == "child" else in_words(value) for name, value in keys)


def _inside(before: str | None, after: str | None) -> list[tuple[str, object, object]]:
    """The values that differ between two rows that are kept as they came."""
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    return [(name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)]


def in_words(value: object) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return "Blank"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return medium_date(value) if isinstance(value, date) else str(value)
