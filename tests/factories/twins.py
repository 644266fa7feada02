"""The twins' records, made once in each process of a run; their tables and figures, worked out once in all of them."""

from datetime import date
from functools import cache, lru_cache

from openiro.demo.councils import TWINS
from openiro.demo.generate import Records, make_records
from openiro.demo.tables import tables_of
from openiro.measures.compute import counted
from openiro.measures.engine import engine_named
from openiro.measures.facts import Facts
from openiro.measures.figures import Result
from openiro.measures.period import Period
from openiro.measures.tables import Tables
from openiro.policies import load_policy
from tests.factories.calendars import england_and_wales
from tests.once import once_in_a_run

FACTS_KEPT = 4


@cache
def records_of_twin(council: str) -> Records:
    """The records of a council's twin. Nobody who reads them may change them."""
    return make_records(TWINS[council], england_and_wales())


@cache
def tables_of_twin(council: str) -> Tables:
    """The records of a council's twin as tables of measures."""
    return once_in_a_run(f"{council}-tables", lambda: tables_of(records_of_twin(council)))


@cache
def figures_of(council: str, from_on: str, to_on: str) -> Result:
    """Every measure of a period, both days included, over the records of a council's twin."""
    return once_in_a_run(f"{council}-{from_on}-{to_on}", lambda: counted(facts_of(council, from_on, to_on)))


@lru_cache(maxsize=FACTS_KEPT)
def facts_of(council: str, from_on: str, to_on: str) -> Facts:
    """What the figures of a period are counted from, and the rows behind them."""
    period = Period(date.fromisoformat(from_on), date.fromisoformat(to_on))
    policy = load_policy(council, period.to_on)
    return Facts(
        tables_of_twin(council),
        period,
        england_and_wales(),
        engine_named("polars"),
        population=policy.population_under_18,
        entitlements=policy.checks.ages_of_entitlements,
    )
