"""Strings to dates, numbers and codes, remembering which cells could not be understood."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from openiro.formats.layouts import Column, Kind, Layout

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
TIME_OF_DAY = r"[ T]00:00(:00(\.0+)?)?$"
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
    cells = raw.select(
        "row",
        *(
            (pl.col(column.name) if column.name in present else pl.lit(None, pl.String)).alias(column.field)
            for column in layout.columns
        ),
    )
    impossible: dict[str, pl.Series] = {}
    parsed: list[pl.Series] = []
    for column in layout.columns:
        if column.kind in (Kind.DATE, Kind.NUMBER):
            values = _parsed(column, cells[column.field])
            if values.null_count() > cells[column.field].null_count():
                impossible[column.field] = cells[column.field].is_not_null() & values.is_null()
            parsed.append(values)
        elif column.kind is Kind.CODE and cells[column.field].str.contains("[a-z]").any():
            parsed.append(cells[column.field].str.to_uppercase())
    return TypedTable(layout, file, cells.with_columns(parsed), impossible)


def _parsed(column: Column, texts: pl.Series) -> pl.Series:
    return parsed_days(texts) if column.kind is Kind.DATE else texts.cast(pl.Int64, strict=False)


def parsed_days(texts: pl.Series) -> pl.Series:
    """Dates written dd/mm/yyyy or yyyy-mm-dd, with or without the midnight that spreadsheets add; else null.

    A year before 1900 or after 2100 is no date of a child's record.
    """
    days = texts.str.to_date("%d/%m/%Y", strict=False)
    if days.null_count() > texts.null_count():
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
