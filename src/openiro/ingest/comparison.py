"""What a load would do to each row: new, changed, confirmed, the same, or in conflict with what somebody typed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import polars as pl
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, QuerySet, When

from openiro.ingest.tables import LoadedTable

NEW, CHANGED, CONFIRMED, SAME, CONFLICT = "new", "changed", "confirmed", "same", "conflict"


@dataclass(frozen=True)
class Comparison:
    """The rows of one table against what is stored.

    Columns: `row`, `file`, the key, the values as they would stand, `before_…` each value as it stands, `row_id`,
    `previous_year`, `previous_load`, `verdict`. A row that was withdrawn and comes back is new with a `row_id`.
    """

    table: LoadedTable
    rows: pl.DataFrame

    def of(self, verdict: str) -> pl.DataFrame:
        """The rows with one verdict."""
        return self.rows.filter(pl.col("verdict") == verdict)

    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, the same (rows that a later return confirms included) and in conflict."""
        found = dict(self.rows.group_by("verdict").len().iter_rows())
        same = found.get(SAME, 0) + found.get(CONFIRMED, 0)
        return {
            "new": found.get(NEW, 0),
            "changed": found.get(CHANGED, 0),
            "same": same,
            "conflict": found.get(CONFLICT, 0),
        }


def compared(table: LoadedTable, rows: pl.DataFrame, *, year: int | None, is_repeat: bool) -> Comparison:
    """Hold the rows of a load, one for each key, against the stored rows of `table`.

    `year`: collection year of the load, None for what has none. A stored row of a later year stands. `is_repeat`:
    the very same content was committed before, so that it changes no row that is there.
    """
    stored = stored_rows(table)
    joined = _plain(table, rows).join(stored, on=list(table.key), how="left", maintain_order="left")
    joined = _with_what_stands(table, joined)
    if table.derive is not None:
        joined = table.derive(joined)
    differing = [pl.col(name).ne_missing(pl.col(f"before_{name}")) for name in table.values]
    differs = reduce(or_, differing) if differing else pl.lit(False)
    return Comparison(table, joined.with_columns(verdict=_verdict(table, differs, year=year, is_repeat=is_repeat)))


def _with_what_stands(table: LoadedTable, joined: pl.DataFrame) -> pl.DataFrame:
    """The rows of a partial source with what is stored where they are blank, or wherever something is stored."""
    if not (table.blank_keeps or table.only_fills):
        return joined
    filled = []
    for name, kind in table.values.items():
        first, second = (f"before_{name}", name) if table.only_fills else (name, f"before_{name}")
        cell = pl.when(_is_blank(first, kind)).then(second).otherwise(first)
        filled.append((cell.fill_null("") if kind == pl.String else cell).alias(name))
    return joined.with_columns(filled)


def _verdict(table: LoadedTable, differs: pl.Expr, *, year: int | None, is_repeat: bool) -> pl.Expr:
    typed = pl.col("previous_load").is_null() if table.rests_on_load else pl.lit(False)
    coming, resting = pl.lit(year, pl.Int64), pl.col("previous_year")
    is_older = (resting > coming).fill_null(False)
    is_newer = (resting < coming).fill_null(False) & ~pl.lit(is_repeat)
    contradicts = _contradiction(table)
    return (
        pl.when(pl.col("row_id").is_null() | pl.col("is_withdrawn"))
        .then(pl.lit(NEW))
        .when(~differs & is_newer & ~typed)
        .then(pl.lit(CONFIRMED))
        .when(~differs | is_older)
        .then(pl.lit(SAME))
        .when(typed & contradicts)
        .then(pl.lit(CONFLICT))
        .when(pl.lit(is_repeat))
        .then(pl.lit(SAME))
        .otherwise(pl.lit(CHANGED))
    )


def _contradiction(table: LoadedTable) -> pl.Expr:
    """Whether a typed row says otherwise: any difference, or for a partial source one where both say something."""
    if not table.blank_keeps:
        return pl.lit(True)
    both = [
        ~_is_blank(f"before_{name}", kind) & pl.col(name).ne_missing(pl.col(f"before_{name}"))
        for name, kind in table.values.items()
    ]
    return reduce(or_, both) if both else pl.lit(False)


def _is_blank(name: str, kind: pl.DataType) -> pl.Expr:
    return pl.col(name).fill_null("") == "" if kind == pl.String else pl.col(name).is_null()


def _plain(table: LoadedTable, rows: pl.DataFrame) -> pl.DataFrame:
    texts = [name for name, kind in table.values.items() if kind == pl.String]
    return rows.with_columns(pl.col(texts).fill_null(""))


def stored_rows(table: LoadedTable) -> pl.DataFrame:
    """Every row of `table` that stands (of children also the withdrawn ones), with key, values and provenance."""
    values = [table.paths.get(name, name) for name in table.values]
    names = ["pk", *table.key.values(), *values, *_provenance(table)]
    schema: dict[str, pl.DataType] = {"row_id": pl.Int64()}
    schema |= {column: table.key_types.get(column, pl.String()) for column in table.key}
    schema |= {f"before_{name}": kind for name, kind in table.values.items()}
    schema |= {"previous_year": pl.Int64(), "previous_load": pl.Int64(), "is_withdrawn": pl.Boolean()}
    found = _standing(table).order_by().values_list(*names).iterator(chunk_size=5000)
    readers = {names.index(name): reader for name, reader in table.readers.items()}
    rows = [_read(row, readers) for row in found] if readers else list(found)
    if not table.rests_on_load:
        rows = [(*row, None, None, False) for row in rows]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame if table.rests_on_load else frame.unique(list(table.key), keep="first", maintain_order=True)


def _provenance(table: LoadedTable) -> list[str]:
    return ["collection_year", "rests_on", "is_withdrawn"] if table.rests_on_load else []


def _standing(table: LoadedTable) -> QuerySet[Any]:
    rows: QuerySet[Any] = table.model._default_manager.filter(**table.conditions)
    if not table.rests_on_load:
        return rows
    withdrawn = ExpressionWrapper(Q(withdrawn_at__isnull=False), BooleanField())
    loaded = F("load_number")
    rests_on = Case(When(**{table.typed_where: True}, then=None), default=loaded) if table.typed_where else loaded
    rows = rows.annotate(is_withdrawn=withdrawn, rests_on=rests_on)
    return rows if table.revives else rows.filter(withdrawn_at__isnull=True)


def _read(row: tuple[Any, ...], readers: dict[int, Callable[[Any], object]]) -> tuple[Any, ...]:
    return tuple(readers[place](cell) if place in readers else cell for place, cell in enumerate(row))
