"""Figures of a period over the records of the service, kept in the process until somebody writes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import RLock
from typing import Any, TypeVar, cast

import polars as pl

from openiro.benchmarks.queries import population_estimates
from openiro.core.queries import events_until_now, working_calendar
from openiro.core.remembered import remembered
from openiro.domain.months import add_months
from openiro.domain.oversight_policy import Oversight
from openiro.domain.policy import Policy
from openiro.domain.report_policy import periods_beside
from openiro.domain.working_days import WorkingCalendar
from openiro.measures.catalogue import catalogue
from openiro.measures.compute import counted, rows_of
from openiro.measures.engine import EMBEDDED, engine_named
from openiro.measures.facts import Facts
from openiro.measures.figures import Result
from openiro.measures.measure import Measure
from openiro.measures.period import Period
from openiro.measures.tables import ALWAYS_SUPPLIED, Tables
from openiro.people.queries import policy_in_force
from openiro.reporting.queries.tables import coverage_from, measure_tables

PERIODS_KEPT, FACTS_KEPT = 24, 4
SINGLE_FIGURES_KEPT = 600
OF_PAPERS = "reporting."
Answer = TypeVar("Answer")
Only = tuple[str, ...] | None


@dataclass(frozen=True)
class Measured:
    """The figures of a period and of the same days a year before (None where the records begin later), the policy
    on the last day, and the first day that the records cover."""

    from_on: date
    to_on: date
    result: Result
    before: Result | None
    policy: Policy
    coverage_from: date


@dataclass(frozen=True)
class Beside:
    """The figures of another period, both days included, that stand beside those of a paper; what it is called."""

    title: str
    from_on: date
    to_on: date
    result: Result


@dataclass
class _Kept:
    """Answers for one state of the records, at most `most` of them: any write empties it."""

    most: int
    state: Hashable = None
    answers: "OrderedDict[Hashable, Any]" = field(default_factory=OrderedDict)
    lock: Any = field(default_factory=RLock)

    def answer(self, state: Hashable, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What is kept under `key` for this state, or what `make` answers; one thread works at a time."""
        with self.lock:
            if state != self.state:
                self.forget(state)
            if key in self.answers:
                self.answers.move_to_end(key)
            else:
                self.answers[key] = make()
                self._let_go_of_the_oldest()
            return cast(Answer, self.answers[key])

    def holds(self, state: Hashable, key: Hashable) -> bool:
        """Whether an answer is kept under `key` for this state."""
        with self.lock:
            return state == self.state and key in self.answers

    def forget(self, state: Hashable = None) -> None:
        """Drop everything."""
        self.state = state
        self.answers.clear()

    def _let_go_of_the_oldest(self) -> None:
        while len(self.answers) > self.most:
            self.answers.popitem(last=False)


_kept = _Kept(PERIODS_KEPT)
_kept_single = _Kept(SINGLE_FIGURES_KEPT)
_kept_facts = _Kept(FACTS_KEPT)


def forget_figures() -> None:
    """Drop every figure kept in this process, as after records were changed without an event."""
    _kept.forget()
    _kept_single.forget()
    _kept_facts.forget()


def measured(*, from_on: date, to_on: date) -> Measured:
    """The measures of the period, both days included, beside those of the year before.

    Raises as `measures.compute`. Whole tables are read once after each write; later questions are answered at once.
    """
    policy = policy_in_force(on=to_on)
    covered = coverage_from()
    result = _result(from_on, to_on, policy)  # first: a period that is refused is named by its own days
    before_from, before_to = year_before(from_on, to_on)
    before = _earlier(before_from, before_to, policy) if covered <= before_from else None
    return Measured(from_on, to_on, result, before, policy, covered)


def measured_beside(found: Measured, only: Only = None) -> tuple[Beside, ...]:
    """Beside a year, the two years before, the earlier first; beside less, the year to date and the last 12 months.

    Years are those of the returns, from 1 April. A period that begins before the records do is left out. `only` names
    the measures that are wanted (all, if None); of a period that is counted whole already the others come too.
    """
    policy, beside = found.policy, []
    for title, from_on, to_on in periods_beside(found.from_on, found.to_on):
        if found.coverage_from <= from_on:
            wanted = None if _kept.holds(_state(), _key(from_on, to_on, policy, None)) else only
            beside.append(Beside(title, from_on, to_on, _earlier(from_on, to_on, policy, wanted)))
    return tuple(beside)


def measured_rows(measure: str, breakdown: dict[str, str], *, from_on: date, to_on: date) -> pl.DataFrame:
    """The records behind a measure, or behind one value of its breakdown (see `measures.rows_behind`)."""
    return rows_of(_facts(from_on, to_on, policy_in_force(on=to_on), _state()), measure, breakdown)


