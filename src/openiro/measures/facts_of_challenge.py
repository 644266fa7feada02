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
SERVICES = ("looked_after", "child_protection")

_LATER_STAGES = (2, 3, 4, 5)


def disputes_as_at(table: pl.DataFrame, to_on: date) -> pl.DataFrame:
    """One row for each formal dispute begun by `to_on`, as it stood then; `child` is the first of `children`.

    `stage` is the highest stage reached; `outcome` of one that is not closed is `OPEN`. Where the rows of a dispute
    say different things, the first day it began and the first of what is said otherwise hold.
    """
    seen = table.filter(pl.col("raised_on") <= to_on).sort("dispute", "child", "theme")
    reached = [pl.when(pl.col(f"stage_{place}_on") <= to_on).then(pl.lit(place)) for place in _LATER_STAGES]
    placed = seen.with_columns(stage=pl.max_horizontal(pl.lit(1), *reached))
    said = [pl.col(name).drop_nulls().first() for name in ("service", "team", "outcome", "closed_on", "days_stopped")]
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
    return began.with_columns(raised=pl.lit(1), on="raised_on", why=pl.lit("formal dispute raised in the period"))


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
    """One row for each formal dispute closed in the period: `days` on its clock, and `in_time` within 20 of them.

    Raises `UnableToDateReviews` beyond the calendar.
    """
    ended = disputes_as_at(table, period.to_on).filter(pl.col("closed_on") >= period.from_on)
    rows = ended.select("raised_on", "closed_on", pl.col("days_stopped").fill_null(0)).iter_rows()
    days = pl.Series("days", [_days(*row, calendar=calendar) for row in rows], dtype=pl.Int64)
    marked = ended.with_columns(days, closed=pl.lit(1), on="closed_on")
    in_time = pl.col("days") <= CLOCKS["dispute.formal"].limit
    why = pl.when(in_time).then(pl.lit("closed within 20 working days")).otherwise(pl.lit("closed later"))
    return marked.with_columns(in_time=in_time.cast(pl.Int32), why=why)


def _days(raised_on: date, closed_on: date, stopped: int, *, calendar: WorkingCalendar) -> int:
    try:
        return max(calendar.days_between(raised_on, closed_on) - stopped, 0)
    except UnableToCountWorkingDays as error:
        raise UnableToDateReviews(str(error)) from error


def counted(table: pl.DataFrame, day: str, period: Period, why: str) -> pl.DataFrame:
    """One row for each record of `table` whose `day` lies in the period, each counted once."""
    within = table.filter(pl.col(day).is_between(period.from_on, period.to_on))
    return within.with_columns(pl.col("theme").fill_null(NOT_RECORDED), counted=pl.lit(1), on=day, why=pl.lit(why))
