"""Which day may be added to the bank holidays."""

from datetime import date

from openiro.core.queries import working_calendar
from openiro.domain.refusal import Refusal


class UnableToAddBankHoliday(Refusal):
    """The day is a bank holiday already, or lies in a year whose other bank holidays are not known."""


def check_can_be_bank_holiday(on: date) -> None:
    """Raises `UnableToAddBankHoliday` for a day that is one already or lies outside the years that are known."""
    calendar = working_calendar()
    if on in calendar.holidays:
        raise UnableToAddBankHoliday(f"{on.day} {on:%B %Y} is a bank holiday already.")
    if not calendar.first_year <= on.year <= calendar.last_year:
        years = f"{calendar.first_year} to {calendar.last_year}"
        raise UnableToAddBankHoliday(f"The date must be in the years that are known: {years}.")
