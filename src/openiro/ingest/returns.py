"""The files of a return as rows of the service's tables: which column goes where, and what is kept as it came."""

from collections.abc import Iterable, Mapping

import polars as pl

from openiro.formats.combine import FLAGS
from openiro.formats.layouts import LAYOUT_OF
from openiro.ingest.tables import CHILDREN, EPISODES, REVIEWS, TABLES, UNACCOMPANIED, LoadedTable, canonical

# File of the return -> the table that it fills, and the column of the table -> the column of the file.
_FILLED: dict[str, tuple[LoadedTable, dict[str, str]]] = {
    "header": (
        CHILDREN,
        {
            "child": "child",
            "sex": "sex",
            "born_on": "dob",
            "ethnicity": "ethnic",
            "upn": "upn",
            "is_mother": "mother",
        },
    ),
    "episodes": (
        EPISODES,
        {
            "child": "child",
            "started_on": "decom",
            "reason_started": "rne",
            "legal_status": "ls",
            "need": "cin",
            "placement": "place",
            "provider": "place_provider",
            "ended_on": "dec",
            "reason_ended": "rec",
            "reason_place_change": "reason_place_change",
            "home_postcode": "home_post",
            "placement_postcode": "pl_post",
            "urn": "urn",
        },
    ),
    "reviews": (REVIEWS, {"child": "child", "held_on": "review", "participation_code": "review_code"}),
    "uasc": (UNACCOMPANIED, {"child": "child", "ended_on": "duc"}),
}
LONGEST_KEY = 40
# Facts about the child that every file of the return repeats from the header, and the year of a file that tells of one.
YEAR = "year"
_REPEATED = frozenset({"row", "file", "child", "dob", "sex", YEAR})


def columns_of(name: str) -> Mapping[str, str]:
    """The column of the file `name` for each column of the table; none for a file that is kept as it came."""
    return _FILLED[name][1] if name in _FILLED else {}


def filled(name: str, frame: pl.DataFrame) -> tuple[LoadedTable, pl.DataFrame]:
    """The rows of one file of the return (`row` and its fields) as rows of the table that keeps them."""
    if name not in _FILLED:
        layout = LAYOUT_OF[name]
        key = [YEAR] if layout.yearly else [column for column in layout.key if column != "child"]
        rows = as_it_came(name, frame, key=key, left_out=_REPEATED)
        return TABLES[name], rows.with_columns(pl.col("key").str.slice(0, LONGEST_KEY))
    table, columns = _FILLED[name]
    kinds = {**table.key_types, **table.values}
    cells = {column: _cell(frame, source, kinds.get(column, pl.String())) for column, source in columns.items()}
    return table, frame.select("row", "file", **cells)


def _cell(frame: pl.DataFrame, source: str, kind: pl.DataType) -> pl.Expr:
    if source not in frame.columns:
        return pl.lit(None, kind)
    if kind == pl.Boolean and frame.schema[source] == pl.String:
        return pl.col(source).replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
    return pl.col(source).cast(kind)


def as_it_came(name: str, frame: pl.DataFrame, *, key: Iterable[str], left_out: Iterable[str]) -> pl.DataFrame:
    """The rows of a file kept as it came: its `key` in one text, and its cells as JSON, blank ones left out."""
    others = [column for column in frame.columns if column not in left_out]
    texts = [
        canonical({column: cell for column, cell in row.items() if cell is not None})
        for row in frame.select(others).iter_rows(named=True)
    ]
    own = [pl.col(column).cast(pl.String) for column in key]
    joined = pl.concat_str(own, separator=" ", ignore_nulls=True) if own else pl.lit("")
    values = pl.Series("values", texts, dtype=pl.String)
    return frame.select("row", "file", "child", values, table=pl.lit(name), key=joined)
