"""Writes what a comparison found: new rows, changed rows with what they were before, and rows that are confirmed."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl
from django.db import models

from openiro.core.actions import EventFacts, child_stream, record_events
from openiro.core.bulk import insert_rows
from openiro.ingest.actions._bulk import id_batches, insert_frame, update_frame
from openiro.ingest.comparison import CHANGED, CONFIRMED, NEW, Comparison
from openiro.ingest.links import known, linked
from openiro.ingest.models import Load, LoadChange, LoadConfirmation
from openiro.ingest.tables import LoadedTable, canonical
from openiro.people.models import User

IDS_A_CONFIRMATION = 5000
MOMENT_OF_DAY = "12:00:00"  # in Coordinated Universal Time, so that it is that day in England at any time of year


@dataclass
class Written:
    """What a commit has written so far, by child: the keys of new rows and what was changed in others."""

    new: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    changed: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)

    def children(self) -> list[str]:
        """The numbers of the children that were touched, in the order of the file."""
        return list(dict.fromkeys([*self.new, *self.changed]))


def write(load: Load, comparison: Comparison, written: Written) -> None:
    """Write one table of a load. Parents of its rows must be written before. Runs in the load's transaction."""
    table, new = comparison.table, comparison.of(NEW)
    made, revived = new.filter(pl.col("row_id").is_null()), new.filter(pl.col("row_id").is_not_null())
    changed = comparison.of(CHANGED)
    if not changed.is_empty():
        _change(load, table, _ended_first(changed), {})
    if table.adds and not made.is_empty():
        insert_frame(table.model, _as_inserted(load, table, made))
    if not revived.is_empty():
        _change(load, table, revived, {"withdrawn_at": pl.lit(None, pl.String)})
    _confirm(load, table, comparison.of(CONFIRMED))
    if "child" in table.key:
        _remember(written, table, new, changed)


def _ended_first(rows: pl.DataFrame) -> pl.DataFrame:
    """What ends before what goes on, so that two never run at once in between."""
    return rows.sort("to_on", nulls_last=True, maintain_order=True) if "to_on" in rows.columns else rows


def _as_inserted(load: Load, table: LoadedTable, made: pl.DataFrame) -> pl.DataFrame:
    """The rows of `made` with every column that the database needs."""
    own = [pl.col(column).alias(path) for column, path in table.own_key.items()]
    constants = {name: pl.lit(value) for name, value in table.constants.items()}
    frame = linked(made, table.links).select(*own, *_values(table), *table.links, **constants)
    if table.rests_on_load:
        year = pl.lit(load.collection_year, pl.Int64)
        frame = frame.with_columns(collection_year=year, load_number=pl.lit(load.number, pl.Int64))
    for column in table.model._meta.concrete_fields:
        if not column.primary_key and column.column not in frame.columns and not column.null:
            frame = frame.with_columns(_default(column, frame.height).alias(str(column.column)))
    return frame


def _values(table: LoadedTable) -> list[pl.Expr]:
    """The values of a row as the database keeps them."""
    return [_kept(table, name) for name in table.own_values]


def _kept(table: LoadedTable, name: str) -> pl.Expr:
    if name in table.moments:
        return pl.col(name).dt.strftime(f"%Y-%m-%d {MOMENT_OF_DAY}")
    return pl.col(name).replace("", None) if name in table.null_for_blank else pl.col(name)


def _default(column: "models.Field[Any, Any]", height: int) -> pl.Series:
    if isinstance(column, models.UUIDField):
        return pl.Series([uuid.uuid4().hex for _ in range(height)])
    return pl.Series([column.get_default()] * height)


def _change(load: Load, table: LoadedTable, rows: pl.DataFrame, also: dict[str, pl.Expr]) -> None:
    """Keep what the rows were before, then set their values."""
    befores = [canonical(before) for before in _befores(table, rows, also)]
    insert_frame(
        LoadChange,
        rows.select(
            load_id=pl.lit(load.number),
            table=pl.lit(table.name),
            row_id="row_id",
            previous_load="previous_load",
            before=pl.Series(befores, dtype=pl.String),
        ),
    )
    settings = dict(also)
    if table.rests_on_load and not table.blank_keeps:
        settings |= {"collection_year": pl.lit(load.collection_year), "load_number": pl.lit(load.number)}
    links = {column: link for column, link in table.links.items() if not table.paths.keys().isdisjoint(link[1])}
    update_frame(table.model, linked(rows, links).select("row_id", *_values(table), *links, **settings))


def _befores(table: LoadedTable, rows: pl.DataFrame, also: dict[str, pl.Expr]) -> Iterator[dict[str, Any]]:
    columns = {name: f"before_{name}" for name in table.values}
    if table.rests_on_load and not table.blank_keeps:
        columns |= {"collection_year": "previous_year", "load_number": "previous_load"}
    for row in rows.select(**columns).iter_rows(named=True):
        yield {**row, "withdrawn": True} if also else row


def _confirm(load: Load, table: LoadedTable, rows: pl.DataFrame) -> None:
    """Rest repeated rows on the later return, and keep what they rested on."""
    groups = rows.group_by("previous_year", "previous_load", maintain_order=True).agg("row_id")
    for previous_year, previous_load, row_ids in groups.iter_rows():
        portions = (row_ids[start : start + IDS_A_CONFIRMATION] for start in range(0, len(row_ids), IDS_A_CONFIRMATION))
        insert_rows(
            LoadConfirmation,
            ("load_id", "table", "previous_year", "previous_load", "row_ids"),
            [(load.number, table.name, previous_year, previous_load, canonical(portion)) for portion in portions],
        )
        for ids in id_batches(row_ids):
            table.model._default_manager.filter(pk__in=ids).update(
                collection_year=load.collection_year, load_number=load.number
            )


def _remember(written: Written, table: LoadedTable, new: pl.DataFrame, changed: pl.DataFrame) -> None:
    own = [pl.col(column).cast(pl.String) for column in table.key if column not in ("child", "table")]
    keys = pl.concat_str(own, separator=" ") if own else pl.lit("")
    for child, listed in new.group_by("child", maintain_order=True).agg(keys.alias("keys")).iter_rows():
        written.new.setdefault(child, {})[table.name] = listed
    for row in changed.with_columns(_key=keys).iter_rows(named=True):
        differing = [name for name in table.values if row[name] != row[f"before_{name}"]]
        told = [name for name in differing if name not in table.private]
        before, after = {name: row[f"before_{name}"] for name in told}, {name: row[name] for name in told}
        entry = {"key": row["_key"], "before": before, "after": after}
        if len(told) < len(differing):
            entry["also_changed"] = [name for name in differing if name in table.private]
        written.changed.setdefault(row["child"], {}).setdefault(table.name, []).append(entry)


def tell(load: Load, written: Written, *, by: User, at: datetime) -> list[int]:
    """Write one event for each child that the load touched; answers the children's primary keys."""
    numbers = dict(known("child", ("child",)).select("child", "link_id").iter_rows())
    children = {child: numbers[child] for child in written.children() if child in numbers}
    record_events(
        (
            EventFacts(
                child_stream(number),
                "ingest.rows_loaded",
                {
                    "load": load.number,
                    "new": written.new.get(child, {}),
                    "changed": written.changed.get(child, {}),
                },
            )
            for child, number in children.items()
        ),
        by=by,
        at=at,
    )
    return sorted(children.values())
