"""Lengths, times and last days as people say them."""

from datetime import time

import pytest

from openiro.web.reviews.words import initials_of, minutes, time_of_day


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
