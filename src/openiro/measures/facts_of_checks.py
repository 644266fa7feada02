"""Facts of what a review found: checks, the plan for permanence, what the child was told, the child's part."""

from collections.abc import Mapping
from datetime import date

import narwhals as nw
import polars as pl

from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period

CHECKS = ("health", "pep", "visits", "care_plan", "pathway_plan", "sdq", "dental", "immunisations")
YES, NO, NOT_APPLICABLE = "yes", "no", "not_applicable"
CHAIRED = ("part", "all")

UNANSWERED = "not recorded"

_REVIEW = ["child", "held_on"]
ADVOCACY = "advocacy"
_IN_ORDER = (NOT_APPLICABLE, NO, YES)
# What is told of a check, and the column that holds it.
_ANSWERS_OF = {"answer": "up_to_date", "on_file": "on_file"}


def checked_reviews(reviews: Frame, checks: Frame, period: Period) -> Frame:
    """One row for each review held in the period, with the answers to each of `CHECKS`.

    For a check x: `x_yes` up to date, `x_known` answered yes or no, `x_open` unanswered; the same for `x_file_…`, on
    the child's file. Where it does not apply none of them is 1. `x_answer` and `x_on_file` are the answers.
    """
    names = [f"{name}_{label}" for name in CHECKS for label in _ANSWERS_OF]
    answered = [
        nw.when(nw.col("check") == name).then(nw.col(label)).otherwise(nw.lit(0)).alias(f"{name}_{label}")
        for name in CHECKS
        for label in _ANSWERS_OF
    ]
    known = checks.filter(nw.col("check").is_in(list(CHECKS)) & _in_period(nw.col("held_on"), period))
    numbered = known.with_columns(**{label: _number(column) for label, column in _ANSWERS_OF.items()})
    wide = numbered.with_columns(*answered).group_by(*_REVIEW).agg(*(nw.col(name).max() for name in names))
    joined = reviews.select(*_REVIEW, "on", "held", "age").join(wide, on=_REVIEW, how="left")
    worded = joined.with_columns(*(_word(name) for name in names))
    marks = [mark for name in CHECKS for mark in _marks(name)]
    return worded.with_columns(*marks, why=nw.lit("review held in the period"))


def advocacy_asked(reviews: Frame, checks: Frame) -> Frame:
    """One row for each of the reviews that asked whether an advocate was offered; `due`: it found that none was."""
    asked = checks.filter((nw.col("check") == ADVOCACY) & nw.col("up_to_date").is_in([YES, NO]))
    answered = asked.group_by(*_REVIEW).agg(answer=nw.col("up_to_date").min())
    joined = reviews.select(*_REVIEW, "on", "age").join(answered, on=_REVIEW)
    due = nw.col("answer") == NO
    told = nw.when(due).then(nw.lit("no advocate was offered")).otherwise(nw.lit("an advocate was offered"))
    return joined.with_columns(asked=nw.lit(1), due=flag(due), why=told)


def other_checks(reviews: Frame, checks: Frame) -> Frame:
    """One row for each check beside `CHECKS` and advocacy that a review held in the period asked, where it applies.

    `in_order`: answered yes; `known`: yes or no; `open`: not answered.
    """
    answer = nw.col("answer")
    beside = ~nw.col("check").is_in([*CHECKS, ADVOCACY])
    asked = checks.filter(beside).with_columns(answer=nw.col("up_to_date").fill_null(UNANSWERED))
    joined = reviews.select(*_REVIEW, "on", "age").join(asked.select(*_REVIEW, "check", "answer"), on=_REVIEW)
    applies = joined.filter(answer != NOT_APPLICABLE)
    known = answer.is_in([YES, NO])
    told = nw.when(answer == YES).then(nw.lit("in order")).otherwise(nw.lit("not in order"))
    return applies.with_columns(
        in_order=flag(answer == YES),
        known=flag(known),
        open=flag(~known),
        why=nw.when(known).then(told).otherwise(nw.lit("not answered")),
    )


