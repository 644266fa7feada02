"""Facts of the children who started and who ceased to be looked after."""

import narwhals as nw

from openiro.measures.care import Care, stretch_at
from openiro.measures.engine import Frame
from openiro.measures.expressions import age_on, flag, in_bands
from openiro.measures.period import Period

STARTING_BANDS = (("<1", 0), ("1-4", 1), ("5-9", 5), ("10-15", 10), ("16+", 16))


def children_started(care: Care, children: Frame, period: Period) -> Frame:
    """One row for each child whose care began in the period, not under V3 or V4 on the first day.

    The latest known start counts (`started`); a child with unknown starts only is `unknown`, by the latest of them.
    `first_time`: no earlier care period is loaded but those wholly under V3 or V4.
    """
    begun = care.periods.filter(
        (nw.col("period_on") >= nw.lit(period.from_on))
        & (nw.col("period_on") <= nw.lit(period.to_on))
        & (nw.col("first_is_short") == 0)
    )
    latest = nw.col("period_on").max().alias("on")
    known = begun.filter(nw.col("start_known") == 1).group_by("child").agg(latest)
    unknown = begun.filter(nw.col("start_known") == 0).group_by("child").agg(latest)
    unknown = unknown.join(known, on="child", how="anti")
    both = nw.concat([known.with_columns(started=nw.lit(1)), unknown.with_columns(started=nw.lit(0))])
    earliest = care.periods.filter(nw.col("is_other") == 1).group_by("child")
    joined = both.join(earliest.agg(nw.col("period_on").min().alias("earliest_on")), on="child")
    joined = joined.join(children.select("child", "born_on"), on="child")
    return joined.with_columns(age=age_on("born_on", nw.col("on"))).with_columns(
        unknown=1 - nw.col("started"),
        first_time=flag((nw.col("started") == 1) & (nw.col("earliest_on") == nw.col("on"))),
        age_band=in_bands("age", STARTING_BANDS),
        why=nw.when(nw.col("started") == 1)
        .then(nw.lit("care began with S"))
        .otherwise(nw.lit("care was found under way: its start is not known")),
    )


def children_ceased(care: Care, period: Period) -> Frame:
    """One row for each child whose care ended in the period by a recorded end, not under V3 or V4 on the last day.

    The latest end counts. A child looked after at the last day of the period is left out.
    """
    ended = care.periods.filter(
        ~nw.col("reason").is_null()
        & (nw.col("ended_on") >= nw.lit(period.from_on))
        & (nw.col("ended_on") <= nw.lit(period.to_on))
        & (nw.col("last_is_short") == 0)
    ).select("child", "period_on", "ended_on", "reason")
    latest = ended.group_by("child").agg(nw.col("period_on").max())
    still = stretch_at(care.stretches, period.to_on).filter(nw.col("is_short") == 0).select("child")
    kept = ended.join(latest, on=["child", "period_on"]).join(still, on="child", how="anti")
    return kept.select("child", "reason", "period_on", on="ended_on", ceased=nw.lit(1), why=nw.lit("care ended"))
