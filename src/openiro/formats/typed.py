"""Strings to dates, numbers and codes, remembering which cells could not be understood."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from openiro.formats.layouts import Kind, Layout
from openiro.formats.tables import blank_cells

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
DAY = "%d/%m/%Y"
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
    texts = pl.DataFrame(
        [(raw[column.name] if column.name in present else blank).alias(column.field) for column in layout.columns]
    )
    days = [column.field for column in layout.columns if column.kind is Kind.DATE]
    read = texts.select(
        *(_AS_READ[column.kind](pl.col(column.field)) for column in layout.columns),
        *(pl.col(name).str.contains(BESIDE_A_DAY).any().alias(f"odd {name}") for name in days),
    )
    impossible: dict[str, pl.Series] = {}
    cells = [raw["row"]]
    for text in texts:
        cell = read[text.name]
        if text.name in days:
            cell = _settled_days(text, cell, odd=read[f"odd {text.name}"].any())
        cells.append(cell)
        if cell.null_count() > text.null_count():
            impossible[text.name] = text.is_not_null() & cell.is_null()
    return TypedTable(layout, file, pl.DataFrame(cells), impossible)


def _as_it_is(texts: pl.Expr) -> pl.Expr:
    return texts


def _as_code(texts: pl.Expr) -> pl.Expr:
    return texts.str.to_uppercase()


def _as_word(texts: pl.Expr) -> pl.Expr:
    return texts.str.to_lowercase().str.replace_all("[ -]+", "_")


def _as_number(texts: pl.Expr) -> pl.Expr:
    return texts.cast(pl.Int64, strict=False)


def _as_decimal(texts: pl.Expr) -> pl.Expr:
    values = texts.cast(pl.Float64, strict=False)
    return pl.when(values.is_finite()).then(values)


def _as_flag(texts: pl.Expr) -> pl.Expr:
    return texts.str.to_lowercase().replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)


def _as_day(texts: pl.Expr) -> pl.Expr:
    return texts.str.to_date(DAY, strict=False)


_AS_READ: dict[Kind, Callable[[pl.Expr], pl.Expr]] = {
    Kind.TEXT: _as_it_is,
    Kind.CODE: _as_code,
    Kind.WORD: _as_word,
    Kind.DATE: _as_day,
    Kind.NUMBER: _as_number,
    Kind.DECIMAL: _as_decimal,
    Kind.FLAG: _as_flag,
}


def parsed_days(texts: pl.Series) -> pl.Series:
    """Dates written dd/mm/yyyy or yyyy-mm-dd, with or without the midnight that spreadsheets add; else null.

    A year before 1900 or after 2100 is no date of a child's record.
    """
    return _settled_days(texts, texts.str.to_date(DAY, strict=False), odd=texts.str.contains(BESIDE_A_DAY).any())


def _settled_days(texts: pl.Series, days: pl.Series, *, odd: bool) -> pl.Series:
    """`days` as read in the usual way; in every way that is taken where some text is `odd` or was not understood."""
    if odd or days.null_count() > texts.null_count():
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
            pl.col("text").str.to_date(DAY, strict=False), pl.col("text").str.to_date("%Y-%m-%d", strict=False)
        ).alias(texts.name)
    ).to_series()
