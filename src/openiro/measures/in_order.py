"""What each row of a group tells of the rows before and after it, in an order: as every engine can, and as Polars can.

Polars sorts once and looks along the rows, where a window would gather every group anew for each column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import polars as pl

Rows = nw.LazyFrame[Any]
# Hands on a frame with more columns, each by its name: of the groups that columns make, in the order that others give.
InOrder = Callable[[Rows, Sequence[str], Sequence[str], Mapping[str, "Told"]], Rows]

_ROW, _FIRST = "row of all", "first row of its group"


@dataclass(frozen=True)
class Told:
    """What a column tells of a row's place: as a window over its group (`window`), and along sorted rows (`along`)."""

    window: Callable[[], nw.Expr]
    along: Callable[[Sequence[str]], pl.Expr]


def before(column: str, places: int = 1) -> Told:
    """The value so many rows before, null where the group has none there; after, where `places` is below 0."""

    def along(by: Sequence[str]) -> pl.Expr:
        same = pl.all_horizontal(pl.col(name) == pl.col(name).shift(places) for name in by)
        return pl.when(same).then(pl.col(column).shift(places))

    return Told(lambda: nw.col(column).shift(places), along)


def after(column: str) -> Told:
    """The value of the row after, null for the last of the group."""
    return before(column, -1)


def latest(column: str) -> Told:
    """The value of the row itself, or, where that is null, of the last row before that has one."""
    return _known(column, "forward")


def coming(column: str) -> Told:
    """The value of the row itself, or, where that is null, of the first row after that has one."""
    return _known(column, "backward")


def _known(column: str, strategy: Literal["forward", "backward"]) -> Told:
    def along(_by: Sequence[str]) -> pl.Expr:
        group = pl.when(pl.col(column).is_not_null()).then(pl.col(_FIRST)).fill_null(strategy=strategy)
        return pl.when(group == pl.col(_FIRST)).then(pl.col(column).fill_null(strategy=strategy))

    return Told(lambda: nw.col(column).fill_null(strategy=strategy), along)


def so_far(column: str) -> Told:
    """The sum of the group's rows up to this one, itself included; the column has no nulls."""

    def along(_by: Sequence[str]) -> pl.Expr:
        total = pl.col(column).cum_sum()
        earlier = pl.when(pl.col(_ROW) == pl.col(_FIRST)).then(total - pl.col(column)).forward_fill()
        return total - earlier

    return Told(lambda: nw.col(column).cum_sum(), along)


def by_windows(frame: Rows, by: Sequence[str], order: Sequence[str], told: Mapping[str, Told]) -> Rows:
    """The columns by window functions, which every engine has."""
    return frame.with_columns(**{name: each.window().over(*by, order_by=order) for name, each in told.items()})


def by_sorting(frame: Rows, by: Sequence[str], order: Sequence[str], told: Mapping[str, Told]) -> Rows:
    """The same columns on Polars, and the rows sorted: sorting rows that are nearly in order costs little."""
    native: pl.LazyFrame = frame.to_native()
    begins = pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in by).fill_null(value=True)
    placed = (
        native.sort(*by, *order, maintain_order=True)
        .with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(_ROW))
        .with_columns(pl.when(begins).then(pl.col(_ROW)).forward_fill().alias(_FIRST))
    )
    columns = {name: each.along(by) for name, each in told.items()}
    return nw.from_native(placed.with_columns(**columns).drop(_ROW, _FIRST))
