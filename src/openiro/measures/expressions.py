"""Small expressions that the derived tables share, kept to what every engine can do."""

from datetime import date

import narwhals as nw

# Two days before any record, one before the other: "no day yet", and "nothing before"; and one after all: "open".
NEVER = date(1800, 1, 1)
LONG_AGO = date(1799, 1, 1)
FOREVER = date(2200, 1, 1)
NOT_RECORDED = "not recorded"


def flag(condition: nw.Expr) -> nw.Expr:
    """1 where the condition holds, 0 where it does not or cannot be told."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def day_where(condition: nw.Expr, day: str) -> nw.Expr:
    """The day of column `day` where the condition holds, else a day before all others."""
    return nw.when(condition).then(nw.col(day)).otherwise(nw.lit(NEVER))


def age_on(born_on: str, day: nw.Expr | date) -> nw.Expr:
    """Completed years on `day`; a child born on 29 February has the birthday on 1 March in common years."""
    if isinstance(day, date):
        year, in_year = nw.lit(day.year), nw.lit(day.month * 100 + day.day)
    else:
        year, in_year = day.dt.year(), day.dt.month().cast(nw.Int32) * 100 + day.dt.day().cast(nw.Int32)
    born = nw.col(born_on).dt.month().cast(nw.Int32) * 100 + nw.col(born_on).dt.day().cast(nw.Int32)
    return year - nw.col(born_on).dt.year() - flag(born > in_year)


def in_bands(age: str, bands: tuple[tuple[str, int], ...]) -> nw.Expr:
    """The name of the band that holds the age; `bands` are names with their first year, youngest first.

    An age below the first band falls in it.
    """
    found = nw.lit(bands[0][0])
    for name, first in bands[1:]:
        found = nw.when(nw.col(age) >= first).then(nw.lit(name)).otherwise(found)
    return nw.when(nw.col(age).is_null()).then(nw.lit(NOT_RECORDED)).otherwise(found)
