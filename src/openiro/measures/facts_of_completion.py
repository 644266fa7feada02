"""Facts of what follows a review: the five clocks from its completion, the manager's answers, what came of decisions.

The rules for one review stand in `domain.after_review`; here they judge every review at once.
"""

from dataclasses import dataclass

import narwhals as nw

from openiro.domain.after_review import ANSWERS, DEEMED
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period
from openiro.measures.timeliness import UnableToDateReviews

IMPLEMENTED = "implemented"
AGREED = "agreed"
ANSWERED = (*ANSWERS, DEEMED)

_REVIEW = ("child", "held_on")


@dataclass(frozen=True)
class AfterClock:
    """One clock from the completion of a review: the column of what it waits for, and that of the calendar table."""

    name: str
    done: str
    clock: str


CLOCKS = (
    AfterClock("sent", "decisions_sent_on", "plus_5wd"),
    AfterClock("updated", "care_plan_updated_on", "plus_10wd"),
    AfterClock("recorded", "record_finished_on", "plus_15wd"),
    AfterClock("distributed", "distributed_on", "plus_20wd"),
)
MANAGER = "answered"


def completed_reviews(
    engine: Engine, all_reviews: Frame, reviews: Frame, decisions: Frame, days: Frame, period: Period
) -> Frame:
    """One row for each review completed in the period, of a child looked after on the day it was held.

    For each clock of `CLOCKS` and for `MANAGER`: `x_met`, `x_ended` (met, or its last day is over) and `x_open`
    (running or not begun), `x_limit_on`, `x_done_on` and `x_why`. Raises `UnableToDateReviews` beyond the calendar.
    """
    completed = all_reviews.filter(
        (nw.col("completed_on") >= nw.lit(period.from_on)) & (nw.col("completed_on") <= nw.lit(period.to_on))
    ).select(*_REVIEW, "completed_on")
    done = reviews.select(*_REVIEW, *(clock.done for clock in CLOCKS))
    limits = days.select(completed_on="day", **{f"{clock.name}_limit_on": clock.clock for clock in CLOCKS})
    joined = completed.join(done, on=list(_REVIEW)).join(limits, on="completed_on", how="left")
    dated = engine.keep(joined)
    _check(engine, dated, "completed_on", f"{CLOCKS[-1].name}_limit_on")
    answers = engine.keep(_managers_answers(engine, dated, decisions, days, period))
    judged = dated.join(answers, on=list(_REVIEW), how="left")
    for clock in CLOCKS:
        judged = _judged(judged, clock, period)
    return _with_manager(judged).with_columns(on=nw.col("completed_on"))


def _judged(reviews: Frame, clock: AfterClock, period: Period) -> Frame:
    name, limit = clock.name, nw.col(f"{clock.name}_limit_on")
    done = nw.when(nw.col(clock.done) <= nw.lit(period.to_on)).then(nw.col(clock.done))
    seen = reviews.with_columns(done.alias(f"{name}_done_on")).with_columns(
        flag(nw.col(f"{name}_done_on") <= limit).alias(f"{name}_met")
    )
    over = (nw.col(f"{name}_met") == 1) | (limit <= nw.lit(period.to_on))
    marked = seen.with_columns(flag(over).alias(f"{name}_ended"))
    return marked.with_columns((1 - nw.col(f"{name}_ended")).alias(f"{name}_open"), _why(name))


def _why(name: str) -> nw.Expr:
    met, over = nw.col(f"{name}_met") == 1, nw.col(f"{name}_ended") == 1
    late = ~nw.col(f"{name}_done_on").is_null()
    past = nw.when(late).then(nw.lit("done late")).otherwise(nw.lit("not done in time"))
    ended = nw.when(met).then(nw.lit("done in time")).otherwise(past)
    return nw.when(over).then(ended).otherwise(nw.lit("the clock still runs")).alias(f"{name}_why")


