"""What a load found wrong, conflicts with what somebody typed included."""

from collections.abc import Sequence

import polars as pl

from openiro.ingest.comparison import CONFLICT, Comparison
from openiro.ingest.incoming import Incoming


def all_problems(incoming: Incoming, comparisons: Sequence[Comparison]) -> pl.DataFrame:
    """What was found while reading, and each row that contradicts what somebody typed, by file and row."""
    found = [incoming.problems, *(_conflicts(comparison) for comparison in comparisons)]
    return pl.concat(found, how="diagonal_relaxed").sort("file", "row", "column", maintain_order=True)


def _conflicts(comparison: Comparison) -> pl.DataFrame:
    """One warning for each row that says otherwise than what was typed, naming the columns."""
    names = list(comparison.table.values)
    differing = pl.concat_str(
        [
            pl.when(pl.col(name).ne_missing(pl.col(f"before_{name}"))).then(pl.lit(name.replace("_", " ")))
            for name in names
        ]
        or [pl.lit("")],
        separator=", ",
        ignore_nulls=True,
    )
    start = "This row says otherwise than what was typed in the service ("
    end = "). What was typed stands until someone decides: correct the record, or the return at its source."
    return comparison.of(CONFLICT).select(
        "file",
        pl.col("row").cast(pl.Int64),
        pl.lit("").alias("column"),
        pl.lit("conflict").alias("code"),
        pl.lit("warning").alias("severity"),
        pl.concat_str(pl.lit(start), differing, pl.lit(end)).alias("message"),
        pl.col("child") if "child" in comparison.rows.columns else pl.lit("").alias("child"),
    )
