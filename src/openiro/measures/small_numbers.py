"""Hiding small numbers, so that no child can be made out in a figure that goes to many readers.

A count from 1 to 5 is hidden. Where a hidden count could be worked out from others (a total less the rest), further
counts are hidden until it cannot. Zeros stay: they tell of nobody.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

HIDE_UP_TO = 5
# The protection interval: how many numbers a hidden count must be able to be.
VALUES_LEFT = 3
ROUNDS = 40

Cell = Hashable
Counts = Mapping[Cell, int]


@dataclass(frozen=True)
class Sum:
    """Counts that add up: `total` is the sum of `parts`, and every reader may know it."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def hidden_cells(
    counts: Counts, sums: Iterable[Sum], *, up_to: int = HIDE_UP_TO, also: Iterable[Cell] = ()
) -> frozenset[Cell]:
    """The cells to hide: counts from 1 to `up_to`, those of `also`, and what would give one of them away. No 0.

    `sums` name every addition that a reader could know; their cells must be in `counts`. Afterwards no hidden count
    follows from the rest by adding and subtracting along the sums, nor can it be brought by limits, from knowing that
    each is 1 or more, to fewer than `VALUES_LEFT` numbers.
    """
    known = tuple(sums)
    hidden = {cell for cell, count in counts.items() if 1 <= count <= up_to} | set(also)
    while told := _told_all_the_same(counts, known, hidden):
        more = _cover(told, counts, known, hidden)
        if not more:
            break
        hidden |= more
    return frozenset(hidden)


def _told_all_the_same(counts: Counts, sums: tuple[Sum, ...], hidden: set[Cell]) -> set[Cell]:
    """The hidden cells that the counts still shown give away."""
    at_stake = [each for each in sums if any(cell in hidden for cell in each.cells)]
    return _by_adding(at_stake, hidden) | _by_limits(counts, at_stake, hidden)


def _by_adding(sums: list[Sum], hidden: set[Cell]) -> set[Cell]:
    """Hidden cells with one value only, whatever the others are: alone in a row of the reduced sums."""
    rows: list[tuple[Cell, dict[Cell, Fraction]]] = []
    for each in sums:
        row = _without_solved(_unknowns(each, hidden), rows)
        if not row:
            continue
        first = next(iter(row))
        row = {cell: weight / row[first] for cell, weight in row.items()}
        rows = [(lead, _less(other, row, other.get(first))) for lead, other in rows]
        rows.append((first, row))
    return {lead for lead, row in rows if len(row) == 1}


def _unknowns(each: Sum, hidden: set[Cell]) -> dict[Cell, Fraction]:
    row: dict[Cell, Fraction] = {}
    for cell, weight in [(each.total, -1), *((part, 1) for part in each.parts)]:
        if cell in hidden:
            row[cell] = row.get(cell, Fraction(0)) + weight
    return {cell: weight for cell, weight in row.items() if weight}


def _without_solved(row: dict[Cell, Fraction], rows: list[tuple[Cell, dict[Cell, Fraction]]]) -> dict[Cell, Fraction]:
    for lead, other in rows:
        row = _less(row, other, row.get(lead))
    return row


def _less(row: dict[Cell, Fraction], other: dict[Cell, Fraction], times: Fraction | None) -> dict[Cell, Fraction]:
    if not times:
        return row
    result = dict(row)
    for cell, weight in other.items():
        result[cell] = result.get(cell, Fraction(0)) - times * weight
    return {cell: weight for cell, weight in result.items() if weight}


Limits = dict[Cell, tuple[float, float]]


def _by_limits(counts: Counts, sums: list[Sum], hidden: set[Cell]) -> set[Cell]:
    """Hidden cells with too few values left because every hidden count is 1 or more: two that add up to 2, or 3."""
    limits: Limits = {cell: (1, float("inf")) for cell in hidden}
    for _ in range(ROUNDS):
        before = dict(limits)
        for each in sums:
            _tighten(each, limits, counts)
        if limits == before:
            break
    at_stake = {cell for each in sums for cell in each.cells}
    return {cell for cell, (low, high) in limits.items() if high - low < VALUES_LEFT - 1 and cell in at_stake}


def _tighten(each: Sum, limits: Limits, counts: Counts) -> None:
    total = _limits_of(each.total, limits, counts)
    parts = [_limits_of(part, limits, counts) for part in each.parts]
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    _narrow(each.total, low, high, limits)
    for cell, part in zip(each.parts, parts, strict=True):
        others_high = sum(other[1] for other in parts) - part[1] if high != float("inf") else _high_without(parts, part)
        _narrow(cell, total[0] - others_high, total[1] - (low - part[0]), limits)


def _high_without(parts: list[tuple[float, float]], part: tuple[float, float]) -> float:
    rest = list(parts)
    rest.remove(part)
    return sum(other[1] for other in rest)


def _limits_of(cell: Cell, limits: Limits, counts: Counts) -> tuple[float, float]:
    return limits.get(cell, (counts[cell], counts[cell]))


def _narrow(cell: Cell, low: float, high: float, limits: Limits) -> None:
    if cell in limits:
        before = limits[cell]
        limits[cell] = (max(before[0], low), min(before[1], high))


def _cover(told: set[Cell], counts: Counts, sums: tuple[Sum, ...], hidden: set[Cell]) -> set[Cell]:
    """What to hide beside: one more in every sum in which a cell is hidden alone; else one more near those told."""
    alone = [each for each in sums if sum(cell in hidden for cell in each.cells) == 1]
    near = [each for each in sums if told & set(each.cells)]
    groups = [[each] for each in alone] or [near, _connected(told, sums)]
    chosen = [smallest for group in groups if (smallest := _smallest(group, counts, hidden)) is not None]
    return set(chosen) if alone else set(chosen[:1])


def _smallest(sums: list[Sum], counts: Counts, hidden: set[Cell]) -> Cell | None:
    """The smallest part that is shown and is not 0; a total only where no part is left."""
    for cells in ((part for each in sums for part in each.parts), (each.total for each in sums)):
        shown = [cell for cell in cells if cell not in hidden and counts[cell] > 0]
        if shown:
            return min(shown, key=lambda cell: (counts[cell], str(cell)))
    return None


def _connected(told: set[Cell], sums: tuple[Sum, ...]) -> list[Sum]:
    """Every sum that can be reached from `told` by cells that sums share."""
    reached, cells, before = [], set(told), 0
    while before != len(cells):
        before = len(cells)
        reached = [each for each in sums if cells & set(each.cells)]
        cells |= {one for each in reached for one in each.cells}
    return reached