def _managers_answers(engine: Engine, completed: Frame, decisions: Frame, days: Frame, period: Period) -> Frame:
    """For each review with decisions: whether one was answered late or not in time, and whether one is still open."""
    to_on = nw.lit(period.to_on)
    theirs = decisions.join(completed.select(*_REVIEW), on=list(_REVIEW), how="semi").select(
        *_REVIEW,
        nw.when(nw.col("sent_on") <= to_on).then(nw.col("sent_on")).alias("sent_on"),
        nw.when(nw.col("answered_on") <= to_on).then(nw.col("answered_on")).alias("answered_on"),
        "answer",
    )
    limits = days.select(sent_on="day", limit_on="plus_5wd")
    dated = engine.keep(theirs.join(limits, on="sent_on", how="left"))
    _check(engine, dated.filter(~nw.col("sent_on").is_null()), "sent_on", "limit_on")
    given = ~nw.col("answered_on").is_null()
    said, deemed = given & nw.col("answer").is_in(list(ANSWERS)), given & (nw.col("answer") == DEEMED)
    marked = dated.with_columns(said=flag(said), deemed=flag(deemed), sent=flag(~nw.col("sent_on").is_null()))
    late = flag((nw.col("said") == 1) & (nw.col("answered_on") > nw.col("limit_on")))
    silent = flag((nw.col("said") == 0) & ((nw.col("deemed") == 1) | (nw.col("limit_on") <= to_on)))
    judged = marked.with_columns(failed=late + silent * nw.col("sent")).with_columns(
        waits=flag((nw.col("failed") == 0) & ((nw.col("said") == 0) | (nw.col("sent") == 0)))
    )
    return judged.group_by(*_REVIEW).agg(
        *(nw.col(name).max() for name in ("failed", "waits")),
        answered_limit_on=nw.col("limit_on").max(),
        answered_done_on=nw.col("answered_on").max(),
    )


def _with_manager(reviews: Frame) -> Frame:
    known = ~nw.col("failed").is_null()
    failed, waits = known & (nw.col("failed") > 0), nw.col("waits") == 1
    marked = reviews.with_columns(
        answered_met=flag(known & ~failed & ~waits), answered_ended=flag(failed | (known & ~waits))
    )
    why = (
        nw.when(nw.col("answered_met") == 1)
        .then(nw.lit("every decision answered in time"))
        .otherwise(
            nw.when(nw.col("answered_ended") == 1)
            .then(nw.lit("a decision not answered in time"))
            .otherwise(nw.when(known).then(nw.lit("the clock still runs")).otherwise(nw.lit("no decision is recorded")))
        )
    )
    return marked.with_columns(answered_open=1 - nw.col("answered_ended"), answered_why=why)


def _check(engine: Engine, rows: Frame, day: str, limit: str) -> None:
    found = engine.rows(rows.filter(nw.col(limit).is_null()).select(day).head(1))
    if found.height:
        raise UnableToDateReviews(
            f"A clock that runs from {found[day][0]:%d/%m/%Y} leaves the years whose bank holidays are known. "
            "Add the bank holidays of those years."
        )


def decisions_answered(all_reviews: Frame, decisions: Frame, period: Period) -> Frame:
    """One row for each decision that was answered, or deemed agreed, in the period; `agreed`: by a manager."""
    days = (nw.col("answered_on") >= nw.lit(period.from_on)) & (nw.col("answered_on") <= nw.lit(period.to_on))
    theirs = decisions.filter(days & nw.col("answer").is_in(list(ANSWERED)))
    return theirs.join(all_reviews.select(*_REVIEW), on=list(_REVIEW), how="semi").with_columns(
        on=nw.col("answered_on"),
        answered=nw.lit(1),
        agreed=flag(nw.col("answer") == AGREED),
        why=nw.lit("decision answered or deemed agreed in the period"),
    )


def decisions_judged(all_reviews: Frame, decisions: Frame, period: Period) -> Frame:
    """One row for each decision that a later review judged in the period; `implemented`: it was carried out."""
    days = (nw.col("judged_on") >= nw.lit(period.from_on)) & (nw.col("judged_on") <= nw.lit(period.to_on))
    theirs = decisions.filter(days & ~nw.col("outcome").is_null())
    return theirs.join(all_reviews.select(*_REVIEW), on=list(_REVIEW), how="semi").with_columns(
        on=nw.col("judged_on"),
        judged=nw.lit(1),
        implemented=flag(nw.col("outcome") == IMPLEMENTED),
        why=nw.lit("decision judged at the next review"),
    )
