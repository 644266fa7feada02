"""Many rows at once, through Django's own connection and always parameterised."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, models

ROWS_A_STATEMENT = 500
OBJECTS_AT_A_TIME = 5000
Row = Sequence[Any]


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Row], *, replacing_by: str = ""
) -> None:
    """Insert `rows` with no object made of them.

    Their values stand in the order of `columns`, and are as both databases take them (`stored_row`).
    With `replacing_by`, a unique column, a row that is there already takes the new values.
    """
    name = connection.ops.quote_name
    into = f"INSERT INTO {name(model._meta.db_table)} ({', '.join(map(name, columns))}) VALUES "  # noqa: S608
    places = f"({', '.join(['%s'] * len(columns))})"
    instead = ""
    if replacing_by:
        taken = ", ".join(f"{name(each)} = EXCLUDED.{name(each)}" for each in columns if each != replacing_by)
        instead = f" ON CONFLICT ({name(replacing_by)}) DO UPDATE SET {taken}"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(into + places + instead, rows)
            return
        for batch in batches(rows, ROWS_A_STATEMENT):
            statement = into + ", ".join([places] * len(batch)) + instead
            cursor.execute(statement, [value for row in batch for value in row])


def insert_objects(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert the same rows as objects of Django, which knows how each database keeps them; a few thousand at a time."""
    for batch in batches(rows, OBJECTS_AT_A_TIME):
        model._default_manager.bulk_create(model(**dict(zip(columns, row, strict=True))) for row in batch)


def stored_row(row: Row) -> Row:
    """The values of a row as both databases take them: days as ISO text."""
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of `size` at the most, in order."""
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
