"""What was published of other councils, for papers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from openiro.benchmarks.queries import (
    Comparator,
    LeagueLine,
    comparators_for,
    indicators_published,
    league_for,
    published_by_category,
    published_series,
)
from openiro.domain.comparing import COMPARED


@dataclass(frozen=True)
class Others:
    """Published figures as at `to_on`, or before. Where nothing is published of a measure, nothing more is read."""

    to_on: date

    @cached_property
    def _published(self) -> frozenset[str]:
        return indicators_published()

    def _is_published(self, measure: str) -> bool:
        told = COMPARED.get(measure)
        return measure in self._published or (told is not None and told.indicator in self._published)

    def comparators(self, measure: str) -> tuple[Comparator, ...]:
        """See `benchmarks.queries.comparators_for`."""
        return comparators_for(measure, self.to_on) if self._is_published(measure) else ()

    def by_category(self, measure: str) -> dict[str, dict[str, dict[int, Comparator]]]:
        """See `benchmarks.queries.published_by_category`."""
        return published_by_category(measure, self.to_on) if self._is_published(measure) else {}

    def series(self, measure: str) -> dict[str, dict[int, Comparator]]:
        """See `benchmarks.queries.published_series`."""
        return published_series(measure, self.to_on) if self._is_published(measure) else {}

    def league(self, measure: str) -> tuple[int, list[LeagueLine]]:
        """See `benchmarks.queries.league_for`."""
        return league_for(measure, self.to_on) if self._is_published(measure) else (0, [])
