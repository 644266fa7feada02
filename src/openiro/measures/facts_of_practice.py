"""Facts of practice beside reviews: chairing observed, placements that broke down, foster carers' reviews."""

from datetime import date

import narwhals as nw
import polars as pl

from openiro.domain.months import add_months
from openiro.measures.care import Care
from openiro.measures.engine import Frame
from openiro.measures.expressions import flag
from openiro.measures.facts_of_children import CHILDS_DISABILITY
from openiro.measures.period import Period

# Why a placement ended that nobody had planned to end: an allegation, concern about standards, approval removed, the
# carer's or the child's wish, the provision closed. LAREQ, CARPL, PLACE and CUSTOD are planned or no move at all.
UNPLANNED = ("ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "CLOSE")
UNTOLD = "OTHER"


def reviews_of_disabled(reviews: Frame, children: Frame, care: Care) -> Frame:
    """One row for each review held in the period; `disabled_child`: the child is recorded as disabled.

    Of one of whom nobody recorded it: in need because of a disability (N2) on the day.
    """
    stretches = care.stretches.filter(nw.col("need") == CHILDS_DISABILITY).select("child", "from_on", "until_on")
    held = reviews.select("child", "held_on", "on", "held")
    day = nw.col("held_on")
    needing = held.select("child", "held_on").join(stretches, on="child")
    there = (nw.col("from_on") <= day) & (nw.col("until_on").is_null() | (nw.col("until_on") >= day))
    needing = needing.filter(there).select("child", "held_on", in_need=nw.lit(1)).unique()
    joined = held.join(children.select("child", "disabled"), on="child").join(
        needing, on=["child", "held_on"], how="left"
    )
    disabled = nw.col("disabled") | (nw.col("disabled").is_null() & (nw.col("in_need") == 1))
    return joined.with_columns(disabled_child=flag(disabled), why=nw.lit("review held in the period"))


def chairing_observed(table: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each review held in the period at which somebody observed the chair."""
    held = table.filter(pl.col("held_on").is_between(period.from_on, period.to_on))
    return held.with_columns(observed=pl.lit(1), on="held_on", why=pl.lit("chairing observed"))


def disruptions(
    placements: pl.DataFrame, episodes: pl.DataFrame, meetings: pl.DataFrame, months: int, period: Period
) -> pl.DataFrame:
    """One row for each placement of `months` or more that ended in the period while care went on.

    `disrupted`: unplanned, by the reason of its last episode; `untold`: the reason is not recorded or tells nothing;
    `met`: of those disrupted, with a meeting by the last day.
    """
    ended = placements.filter(pl.col("left_on").is_between(period.from_on, period.to_on))
    long = pl.Series([_lasted(*days, months=months) for days in ended.select("placed_on", "left_on").iter_rows()])
    reasons = episodes.filter(pl.col("reason_ended") == "X1").select(
        "child", left_on="ended_on", reason="reason_place_change"
    )
    met = meetings.filter(pl.col("held_on") <= period.to_on).select("child", left_on="ended_on", done_on="held_on")
    moved = ended.filter(long.cast(pl.Boolean)).join(reasons, on=["child", "left_on"])
    joined = moved.join(met, on=["child", "left_on"], how="left", maintain_order="left")
    disrupted = pl.col("reason").is_in(UNPLANNED).fill_null(False)
    return joined.with_columns(
        disrupted=disrupted.cast(pl.Int32),
        untold=(pl.col("reason").is_null() | (pl.col("reason") == UNTOLD)).cast(pl.Int32),
        met=(disrupted & pl.col("done_on").is_not_null()).cast(pl.Int32),
        on="left_on",
        started_on="placed_on",
        ended_on="left_on",
        why=pl.lit("placement ended in the period"),
    )


def _lasted(placed_on: date, left_on: date, *, months: int) -> bool:
    return add_months(placed_on, months) <= left_on


def carers_reviews_due(table: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each annual review of foster carers due in the period; `in_time`: held by the day it was due."""
    due = table.filter(pl.col("due_on").is_between(period.from_on, period.to_on))
    in_time = (pl.col("held_on") <= pl.col("due_on")).fill_null(False)
    return due.with_columns(
        due=pl.lit(1), in_time=in_time.cast(pl.Int32), on="due_on", done_on="held_on", why=pl.lit("due in the period")
    )
