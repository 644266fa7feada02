"""The period that measures are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from openiro.domain.months import add_months
from openiro.measures.calendar_table import collection_year

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


class UnableToMeasurePeriod(ValueError):
    """The period ends before it begins, or no record can lie in it."""


@dataclass(frozen=True)
class Period:
    """`from_on` to `to_on`, both days included; figures are as at `to_on`. Raises `UnableToMeasurePeriod`."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.from_on < EARLIEST or self.to_on > LATEST:
            raise UnableToMeasurePeriod(
                f"Figures can be asked for from {EARLIEST:%d/%m/%Y} to {LATEST:%d/%m/%Y}. Give days between them."
            )
        if self.to_on < self.from_on:
            raise UnableToMeasurePeriod(
                f"The period ends on {self.to_on:%d/%m/%Y}, before it begins on {self.from_on:%d/%m/%Y}. "
                "Give the first day before the last."
            )

    @property
    def year(self) -> int:
        """The collection year of the last day: its code lists are those that breakdowns print."""
        return collection_year(self.to_on)

    @property
    def months(self) -> tuple[str, ...]:
        """Every month that the period touches, as YYYY-MM, in order."""
        return tuple(f"{day:%Y-%m}" for day in self.firsts)

    @property
    def month_ends(self) -> tuple[date, ...]:
        """The last days of months that lie in the period, in order."""
        ends = (add_months(first, 1) - timedelta(days=1) for first in self.firsts)
        return tuple(end for end in ends if self.from_on <= end <= self.to_on)

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first day of every month that the period touches, in order."""
        return tuple(self._firsts())

    def _firsts(self) -> Iterator[date]:
        first = self.from_on.replace(day=1)
        while first <= self.to_on:
            yield first
            first = add_months(first, 1)
