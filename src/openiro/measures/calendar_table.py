"""One row for each day, with the days that clocks reach from it: engines join it and do no date arithmetic."""

from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from openiro.domain.months import add_months
from openiro.domain.working_days import UnableToCountWorkingDays, WorkingCalendar

WORKING_DAY_CLOCKS = {"plus_5wd": 5, "plus_10wd": 10, "plus_15wd": 15, "plus_20wd": 20}
MONTH_CLOCKS = {"plus_3m": 3, "plus_6m": 6}
WEEK_CLOCKS = {"plus_4w": 4}


def collection_year(day: date) -> int:
    """The collection year of `day`: year Y runs from 1 April Y-1 to 31 March Y, both included."""
    return day.year + (day.month >= 4)


def first_day_of(year: int) -> date:
    """1 April on which collection year `year` begins."""
    return date(year - 1, 4, 1)


@lru_cache(maxsize=4)
def calendar_table(calendar: WorkingCalendar) -> pl.DataFrame:
    """A row for each day of the years that the calendar knows: `day`, `year` (collection year) and the clocks.

    `plus_20wd` is the last day within 20 working days of `day` (`day` is day 0); `plus_3m` the corresponding day 3
    months later. A working-day clock that runs out of the calendar is null, and what needs it refuses.
    Source: measures, ground rules (working day, months); reg 2(1) of the 2010 regulations.
    """
    days = list(calendar.days())
    columns: dict[str, list[date | None]] = {"day": list(days)}
    for name, count in WORKING_DAY_CLOCKS.items():
        columns[name] = [_working_days_after(calendar, day, count) for day in days]
    for name, months in MONTH_CLOCKS.items():
        columns[name] = [add_months(day, months) for day in days]
    for name, weeks in WEEK_CLOCKS.items():
        columns[name] = [day + timedelta(weeks=weeks) for day in days]
    years = pl.Series("year", [collection_year(day) for day in days], dtype=pl.Int32)
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Date())).with_columns(years)


def _working_days_after(calendar: WorkingCalendar, day: date, count: int) -> date | None:
    try:
        return calendar.days_after(day, count)
    except UnableToCountWorkingDays:
        return None
