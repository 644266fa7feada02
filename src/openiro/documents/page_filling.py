"""Pages without gaps: charts give way where what begins the next page would then stand on the page before.

Neither a chart nor a table is broken by the end of a page, so that what does not fit leaves white space behind.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

TOP, BOTTOM = 68.1, 773.8  # points: where the text of an A4 page with margins of 24 mm begins and ends
GAP = 70.0  # points: smaller ones are left
ROUNDS = 2  # of giving way for one page
AROUND = 20.0  # points between two blocks, which the first of a page does without
STEP = 6.0  # points: charts give whole steps, so that few pictures differ


@dataclass(frozen=True)
class Mark:
    """Where a block begins or ends: its number from 0, the page from 1, and how far down, in points."""

    block: int
    is_end: bool
    page: int
    down: float


Given = Mapping[int, float]


def filled(places: Callable[[Given], Sequence[Mark]], most: Mapping[int, float]) -> dict[int, float]:
    """By how many points each chart is lower, by its number, so that no page ends in a gap that charts can close.

    `places` says where the blocks stand when charts give so much; `most` is what each chart can give. What closes no
    gap is not taken.
    """
    given: dict[int, float] = {}
    marks = places(given)
    page = 1
    while page < max((mark.page for mark in marks), default=0):
        trial, seen = given, marks
        for _ in range(ROUNDS):
            more = _more(seen, page, trial, most)
            if not more:
                break
            trial = {**trial, **more}
            seen = places(trial)
            if _first_after(seen, page) != _first_after(marks, page):
                given, marks = trial, seen
                break
        page += 1
    return given


def _more(marks: Sequence[Mark], page: int, given: Given, most: Mapping[int, float]) -> dict[int, float]:
    """What the charts of the page and the one after it would give for the block that begins the next; else nothing."""
    first = _first_after(marks, page)
    ends = [mark.down for mark in marks if mark.page == page]
    height = _height(marks, first, page + 1)
    if first is None or not ends or height is None or BOTTOM - max(ends) < GAP:
        return {}
    missing = height + AROUND - (BOTTOM - max(ends))
    near = [*{mark.block for mark in marks if mark.page == page and not mark.is_end}, first]
    left = {
        block: most[block] - given.get(block, 0.0) for block in near if most.get(block, 0.0) > given.get(block, 0.0)
    }
    room = sum(left.values())
    if not left or missing > room:
        return {}
    part = max(missing, STEP) / room
    return {block: _stepped(given.get(block, 0.0) + part * each, most[block]) for block, each in left.items()}


def _stepped(points: float, most: float) -> float:
    return min(most, ceil(points / STEP) * STEP)


def _first_after(marks: Sequence[Mark], page: int) -> int | None:
    """The block that begins the next page; None where one goes on there from this page."""
    after = [mark for mark in marks if mark.page == page + 1]
    if not after:
        return None
    first = min(after, key=lambda mark: (mark.down, mark.block))
    return None if first.is_end else first.block


def _height(marks: Sequence[Mark], block: int | None, page: int) -> float | None:
    """How far down its page the block reaches, headings above it included; None where it goes on to another."""
    ends = [mark.down for mark in marks if mark.block == block and mark.is_end and mark.page == page]
    return ends[0] - TOP if ends else None
