"""Checks across rows: ages, endings, gaps and overlaps, reviews outside care. All remarks; none rejects a row.

Source: guide to the SSDA903 collection, by the rules that the DfE's own validation applies to each field.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from openiro.formats.layouts import Layout
from openiro.formats.problems import ProblemLog, Remark, Severity
from openiro.formats.years import first_day, last_day

FAR = date(9999, 12, 31)
SPAN = 10_000_000
GROWN_UP = 18


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
    """The usable rows of one file, one for each key.

    For remarks `born_on` of the header stands beside each, and `child_number`, the place of the child there.
    `accepted` is the number of usable rows before one was kept for each key.
    """

    layout: Layout
    file: str
    frame: pl.DataFrame
    accepted: int


def remark_on_ages(checked: CheckedFile, log: ProblemLog) -> None:
    """Warn of codes that do not fit the child's age on the day (completed years; 29 February: 1 March)."""
    rules = [rule for rule in AGE_RULES if rule.table == checked.layout.name]
    if not rules:
        return
    born = _as_number("born_on")
    aged = checked.frame.with_columns(
        ((_as_number(on) - born) // 10_000).alias(f"age_{on}") for on in dict.fromkeys(rule.on for rule in rules)
    )
    masks = aged.select(_is_unfit(rule).fill_null(False).alias(str(n)) for n, rule in enumerate(rules))
    for rule, mask in zip(rules, masks.iter_columns(), strict=True):
        message = pl.format("{} does not fit the child's age on that day.", pl.col(rule.column))
        log.add_where(checked.file, checked.frame, mask, Remark(rule.column.upper(), "code_not_for_age", message))


def _is_unfit(rule: AgeRule) -> pl.Expr:
    age = pl.col(f"age_{rule.on}")
    return pl.col(rule.column).is_in(list(rule.codes)) & ((age < rule.lowest) | (age >= rule.below))


def _as_number(column: str) -> pl.Expr:
    """A date as yyyymmdd: the difference of two, in ten thousands, is the completed years between them."""
    day = pl.col(column).dt
    return day.year() * 10_000 + day.month().cast(pl.Int32) * 100 + day.day()


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


def remark_on_dates(checked: CheckedFile, year: int | None, log: ProblemLog) -> None:
    """Warn of what is before birth or after childhood; of a return of one year, of what is outside it."""
    column = "review" if checked.layout.name == "reviews" else "decom"
    if checked.layout.name not in ("reviews", "episodes"):
        return
    before_birth = checked.frame.filter(pl.col(column) < pl.col("born_on"))
    log.add_rows(
        checked.file, before_birth, column.upper(), "before_birth", Severity.WARNING, "It is before the child's birth."
    )
    if column == "decom":
        adult = checked.frame.filter(_as_number("decom") - _as_number("born_on") >= GROWN_UP * 10_000)
        message = f"The child was {GROWN_UP} or older when the episode began."
        log.add_rows(checked.file, adult, "DECOM", "too_old_for_care", Severity.WARNING, message)
        for name in ("decom", "dec"):
            if year is None:
                break
            late = checked.frame.filter(pl.col(name) > last_day(year))
            message = f"{name.upper()} is after the end of the return's year, 31 March {year}."
            log.add_rows(checked.file, late, name.upper(), "after_year", Severity.WARNING, message)
    elif year is not None:
        _remark_on_reviews_outside_year(checked, year, log)


def _remark_on_reviews_outside_year(checked: CheckedFile, year: int, log: ProblemLog) -> None:
    outside = checked.frame.filter(~pl.col("review").is_between(first_day(year), last_day(year)))
    message = f"The review is outside the return's year, 1 April {year - 1} to 31 March {year}. It is kept."
    log.add_rows(checked.file, outside, "REVIEW", "review_outside_year", Severity.WARNING, message)


def remark_on_history(episodes: CheckedFile, year: int, log: ProblemLog) -> None:
    """Warn of gaps, overlaps and starts that are not known, among a child's episodes in order of DECOM."""
    known = _in_order(episodes.frame)
    remarks = _history_remarks(year)
    masks = known.select(mask.fill_null(False).alias(str(place)) for place, (mask, *_) in enumerate(remarks))
    for (_, *remark), mask in zip(remarks, masks.iter_columns(), strict=True):
        log.add_where(episodes.file, known, mask, Remark(*remark))


def _history_remarks(year: int) -> tuple[tuple[pl.Expr, str, str, str], ...]:
    follows, starts = pl.col("follows"), (pl.col("rne") == "S").fill_null(False)
    overlaps = follows & (pl.col("decom") < pl.col("earlier_end"))
    late = follows & (pl.col("decom") > pl.col("earlier_end"))
    goes_on = (pl.col("earlier_rec") == "X1").fill_null(False)
    return (
        (overlaps, "DECOM", "overlap", "The episode starts before an earlier one of the child ends."),
        (late & (goes_on | ~starts), "DECOM", "gap", "There is a gap between this episode and the one before it."),
        (
            follows & ~overlaps & ~late & ~starts & ~goes_on,
            "RNE",
            "start_unknown",
            "Care had ended before this episode, which does not begin with RNE S.",
        ),
        (
            ~follows & ~starts & (pl.col("decom") >= first_day(year)),
            "RNE",
            "start_unknown",
            "No episode comes before this one, and RNE is not S.",
        ),
        (
            pl.col("is_last") & (pl.col("rec") == "X1") & pl.col("dec").is_not_null(),
            "REC",
            "gap",
            "REC X1 promises a next episode, and there is none.",
        ),
    )


def _in_order(episodes: pl.DataFrame) -> pl.DataFrame:
    """Episodes by child and DECOM, with whether each follows another of its child, and how the earlier ones ended.

    `ends_by` is the latest end of a child's episodes so far (FAR while one is open), `earlier_end` that before it.
    """
    number = pl.col("child_number")
    # Children are numbered in rising order, so that one running maximum over number and day serves them all.
    reach = number.cast(pl.Int64) * SPAN + pl.col("dec").fill_null(FAR).to_physical().cast(pl.Int64)
    ordered = (
        episodes.sort("child_number", "decom")
        .with_columns(reach=reach.cum_max(), follows=(number == number.shift(1)).fill_null(False))
        .with_columns(ends_by=(pl.col("reach") - number.cast(pl.Int64) * SPAN).cast(pl.Int32).cast(pl.Date))
    )
    return ordered.with_columns(
        earlier_end=pl.col("ends_by").shift(1),
        earlier_rec=pl.col("rec").shift(1),
        is_last=~pl.col("follows").shift(-1, fill_value=False),
    )


def remark_on_reviews_outside_care(reviews: CheckedFile, episodes: CheckedFile, year: int, log: ProblemLog) -> None:
    """Warn of reviews in the return's year on a day on which no episode of the child runs, both ends included."""
    in_year = reviews.frame.filter(pl.col("review").is_between(first_day(year), last_day(year)))
    known = _in_order(episodes.frame)
    message = "The child was not looked after on the day of the review, by the episodes of this return."
    spans = known.group_by("child_number", maintain_order=False).agg(
        first=pl.col("decom").first(),
        last=pl.col("ends_by").last(),
        broken=(pl.col("follows") & (pl.col("decom") > pl.col("earlier_end"))).any(),
    )
    within = in_year.join(spans, on="child_number", how="left", maintain_order="left")
    outside = pl.col("first").is_null() | ~pl.col("review").is_between("first", "last")
    doubtful = within.filter(~outside & pl.col("broken")).sort("review")
    gaps = known.select("child_number", "decom", "ends_by").sort("decom")
    placed = doubtful.join_asof(gaps, left_on="review", right_on="decom", by="child_number", check_sortedness=False)
    for rows in (within.filter(outside), placed.filter(pl.col("ends_by") < pl.col("review"))):
        log.add_rows(reviews.file, rows, "REVIEW", "review_outside_care", Severity.WARNING, message)
