"""Facts of court work: children in proceedings, and what disputes asked of lawyers and of Cafcass."""

import narwhals as nw

from openiro.measures.engine import Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period


def children_in_court(proceedings: Frame, children: Frame, period: Period) -> Frame:
    """One row for each child in care at the last day; `in_court`: proceedings about the child had not ended then."""
    last = nw.lit(period.to_on)
    running = (nw.col("applied_on") <= last) & (nw.col("ended_on").is_null() | (nw.col("ended_on") > last))
    found = proceedings.filter(running).select("child", has_court=nw.lit(1)).unique()
    joined = children.join(found, on="child", how="left")
    return joined.with_columns(in_court=flag((nw.col("looked_after") == 1) & (nw.col("has_court") == 1)))


def reviews_in_court(reviews: Frame, proceedings: Frame) -> Frame:
    """The `reviews` held; `in_court`: proceedings about the child were under way on the day."""
    joined = reviews.select("child", "held_on", "held").join(proceedings, on="child")
    begun = nw.col("applied_on") <= nw.col("held_on")
    under_way = begun & (nw.col("ended_on").is_null() | (nw.col("ended_on") >= nw.col("held_on")))
    found = joined.filter(under_way).select("child", "held_on", has_court=nw.lit(1)).unique()
    marked = reviews.select("child", "held_on", "held").join(found, on=["child", "held_on"], how="left")
    in_court = nw.col("has_court") == 1
    told = nw.when(in_court).then(nw.lit("proceedings were under way")).otherwise(nw.lit("no proceedings that day"))
    return marked.with_columns(in_court=flag(in_court), on=nw.col("held_on"), why=told)


def referrals_made(referrals: Frame, period: Period) -> Frame:
    """One row for each referral of a dispute that was asked for in the period."""
    asked_on = nw.col("asked_on")
    within = (asked_on >= nw.lit(period.from_on)) & (asked_on <= nw.lit(period.to_on))
    return referrals.filter(within).with_columns(on=asked_on, asked=nw.lit(1), why=nw.lit("asked for in the period"))
