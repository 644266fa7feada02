"""A reader who takes away and divides with all the figures of a result finds no small number of children.

The reader of this test is written apart from what hides: the invented records say which numbers are the same and
which add up, and the reader solves them exactly.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openiro.domain.shares import ratio
from openiro.measures.figures import Figure, Result
from openiro.measures.publication import HIDDEN
from openiro.measures.telling import tell

Place = tuple[Any, ...]
Row = dict[Place, Fraction]
NO_SHARES = ("caseload", "plans.rate")
COUNTED = ("numerator", "denominator", "unknown")
ONE: Place = ("1",)
few = st.one_of(st.integers(0, 7), st.integers(0, 40))


class _Council:
    """Figures of invented records, and what a reader knows of how they add up."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.known: list[tuple[Place, tuple[Place, ...]]] = []

    def put(self, measure: str, number: int, of: int | None = None, unknown: int = 0, **breakdown: str) -> Place:
        value = number if of is None else ratio(number, of)
        self.figures.append(Figure(measure, breakdown, number, of, value, "", unknown))
        return (measure, *breakdown.values())

    def line(self, measure: str, key: str, numbers: Iterable[int], whole: Place, of: int) -> list[Place]:
        """A measure whose categories make up the whole."""
        names = [self.put(measure, number, of, **{key: f"{place}"}) for place, number in enumerate(numbers)]
        self.adds_up((*whole, "numerator"), *((*name, "numerator") for name in names))
        for name in names:
            self.adds_up((*whole, "numerator"), (*name, "denominator"))
        return names

    def adds_up(self, total: Place, *parts: Place) -> None:
        self.known.append((total, parts))


def _cut(total: int, sizes: list[int]) -> list[int]:
    """The total in as many parts as there are sizes, near to them from the first on."""
    parts = []
    for size in sizes[:-1]:
        parts.append(min(size, total - sum(parts)))
    return [*parts, total - sum(parts)]


@st.composite
def _of_protection(draw: st.DrawFn) -> _Council:
    council = _Council()
    count = draw(few)
    plans = council.put("plans.open", count)
    council.figures.append(Figure("plans.rate_per_10000", {}, count, 9_000, ratio(count, 9_000, 10_000), ""))
    council.adds_up((*plans, "numerator"), ("plans.rate_per_10000", "numerator"))
    for name, key in (("category", "category"), ("ethnicity", "ethnicity"), ("age", "age_band")):
        sizes = draw(st.lists(few, min_size=2, max_size=4))
        council.line(f"plans.by_{name}", key, _cut(count, sizes), plans, count)
    judged = {"initial": "initial_within_15_days", "review": "review_in_time"}
    held = [draw(few) for _ in ("initial", "review", "transfer_in")]
    for kind, number in zip(("initial", "review", "transfer_in"), held, strict=True):
        place = council.put("conferences.held", number, kind=kind)
        if kind in judged:
            known = draw(st.integers(0, number))
            measure = f"conferences.{judged[kind]}"
            council.put(measure, draw(st.integers(0, known)), known, number - known)
            council.adds_up((*place, "numerator"), (measure, "denominator"), (measure, "unknown"))
    chaired = council.put("meetings.chaired", sum(held), kind="conference")
    kinds = [("conferences.held", kind, "numerator") for kind in ("initial", "review", "transfer_in")]
    council.adds_up((*chaired, "numerator"), *kinds)
    return council


@st.composite
def _of_children(draw: st.DrawFn) -> _Council:
    council = _Council()
    count = draw(few)
    all_of_them = council.put("population.looked_after", count)
    for name, key in (("age", "age_band"), ("provider", "provider")):
        sizes = draw(st.lists(few, min_size=2, max_size=4))
        council.line(f"population.by_{name}", key, _cut(count, sizes), all_of_them, count)
    statuses = ("C2", "E1", "V2")
    numbers = _cut(count, [draw(few) for _ in statuses])
    for code, number in zip(statuses, numbers, strict=True):
        council.put("population.by_legal_status", number, count, legal_status=code)
    places = [("population.by_legal_status", code, "numerator") for code in statuses]
    council.adds_up((*all_of_them, "numerator"), *places)
    council.put("population.formal_order", numbers[0] + numbers[1], count)
    council.adds_up(("population.formal_order", "numerator"), *places[:2])
    council.put("oversight.visited", draw(st.integers(0, count)), count)
    ages = [figure for figure in council.figures if figure.id == "population.by_age"]
    old = sum(int(figure.numerator) for figure in ages[1:])
    council.put("entitlements.informed", draw(st.integers(0, old)), old, entitlement="advocate")
    told = [("population.by_age", figure.breakdown["age_band"], "numerator") for figure in ages[1:]]
    council.adds_up(("entitlements.informed", "advocate", "denominator"), *told)
    for measure in ("population.formal_order", "oversight.visited"):
        council.adds_up((*all_of_them, "numerator"), (measure, "denominator"))
    _put_year_round(council, draw, count)
    return council


