"""Dates: the quick counts of the calendar equal a count day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.clocks import CLOCKS, Clock
from openiro.domain.months import add_months, age_on, nth_birthday
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
DAYS = st.dates(date(1992, 1, 1), date(2028, 12, 31))
COUNTS = st.integers(0, 60)
ONE = timedelta(days=1)


def works(day: date) -> bool:
    return day.weekday() not in (5, 6) and day not in CALENDAR.holidays


def counted(day: date, count: int, step: timedelta) -> date:
    while count:
        day += step
        count -= works(day)
    return day


@given(DAYS, COUNTS)
def test_working_days_after_and_before_equal_a_count_day_by_day(day: date, count: int) -> None:
    assert CALENDAR.days_after(day, count) == counted(day, count, ONE)
    assert CALENDAR.days_before(day, count) == counted(day, count, -ONE)


@given(DAYS, st.integers(-200, 200))
def test_working_days_between_equal_a_count_day_by_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    low, high = min(start, end), max(start, end)
    slow = sum(works(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    assert CALENDAR.days_between(start, end) == (slow if start <= end else -slow)


@given(DAYS, st.integers(1, 60))
def test_the_last_day_in_time_is_a_working_day_with_exactly_that_many_before_it(day: date, count: int) -> None:
    last = CALENDAR.days_after(day, count)
    assert works(last)
    assert CALENDAR.days_between(day, last) == count


@given(DAYS, st.integers(0, 240))
def test_months_keep_the_day_or_clamp_it_to_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + ONE).day == 1)


@given(DAYS, DAYS, st.integers(0, 40))
def test_a_later_start_never_gives_an_earlier_due_date(first: date, second: date, months: int) -> None:
    low, high = sorted((first, second))
    assert add_months(low, months) <= add_months(high, months)
    assert CALENDAR.days_after(low, 20) <= CALENDAR.days_after(high, 20)


@given(DAYS, st.integers(0, 25))
def test_a_child_is_of_an_age_from_the_birthday_on(born_on: date, age: int) -> None:
    birthday = nth_birthday(born_on, age)
    assert age_on(born_on, birthday) == age
    assert age_on(born_on, birthday - ONE) == age - 1


@given(st.sampled_from(list(CLOCKS.values())), DAYS)
def test_every_clock_counts_from_its_anchor_and_includes_its_last_day(clock: Clock, day: date) -> None:
    last = clock.due_on(day, CALENDAR)
    assert clock.was_met(day, last, CALENDAR)
    assert not clock.was_met(day, last + ONE, CALENDAR)
    assert (last < day) == (clock.direction == "before")
