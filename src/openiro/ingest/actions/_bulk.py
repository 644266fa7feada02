"""Many rows at once from frames to the database, through Django's own connection and always parameterised."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from django.db import connection, models

from openiro.core.bulk import insert_rows

IDS_A_STATEMENT = 900


def insert_frame(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Insert every row of `frame`, whose columns are named as the columns of the model's table."""
    insert_rows(model, frame.columns, plain_rows(frame))


def update_frame(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Set every column of `frame` in the row whose primary key is in its column `row_id`."""
    columns = [name for name in frame.columns if name != "row_id"]
    changes = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
    table, key = connection.ops.quote_name(model._meta.db_table), str(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {changes} WHERE {connection.ops.quote_name(key)} = %s",  # noqa: S608
            plain_rows(frame.select(*columns, "row_id")),
        )


def plain_rows(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    """The rows as both databases take them: dates as ISO text."""
    return frame.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d")).rows()


def id_batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Primary keys in slices that both databases take as parameters of one statement."""
    return (ids[start : start + IDS_A_STATEMENT] for start in range(0, len(ids), IDS_A_STATEMENT))
