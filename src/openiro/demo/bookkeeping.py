"""Exact bookkeeping: cells that must be filled, and nothing left over."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from openiro.demo.refusal import UnableToLayOut

Item = TypeVar("Item")
Cell = TypeVar("Cell", bound=Hashable)


def portions(total: int, weights: Mapping[Cell, float]) -> dict[Cell, int]:
    """`total` split by `weights` into whole numbers that add up to it, by the largest remainder."""
    whole = sum(weights.values()) or 1
    exact = {cell: total * weight / whole for cell, weight in weights.items()}
    counts = {cell: int(amount) for cell, amount in exact.items()}
    by_remainder = sorted(exact, key=lambda cell: counts[cell] - exact[cell])
    for cell in by_remainder[: total - sum(counts.values())]:
        counts[cell] += 1
    return counts


def comes_to(share: float, number: int) -> bool:
    """Whether `share`, as precisely as it is written, is that of whole ones among `number`."""
    places = len(f"{share:g}".partition(".")[2])
    return round(int(number * share + 0.5) / number, places) == round(share, places)


def most_that(number: int, fits: Callable[[int], bool]) -> int:
    """The highest number from 1 to `number` that fits; `number` where none does."""
    return next((each for each in range(number, 0, -1) if fits(each)), number)


def fill(items: Sequence[Item], cells: Mapping[Cell, int], wishes: Callable[[Item], Sequence[Cell]]) -> list[Cell]:
    """The cell of each item, so that every cell holds exactly its number; an item takes only cells it wishes.

    Earlier wishes and earlier items come first; one that finds its cells full moves another on. Raises
    `UnableToLayOut` where no such filling exists.
    """
    if len(items) != sum(cells.values()):
        raise UnableToLayOut(f"{len(items)} children cannot fill cells of {sum(cells.values())} in all: {dict(cells)}.")
    filling = _Filling(dict(cells), [list(wishes(item)) for item in items])
    for index in range(len(items)):
        filling.seat(index)
    return [filling.cell_of[index] for index in range(len(items))]


class _Filling(Generic[Cell]):
    def __init__(self, room: dict[Cell, int], wishes: list[list[Cell]]) -> None:
        self.room, self.wishes = room, wishes
        self.seated: dict[Cell, list[int]] = {cell: [] for cell in room}
        self.cell_of: dict[int, Cell] = {}

    def seat(self, index: int) -> None:
        """Find a chain of moves, breadth first, that ends in a cell with room, and make it."""
        origin: dict[Cell, tuple[int, Cell | None]] = {}
        queue: list[tuple[int, Cell | None]] = [(index, None)]
        for mover, leaving in queue:
            for cell in self.wishes[mover]:
                if cell in origin or cell not in self.room:
                    continue
                origin[cell] = (mover, leaving)
                if len(self.seated[cell]) < self.room[cell]:
                    return self._move_along(cell, origin)
                queue.extend((other, cell) for other in self.seated[cell])
        raise UnableToLayOut(f"No cell is left for a child who fits only {self.wishes[index]} of {self.room}.")

    def _move_along(self, cell: Cell | None, origin: dict[Cell, tuple[int, Cell | None]]) -> None:
        while cell is not None:
            mover, leaving = origin[cell]
            if leaving is not None:
                self.seated[leaving].remove(mover)
            self.seated[cell].append(mover)
            self.cell_of[mover] = cell
            cell = leaving
