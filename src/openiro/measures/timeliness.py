"""When each review was due and whether it was in time; when the next one of each open care period is due.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, regs 33, 36 and 48; Adoption Agencies
Regulations 2005, reg 36; measures, ground rules (due dates, placed for adoption, unknown timeliness, overdue).
"""

from datetime import date

import narwhals as nw

from openiro.measures.care import Care
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import flag

UNKNOWN = "no known review before it"

# The clock of each rule: the column of the calendar table, and the words that `--rows` prints.
RULES: dict[str, str] = {
    "20 working days after care began": "plus_20wd",
    "3 months after the first review": "plus_3m",
    "6 months after the review before": "plus_6m",
    "4 weeks after being placed for adoption": "plus_4w",
    "3 months after the first review since being placed for adoption": "plus_3m",
    "3 months after short breaks began": "plus_3m",
}
FIRST, SECOND, LATER, ADOPTION_FIRST, ADOPTION_SECOND, SHORT_FIRST = RULES


class UnableToDateReviews(ValueError):
    """A due date lies outside the years whose bank holidays are known."""


def reviews_as_at(reviews: Frame, to_on: date) -> Frame:
    """The reviews held by `to_on`, that day included; an adjournment or completion after it is not seen."""
    return reviews.filter(nw.col("held_on") <= nw.lit(to_on)).with_columns(
        *(
            nw.when(nw.col(name) <= nw.lit(to_on)).then(nw.col(name)).alias(name)
            for name in ("adjourned_on", "completed_on")
        )
    )


def judged_reviews(
    engine: Engine, care: Care, reviews: Frame, calendar: Frame, coverage_from: date, to_on: date
) -> Frame:
    """Each review of a care period held by `to_on`, and (`is_next` 1) the next one of each open care period.

    `due_on` is the last day in time, inclusive; null where `rule` says that it is not known. `in_time`, `late` and
    `unknown` are 1 or 0: held on or before the due date and, if adjourned, completed within 20 working days of the
    adjournment; an adjourned review whose 20 days still run is of unknown timeliness. A review outside any care
    period is left out. Raises `UnableToDateReviews` beyond the calendar.
    """
    placed = _in_their_periods(engine, care, _with_next(care, reviews, to_on))
    ruled = _with_rules(_in_sequence(placed), coverage_from)
    dated = engine.keep(_with_due_dates(ruled, calendar))
    _check_dates(engine, dated)
    return engine.keep(_with_timeliness(dated, to_on))


def _with_next(care: Care, reviews: Frame, to_on: date) -> Frame:
    """The reviews, and one row on `to_on` for the next review of each open care period."""
    seen = reviews_as_at(reviews, to_on).select("child", "held_on", "adjourned_on", "completed_on")
    seen = seen.with_columns(is_next=nw.lit(0))
    coming = care.periods.filter(nw.col("ended_on").is_null()).select(
        "child",
        held_on=nw.lit(to_on),
        adjourned_on=nw.lit(None, nw.Date),
        completed_on=nw.lit(None, nw.Date),
        is_next=nw.lit(1),
    )
    return nw.concat([seen, coming])


def _in_their_periods(engine: Engine, care: Care, reviews: Frame) -> Frame:
    """Each review with the stretch of care of its day; both ends of a care period are included."""
    holding = care.stretches.filter(nw.col("shadowed") == 0)
    days = nw.concat(
        [
            reviews.select("child", day="held_on", kind=nw.lit(1) + nw.col("is_next"), from_on=nw.lit(None, nw.Date)),
            holding.select("child", day="from_on", kind=nw.lit(0), from_on="from_on"),
        ]
    )
    latest = nw.col("from_on").fill_null(strategy="forward").over("child", order_by=["day", "kind"])
    found = days.with_columns(from_on=latest).filter(nw.col("kind") > 0)
    found = found.select("child", "from_on", held_on="day", is_next=nw.col("kind") - 1)
    stretches = holding.select("child", "from_on", "period_on", "is_short", "spell_on", "spell_known")
    periods = care.periods.select("child", "period_on", "start_known", "ended_on")
    return (
        reviews.join(engine.keep(found), on=["child", "held_on", "is_next"])
        .join(stretches, on=["child", "from_on"])
        .join(periods, on=["child", "period_on"])
        .filter(nw.col("ended_on").is_null() | (nw.col("held_on") <= nw.col("ended_on")))
    )