def year_before(from_on: date, to_on: date) -> tuple[date, date]:
    """The same days a year earlier: 1 April 2018 to 31 March 2019 is preceded by 1 April 2017 to 31 March 2018."""
    return add_months(from_on, -12), add_months(to_on + timedelta(days=1), -12) - timedelta(days=1)


def measured_series(measure: str, periods: Sequence[tuple[date, date]]) -> list[Result]:
    """One measure in each of several periods, both days included, by the policy on the last day of the last.

    Raises as `measures.compute`. Each is counted once after a write.
    """
    last = max((to_on for _, to_on in periods), default=None)
    policy = policy_in_force(on=last) if last else None
    return [_result(from_on, to_on, policy, (measure,)) for from_on, to_on in periods] if policy else []


def _result(from_on: date, to_on: date, policy: Policy, only: Only = None) -> Result:
    state, kept = _state(), _kept if only is None else _kept_single
    key = _key(from_on, to_on, policy, only)
    return kept.answer(state, key, lambda: counted(_facts(from_on, to_on, policy, state), only))


def _earlier(from_on: date, to_on: date, policy: Policy, only: Only = None) -> Result:
    """The figures of a period beside another, without measures of what nobody kept a record of until it was over."""
    state, kept = _state(), _kept if only is None else _kept_single

    def make() -> Result:
        result = _result(from_on, to_on, policy, only)
        tables = _tables(state)
        late = {name for name, first in _begun(tables).items() if first > to_on}
        unknown = {each.id for each in catalogue() if each.needs & late or _is_late(each, tables, to_on)}
        figures = tuple(each for each in result.figures if each.id not in unknown)
        return Result(figures, result.warnings, (*result.not_available, *sorted(unknown)))

    return kept.answer(state, ("earlier", _key(from_on, to_on, policy, only)), make)


def _begun(tables: Tables) -> dict[str, date]:
    """The first day in each table of what a council may have begun to keep later than its children.

    It is that of what the row is about, the first of its days: a dispute raised in May may have arisen in March, when
    nobody kept disputes yet.
    """
    first = {name: _first_day(tables.frame(name)) for name in tables.supplied - ALWAYS_SUPPLIED}
    return {name: day for name, day in first.items() if day is not None}


def _is_late(measure: Measure, tables: Tables, to_on: date) -> bool:
    """Whether the rows that a measure counts began to be kept after a period (see `Measure.kept_as`)."""
    if measure.kept_as is None or measure.kept_as[0] not in tables.supplied:
        return False
    table, column, value = measure.kept_as
    first = _first_day(tables.frame(table).filter(pl.col(column) == value))
    return first is not None and first > to_on


def _first_day(rows: pl.DataFrame) -> date | None:
    """The earliest of the first day that the rows hold; None where they hold none."""
    days = rows.select(pl.col(pl.Date))
    first = days.to_series(0).min() if days.width else None
    return first if isinstance(first, date) else None


def _key(from_on: date, to_on: date, policy: Policy, only: Only) -> Hashable:
    return "figures", only, from_on, to_on, _settled(policy), tuple(sorted(_people(policy).items()))


def _facts(from_on: date, to_on: date, policy: Policy, state: Hashable) -> Facts:
    """What figures of the period and the rows behind them are counted from: worked out once for all of them."""
    settled, people, tables = _settled(policy), _people(policy), _tables(state)
    key = (from_on, to_on, settled, tuple(sorted(people.items())))

    def make() -> Facts:
        period, told = Period(from_on, to_on), dict(settled.entitlements)
        engine = engine_named(EMBEDDED)
        return Facts(tables, period, settled.calendar, engine, settled.guide, people, told, settled.oversight)

    return _kept_facts.answer(state, key, make)


def _people(policy: Policy) -> dict[int, int]:
    """People under 18 by the year from which an estimate is used: the published ones go before those of the policy."""
    published = remembered("people under 18", lambda: population_estimates(policy.la_code))
    return {**policy.population_under_18, **published}


def _tables(state: Hashable) -> Tables:
    return _kept.answer(state, "tables", measure_tables)


@dataclass(frozen=True)
class _Settled:
    """What the council has settled that figures depend on, as a key under which answers are kept."""

    calendar: WorkingCalendar
    guide: tuple[float, float]
    entitlements: tuple[tuple[str, tuple[int, int]], ...]
    oversight: Oversight = field(hash=False)


def _settled(policy: Policy) -> _Settled:
    guide = (float(policy.caseload.iro.low), float(policy.caseload.iro.high))
    told = tuple(policy.checks.ages_of_entitlements.items())
    return _Settled(working_calendar(), guide, told, policy.oversight)


def _state() -> Hashable:
    """What changes with every write of a record: each leaves its event. Words of a paper are no record."""
    events = remembered("the state of the records", lambda: events_until_now(apart_from=OF_PAPERS))
    return events, remembered("the first day covered", coverage_from)