def _number(column: str) -> nw.Expr:
    """An answer as a number, which engines add up faster than words; 0 for none."""
    number = nw.lit(0)
    for place, answer in enumerate(_IN_ORDER, 1):
        number = nw.when(nw.col(column) == answer).then(nw.lit(place)).otherwise(number)
    return number


def _word(column: str) -> nw.Expr:
    word = nw.lit(None, nw.String)
    for place, answer in enumerate(_IN_ORDER, 1):
        word = nw.when(nw.col(column) == place).then(nw.lit(answer)).otherwise(word)
    return word.alias(column)


def _in_period(day: nw.Expr, period: Period) -> nw.Expr:
    return (day >= nw.lit(period.from_on)) & (day <= nw.lit(period.to_on))


def _marks(name: str) -> list[nw.Expr]:
    """The marks of one check, and of its being on file."""
    applies = nw.col(f"{name}_answer").fill_null("") != NOT_APPLICABLE
    both = ((name, nw.col(f"{name}_answer").fill_null("")), (f"{name}_file", nw.col(f"{name}_on_file").fill_null("")))
    found = []
    for mark, answer in both:
        told = answer.is_in([YES, NO])
        outside = answer == NOT_APPLICABLE
        found += [
            flag(applies & (answer == YES)).alias(f"{mark}_yes"),
            flag(applies & told).alias(f"{mark}_known"),
            flag(applies & ~told & ~outside).alias(f"{mark}_open"),
        ]
    return found


def second_reviews(reviews: Frame, plans: Frame, coverage_from: date) -> Frame:
    """One row for each second review of a care period held in the period, and for those that may be the second.

    `second`: the second held since care began, which the records cover; `planned`: of those, with a permanence plan
    that ran and was agreed by the day, its first and last day included. `place_unknown`: the first or second known in
    a care period that began before the records, or whose start is not known.
    """
    whole = (nw.col("start_known") == 1) & (nw.col("period_on") >= nw.lit(coverage_from))
    early = nw.col("second_before_on").is_null()
    placed = reviews.filter(early & (~whole | ~nw.col("before_on").is_null())).with_columns(second=flag(whole))
    placed = placed.select(*_REVIEW, "on", "age", "before_on", "second")
    running = (
        (nw.col("from_on") <= nw.col("held_on"))
        & (nw.col("agreed_on") <= nw.col("held_on"))
        & (nw.col("ended_on").is_null() | (nw.col("ended_on") >= nw.col("held_on")))
    )
    standing = plans.join(placed.select(*_REVIEW), on="child").filter(running)
    joined = placed.join(standing.group_by(*_REVIEW).agg(nw.col("plan").max()), on=_REVIEW, how="left")
    found = standing.select(*_REVIEW, had=nw.lit(1)).unique()
    known = nw.col("second") == 1
    marked = joined.join(found, on=_REVIEW, how="left").with_columns(planned=flag(known & (nw.col("had") == 1)))
    told = (
        nw.when(nw.col("planned") == 1).then(nw.lit("a plan in place")).otherwise(nw.lit("no agreed plan on the day"))
    )
    return marked.with_columns(
        place_unknown=1 - nw.col("second"),
        why=nw.when(known).then(told).otherwise(nw.lit("its place among the child's reviews is not known")),
    )