def _in_sequence(reviews: Frame) -> Frame:
    key, order = ["child", "period_on"], ["held_on", "is_next"]
    return reviews.with_columns(is_other=1 - nw.col("is_short")).with_columns(
        before_on=nw.col("held_on").shift(1).over(*key, order_by=order),
        second_before_on=nw.col("held_on").shift(2).over(*key, order_by=order),
        others=nw.col("is_other").cum_sum().over(*key, order_by=order) - nw.col("is_other"),
    )


def _with_rules(reviews: Frame, coverage_from: date) -> Frame:
    """Adds `rule`, which sets the due date, and `runs_from`, the day from which its clock runs.

    Where the first review known in a care period has no known predecessor, it is of unknown timeliness, in an
    adoption placement too; a next review that is still to come is due by the four weeks of a placement for adoption
    that the records cover from its first day.
    """
    before, second, spell = nw.col("before_on"), nw.col("second_before_on"), nw.col("spell_on")
    unknown = (nw.col("start_known") == 0) | (nw.col("period_on") < nw.lit(coverage_from))
    covered = (nw.col("is_next") == 1) & (nw.col("spell_known") == 1) & (spell >= nw.lit(coverage_from))
    placed, alone = ~spell.is_null(), second.is_null()
    rules: tuple[tuple[nw.Expr, str], ...] = (
        (unknown & before.is_null() & ~covered.fill_null(False), UNKNOWN),
        (placed & (before.is_null() | (before < spell)), ADOPTION_FIRST),
        (placed & ~(unknown & alone) & (alone | (second < spell)), ADOPTION_SECOND),
        (placed | unknown, LATER),
        ((nw.col("is_short") == 1) & before.is_null(), SHORT_FIRST),
        (nw.col("is_short") == 1, LATER),
        (nw.col("others") == 0, FIRST),
        (alone, SECOND),
    )
    rule = nw.lit(LATER)
    for condition, name in reversed(rules):
        rule = nw.when(condition).then(nw.lit(name)).otherwise(rule)
    ruled = reviews.with_columns(rule=rule)
    begins = nw.col("rule").is_in([FIRST, SHORT_FIRST])
    runs_from = nw.when(nw.col("rule") == ADOPTION_FIRST).then(spell).otherwise(before)
    return ruled.with_columns(runs_from=nw.when(begins).then(nw.col("period_on")).otherwise(runs_from))


def _with_due_dates(reviews: Frame, calendar: Frame) -> Frame:
    """Adds `due_on`, and `complete_by`: 20 working days after an adjournment. Null where nothing sets them."""
    clocks = sorted(set(RULES.values()))
    dated = reviews.join(calendar.select("day", *clocks), left_on="runs_from", right_on="day", how="left")
    due = nw.lit(None, nw.Date)
    for rule, clock in RULES.items():
        due = nw.when(nw.col("rule") == rule).then(nw.col(clock)).otherwise(due)
    complete = calendar.select(adjourned_on="day", complete_by="plus_20wd")
    return dated.with_columns(due_on=due).drop(*clocks).join(complete, on="adjourned_on", how="left")


def _check_dates(engine: Engine, reviews: Frame) -> None:
    undated = (nw.col("rule") != UNKNOWN) & nw.col("due_on").is_null()
    uncounted = ~nw.col("adjourned_on").is_null() & nw.col("complete_by").is_null()
    found = engine.rows(reviews.filter(undated | uncounted).select("runs_from", "adjourned_on").head(1))
    if found.height:
        day = found["adjourned_on"][0] or found["runs_from"][0]
        raise UnableToDateReviews(
            f"A review clock that runs from {day:%d/%m/%Y} leaves the years whose bank holidays are known. "
            "Add the bank holidays of those years, or ask for measures that need no review dates."
        )


def _with_timeliness(reviews: Frame, to_on: date) -> Frame:
    adjourned, completed = ~nw.col("adjourned_on").is_null(), ~nw.col("completed_on").is_null()
    awaits = adjourned & ~completed & (nw.col("complete_by") > nw.lit(to_on))
    ran_over = adjourned & ~awaits & (~completed | (nw.col("completed_on") > nw.col("complete_by")))
    known = ~nw.col("due_on").is_null()
    late = flag(known & ((nw.col("held_on") > nw.col("due_on")) | ran_over))
    judged = reviews.with_columns(late=late).with_columns(
        unknown=flag(~known | ((nw.col("late") == 0) & awaits)),
    )
    return judged.with_columns(in_time=1 - nw.col("late") - nw.col("unknown"))
