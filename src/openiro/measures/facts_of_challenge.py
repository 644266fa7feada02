"""Facts of challenge: disputes by what they are about and how far they went, concerns, compliments, complaints.

The clock of a closed dispute is that of `domain.dispute_clock`: working days, less those on which it stood still.
"""

from datetime import date

import polars as pl

from openiro.domain.clocks import CLOCKS
from openiro.domain.working_days import UnableToCountWorkingDays, WorkingCalendar
from openiro.measures.expressions import NOT_RECORDED
from openiro.measures.period import Period
from openiro.measures.timeliness import UnableToDateReviews

STAGES = ("1", "2", "3", "4")
OPEN = "open"
APRIL = 4
SERVICES = ("looked_after", "child_protection")

_LATER_STAGES = (2, 3, 4, 5)
_SAID = ("service", "team", "outcome", "closed_on", "days_stopped", "stopped_on", "arose_on")


def disputes_as_at(table: pl.DataFrame, to_on: date) -> pl.DataFrame:
    """One row for each formal dispute begun by `to_on`, as it stood then; `child` is the first of `children`.

    `stage` is the highest stage reached; `outcome` of one that is not closed is `OPEN`. Where the rows of a dispute
    say different things, the first day it began and the first of what is said otherwise hold.
    """
    seen = table.filter(pl.col("raised_on") <= to_on).sort("dispute", "child", "theme")
    reached = [pl.when(pl.col(f"stage_{place}_on") <= to_on).then(pl.lit(place)) for place in _LATER_STAGES]
    placed = seen.with_columns(stage=pl.max_horizontal(pl.lit(1), *reached))
    said = [pl.col(name).drop_nulls().first() for name in _SAID]
    each = placed.group_by("dispute", maintain_order=True).agg(
        pl.col("child").first(), pl.col("child").n_unique().cast(pl.Int64).alias("children"),
        pl.col("raised_on").min(), *said,
        pl.col("stage").max().cast(pl.String),
    )  # fmt: skip
    ended = pl.col("closed_on") <= to_on
    told = pl.col("outcome").fill_null(NOT_RECORDED)
    return each.with_columns(
        pl.col("service").fill_null(SERVICES[0]),
        pl.col("team").fill_null(NOT_RECORDED),
        closed_on=pl.when(ended).then("closed_on"),
        outcome=pl.when(ended).then(told).otherwise(pl.lit(OPEN)),
    )


