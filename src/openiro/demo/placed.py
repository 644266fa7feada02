"""Lays out how far from home, and in whose area, the children of a synthetic council are placed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from openiro.demo.bookkeeping import comes_to, most_that
from openiro.demo.child import ChildLaid
from openiro.demo.plan import Council, Placed

DAY = timedelta(days=1)
LIMIT = 20.0
USUAL = {"within": 0.74, "outside": 0.4}
OUTSIDE_WHERE_FAR, OUTSIDE_WHERE_NEAR = 0.85, 0.2

Row = dict[str, Any]


@dataclass
class _Standing:
    """What is known of the placement that a child is in; of one not told of on an earlier day, from after that day."""

    placed_on: date
    told_from: date
    miles: float | None = None
    out_of_area: bool | None = None

    def is_of(self, placed_on: date) -> bool:
        """Whether the placement that began on this day was told of."""
        return self.miles is not None and self.placed_on == placed_on

    @property
    def is_near(self) -> bool:
        return self.miles is not None and self.miles <= LIMIT


def lay_out_placed(council: Council, children: Sequence[ChildLaid], random: Random) -> Iterator[Row]:
    """A row for each placement held on a day of the plan, or on the last day; one more where it is measured anew.

    Where the print moves further than children did, placements that go on are measured anew.
    """
    stages = sorted(council.placed, key=lambda stage: stage.on)
    if not stages:
        stages = [Placed(council.last_day, USUAL["within"], USUAL["outside"])]
    known: dict[str, _Standing] = {}
    since = date.min
    for stage in stages:
        here = {child.code: placed_on for child in children if (placed_on := child.placed_on(stage.on))}
        new = [code for code, placed_on in here.items() if code not in known or not known[code].is_of(placed_on)]
        random.shuffle(new)
        number = most_that(len(here), lambda of, stage=stage: _fits(stage, of))  # type: ignore[misc]
        untold = set(new[: len(here) - number])
        known |= {code: _Standing(here[code], max(here[code], since)) for code in new}
        since = stage.on + DAY
        told = [code for code in here if code not in untold]
        yield from _stage(stage, [code for code in new if code not in untold], told, known, random)


def _fits(stage: Placed, number: int) -> bool:
    return all(comes_to(share, number) for share in (stage.within, stage.outside) if share is not None)


def _stage(
    stage: Placed, new: Sequence[str], told: Sequence[str], known: dict[str, _Standing], random: Random
) -> Iterator[Row]:
    wanted = int(len(told) * stage.within + 0.5)
    near = {code for code in told if code not in new and known[code].is_near}
    far = [code for code in told if code not in new and code not in near]
    near |= set(new[: max(wanted - len(near), 0)])
    random.shuffle(far)
    anew = far[: wanted - len(near)]
    near |= set(anew)
    for code in (*new, *anew):
        known[code].miles = round(random.uniform(0.5, LIMIT) if code in near else random.uniform(LIMIT + 1, 140), 1)
    for code, out in _areas(stage, new, told, known, random).items():
        known[code].out_of_area = out
    for code in new:
        yield _row(code, known[code].told_from, known[code])
    for code in anew:
        yield _row(code, stage.on, known[code])


def _areas(
    stage: Placed, new: Sequence[str], told: Sequence[str], known: dict[str, _Standing], random: Random
) -> dict[str, bool]:
    """Whether each new placement is outside the area: as many as the plan says, those that are far first."""
    if stage.outside is None:
        chance = {True: OUTSIDE_WHERE_NEAR, False: OUTSIDE_WHERE_FAR}
        return {code: random.random() < chance[known[code].is_near] for code in new}
    before = sum(known[code].out_of_area is True for code in told if code not in new)
    wanted = max(int(len(told) * stage.outside + 0.5) - before, 0)
    farthest = sorted(new, key=lambda code: -(known[code].miles or 0))
    return {code: place < wanted for place, code in enumerate(farthest)}


def _row(code: str, from_on: date, standing: _Standing) -> Row:
    return {"child": code, "from_on": from_on, "miles": standing.miles, "out_of_area": standing.out_of_area}
