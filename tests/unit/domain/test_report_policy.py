"""The periods that papers are made for."""

import itertools
from datetime import date

import pytest

from openiro.domain.report_policy import Span, period_of, periods_until

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("span", "on", "first", "last"),
    [
        (Span.YEAR, date(2026, 3, 31), date(2025, 4, 1), date(2026, 3, 31)),
        (Span.YEAR, date(2026, 4, 1), date(2026, 4, 1), date(2027, 3, 31)),
        (Span.QUARTER, date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (Span.QUARTER, date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (Span.QUARTER, date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (Span.MONTH, date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        (Span.WEEK, date(2026, 11, 22), MONDAY, date(2026, 11, 22)),
        (Span.WEEK, MONDAY, MONDAY, date(2026, 11, 22)),
    ],
)
def test_the_period_that_holds_a_day(span: Span, on: date, first: date, last: date) -> None:
    assert period_of(span, on) == (first, last)


def test_periods_follow_each_other_without_a_gap_back_to_the_earliest() -> None:
    found = periods_until(Span.QUARTER, MONDAY, earliest=date(2025, 8, 15), most=12)
    assert [first for first, _ in found] == [
        date(2026, 10, 1), date(2026, 7, 1), date(2026, 4, 1), date(2026, 1, 1), date(2025, 10, 1), date(2025, 7, 1),
    ]  # fmt: skip
    for later, earlier in itertools.pairwise(found):
        assert (later[0] - earlier[1]).days == 1


def test_no_more_periods_are_offered_than_asked_for() -> None:
    assert len(periods_until(Span.WEEK, MONDAY, earliest=date(2000, 1, 1), most=3)) == 3
    assert periods_until(Span.YEAR, MONDAY, earliest=date(2030, 1, 1), most=3) == [period_of(Span.YEAR, MONDAY)]
