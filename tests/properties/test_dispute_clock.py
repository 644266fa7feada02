"""The clock of a dispute, over bank holidays, stops, bypasses and escalations, equals a count one day at a time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.dispute_clock import (
    Stop,
    counted_days,
    due_after,
    is_stopped,
    stage_due_on,
    stops_as_at,
    total_due_on,
)
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
DAYS = st.dates(date(2000, 1, 1), date(2027, 6, 30))
ONE = timedelta(days=1)
ALL_STAGES = 20
# Days from the start of the dispute to the start of a stop, and how long it lasted; None: it lasts yet.
STOPS = st.lists(st.tuples(st.integers(-10, 60), st.one_of(st.none(), st.integers(0, 25))), max_size=4)
LATER = st.integers(0, 90)


def stands_still(day: date, on: date, stops: list[Stop]) -> bool:
    """Whether somebody who looks on `on` crosses the day out in the diary."""
    return any(
        stop.began_on <= day <= on and (stop.ended_on is None or day < stop.ended_on)
        for stop in stops
        if stop.began_on <= on
    )


def counts(day: date, on: date, stops: list[Stop]) -> bool:
    return day.weekday() < 5 and day not in CALENDAR.holidays and not stands_still(day, on, stops)


def last_of(began: date, number: int, on: date, stops: list[Stop]) -> date:
    """One day after the other, until so many have counted."""
    day = began
    while number:
        day += ONE
        number -= counts(day, on, stops)
    return day


def stops_from(began: date, drawn) -> list[Stop]:
    return [
        Stop(began + timedelta(days=after), None if length is None else began + timedelta(days=after + length))
        for after, length in drawn
    ]


@given(DAYS, st.integers(1, 20), STOPS, LATER)
def test_the_last_day_is_the_one_that_a_count_of_single_days_reaches(began, number, drawn, later):
    on, stops = began + timedelta(days=later), stops_from(began, drawn)
    assert due_after(began, number, stops_as_at(stops, on), CALENDAR) == last_of(began, number, on, stops)


@given(DAYS, STOPS, LATER, st.integers(-40, 60))
def test_days_that_counted_are_those_not_crossed_out(began, drawn, later, until):
    on, end, stops = began + timedelta(days=later), began + timedelta(days=until), stops_from(began, drawn)
    first, last = sorted((began, end))
    counted = sum(counts(first + timedelta(days=n), on, stops) for n in range(1, (last - first).days + 1))
    found = counted_days(began, end, stops_as_at(stops, on), CALENDAR)
    assert found == (counted if end >= began else -counted)


@given(DAYS, STOPS, LATER)
def test_the_clock_stands_still_on_the_days_crossed_out(began, drawn, later):
    on, stops = began + timedelta(days=later), stops_from(began, drawn)
    assert is_stopped(stops, on) is stands_still(on, on, stops)


# Of each stage: its own days, whether it is bypassed, and days until the next begins.
STEPS = st.lists(st.tuples(st.integers(1, 10), st.booleans(), st.integers(0, 12)), min_size=1, max_size=5)


@given(DAYS, STEPS, STOPS, LATER)
def test_no_stage_outlives_the_total_however_stages_are_bypassed_and_the_clock_stopped(formal, steps, drawn, later):
    """A model walks the dispute: a stage that is left out takes no day, the next begins when one has ended."""
    on, stops = formal + timedelta(days=later), stops_from(formal, drawn)
    known, total = stops_as_at(stops, on), last_of(formal, ALL_STAGES, on, stops)
    assert total_due_on(formal, CALENDAR, known) == total
    began = formal
    for own, is_bypassed, taken in steps:
        if is_bypassed:
            continue
        assert stage_due_on(began, own, formal, CALENDAR, known) == min(last_of(began, own, on, stops), total)
        began += timedelta(days=taken)


@given(DAYS, st.integers(1, 20), STOPS, LATER)
def test_a_stop_never_brings_a_last_day_forward(began, number, drawn, later):
    known = stops_as_at(stops_from(began, drawn), began + timedelta(days=later))
    assert due_after(began, number, known, CALENDAR) >= due_after(began, number, (), CALENDAR)
