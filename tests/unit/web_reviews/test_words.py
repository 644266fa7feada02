"""Lengths, times and last days as people say them."""

from datetime import date, time

import pytest

from openiro.web.reviews.words import Left, initials_of, left_until, minutes, time_of_day

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("last_on", "left", "today", "words"),
    [
        (date(2026, 11, 27), 5, FRIDAY, Left("5 working days left", "soon")),
        (date(2026, 11, 30), 6, FRIDAY, Left("6 working days left", "good")),
        (FRIDAY, 0, FRIDAY, Left("last day today", "soon")),
        (FRIDAY, 0, SATURDAY, Left("overdue", "late")),
        (SATURDAY, 0, FRIDAY, Left("no working day left", "soon")),
        (FRIDAY, -1, date(2026, 11, 23), Left("1 working day overdue", "late")),
        (None, None, FRIDAY, Left("working days not known", "quiet")),
    ],
)
def test_a_last_day_that_has_passed_is_overdue_though_it_is_the_week_end(last_on, left, today, words):
    assert left_until(last_on, left, today) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (None, "Not recorded"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (121, "2 hours 1 minute"),
    ],
)
def test_a_length_in_hours_and_minutes(number, words):
    assert minutes(number) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (time(0), "midnight"), (time(12), "midday"), (time(9), "9am"), (time(14, 5), "2:05pm")],
)
def test_a_time_of_day(value, words):
    assert time_of_day(value) == words


def test_initials_stand_for_a_name_and_the_number_where_there_is_none():
    assert initials_of("Rose Anna-May Bell", "C1") == "R. A. M. B."
    assert initials_of("", "C1") == "C1"
