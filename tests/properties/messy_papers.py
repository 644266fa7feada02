"""What follows the reviews of messy children: papers sent early, late and never, decisions, checks, plans, pledges."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from openiro.domain.after_review import DecisionAnswered
from openiro.measures.facts_of_checks import CHECKS
from openiro.measures.tables import TABLE_SCHEMAS, Tables
from tests.properties.messy_councils import COVERAGE_FROM, Child
from tests.properties.messy_councils import tables_of as tables_of_care

ENTITLEMENTS = {"pack": (4, 17), "advocate": (5, 9), "pathway": (14, 17)}
ANSWERS = ("yes", "yes", "no", "not_applicable", None)


@dataclass(frozen=True)
class Decision:
    """A decision with its answer, and what the next review said of it."""

    answered: DecisionAnswered
    outcome: str | None
    judged_on: date | None


@dataclass(frozen=True)
class Papers:
    """What is recorded of one review beyond the return: columns of the table of reviews, decisions and checks."""

    completed_on: date | None
    columns: Mapping[str, object] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    checks: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A plan for permanence."""

    plan: str
    from_on: date
    agreed_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Filed:
    """A child with the papers of each review, the plans for permanence, and the days told of each entitlement."""

    child: Child
    papers: tuple[Papers, ...]
    plans: tuple[Plan, ...]
    told: Mapping[str, tuple[date, ...]]


def filed(rng: random.Random, child: Child) -> Filed:
    """The child with papers as people leave them."""
    papers = tuple(_papers(rng, review.held_on, review.completed_on) for review in child.reviews)
    first = child.episodes[0].started_on
    plans = {(plan.plan, plan.from_on): plan for plan in (_plan(rng, first) for _ in range(rng.randrange(4)))}
    told = {name: tuple(_days(rng, first, 500, rng.randrange(3))) for name in ENTITLEMENTS}
    return Filed(child, papers, tuple(plans.values()), told)


def _days(rng: random.Random, day: date, spread: int, count: int) -> Iterator[date]:
    yield from sorted({day + timedelta(days=rng.randrange(spread)) for _ in range(count)})


def _within(rng: random.Random, day: date | None, days: int, *, early: int = 0) -> date | None:
    """A day up to `days` after `day`, or a little before; sometimes none."""
    if day is None or rng.random() < 0.15:
        return None
    return day + timedelta(days=rng.randrange(-early, days))


def _papers(rng: random.Random, held_on: date, completed_on: date | None) -> Papers:
    completed = completed_on or _within(rng, held_on, 25)
    base = completed or held_on
    columns = {
        "decisions_sent_on": _within(rng, base, 14, early=3),
        "care_plan_updated_on": _within(rng, base, 25, early=3),
        "record_finished_on": _within(rng, base, 40),
        "distributed_on": _within(rng, base, 50),
        "child_chaired": rng.choice(["none", "part", "all", None]),
        "seen_before_on": _within(rng, held_on, 3, early=rng.choice([10, 100, 400])),
        "advocate": rng.choice([True, False, None]),
    }
    decisions = tuple(_decision(rng, base) for _ in range(rng.randrange(4)))
    checks = {name: (rng.choice(ANSWERS), rng.choice(ANSWERS)) for name in CHECKS if rng.random() < 0.8}
    return Papers(completed, columns, decisions, checks)


def _decision(rng: random.Random, day: date) -> Decision:
    sent_on = _within(rng, day, 9, early=2)
    answered_on = _within(rng, sent_on or day, 14)
    answer = rng.choice(["agreed", "agreed", "objected", "deemed"]) if answered_on else None
    judged_on = _within(rng, day, 200)
    outcome = rng.choice(["implemented", "partly", "not_implemented", "overtaken"]) if judged_on else None
    return Decision(DecisionAnswered(sent_on, answered_on, answer), outcome, judged_on)


def _plan(rng: random.Random, first: date) -> Plan:
    from_on = first + timedelta(days=rng.randrange(0, 300, 5))
    ended_on = rng.choice([None, None, from_on + timedelta(days=rng.randrange(0, 200, 5))])
    return Plan(
        rng.choice(["ADOPTION", "LTFOST18", "RETURNEV"]), from_on, _within(rng, from_on, 60, early=30), ended_on
    )


def tables_of(council: Sequence[Filed], coverage_from: date = COVERAGE_FROM) -> Tables:
    """The tables that hold these children and their papers."""
    care = tables_of_care([each.child for each in council], coverage_from)
    reviews = pl.DataFrame(
        [
            {"child": each.child.child, "held_on": review.held_on, "code": code, "adjourned_on": review.adjourned_on}
            | {"completed_on": papers.completed_on}
            | dict(papers.columns)
            for each in council
            for review, code, papers in zip(each.child.reviews, each.child.codes, each.papers, strict=True)
        ],
        schema=TABLE_SCHEMAS["reviews"],
    )
    rows = {
        "decisions": list(_decision_rows(council)),
        "checks": list(_check_rows(council)),
        "permanence": [{"child": one.child.child} | vars(plan) for one in council for plan in one.plans],
        "entitlements": [
            {"child": one.child.child, "entitlement": name, "told_on": day}
            for one in council
            for name, days in one.told.items()
            for day in days
        ],
    }
    frames = {name: pl.DataFrame(found, schema=TABLE_SCHEMAS[name]) for name, found in rows.items()}
    given = {"children": care.frame("children"), "episodes": care.frame("episodes"), "reviews": reviews}
    return Tables.of("Messy", coverage_from, given | frames, supplied=frozenset(rows))


def _decision_rows(council: Sequence[Filed]) -> Iterator[dict[str, object]]:
    for each in council:
        for review, papers in zip(each.child.reviews, each.papers, strict=True):
            for number, one in enumerate(papers.decisions, 1):
                row = {"child": each.child.child, "held_on": review.held_on, "number": number, "due_on": None}
                yield row | vars(one.answered) | {"outcome": one.outcome, "judged_on": one.judged_on}


def _check_rows(council: Sequence[Filed]) -> Iterator[dict[str, object]]:
    for each in council:
        for review, papers in zip(each.child.reviews, each.papers, strict=True):
            for check, (answer, on_file) in papers.checks.items():
                row = {"child": each.child.child, "held_on": review.held_on, "check": check}
                yield row | {"up_to_date": answer, "on_file": on_file}
