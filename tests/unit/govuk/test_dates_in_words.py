"""Dates and times as people read them, in London."""

from datetime import UTC, date, datetime

import pytest

from openiro.govuk import dates

DAY = date(2026, 11, 21)


def test_dates_in_words() -> None:
    assert dates.long_date(DAY) == "21 November 2026"
    assert dates.short_date(DAY) == "21 Nov"
    assert dates.medium_date(DAY) == "21 Nov 2026"
    assert dates.weekday_date(DAY) == "Saturday 21 November"
    assert dates.month_year(DAY) == "November 2026"
    assert dates.iso_date(DAY) == "2026-11-21"


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(0, 0, "midnight"), (0, 5, "12:05am"), (9, 0, "9am"), (12, 0, "midday"), (12, 30, "12:30pm"), (23, 59, "11:59pm")],
)
def test_times_in_words(hour: int, minute: int, expected: str) -> None:
    assert dates.clock_time(datetime(2026, 11, 21, hour, minute)) == expected


def test_a_summer_evening_in_london_may_be_the_next_day() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert dates.date_and_time(late) == "1 July 2026 at 12:30am"
    assert dates.iso_date(late) == "2026-07-01"


def test_what_is_missing_is_empty() -> None:
    assert {filter_(None) for filter_ in dates.FILTERS.values()} == {""}
