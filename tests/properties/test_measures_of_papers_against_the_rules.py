"""What follows a review is counted for whole councils by joins and judged for one review by `domain`: alike, always."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openiro.domain.after_review import CARE_PLAN, DECISIONS, DISTRIBUTION, MANAGER, RECORD
from openiro.domain.months import add_months
from openiro.measures import compute as measures
from openiro.measures.compute import compute, rows_of
from openiro.measures.engine import engine_named
from openiro.measures.facts import Facts
from openiro.measures.facts_of_checks import CHECKS
from openiro.measures.figures import Figure
from openiro.measures.period import Period
from tests.factories.calendars import england_and_wales
from tests.properties.messy_councils import COVERAGE_FROM, FIRST_DAY, messy_child
from tests.properties.messy_papers import ENTITLEMENTS, Filed, filed, tables_of
from tests.properties.papers_one_child_at_a_time import SlowPapers

CALENDAR = england_and_wales()
CLOCKS = {
    DECISIONS: "decisions.within_5_days",
    MANAGER: "decisions.manager_within_5_days",
    CARE_PLAN: "decisions.care_plan_within_10_days",
    RECORD: "decisions.record_within_15_days",
    DISTRIBUTION: "decisions.distributed_within_20_days",
}
# The figure, and what its numerator, the rest of its denominator, and its unknown are called one child at a time.
SAME: dict[str, tuple[str, str | None, str | None]] = {
    **{measure: (f"{clock} met", f"{clock} missed", f"{clock} open") for clock, measure in CLOCKS.items()},
    "decisions.agreed": ("agreed", "objected or deemed", None),
    "decisions.implemented": ("implemented", "not implemented", None),
    "permanence.by_second_review": ("planned", "not planned", "place unknown"),
    **{f"checks.{name}": (f"{name} yes", f"{name} no", None) for name in CHECKS},
    **{f"checks.{name}_on_file": (f"{name}_on_file yes", f"{name}_on_file no", None) for name in CHECKS},
    "participation.chaired": ("chaired", "not chaired", None),
    "oversight.seen_before_review": ("seen before", "not seen before", None),
    "advocacy.reviews": ("with advocate", None, None),
    "advocacy.children": ("child with advocate", None, None),
}
INFORMED = "entitlements.informed"


def counted(figures: Sequence[Figure]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for figure in figures:
        if figure.id == INFORMED:
            name = figure.breakdown["entitlement"]
            names: tuple[str, str | None, str | None] = (f"told of {name}", f"not told of {name}", None)
        else:
            names = SAME[figure.id]
        rest = (figure.denominator or 0) - figure.numerator
        for name, count in zip(names, (figure.numerator, rest, figure.unknown), strict=True):
            if name and count:
                counts[name] = count
    return counts


def check_agreement(council: Sequence[Filed], from_on: date, to_on: date) -> None:
    """Every part of every figure; a column that nobody filled leaves its figures out."""
    result = compute(
        tables_of(council),
        from_on=from_on,
        to_on=to_on,
        calendar=CALENDAR,
        only=[*SAME, INFORMED],
        entitlements=ENTITLEMENTS,
    )
    slow = SlowPapers(council, from_on, to_on, COVERAGE_FROM, CALENDAR).counts
    left_out = {name for measure in result.not_available for name in SAME[measure]}
    assert counted(result.figures) == {name: count for name, count in slow.items() if name not in left_out}


@st.composite
def councils(draw: st.DrawFn) -> list[Filed]:
    rng = draw(st.randoms(use_true_random=False))
    grid = draw(st.sampled_from([5, 15, 30]))
    return [filed(rng, messy_child(rng, f"C{number}", grid=grid)) for number in range(draw(st.integers(1, 4)))]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(councils(), st.integers(0, 800), st.integers(1, 14))
def test_any_council_is_counted_as_its_reviews_are_judged(council: list[Filed], after: int, months: int) -> None:
    to_on = FIRST_DAY + timedelta(days=after)
    check_agreement(council, add_months(to_on, -months), to_on)


def large(seed: int, children: int, days: int) -> list[Filed]:
    rng = random.Random(seed)
    grids = [5, 15, 30]
    return [filed(rng, messy_child(rng, f"C{n}", grid=rng.choice(grids), days=days)) for n in range(children)]


@pytest.mark.parametrize(("seed", "days"), [(11, 300), (12, 700), (13, 1500), (14, 2400)])
def test_a_large_messy_council_is_counted_as_its_reviews_are_judged(seed: int, days: int) -> None:
    council = large(seed, 600, days)
    to_on = FIRST_DAY + timedelta(days=days * 9 // 10)
    check_agreement(council, add_months(to_on, -12), to_on)


def test_the_large_councils_hold_every_kind_of_case() -> None:
    """A test of the tests: no part of a figure that is compared stays empty."""
    found: set[str] = set()
    for seed, days in ((12, 700), (13, 1500)):
        to_on = FIRST_DAY + timedelta(days=days * 9 // 10)
        slow = SlowPapers(large(seed, 600, days), add_months(to_on, -12), to_on, COVERAGE_FROM, CALENDAR)
        found |= set(slow.counts)
    assert {name for names in SAME.values() for name in names if name} <= found


def test_another_engine_gives_the_same_figures_and_the_same_rows() -> None:
    tables, wanted = tables_of(large(15, 150, 1500)), [*SAME, "decisions.by_answer", "meetings.chaired"]
    here, there = (
        Facts(
            tables, Period(date(2017, 4, 1), date(2018, 3, 31)), CALENDAR, engine_named(name), entitlements=ENTITLEMENTS
        )
        for name in ("polars", "duckdb")
    )
    assert vars(measures.counted(here, wanted)) == vars(measures.counted(there, wanted))
    for measure in ("decisions.manager_within_5_days", "checks.pep", "permanence.by_second_review", INFORMED):
        rows = [rows_of(facts, measure, {}) for facts in (here, there)]
        told = [sorted(map(str, each.select("child", "on", "counted_as", "why").rows())) for each in rows]
        assert told[0] == told[1] != []


def test_the_rows_behind_a_figure_are_as_many_as_it_counts() -> None:
    tables = tables_of(large(16, 300, 700))
    facts = Facts(tables, Period(date(2015, 9, 1), date(2016, 8, 31)), CALENDAR, engine_named("polars"))
    for figure in measures.counted(facts, [*SAME, INFORMED, "decisions.by_answer"]).figures:
        rows = rows_of(facts, figure.id, figure.breakdown)
        counts = dict(rows["counted_as"].value_counts(sort=False).rows())
        assert counts.get("numerator", 0) == figure.numerator, figure
        assert counts.get("unknown", 0) == figure.unknown, figure
        if figure.denominator is not None and figure.id != "decisions.by_answer":
            assert counts.get("denominator", 0) == figure.denominator - figure.numerator, figure
