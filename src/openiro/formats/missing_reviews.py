"""Months of a return with so few reviews that some must be missing, as after a change of system."""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from openiro.domain.months import add_months
from openiro.domain.plausibility import is_implausibly_few, least_reviews_a_month
from openiro.formats.cross_checks import CheckedFile
from openiro.formats.problems import ProblemLog
from openiro.formats.years import first_day, last_day

SHORT_BREAKS = ("V3", "V4")


def remark_on_missing_reviews(reviews: CheckedFile, episodes: CheckedFile, year: int, log: ProblemLog) -> None:
    """Warn once, naming the months, where reviews are implausibly few for the children in care.

    Only whole months count that lie before the latest day of which the return tells.
    """
    few = list(_implausible_months(reviews.frame, episodes.frame, year))
    if not few:
        return
    months = ", ".join(f"{month:%B %Y}" for month, _, _ in few)
    held, least = sum(held for _, held, _ in few), round(sum(least for _, _, least in few))
    message = (
        f"Reviews are implausibly few for the children in care in {months}: {held}, where the law asks for {least} at "
        "the least. Check that the export holds every review, also those before a change of system."
    )
    log.add_file(reviews.file, "REVIEW", "reviews_missing", message)


def _implausible_months(reviews: pl.DataFrame, episodes: pl.DataFrame, year: int) -> Iterator[tuple[date, int, float]]:
    """The first day of each month in question, the reviews held in it, and the least that the law asks for."""
    looked_after = episodes.filter(~pl.col("ls").is_in(SHORT_BREAKS).fill_null(False))
    for month in _months(reviews, episodes, year):
        last = add_months(month, 1) - timedelta(days=1)
        held = reviews.filter(pl.col("review").is_between(month, last)).height
        stays = (pl.col("decom") <= last) & (pl.col("dec").is_null() | (pl.col("dec") > last))
        children = looked_after.filter(stays)["child"].n_unique()
        if is_implausibly_few(held, children):
            yield month, held, least_reviews_a_month(children)


def _months(reviews: pl.DataFrame, episodes: pl.DataFrame, year: int) -> Iterator[date]:
    days = pl.concat([reviews["review"], episodes["decom"], episodes["dec"]]).drop_nulls()
    told_until = min(max(days, default=first_day(year)), last_day(year))
    month = first_day(year)
    while add_months(month, 1) - timedelta(days=1) <= told_until:
        yield month
        month = add_months(month, 1)
