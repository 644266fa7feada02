"""What rows tell of those before and after them is the same along sorted rows as by windows, on every engine."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openiro.measures.engine import engine_named
from openiro.measures.in_order import after, before, by_windows, coming, latest, so_far

TOLD = {
    "before": before("number"),
    "second before": before("number", 2),
    "after": after("number"),
    "latest": latest("number"),
    "coming": coming("number"),
    "so far": so_far("marks"),
}
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.integers(0, 1),
        st.integers(0, 40),
        st.none() | st.integers(-3, 3),
        st.integers(0, 2),
    ),
    unique_by=lambda row: row[:3],
    max_size=30,
)


def frame_of(rows: list[tuple[str, int, int, int | None, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (child, period, date(2025, 1, 1) + timedelta(days), number, marks)
            for child, period, days, number, marks in rows
        ],
        schema={"child": pl.String, "period": pl.Int64, "day": pl.Date, "number": pl.Int64, "marks": pl.Int64},
        orient="row",
    )


@pytest.mark.parametrize("by", [["child"], ["child", "period"]])
@given(rows=ROWS)
def test_rows_tell_the_same_along_sorted_rows_as_by_windows(
    by: list[str], rows: list[tuple[str, int, int, int | None, int]]
) -> None:
    embedded = engine_named("polars")
    order = [name for name in ("day", "period") if name not in by]
    frame = embedded.take(frame_of(rows))
    sorted_rows = embedded.rows(embedded.in_order(frame, by, order, TOLD))
    windows = embedded.rows(by_windows(frame, by, order, TOLD))
    assert sorted_rows.rows() == windows.sort(*by, *order).rows()


def test_another_engine_tells_the_same_by_windows() -> None:
    rows = [("A", 0, 3, None, 1), ("A", 0, 1, 5, 2), ("B", 0, 2, None, 0), ("A", 1, 2, 7, 1), ("B", 0, 9, 4, 1)]
    embedded, other = engine_named("polars"), engine_named("duckdb")
    here = embedded.rows(embedded.in_order(embedded.take(frame_of(rows)), ["child"], ["day"], TOLD))
    there = other.rows(other.in_order(other.take(frame_of(rows)), ["child"], ["day"], TOLD))
    assert here.rows() == there.select(here.columns).sort("child", "day").rows()
    assert here["latest"].to_list() == [5, 7, 7, None, 4]
    assert here["coming"].to_list() == [5, 7, None, 4, 4]
