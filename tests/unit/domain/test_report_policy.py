"""The periods that papers are made for."""

import itertools
from datetime import date

import pytest

from openiro.domain.report_policy import ReportPolicy, ReportSection, Span, period_of, periods_beside, periods_until

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


def test_beside_a_year_stand_the_two_before_it_and_beside_a_month_the_year_to_date() -> None:
    assert periods_beside(date(2018, 4, 1), date(2019, 3, 31)) == [
        ("2016/17", date(2016, 4, 1), date(2017, 3, 31)),
        ("2017/18", date(2017, 4, 1), date(2018, 3, 31)),
    ]
    assert periods_beside(date(2019, 11, 1), date(2019, 11, 30)) == [
        ("Year to date", date(2019, 4, 1), date(2019, 11, 30)),
        ("Last 12 months", date(2018, 12, 1), date(2019, 11, 30)),
    ]


def test_to_the_last_day_of_a_year_both_are_one() -> None:
    assert [title for title, *_ in periods_beside(date(2019, 3, 1), date(2019, 3, 31))] == ["Year to date"]


def test_the_first_quarter_is_the_year_to_date_already() -> None:
    assert [title for title, *_ in periods_beside(date(2019, 4, 1), date(2019, 6, 30))] == ["Last 12 months"]


def test_a_leap_day_begins_no_year_of_another_length() -> None:
    title, first, last = periods_beside(date(2023, 3, 1), date(2024, 2, 29))[-1]
    assert (title, first, last) == (
        "2022/23 from 1 March",
        date(2022, 3, 1),
        date(2023, 2, 28),
    )


WITH_BLANKS = "**Date:** [date of the meeting]\n\n[what members decide], and again [date of the meeting]"


def _policy(words: str) -> ReportPolicy:
    return ReportPolicy(
        sections={}, headings={}, starting={ReportSection.COVER: words}, hide_up_to=5, round_to=0, boards=()
    )


def test_a_cover_stands_in_a_paper_only_when_its_blanks_are_filled_in() -> None:
    policy = _policy(WITH_BLANKS)
    assert policy.standing_words(ReportSection.COVER) == ""
    assert policy.to_fill_in(ReportSection.COVER, "") == ["date of the meeting", "what members decide"]
    assert policy.to_fill_in(ReportSection.COVER, "On 2 October. [what members decide]") == ["what members decide"]
    assert policy.to_fill_in(ReportSection.COVER, "On 2 October. To note [sic] the report.") == []


def test_words_without_blanks_stand_until_somebody_writes_others() -> None:
    policy = _policy("The law that the service rests on.")
    assert policy.standing_words(ReportSection.COVER) == "The law that the service rests on."
    assert policy.to_fill_in(ReportSection.COVER, "") == []
    assert policy.words_to_begin_with(ReportSection.SUMMARY) == ""