def taking_part(reviews: Frame, table: Frame) -> Frame:
    """One row for each review held in the period: chaired by the child, the child seen before, an advocate.

    `four`: the child was 4 or over. `seen`: the IRO saw the child on or before the day, and after the review before
    (without one, since care began).
    """
    details = table.select(*_REVIEW, "child_chaired", "seen_before_on", "advocate")
    names = ("on", "held", "age", "period_on", "before_on", "mode")
    joined = reviews.select(*_REVIEW, *names).join(details, on=_REVIEW)
    seen, before = nw.col("seen_before_on"), nw.col("before_on")
    since = nw.when(before.is_null()).then(seen >= nw.col("period_on")).otherwise(seen > before)
    four = nw.col("age") >= 4
    return joined.with_columns(
        four=flag(four),
        chaired=flag(four & nw.col("child_chaired").is_in(list(CHAIRED))),
        seen=flag(since & (seen <= nw.col("held_on"))),
        supported=flag(nw.col("advocate")),
        kind=nw.lit("review"),
        why=nw.lit("review held in the period"),
    )


def advocated_children(taking_part: Frame) -> Frame:
    """One row for each child with a review in the period; `supported`: by an advocate at one of them or more."""
    found = taking_part.group_by("child").agg(nw.col("on").max(), nw.col("supported").max())
    return found.with_columns(why=nw.lit("an advocate supported the child at a review in the period"))


def entitlements_told(
    engine: Engine,
    children: Frame,
    told: Frame,
    ages: Mapping[str, tuple[int, int]],
    period: Period,
) -> Frame:
    """One row for each entitlement of `ages` and each child looked after at the last day who is of an age for it.

    `informed`: told by that day; `no_age`: the child's day of birth is not recorded. `ages` are in years, both
    included.
    """
    rows = [(name, *years) for name, years in ages.items()]
    schema = {"entitlement": pl.String(), "told_from": pl.Int64(), "told_until": pl.Int64()}
    listed = engine.take(pl.DataFrame(rows, schema=schema, orient="row"))
    here = children.filter(nw.col("looked_after") == 1).select("child", "age")
    age = nw.col("age")
    of_age = (age >= nw.col("told_from")) & (age <= nw.col("told_until"))
    each = here.join(listed, how="cross").filter(age.is_null() | of_age)
    seen = told.filter(nw.col("told_on") <= nw.lit(period.to_on))
    by_child = seen.group_by("child", "entitlement").agg(done_on=nw.col("told_on").min())
    joined = each.join(by_child, on=["child", "entitlement"], how="left")
    marked = joined.with_columns(of_age=flag(~age.is_null()), no_age=flag(age.is_null()))
    had = ~nw.col("done_on").is_null()
    return marked.with_columns(
        informed=flag((nw.col("of_age") == 1) & had),
        on=nw.lit(period.to_on),
        why=nw.when(had).then(nw.lit("told")).otherwise(nw.lit("not told by the last day")),
    )


def forms_sent(consultations: Frame, period: Period) -> Frame:
    """One row for each person asked for views before a review in the period; `answered` by its last day."""
    came = (nw.col("answered_on") <= nw.lit(period.to_on)).fill_null(False)
    told = nw.when(came).then(nw.lit("answered")).otherwise(nw.lit("no answer by the last day"))
    return consultations.filter(_in_period(nw.col("asked_on"), period)).with_columns(
        on=nw.col("asked_on"), asked=nw.lit(1), answered=flag(came), why=told
    )


def feedback_given(feedback: Frame, period: Period) -> Frame:
    """One row for each answer about reviews in a form sent in the period; `yes`: it was yes."""
    said_yes = nw.col("answer") == YES
    return feedback.filter(_in_period(nw.col("said_on"), period)).with_columns(
        on=nw.col("said_on"),
        answered=nw.lit(1),
        yes=flag(said_yes),
        why=nw.when(said_yes).then(nw.lit("answered yes")).otherwise(nw.lit("answered no, or in part")),
    )


def statements_made(statements: Frame, period: Period) -> Frame:
    """One row for each statement of a child's views that was received in the period."""
    return statements.filter(_in_period(nw.col("said_on"), period)).with_columns(
        on=nw.col("said_on"),
        made=nw.lit(1),
        source=nw.col("source").fill_null("not recorded"),
        topic=nw.col("topic").fill_null("not recorded"),
        why=nw.lit("statement received in the period"),
    )