def _put_year_round(council: _Council, draw: st.DrawFn, count: int) -> None:
    """Children of the whole year, examined in depth and with one officer; and the load of two officers."""
    all_year = draw(st.integers(0, count))
    known = draw(st.integers(0, all_year))
    council.put("oversight.in_depth", draw(st.integers(0, all_year)), all_year)
    council.put("allocation.unchanged", draw(st.integers(0, known)), known, all_year - known)
    unchanged = [("allocation.unchanged", name) for name in ("denominator", "unknown")]
    council.adds_up(("oversight.in_depth", "denominator"), *unchanged)
    low = draw(st.integers(0, count // 2))
    council.figures.append(Figure("caseload.average", {"unit": "iro"}, count, 2, ratio(count, 2, 1), ""))
    council.put("caseload.lowest", low, unit="iro")
    council.put("caseload.highest", count - low, unit="iro")
    loads = [(f"caseload.{name}", "iro", "numerator") for name in ("lowest", "highest")]
    council.adds_up(("caseload.average", "iro", "numerator"), *loads)


def _rows(council: _Council, told: tuple[Any, ...]) -> Iterator[Row]:
    """Everything that the reader sees, each as a sum that is 0."""
    for total, parts in council.known:
        yield {total: Fraction(-1)} | dict.fromkeys(parts, Fraction(1))
    for each in told:
        place = (each.id, *each.breakdown.values())
        for name in ("numerator", "denominator", "unknown"):
            number = getattr(each, name)
            if number is not None and number != HIDDEN:
                yield {(*place, name): Fraction(1), ONE: -Fraction(number)}
        counted = _by_percentage(each)
        if counted is not None:
            yield {(*place, "numerator"): Fraction(1), ONE: -Fraction(counted)}


def _by_percentage(each: Any) -> int | None:
    """The one count that makes the percentage shown of the denominator shown; None where several do, or none shown."""
    if (
        HIDDEN in (each.value, each.denominator)
        or not each.denominator
        or each.id.startswith(("caseload", "plans.rate"))
    ):
        return None
    exact, off = Fraction(str(each.value)), Fraction(1, 20)
    low, high = ((exact + way) * each.denominator / 100 for way in (-off, off))
    fitting = range(ceil(low), floor(high) + 1)
    return fitting[0] if len(fitting) == 1 else None


def _found(rows: Iterable[Row]) -> dict[Place, Fraction]:
    """Every place whose number follows, by elimination with exact fractions."""
    solved: dict[Place, Row] = {}
    for row in rows:
        row = {place: weight for place, weight in row.items() if weight}
        for lead, other in solved.items():
            _take(row, other, row.get(lead, Fraction(0)))
        lead = next((place for place in row if place != ONE), None)
        if lead is None:
            assert not row, "what is shown contradicts itself"
            continue
        row = {place: weight / row[lead] for place, weight in row.items()}
        for other in solved.values():
            _take(other, row, other.get(lead, Fraction(0)))
        solved[lead] = row
    return {lead: -row.get(ONE, Fraction(0)) for lead, row in solved.items() if set(row) <= {lead, ONE}}


def _take(row: Row, other: Row, times: Fraction) -> None:
    for place, weight in other.items() if times else ():
        row[place] = row.get(place, Fraction(0)) - times * weight
        if not row[place]:
            del row[place]


def _of_a_child(place: Place) -> bool:
    """Not a number of officers, nor of people of the area."""
    of_others = place[0] in ("caseload.average", "plans.rate_per_10000") and place[-1] == "denominator"
    return place[-1] in COUNTED and not of_others


@settings(max_examples=120, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(_of_protection(), _of_children()))
def test_no_reader_works_out_a_small_number_of_children(council):
    told = tell(Result(tuple(council.figures)), hide_up_to=5)
    found = _found(_rows(council, told))
    assert [place for place, number in found.items() if 1 <= number <= 5 and _of_a_child(place)] == []
    rests = [
        (place, found[place] - found[counted])
        for place in found
        if place[-1] == "denominator" and (counted := (*place[:-1], "numerator")) in found
        if _of_a_child(place)
    ]
    assert [place for place, rest in rests if 1 <= rest <= 5] == []
