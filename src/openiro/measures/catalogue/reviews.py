"""Looked-after reviews: how many were held, how many in time, what is overdue."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from openiro.domain.months import add_months
from openiro.domain.shares import ratio, rounded
from openiro.measures.calendar_table import first_day_of
from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure, Part

if TYPE_CHECKING:
    from openiro.measures.facts import Facts

_SOURCE = (
    "Care Planning, Placement and Case Review (England) Regulations 2010, regs 33 and 36; Adoption Agencies "
    "Regulations 2005, reg 36"
)
_HELD = "Reviews count on the day of their first meeting, inside a care period, not under V3 or V4 that day."
_IN_TIME = (
    "In time: held on or before the due date (first review 20 working days after care began; second 3 months after "
    "the first; later 6 months after the one before; placed for adoption 4 weeks, then 3, then 6 months) and, if "
    "adjourned, completed within 20 working days of the adjournment. The first review known in a care period that "
    "began before the records is unknown. It speaks of reviews that were held; see reviews.overdue for those not held."
)


def _projected(facts: "Facts") -> Iterator[Part]:
    """Straight on from the year to date, and by the season of the year before where its records are loaded."""
    to_on, year = facts.period.to_on, facts.period.year
    first, last_first = first_day_of(year), first_day_of(year - 1)
    held = facts.told("days_reviewed", "held_on")["held_on"]
    so_far = _number(held, first, to_on)
    days = (to_on - first).days + 1
    yield Part({}, so_far, days, ratio(so_far, days, (first_day_of(year + 1) - first).days))
    if facts.tables.coverage_from > last_first:
        return
    before = _number(held, last_first, add_months(to_on + timedelta(days=1), -12) - timedelta(days=1))
    whole = _number(held, last_first, first - timedelta(days=1))
    yield Part({"basis": "seasonal"}, so_far, before, ratio(so_far, before, whole))


def _number(held: pl.Series, from_on: date, to_on: date) -> int:
    return int(held.is_between(from_on, to_on).sum())


def _per_child(facts: "Facts") -> Iterator[Part]:
    held = int(facts.told("reviews", "held")["held"].sum())
    children = int(facts.told("reviewed", "counted")["counted"].sum())
    yield Part({}, held, children, ratio(held, children, 1))


def _duration(facts: "Facts") -> Iterator[Part]:
    minutes = facts.told("reviews", "duration_minutes")["duration_minutes"]
    median = minutes.drop_nulls().cast(pl.Float64).median()
    value = rounded(float(str(median))) if median is not None else None
    yield Part({}, value or 0, None, value, int(minutes.null_count()))


def _recording_lag(facts: "Facts") -> Iterator[Part]:
    found = facts.told("reviews", "held_on", "record_finished_on", "written")
    written = found.filter(pl.col("written") == 1)
    median = (written["record_finished_on"] - written["held_on"]).dt.total_days().cast(pl.Float64).median()
    value = rounded(float(str(median))) if median is not None else None
    yield Part({}, value or 0, None, value, found.height - written.height)


def _of_reviews(measure_id: str, title: str, definition: str, **more: object) -> Measure:
    given: dict[str, object] = {"facts": "reviews", "unit": "percent", "numerator": "held", "source": _SOURCE}
    return Measure(id=f"reviews.{measure_id}", title=title, definition=definition, **(given | more))  # type: ignore[arg-type]


MEASURES: tuple[Measure, ...] = (
    _of_reviews("held", "Reviews held", f"Reviews held in the period. {_HELD}", unit="reviews"),
    _of_reviews(
        "held_by_age",
        "Reviews held, by age of the child",
        f"Reviews held in the period by the child's age at the review, of all held. {_HELD}",
        denominator="held",
        keys=(keys.REVIEW_AGE,),
        whole=True,
    ),
    _of_reviews(
        "on_time",
        "Reviews held in time",
        f"Reviews held in the period and in time, of those held with known timeliness. {_IN_TIME} {_HELD}",
        numerator="in_time",
        denominator="known",
        unknown="unknown",
    ),
    _of_reviews(
        "on_time_by_month",
        "Reviews held in time, by month",
        f"The same for each month that the period touches, by the day held. {_IN_TIME} {_HELD}",
        numerator="in_time",
        denominator="known",
        unknown="unknown",
        keys=(keys.MONTH,),
    ),
    _of_reviews(
        "late_by_reason",
        "Late reviews, by reason",
        f"Reviews held in the period and not in time, by the reason recorded. {_IN_TIME} {_HELD}",
        unit="reviews",
        numerator="late",
        keys=(keys.REASON_LATE,),
    ),
    _of_reviews(
        "overdue",
        "Reviews overdue",
        (
            "Care periods open at the last day whose next review fell due on or before that day and was not held; in a "
            "series of short breaks by its own clocks (3 months, then 6). Where care began before the records and no "
            "review is known, it counts as unknown."
        ),
        facts="timetables",
        unit="care periods",
        numerator="overdue",
        unknown="due_unknown",
    ),
    _of_reviews(
        "children",
        "Children reviewed",
        f"Children with a review in the period, each once. {_HELD}",
        facts="reviewed",
        unit="children",
        numerator="counted",
    ),
    _of_reviews(
        "per_child",
        "Reviews of each child",
        f"Reviews held in the period / the children who had one: the average number of reviews of a child. {_HELD}",
        unit="reviews a child",
        parts=_per_child,
    ),
    _of_reviews(
        "children_all_on_time",
        "Children whose reviews were all in time",
        (
            "Children of the cohort with no failure, of the cohort. Cohort: looked after at the last day, with the "
            "20th working day after the care period began on or before it, not placed for adoption that day. Failure: "
            "a review of the care period held late in the period, or overdue at the last day. A child with no failure "
            "who had a review of unknown timeliness, or whose next due date is not known, is unknown."
        ),
        facts="timetables",
        numerator="all_on_time",
        denominator="judged",
        unknown="not_judged",
    ),
    _of_reviews(
        "projected",
        "Reviews projected for the year",
        (
            "Reviews held from 1 April to the last day × days of the collection year / days so far; and by season: "
            "× all reviews of last year / those of last year up to the same day."
        ),
        unit="reviews",
        parts=_projected,
    ),
    _of_reviews(
        "by_mode",
        "Reviews held, by mode of meeting",
        f"Reviews held in the period by how people met. {_HELD}",
        unit="reviews",
        keys=(keys.MODE,),
        needs_column=("reviews", "mode"),
    ),
    _of_reviews(
        "duration",
        "Length of a review",
        f"Median minutes of the reviews held in the period whose length is recorded; others are unknown. {_HELD}",
        unit="minutes",
        numerator="timed",
        needs_column=("reviews", "duration_minutes"),
        parts=_duration,
    ),
    _of_reviews(
        "recording_lag",
        "Days from a review to its finished record",
        (
            "Median days from the day held to the day on which the record was finished, of the reviews held in the "
            f"period whose record was finished by the last day; others are unknown. {_HELD}"
        ),
        unit="days",
        numerator="written",
        needs_column=("reviews", "record_finished_on"),
        parts=_recording_lag,
        shows={"done_on": "record_finished_on"},
    ),
)