def disputes_raised(table: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each formal dispute that began in the period."""
    began = disputes_as_at(table, period.to_on).filter(pl.col("raised_on") >= period.from_on)
    return began.with_columns(
        raised=pl.lit(1),
        arose_unknown=pl.col("arose_on").is_null().cast(pl.Int32),
        on="raised_on",
        why=pl.lit("formal dispute raised in the period"),
    )


def reviews_disputed(table: pl.DataFrame, reviews: pl.DataFrame, to_on: date) -> pl.DataFrame:
    """The `reviews` (child, held_on, held), with whether a formal dispute begun by `to_on` came out of it (`led`)."""
    came = table.filter(pl.col("raised_on") <= to_on, pl.col("review_on").is_not_null())
    out_of = came.select("child", pl.col("review_on").alias("held_on"), led=pl.lit(1)).unique()
    joined = reviews.join(out_of, on=["child", "held_on"], how="left", maintain_order="left")
    told = pl.when(pl.col("led") == 1).then(pl.lit("a dispute came out of it")).otherwise(pl.lit("none came out of it"))
    return joined.with_columns(pl.col("led").fill_null(0), on="held_on", why=told)


def quarter_of(day: date) -> str:
    """The quarter of the year of the returns in which the day lies: 2018/19 Q1 is April to June 2018."""
    year = day.year - (day.month < APRIL)
    return f"{year}/{(year + 1) % 100:02} Q{(day.month - APRIL) % 12 // 3 + 1}"


def days_to_raise(raised: pl.DataFrame, calendar: WorkingCalendar) -> list[int]:
    """Of each dispute whose record says when the matter arose, the working days until it was formal.

    Raises `UnableToDateReviews` beyond the calendar.
    """
    rows = raised.filter(pl.col("arose_on") <= pl.col("raised_on")).select("arose_on", "raised_on").iter_rows()
    return [_days(arose_on, raised_on, 0, calendar=calendar) for arose_on, raised_on in rows]


def themes_of_disputes(table: pl.DataFrame, raised: pl.DataFrame) -> pl.DataFrame:
    """One row for each theme of each dispute raised in the period; `dispute_once` is 1 in one row of each dispute."""
    themes = table.select("dispute", pl.col("theme").fill_null(NOT_RECORDED)).unique().sort("dispute", "theme")
    return (
        raised.join(themes, on="dispute", maintain_order="left")
        .with_columns(dispute_once=pl.col("dispute").is_first_distinct().cast(pl.Int32))
    )  # fmt: skip


def children_disputed(table: pl.DataFrame, raised: pl.DataFrame) -> pl.DataFrame:
    """One row for each service and child whom a dispute raised in the period is about."""
    about = table.select("dispute", "child").unique().join(raised.drop("child"), on="dispute")
    once = about.sort("child", "on").unique(["service", "child"], keep="first", maintain_order=True)
    return once.with_columns(why=pl.lit("a dispute about the child was raised in the period"))


def disputes_closed(table: pl.DataFrame, period: Period, calendar: WorkingCalendar) -> pl.DataFrame:
    """One row for each formal dispute closed in the period: `days` on its clock, `in_time` within 20, its `quarter`.

    Raises `UnableToDateReviews` beyond the calendar.
    """
    ended = disputes_as_at(table, period.to_on).filter(pl.col("closed_on") >= period.from_on)
    rows = ended.select("raised_on", "closed_on", pl.col("days_stopped").fill_null(0)).iter_rows()
    days = pl.Series("days", [_days(*row, calendar=calendar) for row in rows], dtype=pl.Int64)
    quarters = pl.Series("quarter", [quarter_of(day) for day in ended["closed_on"]], dtype=pl.String)
    marked = ended.with_columns(days, quarters, closed=pl.lit(1), on="closed_on")
    in_time = pl.col("days") <= CLOCKS["dispute.formal"].limit
    why = pl.when(in_time).then(pl.lit("closed within 20 working days")).otherwise(pl.lit("closed later"))
    return marked.with_columns(in_time=in_time.cast(pl.Int32), why=why)


def disputes_open(table: pl.DataFrame, period: Period, calendar: WorkingCalendar) -> pl.DataFrame:
    """One row for each formal dispute open at the last day: `days` on its clock then, `over` where more than 20.

    A clock that stands still since `stopped_on` counts up to the day before. Raises `UnableToDateReviews`.
    """
    waiting = disputes_as_at(table, period.to_on).filter(pl.col("closed_on").is_null())
    until = pl.when(pl.col("stopped_on") <= period.to_on).then(pl.col("stopped_on").dt.offset_by("-1d"))
    rows = waiting.select("raised_on", until.fill_null(period.to_on), pl.col("days_stopped").fill_null(0)).iter_rows()
    days = pl.Series("days", [_days(*row, calendar=calendar) for row in rows], dtype=pl.Int64)
    limit = CLOCKS["dispute.formal"].limit
    stands = pl.when(pl.col("stopped_on") <= period.to_on).then(pl.lit("its clock stands still"))
    return waiting.with_columns(days).with_columns(
        days_left=limit - pl.col("days"),
        waits=pl.lit(1),
        over=(pl.col("days") > limit).cast(pl.Int32),
        on="raised_on",
        why=stands.otherwise(pl.lit("open at the last day")),
    )


def _days(raised_on: date, closed_on: date, stopped: int, *, calendar: WorkingCalendar) -> int:
    try:
        return max(calendar.days_between(raised_on, closed_on) - stopped, 0)
    except UnableToCountWorkingDays as error:
        raise UnableToDateReviews(str(error)) from error


def counted(table: pl.DataFrame, day: str, period: Period, why: str) -> pl.DataFrame:
    """One row for each record of `table` whose `day` lies in the period, each counted once."""
    within = table.filter(pl.col(day).is_between(period.from_on, period.to_on))
    return within.with_columns(pl.col("theme").fill_null(NOT_RECORDED), counted=pl.lit(1), on=day, why=pl.lit(why))
