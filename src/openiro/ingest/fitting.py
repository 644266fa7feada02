"""Texts that are longer than the record has room for, so that one cell never stops a load.

A value is cut, with a warning; a number or name that tells a record apart cannot be, and its row is rejected.
"""

from collections.abc import Mapping

import polars as pl
from django.db import models

from openiro.formats.problems import ProblemLog, Severity
from openiro.ingest.tables import LoadedTable

_LONGEST_KEY = {"child": 30, "officer": 40, "team": 120, "check": 30, "entitlement": 40, "key": 120}


def with_usable_keys(table: LoadedTable, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows whose child, officer or team can be kept by its number or name, and an error for each other."""
    log = ProblemLog()
    for name, longest in _LONGEST_KEY.items():
        if name not in table.key:
            continue
        is_long = pl.col(name).str.len_chars() > longest
        message = f"It is longer than {longest} characters, so that no record can bear it. Correct it at its source."
        for file in rows.filter(is_long).get_column("file").unique():
            long = rows.filter(is_long & (pl.col("file") == file))
            log.add_rows(file, long, name.upper(), "key_too_long", Severity.ERROR, message)
        rows = rows.filter(~is_long)
    return rows, log.frame()


def fitted(table: LoadedTable, rows: pl.DataFrame, written_as: Mapping[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows with every text short enough for its field, and a warning for each that was cut.

    `written_as` gives the column of the file for those of the table that have another name.
    """
    log = ProblemLog()
    for name, longest in _lengths(table).items():
        is_long = pl.col(name).str.len_chars() > longest
        message = f"The text is longer than {longest} characters, which no code is. Only its beginning is kept."
        for file in rows.filter(is_long).get_column("file").unique():
            long = rows.filter(is_long & (pl.col("file") == file))
            log.add_rows(file, long, written_as.get(name, name).upper(), "too_long", Severity.WARNING, message)
        rows = rows.with_columns(pl.col(name).str.slice(0, longest))
    return rows, log.frame()


def _lengths(table: LoadedTable) -> dict[str, int]:
    """How many characters each text column of `table` has room for."""
    fields = {field.attname: field for field in table.model._meta.concrete_fields}
    texts = [name for name, kind in table.values.items() if kind == pl.String and name in fields]
    lengths = {name: fields[name].max_length for name in texts if isinstance(fields[name], models.CharField)}
    return {name: length for name, length in lengths.items() if length is not None}
