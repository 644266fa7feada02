"""Strings to dates, numbers and codes, remembering which cells could not be understood."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from openiro.formats.layouts import Kind, Layout
from openiro.formats.tables import blank_cells

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
BESIDE_A_DAY = "[^0-9/]"  # the parser of dates would let signs and blanks pass, and years that no date can bear
TIME_OF_DAY = r"[ T]00:00(:00(\.0+)?)?$"
_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
_SHAPE_OF_DAY = r"^(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{1,2}-\d{1,2})$"


@dataclass(frozen=True)
class TypedTable:
    """One file with typed cells under lower-case names, and `row`.

    `impossible`: for each column with cells that are no date or number, a mask of those cells.
    """

    layout: Layout
    file: str
    frame: pl.DataFrame
    impossible: dict[str, pl.Series]


def typed_table(layout: Layout, file: str, raw: pl.DataFrame) -> TypedTable:
    """The columns of `layout` with their types; a column that is not there is null throughout."""
    present = set(raw.columns)
    blank = blank_cells(raw.height, pl.String())
    impossible: dict[str, pl.Series] = {}
    cells = [raw["row"]]
    for column in layout.columns:
        texts = raw[column.name] if column.name in present else blank
        cells.append(_PARSERS[column.kind](texts).alias(column.field))
        if cells[-1].null_count() > texts.null_count():
            impossible[column.field] = texts.is_not_null() & cells[-1].is_null()
    return TypedTable(layout, file, pl.DataFrame(cells), impossible)


def _as_text(texts: pl.Series) -> pl.Series:
    return texts


def _as_code(texts: pl.Series) -> pl.Series:
    return texts.str.to_uppercase() if texts.str.contains("[a-z]").any() else texts


def _as_word(texts: pl.Series) -> pl.Series:
    return texts.str.to_lowercase().str.replace_all("[ -]+", "_")


def _as_number(texts: pl.Series) -> pl.Series:
    return texts.cast(pl.Int64, strict=False)


def _as_decimal(texts: pl.Series) -> pl.Series:
    values = texts.cast(pl.Float64, strict=False)
    return values.set(~values.is_finite(), None)


def _as_flag(texts: pl.Series) -> pl.Series:
    return texts.str.to_lowercase().replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)


def parsed_days(texts: pl.Series) -> pl.Series:
    """Dates written dd/mm/yyyy or yyyy-mm-dd, with or without the midnight that spreadsheets add; else null.

    A year before 1900 or after 2100 is no date of a child's record.
    """
    days = texts.str.to_date("%d/%m/%Y", strict=False)
    if days.null_count() > texts.null_count() or texts.str.contains(BESIDE_A_DAY).any():
        days = _parsed_leniently(texts)
    lowest, highest = days.min(), days.max()
    if lowest is None or (lowest >= EARLIEST and highest <= LATEST):  # type: ignore[operator]
        return days
    return days.set(~days.is_between(EARLIEST, LATEST), None)


def _parsed_leniently(texts: pl.Series) -> pl.Series:
    plain = texts.str.replace(TIME_OF_DAY, "")
    frame = pl.DataFrame({"text": plain}).with_columns(
        pl.when(pl.col("text").str.contains(_SHAPE_OF_DAY)).then("text").alias("text")
    )
    return frame.select(
        pl.coalesce(
            pl.col("text").str.to_date("%d/%m/%Y", strict=False), pl.col("text").str.to_date("%Y-%m-%d", strict=False)
        ).alias(texts.name)
    ).to_series()


_PARSERS: dict[Kind, Callable[[pl.Series], pl.Series]] = {
    Kind.TEXT: _as_text,
    Kind.CODE: _as_code,
    Kind.WORD: _as_word,
    Kind.DATE: parsed_days,
    Kind.NUMBER: _as_number,
    Kind.DECIMAL: _as_decimal,
    Kind.FLAG: _as_flag,
}
