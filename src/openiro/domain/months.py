"""Calendar months, years and ages: the corresponding day, or the last day of a shorter month."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` calendar months later (earlier if negative), clamped to the month's end.

    28 February plus 6 months is 28 August: a clamped day is not restored. A deadline on the result is in time
    on that day, and is not moved when it is not a working day (reg 33 says nothing that extends it).
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birthday_in(born_on: date, year: int) -> date:
    """The birthday in `year`; a child born on 29 February has it on 1 March in common years."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def nth_birthday(born_on: date, age: int) -> date:
    """The day on which a child born on `born_on` becomes `age` years old."""
    return birthday_in(born_on, born_on.year + age)


def age_on(born_on: date, day: date) -> int:
    """Completed years on `day`; negative before birth."""
    return day.year - born_on.year - (day < birthday_in(born_on, day.year))
