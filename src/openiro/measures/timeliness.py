"""When each review was due and whether it was in time; when the next one of each open care period is due.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, regs 33, 36 and 48; Adoption Agencies
Regulations 2005, reg 36; measures, ground rules (due dates, placed for adoption, unknown timeliness, overdue).
"""

from datetime import date

import narwhals as nw

from openiro.measures.care import Care
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import FOREVER, NEVER, flag
from openiro.measures.in_order import before, latest, so_far

# What a review is told by the stretch of care of its day.
_OF_STRETCH = {
    name: latest(name)
    for name in ("period_on", "is_short", "start_known", "period_ended_on", "spell_on", "spell_known")
}

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


def reviews_in_sequence(engine: Engine, care: Care, reviews: Frame, to_on: date) -> Frame:
    """Each review of a care period held by `to_on`, and (`is_next` 1) the next one of each open care period.

    With its care period, the days of the two reviews before it in that period, and how many `others` came before that
    were not under V3 or V4. A review outside any care period is left out; both ends of one are included.
    """
    placed = engine.in_order(_with_stretches(care, reviews, to_on), ["child"], ["held_on", "kind"], _OF_STRETCH)
    ended_on, spell_on = nw.col("period_ended_on"), nw.col("spell_on")
    own = placed.filter(nw.col("kind") > 0).with_columns(
        spell_on=nw.when(spell_on > NEVER).then(spell_on), is_other=1 - nw.col("is_short")
    )
    within = own.filter(~nw.col("period_on").is_null() & (nw.col("held_on") <= ended_on))
    earlier = {
        "before_on": before("held_on"),
        "second_before_on": before("held_on", 2),
        "others_so_far": so_far("is_other"),
    }
    sequence = engine.in_order(within, ["child", "period_on"], ["held_on", "kind"], earlier)
    return sequence.select(
        *("child", "held_on", "adjourned_on", "completed_on", "period_on", "is_short", "spell_on", "spell_known"),
        *("start_known", "before_on", "second_before_on"),
        is_next=nw.col("kind") - 1,
        others=nw.col("others_so_far") - nw.col("is_other"),
    )


def judged_reviews(engine: Engine, sequence: Frame, calendar: Frame, coverage_from: date, to_on: date) -> Frame:
    """The reviews of `sequence` as they stand at `to_on`, each with its due date and whether it was in time.

    `due_on` is the last day in time, inclusive; null where `rule` says that it is not known. `in_time`, `late` and
    `unknown` are 1 or 0: held on or before the due date and, if adjourned, completed within 20 working days of the
    adjournment; an adjourned review whose 20 days still run is of unknown timeliness. Raises `UnableToDateReviews`
    beyond the calendar.
    """
    dated = engine.keep(_with_due_dates(_with_rules(sequence, coverage_from), calendar))
    _check_dates(engine, dated)
    return engine.keep(_with_timeliness(dated, to_on))


def _with_stretches(care: Care, reviews: Frame, to_on: date) -> Frame:
    """The stretches of care (`kind` 0), the reviews (1) and the next review of each open care period (2), by day."""
    seen = reviews_as_at(reviews, to_on).select("child", "held_on", "adjourned_on", "completed_on", kind=nw.lit(1))
    open_periods = care.periods.filter(nw.col("ended_on").is_null()).select("child", kind=nw.lit(2))
    no_day = nw.lit(None, nw.Date)
    coming = open_periods.with_columns(held_on=nw.lit(to_on), adjourned_on=no_day, completed_on=no_day)
    holding = care.stretches.filter(nw.col("shadowed") == 0).select(
        "child",
        *(nw.col(name).alias(name) for name in ("period_on", "is_short", "start_known")),
        held_on=nw.col("from_on"),
        adjourned_on=no_day,
        completed_on=no_day,
        kind=nw.lit(0),
        period_ended_on=nw.col("period_ended_on").fill_null(nw.lit(FOREVER)),
        spell_on=nw.col("spell_on").fill_null(nw.lit(NEVER)),
        spell_known=nw.col("spell_known").fill_null(0),
    )
    return nw.concat([seen, coming, holding], how="diagonal")


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
