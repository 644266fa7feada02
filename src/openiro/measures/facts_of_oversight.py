"""Facts of what IROs did between reviews: the checks that policy asks for, examinations in depth, children seen.

When a check is due is the rule of `domain.oversight`; here it is followed through the period, child by child.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import polars as pl

from openiro.domain.months import add_months
from openiro.domain.oversight import IN_DEPTH, WHOLE, BetweenFacts, next_check
from openiro.domain.oversight_policy import BetweenReviews, Oversight
from openiro.measures.period import Period

VISIT = "visit"
EXAMINATIONS_A_YEAR = 4
SEEN_WITHIN = 6
USUAL = Oversight(BetweenReviews.MIDWAY, 0, SEEN_WITHIN, 12, "medium", False, 5, {"low": 3, "medium": 2, "high": 1})


@dataclass(frozen=True)
class _Between:
    """The time between two reviews, or from the last one to now: with the checks of the whole plan in it, in order.

    `until` is the day of the next review, or the day after the last one of the period.
    """

    facts: BetweenFacts
    until: date
    is_now: bool
    checks: tuple[tuple[date, str], ...]


def checks_between(
    reviews: pl.DataFrame, children: pl.DataFrame, table: pl.DataFrame, period: Period, policy: Oversight
) -> pl.DataFrame:
    """One row for each child looked after at the end of the period who was due a check in it.

    `reviews`: those held (`held_on`, `due_on`, `period_on`); `children`: with `period_on` and the `due_on` of the next
    review. `had`: every check whose last day lies in the period was done, late ones too, before the next review.
    """
    held = _by_child(reviews.join(children.select("child", "period_on"), on=["child", "period_on"]).sort("held_on"))
    looks = _by_child(table.filter(pl.col("kind").is_in(list(WHOLE)) & (pl.col("done_on") <= period.to_on)))
    rows = []
    for child, since, next_due in children.select("child", "period_on", "due_on").iter_rows():
        done = sorted((row["done_on"], row["kind"]) for row in looks.get(child, []) if row["done_on"] >= since)
        spans = _spans(since, next_due, held.get(child, []), done, period.to_on)
        found = [met for span in spans for met in _judged(span, period, policy)]
        if found:
            rows.append((child, period.to_on, int(all(found)), 1, _WHY[all(found)]))
    schema = {"on": pl.Date(), "had": pl.Int64(), "due": pl.Int64(), "why": pl.String()}
    schema = {"child": children.schema["child"], **schema}
    return pl.DataFrame(rows, schema=schema, orient="row")


_WHY = {True: "every check asked for was done", False: "a check asked for was not done"}


def _by_child(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["child"], []).append(row)
    return found


def _spans(
    since: date, next_due: date | None, held: list[dict[str, Any]], done: list[tuple[date, str]], to_on: date
) -> Iterator[_Between]:
    """The times between reviews from the start of care to now, with what was known when each began."""
    ends = [*((row["held_on"], row["due_on"]) for row in held), (to_on + timedelta(days=1), next_due)]
    for number, ((start, _), (until, due)) in enumerate(pairwise([(since, since), *ends])):
        before = [day for day, _ in done if day <= start]
        depth = [day for day, kind in done if day <= start and kind == IN_DEPTH]
        facts = BetweenFacts(
            in_care_since=since,
            last_held_on=start if number else None,
            next_due_on=due,
            last_whole_on=max(before, default=None),
            last_in_depth_on=max(depth, default=None),
        )
        inside = tuple((day, kind) for day, kind in done if start < day < until)
        yield _Between(facts, until, number == len(held), inside)


def _judged(span: _Between, period: Period, policy: Oversight) -> Iterator[bool]:
    """For each check whose last day lies in the period and in this time: whether it was done."""
    facts = span.facts
    for day, kind in (*span.checks, (span.until, "")):
        due = next_check(facts, policy)
        if due is not None and period.from_on <= due.due_on <= period.to_on:
            if kind and (due.kind != IN_DEPTH or kind == IN_DEPTH):
                yield True
            elif not kind and due.due_on < day and (span.is_now or due.kind != IN_DEPTH):
                yield False
        depth = day if kind == IN_DEPTH else facts.last_in_depth_on
        facts = replace(facts, last_whole_on=day if kind else facts.last_whole_on, last_in_depth_on=depth)


def examined_in_depth(children: pl.DataFrame, table: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each child looked after through the last 12 months: `often` examined in depth 4 times or more."""
    since = add_months(period.to_on + timedelta(days=1), -12)
    inside = table.filter((pl.col("kind") == IN_DEPTH) & pl.col("done_on").is_between(since, period.to_on))
    times = inside.group_by("child").agg(times=pl.len().cast(pl.Int64))
    found = children.select("child", "on").join(times, on="child", how="left")
    often = pl.col("times").fill_null(0) >= EXAMINATIONS_A_YEAR
    why = pl.format("examined in depth {} times in 12 months", pl.col("times").fill_null(0))
    return found.with_columns(often=often.cast(pl.Int64), each=pl.lit(1), why=why)


def seen_lately(children: pl.DataFrame, table: pl.DataFrame, reviews: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each child looked after at the end of the period: `seen` by the IRO in the last 6 months."""
    visits = table.filter(pl.col("kind") == VISIT).select("child", done_on="done_on")
    before = reviews.select("child", done_on="seen_before_on")
    since = add_months(period.to_on + timedelta(days=1), -SEEN_WITHIN)
    days = pl.concat([visits, before]).filter(pl.col("done_on").is_between(since, period.to_on))
    latest = days.group_by("child").agg(pl.col("done_on").max())
    found = children.select("child").join(latest, on="child", how="left")
    seen = pl.col("done_on").is_not_null()
    return found.with_columns(
        seen=seen.cast(pl.Int64),
        each=pl.lit(1),
        on=pl.lit(period.to_on),
        why=pl.when(seen).then(pl.lit("seen in the last 6 months")).otherwise(pl.lit("not seen in the last 6 months")),
    )
