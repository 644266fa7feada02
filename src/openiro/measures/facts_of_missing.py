"""Facts of children who were missing, or away from their placement without authorisation."""

import narwhals as nw

from openiro.measures.care import Care
from openiro.measures.engine import Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period

MISSING, AWAY = "M", "A"


def looked_after_in(care: Care, period: Period) -> Frame:
    """One row for each child looked after at some time of the period, stays under V3 and V4 apart.

    Care that ended on the first day of the period was of the time before.
    """
    runs = (nw.col("from_on") <= nw.lit(period.to_on)) & (
        nw.col("until_on").is_null() | (nw.col("until_on") > nw.lit(period.from_on))
    )
    return care.stretches.filter(runs & (nw.col("is_short") == 0)).select("child").unique()


def episodes_of_missing(table: Frame, looked_after: Frame, period: Period) -> Frame:
    """One row for each time that began in the period when a child of `looked_after` was missing or away.

    `missing` and `away` by what the return calls it; `untold`: it calls it neither.
    """
    begun = nw.col("from_on")
    within = (begun >= nw.lit(period.from_on)) & (begun <= nw.lit(period.to_on))
    kind = nw.col("kind").fill_null("")
    return (
        table.filter(within)
        .join(looked_after, on="child")
        .with_columns(
            missing=flag(kind == MISSING),
            away=flag(kind == AWAY),
            untold=flag((kind != MISSING) & (kind != AWAY)),
            on=begun,
            started_on=begun,
            ended_on=nw.col("to_on"),
            why=nw.lit("began in the period"),
        )
    )


def children_missing(episodes: Frame, looked_after: Frame, period: Period) -> Frame:
    """One row for each child of `looked_after` (`counted`); `was_missing`, `was_away`: at least once in `episodes`."""
    marks = episodes.group_by("child").agg(
        times_missing=nw.col("missing").sum(), times_away=nw.col("away").sum(), first_on=nw.col("from_on").min()
    )
    joined = looked_after.join(marks, on="child", how="left")
    return joined.with_columns(
        counted=nw.lit(1),
        was_missing=flag(nw.col("times_missing") > 0),
        was_away=flag(nw.col("times_away") > 0),
        on=nw.col("first_on").fill_null(nw.lit(period.to_on)),
        why=nw.lit("looked after at some time of the period"),
    )
