"""Deadlines in words: how many working days are left, what a passed weekend does, and which rule sets the day."""

from datetime import date

import pytest

from openiro.web.shell.deadlines import Left, left_until

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


def test_a_date_that_passed_over_a_weekend_is_overdue_though_no_working_day_went_by():
    assert left_until(date(2026, 11, 20), 0, date(2026, 11, 21)) == Left("overdue", "late")


def test_many_days_are_said_with_their_thousands():
    assert left_until(date(2020, 1, 1), -1500, date(2026, 11, 21)).text == "1,500 working days overdue"
