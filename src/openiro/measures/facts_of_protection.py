"""Facts of child protection: conferences against their clocks, and plans at a day and over a period.

A review conference is judged by the conference of the child before it, as `domain.conferences` judges one.
"""

from datetime import date

import polars as pl

from openiro.domain.codes import ethnic_group
from openiro.domain.conferences import REVIEW, initial_conference_due, review_conference_due
from openiro.domain.months import add_months, age_on
from openiro.domain.working_days import UnableToCountWorkingDays, WorkingCalendar
from openiro.measures.expressions import NOT_RECORDED
from openiro.measures.facts_of_children import AGE_BANDS
from openiro.measures.period import Period
from openiro.measures.timeliness import UnableToDateReviews

INITIAL = "initial"
LONG_PLAN_MONTHS = 24


def conferences_held(table: pl.DataFrame, period: Period, calendar: WorkingCalendar) -> pl.DataFrame:
    """One row for each conference held in the period, with its last day in time (`due_on`, None: not known).

    Marks: `initial` and `review` say whose due day is known, `…_in_time` whether it was kept, `…_unknown` that it
    is not known; `shown`: the parents saw the report on a day before; `understood`: they understood, where that is
    `told`. Raises `UnableToDateReviews` beyond the calendar.
    """
    seen = table.filter(pl.col("held_on") <= period.to_on).sort("child", "held_on", "kind")
    before: dict[str, list[tuple[date, str]]] = {}
    due: list[date | None] = []
    for child, kind, held_on, strategy_on in seen.select("child", "kind", "held_on", "strategy_on").iter_rows():
        due.append(_due(kind, held_on, strategy_on, before.get(child, []), calendar, period))
        before.setdefault(child, []).append((held_on, kind or ""))
    inside = seen.with_columns(due_on=pl.Series(due, dtype=pl.Date)).filter(pl.col("held_on") >= period.from_on)
    known = pl.col("due_on").is_not_null()
    in_time = (pl.col("held_on") <= pl.col("due_on")).fill_null(False)
    marks: dict[str, pl.Expr] = {}
    for kind in (INITIAL, REVIEW):
        is_kind = (pl.col("kind") == kind).fill_null(False)
        marks |= {
            kind: is_kind & known,
            f"{kind}_in_time": is_kind & in_time,
            f"{kind}_unknown": is_kind & ~known,
        }
    why = pl.when(~known).then(pl.lit("conference held")).when(in_time).then(pl.lit("held in time"))
    return inside.with_columns(
        pl.col("kind").fill_null(NOT_RECORDED),
        held=pl.lit(1),
        on="held_on",
        why=why.otherwise(pl.lit("held late")),
        **{name: mark.cast(pl.Int32) for name, mark in (marks | _parents()).items()},
    )


def _parents() -> dict[str, pl.Expr]:
    """Whether the parents saw the report before the day, and whether they understood, where somebody said so."""
    understood = pl.col("parents_understood")
    return {
        "shown": (pl.col("report_shown_on") < pl.col("held_on")).fill_null(False),
        "understood": understood.fill_null(False),
        "told": understood.is_not_null(),
        "untold": understood.is_null(),
    }


def _due(
    kind: str | None,
    held_on: date,
    strategy_on: date | None,
    before: list[tuple[date, str]],
    calendar: WorkingCalendar,
    period: Period,
) -> date | None:
    if kind == REVIEW:
        return review_conference_due(held_on, before)
    if kind != INITIAL or strategy_on is None or strategy_on > held_on or held_on < period.from_on:
        return None
    try:
        return initial_conference_due(strategy_on, calendar)
    except UnableToCountWorkingDays as error:
        raise UnableToDateReviews(str(error)) from error


def plans_known(table: pl.DataFrame, children: pl.DataFrame, to_on: date) -> pl.DataFrame:
    """One row for each plan begun by `to_on`, as it stood then, with the child's facts of the return or of the plan."""
    known = children.select("child", in_sex="sex", in_born="born_on", in_ethnicity="ethnicity")
    began = table.filter(pl.col("started_on") <= to_on).join(known, on="child", how="left", maintain_order="left")
    category = pl.coalesce("category", "initial_category").fill_null(NOT_RECORDED)
    told = began.with_columns(
        sex=pl.coalesce("in_sex", "sex").fill_null("U"),
        born_on=pl.coalesce("in_born", "born_on"),
        ethnicity=pl.coalesce("in_ethnicity", "ethnicity").fill_null(NOT_RECORDED),
        category=category,
        ended_on=pl.when(pl.col("ended_on") <= to_on).then("ended_on"),
    )
    return told.sort("child", "started_on")


def plans_open(plans: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each child on a plan at the end of the period: of two plans, the later."""
    still = plans.filter(pl.col("ended_on").is_null()).unique("child", keep="last", maintain_order=True)
    bands = [_band(born, period.to_on) for born in still["born_on"]]
    groups = [ethnic_group(code) for code in still["ethnicity"]]
    return still.with_columns(
        open=pl.lit(1),
        on=pl.lit(period.to_on),
        age_band=pl.Series(bands, dtype=pl.String),
        ethnic_group=pl.Series(groups, dtype=pl.String),
        why=pl.lit("on a plan at the last day of the period"),
    )


def _band(born_on: date | None, day: date) -> str:
    if born_on is None:
        return NOT_RECORDED
    age = age_on(born_on, day)
    return next((name for name, first in reversed(AGE_BANDS) if age >= first), AGE_BANDS[0][0])


def plans_closed(plans: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each plan closed in the period: `long` where it had lasted 2 years or more."""
    ended = plans.filter(pl.col("ended_on") >= period.from_on)
    days = ended.select("started_on", "ended_on").iter_rows()
    long = [int(add_months(start, LONG_PLAN_MONTHS) <= end) for start, end in days]
    why = pl.when(pl.col("long") == 1).then(pl.lit("2 years or more")).otherwise(pl.lit("less than 2 years"))
    return ended.with_columns(closed=pl.lit(1), on="ended_on", long=pl.Series(long, dtype=pl.Int64)).with_columns(
        why=why
    )


def plans_started(plans: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each child who became subject to a plan in the period, by the latest: `again` where they had been."""
    placed = plans.with_columns(again=(pl.col("started_on").cum_count().over("child") > 1).cast(pl.Int64))
    inside = placed.filter(pl.col("started_on") >= period.from_on)
    latest = inside.unique("child", keep="last", maintain_order=True)
    why = pl.when(pl.col("again") == 1).then(pl.lit("had a plan before")).otherwise(pl.lit("had no plan before"))
    return latest.with_columns(became=pl.lit(1), on="started_on", why=why)
