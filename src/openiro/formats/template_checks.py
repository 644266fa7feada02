"""What the rows of our own templates must keep to among themselves, so that files and database tell the same."""

from collections.abc import Callable, Mapping

import polars as pl

from openiro.formats.challenge_templates import STAGE_COLUMNS
from openiro.formats.layouts import Layout
from openiro.formats.problems import ProblemLog, Remark, Severity
from openiro.formats.typed import EARLIEST, LATEST

HIGHEST_NUMBER = 9_999
UNKNOWN_MILES = 999.9
_AFTER_THE_REVIEW = (
    *("adjourned", "completed"),
    *("decisions_sent", "record_finished", "distributed", "care_plan_updated"),
)

Check = Callable[[str, pl.DataFrame, ProblemLog], pl.DataFrame]


def without_impossible_rows(layout: Layout, file: str, usable: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """The rows without those that no record could hold; an *error* is logged for each."""
    check = _REJECTING.get(layout.name)
    return check(file, usable, log) if check else usable


def put_in_order(layout: Layout, file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """The rows with the cells left out that others of their row contradict; a warning is logged for each."""
    check = _MENDING.get(layout.name)
    return check(file, frame, log) if check else frame


def _without_odd_posts(file: str, usable: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """A post of no or more than one full-time equivalent is an error: no caseload could be counted by it."""
    odd = ~pl.col("fte").is_between(0, 1, closed="right")
    message = "FTE must be more than 0 and at most 1."
    log.add_rows(file, usable.filter(odd), "FTE", "number_invalid", Severity.ERROR, message)
    return usable.filter(~odd.fill_null(False))


def _without_odd_numbers(file: str, usable: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    odd = ~pl.col("number").is_between(1, HIGHEST_NUMBER)
    message = f"NUMBER must be a whole number from 1 to {HIGHEST_NUMBER}."
    log.add_rows(file, usable.filter(odd), "NUMBER", "number_invalid", Severity.ERROR, message)
    return usable.filter(~odd)


def _without_odd_years(file: str, usable: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    odd = ~pl.col("year").is_between(EARLIEST.year, LATEST.year)
    message = f"YEAR must be a year from {EARLIEST.year} to {LATEST.year}."
    log.add_rows(file, usable.filter(odd), "YEAR", "number_invalid", Severity.ERROR, message)
    return usable.filter(~odd)


def _without_needless_reasons(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """A reason why views were not obtained is left out where they were."""
    rows = frame.filter(pl.col("views") & pl.col("reason").is_not_null())
    message = "REASON says why views were not obtained, but VIEWS says that they were. VIEWS holds."
    log.add_rows(file, rows, "REASON", "reason_without_need", Severity.WARNING, message)
    return frame.with_columns(reason=pl.when(~pl.col("views")).then("reason"))


def _details(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """What follows a review does not come before it, and the child was not seen before it after it."""
    for column in _AFTER_THE_REVIEW:
        frame = _left_out(file, frame, column, pl.col(column) < pl.col("review"), "is before the review", log)
    frame = _left_out(file, frame, "seen_before", pl.col("seen_before") > pl.col("review"), "is after the review", log)
    return _known_words(frame, "chaired_by_child", ("none", "part", "all"))


def _decisions(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """An answer has its day, and a day its answer; nothing that follows the review comes before it."""
    frame = _known_words(frame, "answer", ("agreed", "objected", "deemed"))
    for column in ("sent", "answered", "judged"):
        frame = _left_out(file, frame, column, pl.col(column) < pl.col("review"), "is before the review", log)
    alone = "stands without"
    frame = _left_out(file, frame, "answer", pl.col("answered").is_null(), f"{alone} the day of ANSWERED", log)
    frame = _left_out(file, frame, "answered", pl.col("answer").is_null(), f"{alone} an ANSWER", log)
    return _left_out(file, frame, "judged", pl.col("outcome").is_null(), f"{alone} an OUTCOME", log)


def _checks(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    for column in ("up_to_date", "on_file"):
        frame = _known_words(frame, column, ("yes", "no", "not_applicable"))
    return frame


def _disputes(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """No stage begins before the dispute does; an outcome has the day of its end; a clock stops for 0 days or more."""
    for column in (name.lower() for name in STAGE_COLUMNS):
        frame = _left_out(file, frame, column, pl.col(column) < pl.col("raised"), "is before RAISED", log)
    odd = ~pl.col("days_stopped").is_between(0, HIGHEST_NUMBER)
    frame = _left_out(file, frame, "days_stopped", odd, f"is not a number from 0 to {HIGHEST_NUMBER}", log)
    return _left_out(file, frame, "outcome", pl.col("closed").is_null(), "stands without the day of CLOSED", log)


def _disruption_meetings(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """A meeting on a placement that ended comes after its end."""
    return _left_out(file, frame, "held", pl.col("held") < pl.col("ended"), "is before ENDED", log)


def _distances(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """Nobody lives less than 0 miles from home; the return writes 999.9 where the miles are not known."""
    what = f"is not a number of miles from 0 to {UNKNOWN_MILES}"
    odd = ~pl.col("miles").is_between(0, UNKNOWN_MILES)
    return _left_out(file, frame, "miles", odd, what, log, code="number_invalid")


def _key_stage_4(file: str, frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """Nobody gained a grade who sat nothing."""
    for column in ("grade_1", "grade_c", "five_a_c", "maths_4", "english_4"):
        odd = pl.col(column) & ~pl.col("sat")
        what = "says that a grade was gained, but SAT is no. SAT holds"
        frame = _left_out(file, frame, column, odd, what, log, code="conflicting_cells")
    return frame


def _left_out(
    file: str,
    frame: pl.DataFrame,
    column: str,
    wrong: pl.Expr,
    what: str,
    log: ProblemLog,
    *,
    code: str = "date_order",
) -> pl.DataFrame:
    """The cells of `column` without those that are wrong, each with a warning."""
    mask = frame.select((pl.col(column).is_not_null() & wrong).fill_null(False).alias("wrong")).to_series()
    remark = Remark(column.upper(), code, f"{column.upper()} {what}. It is left out.")
    log.add_where(file, frame, mask, remark)
    return frame.with_columns(pl.when(~mask).then(column).alias(column)) if mask.any() else frame


def _known_words(frame: pl.DataFrame, column: str, words: tuple[str, ...]) -> pl.DataFrame:
    """The cells without words of no list, which were remarked on when they were read."""
    return frame.with_columns(pl.when(pl.col(column).is_in(words)).then(column).alias(column))


_REJECTING: Mapping[str, Check] = {
    "staff": _without_odd_posts,
    "decisions": _without_odd_numbers,
    "key_stage_4": _without_odd_years,
}
_MENDING: Mapping[str, Check] = {
    "parents": _without_needless_reasons,
    "review_details": _details,
    "decisions": _decisions,
    "checks": _checks,
    "disputes": _disputes,
    "disruption_meetings": _disruption_meetings,
    "key_stage_4": _key_stage_4,
    "placement_distances": _distances,
}
