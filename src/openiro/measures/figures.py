"""What a measure answers: one figure for each breakdown value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openiro.domain.shares import Number


@dataclass(frozen=True)
class Figure:
    """One number of a measure. Counts have no denominator; `value` is rounded half-up to 1 decimal.

    `unknown` counts the records that could not be judged: they are in neither numerator nor denominator.
    `title`, `definition` and `source` are set on the figure without a breakdown.
    """

    id: str
    breakdown: Mapping[str, str]
    numerator: Number
    denominator: Number | None
    value: Number | None
    unit: str
    unknown: int = 0
    title: str = ""
    definition: str = ""
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        """The object that `openiro measures --format json` prints for it."""
        named = {"id": self.id, "title": self.title, "breakdown": dict(self.breakdown)}
        counted = {"numerator": self.numerator, "denominator": self.denominator, "value": self.value}
        told = {"unit": self.unit, "unknown": self.unknown, "definition": self.definition, "source": self.source}
        return named | counted | told


@dataclass(frozen=True, eq=False)
class Result:
    """The figures of a period, what a reader must be warned of, and the measures that the records cannot tell.

    Each is one counting: two of the same records are two.
    """

    figures: tuple[Figure, ...]
    warnings: tuple[str, ...] = ()
    not_available: tuple[str, ...] = field(default=())

    def figure(self, measure_id: str, **breakdown: str) -> Figure:
        """The figure of a measure and breakdown. Raises `KeyError` where the answer holds none."""
        for figure in self.figures:
            if figure.id == measure_id and dict(figure.breakdown) == breakdown:
                return figure
        raise KeyError(measure_id, breakdown)
