"""Lays out when children of a synthetic council were missing, or away from their placement without authorisation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from openiro.demo.child import ChildLaid
from openiro.demo.plan import Council, Missed
from openiro.domain.months import age_on, nth_birthday

MISSING = "M"
YOUNGEST = 10
# How much likelier than the youngest a child goes missing, from an age in years on.
LIKELIER = {YOUNGEST: 1, 13: 4, 16: 7}
USUALLY_AGAIN, TRIES, YEAR = 3, 20, 365
NIGHTS = (0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 6)
NIGHTS_BEFORE_REVIEW, NIGHTS_AFTER_REVIEW = (0, 1, 1, 2), (1, 1, 2)
LOCKED = ("K1", "R5")
DAY = timedelta(days=1)

Row = dict[str, Any]


def lay_out_missing(council: Council, children: Sequence[ChildLaid], random: Random) -> Mapping[str, Sequence[Row]]:
    """Rows of the table of who was missing; no table where the plan asks for none.

    In each collection year as many children as the plan's shares of those looked after in it; a child whom a review
    calls missing is one of them. Nobody is missing before or after care, or twice at once.
    """
    if not council.missed:
        return {}
    able = [child for child in children if not child.is_on_short_breaks]
    times = _Times(council.last_day, random)
    for child in able:
        times.add_those_of_reviews(child)
    for first, last in _years(council):
        here = [child for child in able if child.life.started_on <= last and _left(child, last) > first]
        for kind, plan in council.missed.items():
            times.add_those_of_year(here, kind, plan, (first, last))
    return {"missing": sorted(times.rows(), key=lambda row: (row["child"], row["from_on"]))}


def _years(council: Council) -> Iterator[tuple[date, date]]:
    """The first and last day of each collection year, the last of them as far as it goes."""
    first = council.opens_on
    while first <= council.last_day:
        following = date(first.year + (first.month > 3), 4, 1)
        yield first, min(following - DAY, council.last_day)
        first = following


def _left(child: ChildLaid, last: date) -> date:
    """The day on which care ended, or that after `last`."""
    return min(child.life.ended_on or last + DAY, last + DAY)


def _chosen(here: Sequence[ChildLaid], number: int, last: date, random: Random) -> Iterator[ChildLaid]:
    """So many children of an age for it, the older the likelier."""
    ages = {child.code: age_on(child.life.born_on, _left(child, last) - DAY) for child in here}
    able = [child for child in here if ages[child.code] >= YOUNGEST]
    weights = [max(LIKELIER[age] for age in LIKELIER if age <= ages[child.code]) for child in able]
    for _ in range(min(number, len(able))):
        (place,) = random.choices(range(len(able)), weights)
        weights.pop(place)
        yield able.pop(place)


class _Times:
    """The times laid out so far, by child."""

    def __init__(self, last_day: date, random: Random) -> None:
        self.last_day = last_day
        self.random = random
        self.taken: defaultdict[str, list[Row]] = defaultdict(list)

    def rows(self) -> Iterator[Row]:
        """All of them; one that lasts past the last day goes on."""
        for row in (row for rows in self.taken.values() for row in rows):
            yield row | {"to_on": row["to_on"] if row["to_on"] <= self.last_day else None}

    def add_those_of_reviews(self, child: ChildLaid) -> None:
        """Those over the reviews in which the child took no part for being missing."""
        for review in child.life.reviews:
            if review.no_part_reason == "missing":
                before, after = self.random.choice(NIGHTS_BEFORE_REVIEW), self.random.choice(NIGHTS_AFTER_REVIEW)
                from_on = max(review.held_on - before * DAY, child.life.started_on)
                self._take(child, MISSING, from_on, review.held_on + after * DAY)

    def add_those_of_year(self, here: Sequence[ChildLaid], kind: str, plan: Missed, year: tuple[date, date]) -> None:
        """Those of one kind that began in a year, beside what there is: once or more of each child chosen."""
        first, last = year
        gone = {child.code for child in here if self._was(child, kind, year)}
        number = int(plan.share * len(here) * ((last - first).days + 1) / YEAR + 0.5) - len(gone)
        others = [child for child in here if child.code not in gone]
        for child in _chosen(others, number, last, self.random):
            for _ in range(min(plan.most, 1 + int(self.random.expovariate(1 / USUALLY_AGAIN)))):
                self._add(child, kind, year)

    def _was(self, child: ChildLaid, kind: str, year: tuple[date, date]) -> bool:
        first, last = year
        return any(row["kind"] == kind and first <= row["from_on"] <= last for row in self.taken[child.code])

    def _add(self, child: ChildLaid, kind: str, year: tuple[date, date]) -> None:
        """One time more, where the child is of an age for it and there is room."""
        earliest = max(year[0], child.life.started_on, nth_birthday(child.life.born_on, YOUNGEST))
        days = (_left(child, year[1]) - DAY - earliest).days
        for _ in range(TRIES if days >= 0 else 0):
            from_on = earliest + self.random.randint(0, days) * DAY
            to_on = from_on + self.random.choice(NIGHTS) * DAY
            if self._has_room(child, from_on, to_on):
                self._take(child, kind, from_on, to_on)
                return

    def _has_room(self, child: ChildLaid, from_on: date, to_on: date) -> bool:
        """Whether the child is then not away already, comes to no review, and lives where one can go missing from."""
        others = [(row["from_on"], row["to_on"]) for row in self.taken[child.code]]
        reviews = [(review.held_on, review.held_on) for review in child.life.reviews]
        apart = all(to_on < start or from_on > end for start, end in (*others, *reviews))
        return apart and child.placement_on(from_on) not in LOCKED

    def _take(self, child: ChildLaid, kind: str, from_on: date, to_on: date) -> None:
        to_on = min(to_on, child.life.ended_on or to_on)
        self.taken[child.code].append({"child": child.code, "kind": kind, "from_on": from_on, "to_on": to_on})
