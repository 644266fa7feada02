"""Checks across rows: ages, endings, gaps and overlaps, reviews outside care. All remarks; none rejects a row.

Source: guide to the SSDA903 collection, by the rules that the DfE's own validation applies to each field.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from openiro.formats.layouts import Layout
from openiro.formats.problems import ProblemLog, Severity
from openiro.formats.years import first_day, last_day

FAR = date(9999, 12, 31)


@dataclass(frozen=True)
class AgeRule:
    """`codes` of `column` fit a child aged `lowest` to `below` (not included) on the day in `on`."""

    table: str
    column: str
    codes: tuple[str, ...]
    on: str
    lowest: int = 0
    below: int = 200


AGE_RULES = (
    AgeRule("reviews", "review_code", ("PN0",), "review", below=4),
    AgeRule("reviews", "review_code", ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"), "review", lowest=4),
    AgeRule("episodes", "ls", ("J1", "J2", "J3"), "decom", lowest=10),
    AgeRule("episodes", "place", ("P3",), "decom", lowest=14),
    AgeRule("episodes", "place", ("K3",), "decom", lowest=16),
    AgeRule("episodes", "rec", ("E17",), "dec", lowest=18),
)


@dataclass(frozen=True)
class CheckedFile:
    """The usable rows of one file, one for each key, with `born_on` of the header beside each.

    `accepted` is the number of usable rows before one was kept for each key.
    """

    layout: Layout
    file: str
    frame: pl.DataFrame
    accepted: int


def remark_on_ages(checked: CheckedFile, log: ProblemLog) -> None:
    """Warn of codes that do not fit the child's age on the day (completed years; 29 February: 1 March)."""
    for rule in AGE_RULES:
        if rule.table != checked.layout.name:
            continue
        rows = checked.frame.filter(pl.col(rule.column).is_in(list(rule.codes)) & ~_is_of_age(rule).fill_null(True))
        log.add_rows(
            checked.file,
            rows,
            rule.column.upper(),
            "code_not_for_age",
            Severity.WARNING,
            pl.format("{} does not fit the child's age on that day.", pl.col(rule.column)),
        )


def _is_of_age(rule: AgeRule) -> pl.Expr:
    day, born = pl.col(rule.on), pl.col("born_on")
    early = (day.dt.month() * 100 + day.dt.day()) < (born.dt.month() * 100 + born.dt.day())
    age = day.dt.year() - born.dt.year() - early.cast(pl.Int32)
    return (age >= rule.lowest) & (age < rule.below)


def remark_on_born(checked: CheckedFile, log: ProblemLog) -> None:
    """Warn where a file repeats the date of birth otherwise than the header, which holds."""
    if "dob" not in checked.frame.columns or checked.layout.name == "header":
        return
    log.add_rows(
        checked.file,
        checked.frame.filter(pl.col("dob") != pl.col("born_on")),
        "DOB",
        "dob_differs",
        Severity.WARNING,
        "DOB differs from the header's, which holds.",
    )


def remark_on_endings(checked: CheckedFile, dec_impossible: pl.Series | None, log: ProblemLog) -> None:
    """Warn of REC without DEC, DEC without REC, and other rows that end before or on the day they start."""
    if checked.layout.name == "episodes":
        _remark_on_episode_endings(checked, dec_impossible, log)
    elif checked.layout.period is not None:
        start, end = checked.layout.period
        rows = checked.frame.filter(pl.col(end) < pl.col(start))
        message = f"{end.upper()} is before {start.upper()}."
        log.add_rows(checked.file, rows, end.upper(), "ends_before_start", Severity.WARNING, message)


def _remark_on_episode_endings(checked: CheckedFile, dec_impossible: pl.Series | None, log: ProblemLog) -> None:
    dec, rec = pl.col("dec"), pl.col("rec")
    told = pl.col("row").is_in(dec_impossible.implode()) if dec_impossible is not None else pl.lit(False)
    remarks = (
        (
            rec.is_not_null() & dec.is_null() & ~told,
            "DEC",
            "reason_without_end",
            "REC says why the episode ended, but DEC is empty. The episode is taken to be open.",
        ),
        (
            dec.is_not_null() & rec.is_null(),
            "REC",
            "end_without_reason",
            "DEC says that the episode ended, but REC is empty. Its reason counts as not recorded.",
        ),
        (dec == pl.col("decom"), "DEC", "ends_on_start", "The episode starts and ends on the same day."),
        (
            dec.is_null() & rec.is_null() & pl.col("reason_place_change").is_not_null(),
            "REASON_PLACE_CHANGE",
            "reason_without_end",
            "REASON_PLACE_CHANGE is filled in while the episode is open.",
        ),
    )
    for mask, column, code, message in remarks:
        log.add_rows(checked.file, checked.frame.filter(mask), column, code, Severity.WARNING, message)


