"""Working days of England and Wales, calendar months and birthdays, on dates worked out by hand."""

from datetime import date

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from openiro.domain.months import add_months, age_on, nth_birthday
from openiro.domain.working_days import UnableToCountWorkingDays
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2025, 12, 6), date(2026, 1, 7)),
        (date(2026, 3, 20), date(2026, 4, 21)),
        (date(2025, 6, 2), date(2025, 6, 30)),
        (date(2026, 12, 18), date(2027, 1, 20)),
        (date(2022, 9, 10), date(2022, 10, 10)),
    ],
)
def test_twenty_working_days_skip_weekends_and_bank_holidays(start: date, due: date) -> None:
    assert CALENDAR.days_after(start, 20) == due


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(1995, 5, 8), False),  # early May moved for the end of the war
        (date(1995, 5, 1), True),
        (date(2020, 5, 8), False),
        (date(2020, 5, 4), True),
        (date(2011, 4, 29), False),
        (date(2012, 6, 5), False),
        (date(2012, 5, 28), True),
        (date(2022, 9, 19), False),
        (date(2023, 5, 8), False),
        (date(2024, 1, 2), True),  # a bank holiday in Scotland only
        (date(2024, 7, 12), True),  # a bank holiday in Northern Ireland only
        (date(2022, 1, 3), False),  # substitute for 1 January
        (date(2022, 12, 27), False),  # substitute for 25 December
    ],
)
def test_one_off_moved_and_substitute_holidays(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


def test_the_calendar_agrees_with_the_list_that_government_publishes() -> None:
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    days = {row["date"] for row in published}
    years = {day.year for day in days}
    known = {day for day in CALENDAR.holidays if day.year in years and day.weekday() < 5}
    assert known == {day for day in days if day.weekday() < 5}


def test_zero_working_days_after_a_day_is_the_day_itself_even_a_sunday() -> None:
    assert CALENDAR.days_after(date(2026, 3, 22), 0) == date(2026, 3, 22)


def test_working_days_before_a_review_count_back_from_it() -> None:
    assert CALENDAR.days_before(date(2026, 4, 21), 20) == date(2026, 3, 20)
    assert CALENDAR.days_before(date(2026, 4, 7), 3) == date(2026, 3, 31)


def test_days_left_are_negative_once_the_day_has_passed() -> None:
    assert CALENDAR.days_between(date(2026, 4, 1), date(2026, 4, 7)) == 2
    assert CALENDAR.days_between(date(2026, 4, 7), date(2026, 4, 1)) == -2
    assert CALENDAR.days_between(date(2026, 4, 1), date(2026, 4, 1)) == 0


def test_a_clock_refuses_beyond_the_years_whose_holidays_are_known() -> None:
    with pytest.raises(UnableToCountWorkingDays, match="2031 lies outside"):
        CALENDAR.is_working_day(date(2031, 1, 2))
    with pytest.raises(UnableToCountWorkingDays):
        CALENDAR.days_after(date(2030, 12, 20), 20)
    with pytest.raises(UnableToCountWorkingDays):
        CALENDAR.days_before(date(1990, 1, 4), 20)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2025, 2, 28), 6, date(2025, 8, 28)),
        (date(2025, 2, 28), -1, date(2025, 1, 28)),
    ],
)
def test_months_run_to_the_corresponding_day_or_the_last_of_a_shorter_month(
    start: date, months: int, due: date
) -> None:
    assert add_months(start, months) == due


def test_a_child_of_29_february_has_the_birthday_on_1_march_in_common_years() -> None:
    born_on = date(2020, 2, 29)
    assert age_on(born_on, date(2023, 2, 28)) == 2
    assert age_on(born_on, date(2023, 3, 1)) == 3
    assert nth_birthday(born_on, 4) == date(2024, 2, 29)
    assert nth_birthday(date(1896, 2, 29), 4) == date(1900, 3, 1)
