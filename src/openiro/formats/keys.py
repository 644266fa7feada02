"""One row for each key of a file."""

from collections.abc import Sequence

import polars as pl

from openiro.formats.problems import ProblemLog, Severity


def one_row_a_key(key_columns: Sequence[str], file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """One row for each key: identical rows are one; of different ones the lower holds. Both are remarked on."""
    key = list(key_columns)
    if frame.select(pl.struct(key).hash().n_unique()).item() == frame.height:
        return frame  # no two hashes are the same, so no two keys are
    values = [name for name in frame.columns if name != "row"]
    identical = frame.filter(frame.select(values).is_duplicated() & ~_is_last(frame, values))
    message = "The same row stands again further down. It counts once."
    log.add_rows(file, identical, "", "repeated_row", Severity.WARNING, message)
    distinct = frame.filter(_is_last(frame, values))
    conflicting = distinct.filter(~_is_last(distinct, key))
    names = " and ".join(name.upper() for name in key)
    message = f"A row further down has the same {names} and says otherwise. The lower row holds."
    log.add_rows(file, conflicting, "", "conflicting_row", Severity.WARNING, message)
    return distinct.filter(_is_last(distinct, key))


def _is_last(frame: pl.DataFrame, columns: list[str]) -> pl.Series:
    return frame.select(pl.struct(columns).is_last_distinct()).to_series()
