"""Facts of officers: caseloads, appointments of an IRO, changes of IRO, posts."""

from datetime import timedelta

import narwhals as nw

from openiro.domain.months import add_months
from openiro.measures.care import Care, looked_after_all_year
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period
from openiro.measures.timeliness import UnableToDateReviews

IRO = "iro"


def _held_at(frame: Frame, period: Period) -> Frame:
    """What is held on the last day of the period: first and last days of an allocation or a post are both included."""
    to_on = nw.lit(period.to_on)
    return frame.filter((nw.col("from_on") <= to_on) & (nw.col("to_on").is_null() | (nw.col("to_on") >= to_on)))


def posts_held(posts: Frame, period: Period) -> Frame:
    """One row for each officer and role in post at the last day of the period, with the full-time equivalent."""
    held = _held_at(posts, period).with_columns(
        permanent_post=flag(nw.col("permanent")), has=flag(~nw.col("permanent").is_null())
    )
    return (
        held.group_by("officer", "role")
        .agg(nw.col("fte").sum(), nw.col("permanent_post").max(), nw.col("has").max())
        .with_columns(in_post=nw.lit(1))
        .with_columns(known=nw.col("has"), unknown=1 - nw.col("has"), on=nw.lit(period.to_on), why=nw.lit("in post"))
    )


def posts_begun(posts: Frame, period: Period) -> Frame:
    """One row for each post that somebody began in the period; `recruited` where it is permanent."""
    inside = (nw.col("from_on") >= nw.lit(period.from_on)) & (nw.col("from_on") <= nw.lit(period.to_on))
    return posts.filter(inside).with_columns(
        recruited=flag(nw.col("permanent")),
        not_said=flag(nw.col("permanent").is_null()),
        on=nw.col("from_on"),
        why=nw.lit("post begun in the period"),
    )


def caseloads(allocations: Frame, posts: Frame, period: Period, guide: tuple[float, float]) -> Frame:
    """One row for each officer and role, in post or with children: `children` allocated at the last day, and `fte`.

    `outside` the guide: fewer children for each full-time equivalent than its first number, or more than its second.
    """
    held = _held_at(allocations, period).select("officer", "role", "child").unique()
    counted = held.with_columns(one=nw.lit(1)).group_by("officer", "role").agg(children=nw.col("one").sum())
    fte = _held_at(posts, period).group_by("officer", "role").agg(nw.col("fte").sum())
    everyone = nw.concat([counted.select("officer", "role"), fte.select("officer", "role")]).unique()
    joined = everyone.join(counted, on=["officer", "role"], how="left").join(fte, on=["officer", "role"], how="left")
    joined = joined.with_columns(nw.col("children").fill_null(0), nw.col("fte").fill_null(0.0), on=nw.lit(period.to_on))
    load = nw.col("children").cast(nw.Float64)
    iro, known = nw.col("role") == IRO, nw.col("fte") > 0
    low, high = guide
    outside = (load < nw.col("fte") * low) | (load > nw.col("fte") * high)
    return joined.with_columns(
        outside=flag(iro & known & outside),
        judged=flag(iro & known),
        not_judged=flag(iro & ~known),
        why=nw.lit("caseload at the last day of the period"),
    )


def appointments(engine: Engine, care: Care, allocations: Frame, days: Frame, period: Period) -> Frame:
    """One row for each known start of care in the period, not under V3 or V4.

    `appointed`: an IRO allocated by the 5th working day, that day included. `waiting`: none yet, and the 5 days
    still run. Raises `UnableToDateReviews` beyond the calendar. Source: IRO Handbook; regulation 45 of 2010.
    """
    starts = care.periods.filter(
        (nw.col("period_on") >= nw.lit(period.from_on))
        & (nw.col("period_on") <= nw.lit(period.to_on))
        & (nw.col("first_is_short") == 0)
        & (nw.col("start_known") == 1)
    ).select("child", "period_on")
    clocks = days.select(period_on="day", limit_on="plus_5wd")
    dated = engine.keep(starts.join(clocks, on="period_on", how="left"))
    _check_limits(engine, dated)
    theirs = allocations.filter(nw.col("role") == IRO).join(dated, on="child")
    in_time = theirs.filter(
        (nw.col("from_on") <= nw.col("limit_on"))
        & (nw.col("from_on") <= nw.lit(period.to_on))
        & (nw.col("to_on").is_null() | (nw.col("to_on") >= nw.col("period_on")))
    )
    found = in_time.select("child", "period_on", had=nw.lit(1)).unique()
    joined = dated.join(found, on=["child", "period_on"], how="left").with_columns(appointed=flag(nw.col("had") == 1))
    waiting = flag((nw.col("appointed") == 0) & (nw.col("limit_on") > nw.lit(period.to_on)))
    return joined.with_columns(waiting=waiting, on=nw.col("period_on"), why=nw.lit("care began")).with_columns(
        settled=1 - nw.col("waiting")
    )


def _check_limits(engine: Engine, starts: Frame) -> None:
    if engine.rows(starts.filter(nw.col("limit_on").is_null()).head(1)).height:
        raise UnableToDateReviews(
            "A child's first 5 working days of care lie outside the years whose bank holidays are known. "
            "Add the bank holidays of those years."
        )


def year_round(care: Care, allocations: Frame, period: Period) -> Frame:
    """One row for each child looked after on every day of the 12 months that end with the period, no short breaks.

    `one_iro`: one IRO and no other in those 12 months; `no_iro`: none is recorded.
    """
    from_on = add_months(period.to_on + timedelta(days=1), -12)
    whole = looked_after_all_year(care, period.to_on)
    theirs = allocations.filter(
        (nw.col("role") == IRO)
        & (nw.col("from_on") <= nw.lit(period.to_on))
        & (nw.col("to_on").is_null() | (nw.col("to_on") >= nw.lit(from_on)))
    )
    officers = theirs.select("child", "officer").unique().with_columns(one=nw.lit(1))
    numbers = officers.group_by("child").agg(iros=nw.col("one").sum())
    joined = whole.join(numbers, on="child", how="left").with_columns(nw.col("iros").fill_null(0))
    return joined.with_columns(
        one_iro=flag(nw.col("iros") == 1),
        any_iro=flag(nw.col("iros") >= 1),
        no_iro=flag(nw.col("iros") == 0),
        on=nw.lit(period.to_on),
        why=nw.lit("looked after through the last 12 months"),
    )
