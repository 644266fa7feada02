"""Working days in England and Wales, counted on a calendar that is handed in.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 2(1): any day other than
a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England and Wales.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from openiro.domain.refusal import Refusal


class UnableToCountWorkingDays(Refusal):
    """A clock was asked for a day outside the years whose bank holidays are known."""


@dataclass(frozen=True)
class WorkingCalendar:
    """The bank holidays of the years `first_year` to `last_year`, both included.

    Outside those years every question raises `UnableToCountWorkingDays`: a guessed holiday is a wrong deadline.
    """

    holidays: frozenset[date]
    first_year: int
    last_year: int

    @classmethod
    def of(cls, holidays: Iterable[date], *, first_year: int, last_year: int) -> "WorkingCalendar":
        """A calendar of the given bank holidays, known for the years `first_year` to `last_year` inclusive."""
        return cls(frozenset(holidays), first_year, last_year)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day. Raises `UnableToCountWorkingDays` outside the known years."""
        self._check(day)
        return day.weekday() < 5 and day not in self.holidays

    def days_after(self, day: date, count: int) -> date:
        """The last day that is within `count` working days of `day`: `day` is day 0, the result is in time.

        `count` 0 answers `day` itself. Raises `UnableToCountWorkingDays` where the answer lies outside the known years.
        """
        self._check(day)
        if count == 0:
            return day
        ordinal = day.toordinal()
        index = bisect_right(self._working_ordinals, ordinal) + count - 1
        if index >= len(self._working_ordinals):
            raise UnableToCountWorkingDays(self._message(day + timedelta(days=2 * count)))
        return date.fromordinal(self._working_ordinals[index])

    def days_before(self, day: date, count: int) -> date:
        """The latest day from which `day` is at least `count` working days away, counting back from `day` as 0.

        Raises `UnableToCountWorkingDays` where the answer lies outside the known years.
        """
        self._check(day)
        if count == 0:
            return day
        index = bisect_right(self._working_ordinals, day.toordinal() - 1) - count
        if index < 0:
            raise UnableToCountWorkingDays(self._message(day - timedelta(days=2 * count)))
        return date.fromordinal(self._working_ordinals[index])

    def days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative where `end` lies before `start`."""
        self._check(start)
        self._check(end)
        if end < start:
            return -self.days_between(end, start)
        return bisect_right(self._working_ordinals, end.toordinal()) - bisect_right(
            self._working_ordinals, start.toordinal()
        )

    def days(self) -> Iterator[date]:
        """Every day of the known years, in order."""
        day, last = date(self.first_year, 1, 1), date(self.last_year, 12, 31)
        while day <= last:
            yield day
            day += timedelta(days=1)

    @cached_property
    def _working_ordinals(self) -> list[int]:
        return [day.toordinal() for day in self.days() if day.weekday() < 5 and day not in self.holidays]

    def _check(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise UnableToCountWorkingDays(self._message(day))

    def _message(self, day: date) -> str:
        return (
            f"Bank holidays are known for {self.first_year} to {self.last_year}; "
            f"{day.year} lies outside. Add its bank holidays before counting working days there."
        )
