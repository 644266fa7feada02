"""Lays out what other services know of the children of a synthetic council: health, placements, results.

The plan says how many of which kind; the dice say whom, among the children of whom it can be true.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from openiro.demo.after_care import lay_out_after_care
from openiro.demo.bookkeeping import comes_to, most_that
from openiro.demo.child import ChildLaid
from openiro.demo.leavers import lay_out_leavers
from openiro.demo.missed import lay_out_missing
from openiro.demo.placed import lay_out_placed
from openiro.demo.plan import Council, Period, Pupils, Shares
from openiro.demo.practised import lay_out_practice
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.codes import FIRST_YEAR

Row = dict[str, Any]
MISSING, AFTER_CARE = 100_003, 200_003
OF_WHO_SAT = ("grade_1", "grade_c", "five_a_c", "maths_4", "english_4")
OF_ALL = ("ehcp", "uasc_eal", "cwd", "sat")
# The fact of the health file, and the check of reviews whose share is taken.
OF_HEALTH = {"immunised": "immunisations", "dental": "dental", "assessed": "health"}


def lay_out_elsewhere(council: Council, children: Sequence[ChildLaid], seed: int) -> Mapping[str, Sequence[Row]]:
    """Rows by the name of their table. Who went missing and what became of leavers have dice of their own."""
    random, years = Random(seed), _whole_years(council)  # noqa: S311  invented children need repeatable numbers
    return {
        "health": [row for year in years for row in _health(council, year, children, random)],
        "placement_distances": list(lay_out_placed(council, children, random)),
        **lay_out_leavers(council, random),
        **lay_out_practice(council, children, random),
        "key_stage_4": [row for plan in council.pupils for row in _pupils(plan, children, random)],
        **lay_out_missing(council, children, Random(seed + MISSING)),  # noqa: S311  the same
        **lay_out_after_care(council, years[1:], children, Random(seed + AFTER_CARE)),  # noqa: S311  the same
    }


def with_disabled_reviews(council: Council, children: Sequence[ChildLaid]) -> tuple[ChildLaid, ...]:
    """The children, so many of them disabled that the plan's number of reviews of the last period are theirs.

    Raises `UnableToLayOut` where the reviews of no choice of them add up to it.
    """
    left = council.disabled_reviews
    if left is None:
        return tuple(children)
    since = council.periods[-2].ends_on
    held = {child.code: sum(review.held_on > since for review in child.life.reviews) for child in children}
    kept = {child.code for child in children if child.is_disabled and not held[child.code]}
    for child in sorted(children, key=lambda child: (-held[child.code], child.code)):
        if child.is_disabled and 0 < held[child.code] <= left:
            kept.add(child.code)
            left -= held[child.code]
    if left:
        raise UnableToLayOut(f"No choice of disabled children leaves {left} reviews fewer.")
    return tuple(child if child.code in kept else child.not_disabled() for child in children)


def _whole_years(council: Council) -> range:
    """The collection years of which a return tells to the end."""
    last = council.last_day
    return range(max(FIRST_YEAR, council.opens_on.year + 1), last.year + (last >= date(last.year, 3, 31)))


def _health(council: Council, year: int, children: Sequence[ChildLaid], random: Random) -> Iterator[Row]:
    """A row for each child of the health file; of the few beyond a number that gives the shares nobody knows."""
    shares = _shares_of(council, year)
    codes = [child.code for child in children if child.is_in_care_all_year(year)]
    random.shuffle(codes)
    asked = [shares[check] for check in OF_HEALTH.values()]
    known = most_that(len(codes), lambda number: all(comes_to(share, number) for share in asked))
    found: dict[str, set[str]] = {}
    for fact, check in OF_HEALTH.items():
        random.shuffle(answered := codes[:known])
        found[fact] = set(answered[: int(known * shares[check] + 0.5)])
    for place, code in enumerate(codes):
        answers = {fact: code in found[fact] if place < known else None for fact in OF_HEALTH}
        yield {"child": code, "year": year, **answers}


def _shares_of(council: Council, year: int) -> Shares:
    period: Period = next(each for each in council.periods if each.ends_on >= date(year, 3, 31))
    return {**period.practice.up_to_date, **period.health}


def _pupils(plan: Pupils, children: Sequence[ChildLaid], random: Random) -> Iterator[Row]:
    """Pupils of the right age first; with too few of them, those nearest in age, who are taught out of their year."""
    year = plan.ends_on.year + (plan.ends_on.month > 8)
    in_year = date(year - 17, 3, 1)
    near = sorted(children, key=lambda child: (abs((child.life.born_on - in_year).days), child.code))
    stayed = [child.code for child in near if child.is_in_care_all_year(year)]
    came = [child.code for child in near if child.is_in_year_11(year) and not child.is_in_care_all_year(year)]
    for counts, codes in ((plan.all_year, stayed), (plan.others, came)):
        chosen = codes[: counts["pupils"]]
        random.shuffle(chosen)
        yield from _results(chosen, counts, year)


def _results(codes: Sequence[str], counts: Mapping[str, int], year: int) -> Iterator[Row]:
    """Who sat comes first, so that what they gained is theirs; needs are dealt from the end, to those who sat least."""
    last = len(codes) - 1
    places: dict[str, Callable[[int], int]] = {name: lambda place: last - place for name in ("ehcp", "uasc_eal", "cwd")}
    for place, code in enumerate(codes):
        facts = {name: places.get(name, int)(place) < counts[name] for name in (*OF_ALL, *OF_WHO_SAT)}
        yield {"child": code, "year": year, **facts}
