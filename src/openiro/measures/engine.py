"""The engines that measures run on. A definition is written once, in narwhals, and handed to any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

Frame = nw.LazyFrame[Any]


class UnableToUseEngine(ValueError):
    """The engine asked for is not known, or is not installed."""


@dataclass(frozen=True)
class Engine:
    """How frames are handed to an engine (`take`), worked out once for several uses (`keep`) and read (`rows`)."""

    name: str
    take: Callable[[pl.DataFrame], Frame]
    keep: Callable[[Frame], Frame]
    rows: Callable[[Frame], pl.DataFrame]


def engine_named(name: str) -> Engine:
    """The engine of that name: `polars` (embedded) or `duckdb`. Raises `UnableToUseEngine`."""
    engines = {"polars": _polars, "duckdb": _duckdb}
    if name not in engines:
        raise UnableToUseEngine(f"There is no engine {name!r}. Choose one of: {', '.join(sorted(engines))}.")
    return engines[name]()


def _polars() -> Engine:
    return Engine("polars", _taken_by_polars, lambda frame: _taken_by_polars(_rows(frame)), _rows)


def _taken_by_polars(frame: pl.DataFrame) -> Frame:
    return nw.from_native(frame.lazy())


def _rows(frame: Frame) -> pl.DataFrame:
    rows: pl.DataFrame = frame.collect(backend="polars").to_native()
    return rows


def _duckdb() -> Engine:
    try:
        import duckdb
    except ImportError as error:
        raise UnableToUseEngine("The engine duckdb is not installed. Install duckdb, or use polars.") from error
    connection = duckdb.connect()
    taken: list[object] = [connection]

    def take(frame: pl.DataFrame) -> Frame:
        arrow = frame.to_arrow()
        taken.append(arrow)
        return nw.from_native(connection.from_arrow(arrow))

    return Engine("duckdb", take, lambda frame: take(_rows(frame)), _rows)