def remark_on_dates(checked: CheckedFile, year: int, log: ProblemLog) -> None:
    """Warn of starts and ends after the return's year, of reviews outside it, and of events before birth."""
    column = "review" if checked.layout.name == "reviews" else "decom"
    if checked.layout.name not in ("reviews", "episodes"):
        return
    before_birth = checked.frame.filter(pl.col(column) < pl.col("born_on"))
    log.add_rows(
        checked.file, before_birth, column.upper(), "before_birth", Severity.WARNING, "It is before the child's birth."
    )
    if column == "decom":
        for name in ("decom", "dec"):
            late = checked.frame.filter(pl.col(name) > last_day(year))
            message = f"{name.upper()} is after the end of the return's year, 31 March {year}."
            log.add_rows(checked.file, late, name.upper(), "after_year", Severity.WARNING, message)
        return
    outside = checked.frame.filter(~pl.col("review").is_between(first_day(year), last_day(year)))
    message = f"The review is outside the return's year, 1 April {year - 1} to 31 March {year}. It is kept."
    log.add_rows(checked.file, outside, "REVIEW", "review_outside_year", Severity.WARNING, message)


def remark_on_history(episodes: CheckedFile, year: int, log: ProblemLog) -> None:
    """Warn of gaps, overlaps and starts that are not known, among a child's episodes in order of DECOM."""
    ordered = episodes.frame.sort("child", "decom")
    same = pl.col("child") == pl.col("child").shift(1)
    end = pl.col("dec").fill_null(FAR)
    known = ordered.with_columns(
        follows=same.fill_null(False),
        earlier_end=pl.when(same).then(end.cum_max().over("child").shift(1)),
        earlier_rec=pl.when(same).then(pl.col("rec").shift(1)),
        is_last=(pl.col("child") != pl.col("child").shift(-1)).fill_null(True),
    )
    overlapping = pl.col("follows") & (pl.col("decom") < pl.col("earlier_end"))
    starts = pl.col("rne") == "S"
    late = pl.col("decom") > pl.col("earlier_end")
    broken = pl.col("follows") & ~overlapping & ((late & (pl.col("earlier_rec") == "X1")) | (late & ~starts))
    resumed = pl.col("follows") & ~overlapping & ~late & ~starts & (pl.col("earlier_rec") != "X1")
    unknown = ~pl.col("follows") & ~starts.fill_null(False) & (pl.col("decom") >= first_day(year))
    unfinished = pl.col("is_last") & (pl.col("rec") == "X1") & pl.col("dec").is_not_null()
    remarks = (
        (overlapping, "DECOM", "overlap", "The episode starts before an earlier one of the child ends."),
        (
            broken.fill_null(False) & pl.col("earlier_end").is_not_null(),
            "DECOM",
            "gap",
            "There is a gap between this episode and the one before it.",
        ),
        (
            resumed,
            "RNE",
            "start_unknown",
            "Care had ended before this episode, which does not begin with RNE S.",
        ),
        (unknown, "RNE", "start_unknown", "No episode comes before this one, and RNE is not S."),
        (unfinished, "REC", "gap", "REC X1 promises a next episode, and there is none."),
    )
    for mask, column, code, message in remarks:
        log.add_rows(episodes.file, known.filter(mask), column, code, Severity.WARNING, message)


def remark_on_reviews_outside_care(reviews: CheckedFile, episodes: CheckedFile, year: int, log: ProblemLog) -> None:
    """Warn of reviews in the return's year on a day on which no episode of the child runs, both ends included."""
    in_year = reviews.frame.filter(pl.col("review").is_between(first_day(year), last_day(year)))
    if in_year.is_empty():
        return
    spans = episodes.frame.select("child", "decom", end=pl.col("dec").fill_null(FAR)).sort("child", "decom")
    running = spans.with_columns(pl.col("end").cum_max().over("child")).sort("decom")
    placed = in_year.sort("review").join_asof(
        running, left_on="review", right_on="decom", by="child", strategy="backward", check_sortedness=False
    )
    outside = placed.filter(pl.col("end").is_null() | (pl.col("end") < pl.col("review")))
    message = "The child was not looked after on the day of the review, by the episodes of this return."
    log.add_rows(reviews.file, outside, "REVIEW", "review_outside_care", Severity.WARNING, message)
