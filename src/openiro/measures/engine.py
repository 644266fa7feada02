"""The engines that measures run on. A definition is written once, in narwhals, and handed to any of them."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from openiro.measures.in_order import InOrder, by_sorting, by_windows

Frame = nw.LazyFrame[Any]
EMBEDDED = "polars"


class UnableToUseEngine(ValueError):
    """The engine asked for is not known, or is not installed."""


@dataclass(frozen=True)
class Engine:
    """How frames are handed to an engine (`take`), worked out once for several uses (`keep`) and read (`rows`).

    `in_order` adds what each row tells of those before and after it.
    """

    name: str
    take: Callable[[pl.DataFrame], Frame]
    keep: Callable[[Frame], Frame]
    rows: Callable[[Frame], pl.DataFrame]
    in_order: InOrder = by_windows


def engine_named(name: str) -> Engine:
    """The engine of that name: `polars` (embedded), `duckdb`, or `spark` (distributed). Raises `UnableToUseEngine`."""
    engines = {"polars": _polars, "duckdb": _duckdb, "spark": _spark}
    if name not in engines:
        raise UnableToUseEngine(f"There is no engine {name!r}. Choose one of: {', '.join(sorted(engines))}.")
    return engines[name]()


def _polars() -> Engine:
    return Engine("polars", _taken_by_polars, lambda frame: _taken_by_polars(_rows(frame)), _rows, by_sorting)


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


def _spark() -> Engine:
    """The cluster that Spark's own settings name (`SPARK_CONF_DIR`), else every processor of this machine.

    What is kept stays with Spark, cut off from how it was worked out: plans would grow with every use of it.
    """
    session = _spark_session()

    def take(frame: pl.DataFrame) -> Frame:
        taken: Frame = nw.from_native(session.createDataFrame(frame.to_arrow()))
        return taken

    def keep(frame: Frame) -> Frame:
        kept: Frame = nw.from_native(frame.to_native().localCheckpoint(eager=False))
        return kept

    return Engine("spark", take, keep, _rows)


def _spark_session() -> Any:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UnableToUseEngine("The engine spark is not installed. Install openiro[spark], or use polars.") from error
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UnableToUseEngine("The engine spark needs Java 17 or later, which this machine lacks. Install it.")
    try:
        return SparkSession.builder.appName("openiro").getOrCreate()
    except PySparkException as error:
        reason = str(error).splitlines()[0]
        raise UnableToUseEngine(f"The engine spark did not start: {reason}") from error
