"""Clashes of an officer against a simple model: a diary of minutes, each of which is taken once."""

from datetime import datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.clashes import Appointment, clashes

MORNING = datetime(2026, 11, 26, 8)


@st.composite
def days(draw: st.DrawFn) -> list[Appointment]:
    """A day of one officer: every review in person at its own place, or by video."""
    number = draw(st.integers(0, 6))
    return [
        Appointment(
            number=place,
            begins=MORNING + timedelta(minutes=draw(st.integers(0, 480))),
            minutes=draw(st.integers(1, 120)),
            place=f"Place {place}",
            mode=draw(st.sampled_from(["", "in_person", "video"])),
        )
        for place in range(number)
    ]


def minutes_taken(one: Appointment, other: Appointment, usual: int) -> set[int]:
    """The minutes of the first review, and of the way on to the other where there is one."""
    start = int((one.begins - MORNING).total_seconds() // 60)
    way = usual if one.is_away and other.is_away else 0
    return set(range(start, start + one.minutes + way))


def first_minute_and_on(one: Appointment) -> set[int]:
    start = int((one.begins - MORNING).total_seconds() // 60)
    return set(range(start, start + one.minutes))


@given(days(), st.integers(0, 60))
def test_two_reviews_clash_where_a_minute_would_be_taken_twice(day: list[Appointment], usual: int) -> None:
    found = {frozenset((one.number, other.number)) for one, other in clashes(day, usual)}
    expected = set()
    for one, other in combinations(day, 2):
        first, second = sorted((one, other), key=lambda each: (each.begins, each.number))
        if minutes_taken(first, second, usual) & first_minute_and_on(second):
            expected.add(frozenset((one.number, other.number)))
    assert found == expected


@given(days(), st.integers(0, 60))
def test_the_order_in_which_a_diary_is_read_makes_no_difference(day: list[Appointment], usual: int) -> None:
    pairs = {(one.number, other.number) for one, other in clashes(day, usual)}
    assert {(one.number, other.number) for one, other in clashes(day[::-1], usual)} == pairs
