"""The measures count whole councils by joins; the rules of `domain` judge one child. They must agree, always."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openiro.domain.months import add_months
from openiro.measures.compute import compute, counted, rows_of
from openiro.measures.engine import engine_named
from openiro.measures.facts import Facts
from openiro.measures.figures import Figure, Result
from openiro.measures.period import Period
from tests.factories.calendars import england_and_wales
from tests.properties.messy_councils import COVERAGE_FROM, FIRST_DAY, Child, messy_child, tables_of
from tests.properties.one_child_at_a_time import Slow

CALENDAR = england_and_wales()

# What is counted one child at a time, and the figure and part of it that must equal the count.
SAME = {
    "looked_after": ("population.looked_after", "numerator"),
    "short_breaks": ("population.short_breaks", "numerator"),
    "started": ("flow.started", "numerator"),
    "started unknown": ("flow.started", "unknown"),
    "first_time": ("flow.started_first_time", "numerator"),
    "ceased": ("flow.ceased", "numerator"),
    "held": ("reviews.held", "numerator"),
    "in time": ("reviews.on_time", "numerator"),
    "late": ("reviews.on_time", "denominator only"),
    "unknown": ("reviews.on_time", "unknown"),
    "overdue": ("reviews.overdue", "numerator"),
    "overdue unknown": ("reviews.overdue", "unknown"),
    "all on time": ("reviews.children_all_on_time", "numerator"),
    "failed": ("reviews.children_all_on_time", "denominator only"),
    "not judged": ("reviews.children_all_on_time", "unknown"),
    "participated": ("participation.reviews", "numerator"),
    "coded otherwise": ("participation.reviews", "denominator only"),
    "uncoded": ("participation.reviews", "unknown"),
    "three placements": ("placements.three_or_more", "numerator"),
    "stable": ("placements.long_term_stability", "numerator"),
    "long term": ("placements.long_term_stability", "denominator"),
}
WANTED = sorted({measure for measure, _ in SAME.values()} | {"population.monthly", "flow.ceased_by_reason"})


def part_of(figure: Figure, part: str) -> float:
    if part == "denominator only":
        return (figure.denominator or 0) - figure.numerator
    return {"numerator": figure.numerator, "denominator": figure.denominator or 0, "unknown": figure.unknown}[part]


def counted_by(result: Result) -> dict[str, float]:
    counts = {name: part_of(result.figure(measure), part) for name, (measure, part) in SAME.items()}
    for figure in result.figures:
        if figure.id == "population.monthly":
            counts[f"month {figure.breakdown['month']}"] = figure.numerator
        if figure.id == "flow.ceased_by_reason":
            counts[f"ceased {figure.breakdown['reason']}"] = figure.numerator
    return {name: count for name, count in counts.items() if count}


def check_agreement(children: Sequence[Child], from_on: date, to_on: date, engine: str = "polars") -> None:
    tables = tables_of(list(children))
    result = compute(tables, from_on=from_on, to_on=to_on, calendar=CALENDAR, only=WANTED, engine=engine)
    slow = Slow(list(children), from_on, to_on, COVERAGE_FROM, CALENDAR)
    assert counted_by(result) == dict(slow.counts)


@st.composite
def councils(draw: st.DrawFn) -> list[Child]:
    rng = draw(st.randoms(use_true_random=False))
    grid = draw(st.sampled_from([5, 15, 30]))
    return [messy_child(rng, f"C{number}", grid=grid) for number in range(draw(st.integers(1, 4)))]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(councils(), st.integers(0, 800), st.integers(1, 14))
def test_any_council_is_counted_as_its_children_are_judged(children: list[Child], after: int, months: int) -> None:
    to_on = FIRST_DAY + timedelta(days=after)
    check_agreement(children, add_months(to_on, -months), to_on)


@pytest.mark.parametrize(("seed", "days"), [(1, 300), (2, 700), (3, 1500), (4, 2400)])
def test_a_large_messy_council_is_counted_as_its_children_are_judged(seed: int, days: int) -> None:
    rng = random.Random(seed)
    children = [messy_child(rng, f"C{number}", grid=rng.choice([5, 15, 30]), days=days) for number in range(600)]
    to_on = FIRST_DAY + timedelta(days=days * 9 // 10)
    check_agreement(children, add_months(to_on, -12), to_on)


def test_another_engine_gives_the_same_figures_and_the_same_rows() -> None:
    rng = random.Random(5)
    children = [messy_child(rng, f"C{number}", days=1500) for number in range(150)]
    tables, period = tables_of(children), Period(date(2017, 4, 1), date(2018, 3, 31))
    here, there = (Facts(tables, period, CALENDAR, engine_named(name)) for name in ("polars", "duckdb"))
    assert vars(counted(here)) == vars(counted(there))
    for measure in ("reviews.on_time", "placements.three_or_more", "flow.ceased"):
        rows = [rows_of(facts, measure, {}) for facts in (here, there)]
        told = [sorted(map(str, each.select("child", "on", "counted_as", "why").rows())) for each in rows]
        assert told[0] == told[1] != []


def test_the_rows_behind_a_figure_are_as_many_as_it_counts() -> None:
    rng = random.Random(6)
    tables = tables_of([messy_child(rng, f"C{number}") for number in range(300)])
    facts = Facts(tables, Period(date(2015, 9, 1), date(2016, 8, 31)), CALENDAR, engine_named("polars"))
    for figure in counted(facts).figures:
        if figure.id == "reviews.projected" or (figure.breakdown and figure.numerator < 20):
            continue
        rows = rows_of(facts, figure.id, figure.breakdown)
        as_counted = rows["counted_as"].value_counts(sort=False)
        counts = dict(as_counted.rows())
        assert counts.get("numerator", 0) == figure.numerator, figure
        assert counts.get("unknown", 0) == figure.unknown, figure
