"""Every clock is data with a source, and counts as law and guidance say."""

from datetime import date, datetime

import pytest

from openiro.domain.clocks import CLOCKS, UnableToRunClock, Unit, clock, with_limit
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()


@pytest.mark.parametrize(
    ("id", "anchor", "last_day"),
    [
        ("iro.appointed", date(2026, 4, 2), date(2026, 4, 13)),  # over Easter
        ("review.first", date(2026, 3, 20), date(2026, 4, 21)),
        ("review.second", date(2024, 11, 30), date(2025, 2, 28)),
        ("review.later", date(2024, 8, 31), date(2025, 2, 28)),
        ("adoption.first", date(2026, 3, 20), date(2026, 4, 17)),
        ("before.invitations", date(2026, 4, 21), date(2026, 4, 7)),
        ("carer.review", date(2024, 2, 29), date(2025, 2, 28)),
        ("record.disposal", date(2010, 6, 1), date(2085, 6, 1)),
        ("missing.interview", date(2026, 4, 3), date(2026, 4, 6)),
    ],
)
def test_the_last_day_in_time(id: str, anchor: date, last_day: date) -> None:
    found = clock(id)
    assert found.due_on(anchor, CALENDAR) == last_day
    assert found.was_met(anchor, last_day, CALENDAR)


def test_a_due_date_on_a_sunday_is_not_moved() -> None:
    due_on = clock("review.second").due_on(date(2026, 1, 19), CALENDAR)
    assert due_on == date(2026, 4, 19)
    assert due_on.weekday() == 6


def test_a_review_after_adopters_return_a_child_has_a_first_and_a_last_day() -> None:
    returned, disrupted = date(2026, 1, 1), clock("adoption.disrupted")
    assert disrupted.earliest_on(returned, CALENDAR) == date(2026, 1, 29)
    assert not disrupted.was_met(returned, date(2026, 1, 28), CALENDAR)
    assert disrupted.was_met(returned, date(2026, 2, 12), CALENDAR)
    assert not disrupted.was_met(returned, date(2026, 2, 13), CALENDAR)
    assert disrupted.limit_in_words == "28 to 42 days"


def test_a_return_interview_is_counted_in_hours() -> None:
    returned = datetime(2026, 4, 3, 22, 15)
    assert clock("missing.interview").due_at(returned) == datetime(2026, 4, 6, 22, 15)
    with pytest.raises(UnableToRunClock, match="counted in months"):
        clock("review.later").due_at(returned)


def test_limits_are_said_in_words() -> None:
    assert clock("review.first").limit_in_words == "within 20 working days"
    assert clock("before.reports").limit_in_words == "at least 3 working days before"
    assert clock("visit.first").limit_in_words == "within 1 week"


def test_a_council_may_change_only_what_guidance_leaves_to_it() -> None:
    assert with_limit("before.reports", 5, Unit.WORKING_DAYS).limit == 5
    with pytest.raises(UnableToRunClock, match=r"set by law or guidance\. A policy may set: .*before\.reports"):
        with_limit("review.first", 30, Unit.WORKING_DAYS)


def test_an_unknown_clock_is_refused_with_the_clocks_there_are() -> None:
    with pytest.raises(UnableToRunClock, match=r"review\.first"):
        clock("review.third")


def test_every_clock_names_its_rule_and_source() -> None:
    assert len(CLOCKS) >= 40
    for each in CLOCKS.values():
        assert each.limit > 0
        major, minor = each.statute_rule.split(".")
        assert major.isdecimal()
        assert minor.isdecimal()
        assert len(each.source) > 8
