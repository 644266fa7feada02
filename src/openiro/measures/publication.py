"""Figures that are published once and again: what an earlier version printed is never an answer to a later one.

A count that was 41 in one version and is 43 in the next tells of two children. So what changed by few since an earlier
publication is hidden in the later one, and what was hidden stays hidden; second cells follow as for any hidden count.
Source: rules 10.01 to 10.04 of the project's table of rules (rounding bases and thresholds are a council's).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from openiro.domain.shares import Number
from openiro.measures.adding_up import Cell

HIDDEN = "hidden"
COUNTED = ("numerator", "denominator", "unknown")
PERCENT = "percent"
Told = Number | str | None


@dataclass(frozen=True)
class ToldFigure:
    """A figure as it is shown: a number, None where it is not known, or `HIDDEN`. `occurs`: its count is not 0."""

    id: str
    breakdown: Mapping[str, str]
    numerator: Told
    denominator: Told
    value: Told
    unknown: Told
    unit: str
    occurs: bool

    def to_json(self) -> dict[str, Any]:
        """What was printed, to be kept with what was published."""
        return {"id": self.id, "breakdown": dict(self.breakdown), **{name: getattr(self, name) for name in COUNTED}}


def kept_back(
    counts: Mapping[Hashable, int], published: Iterable[Iterable[Mapping[str, Any]]], *, hide_up_to: int
) -> frozenset[Hashable]:
    """The cells of `counts` that what was published before keeps from being shown: those hidden in it, and those that
    differ from it by 1 to `hide_up_to`. No 0 is among them.

    `published`: for each earlier publication its figures as `ToldFigure.to_json` gave them.
    """
    found: set[Hashable] = set()
    for figures in published:
        for cell, printed in _printed(figures):
            count = counts.get(cell, 0)
            if count and (printed == HIDDEN or 1 <= abs(int(printed) - count) <= hide_up_to):
                found.add(cell)
    return frozenset(found)


def _printed(figures: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Cell, int | str]]:
    """The cells that a publication told, with what is left of a denominator, and those it hid."""
    for figure in figures:
        key = (figure["id"], tuple(sorted(figure["breakdown"].items())))
        for name in COUNTED:
            if figure[name] is not None:
                yield (key, name), figure[name]
        part, whole = figure["numerator"], figure["denominator"]
        if isinstance(part, int) and isinstance(whole, int):
            yield (key, "rest"), whole - part


def rounded(figure: ToldFigure, to: int) -> ToldFigure:
    """The figure with counts rounded to the nearest multiple of `to`, half up; a percentage is a whole number.

    A rate is worked out from the rounded count, for the exact one could be worked out from the exact rate.
    """
    counts = {name: _nearest(getattr(figure, name), to) for name in COUNTED}
    value, count, was = figure.value, counts["numerator"], figure.numerator
    if isinstance(value, int | float):
        if figure.unit == PERCENT:
            value = float(int(value + 0.5))
        elif isinstance(was, int | float) and isinstance(count, int | float) and was:
            value = round(value * count / was, 1)
    return replace(figure, **counts, value=value)  # type: ignore[arg-type]


def _nearest(told: Told, to: int) -> Told:
    return int((told + to / 2) // to) * to if isinstance(told, int | float) else told
