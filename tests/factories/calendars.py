"""Working calendars for tests, from the `holidays` library."""

from functools import cache

import holidays

from openiro.domain.working_days import WorkingCalendar


@cache
def england_and_wales(first_year: int = 1990, last_year: int = 2030) -> WorkingCalendar:
    """The bank holidays of England and Wales in the years `first_year` to `last_year`, both included."""
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return WorkingCalendar.of(known, first_year=first_year, last_year=last_year)
