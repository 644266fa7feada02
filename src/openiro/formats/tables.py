"""The tables that readers give, as frames: the columns of `domain.tables`."""

from functools import cache

import polars as pl

from openiro.domain.tables import COLUMNS

TABLE_SCHEMAS: dict[str, pl.Schema] = {name: pl.Schema(columns) for name, columns in COLUMNS.items()}


@cache
def empty_table(name: str) -> pl.DataFrame:
    """A table without rows. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
    return pl.DataFrame(schema=TABLE_SCHEMAS[name])


def blank_cells(height: int, kind: pl.DataType) -> pl.Series:
    """A column of `height` cells that say nothing."""
    return pl.Series(values=[None], dtype=kind).new_from_index(0, height)
