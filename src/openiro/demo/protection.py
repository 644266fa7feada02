"""Lays out who was under a child protection plan in a synthetic council, and the conferences about them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from openiro.demo.bookkeeping import portions
from openiro.demo.plan import Council, Protected
from openiro.domain.working_days import WorkingCalendar

DAY = timedelta(days=1)
LONG_BEFORE = timedelta(days=820)
USUAL_CATEGORIES = {"NEG": 0.48, "EMO": 0.37, "PHY": 0.08, "SAB": 0.04, "MUL": 0.03}
USUAL_ETHNICITY = {"WBRI": 0.7, "MWBC": 0.1, "APKN": 0.08, "WOTH": 0.07, "BAFR": 0.05}
IN_TIME, LATE = 11, 21

Row = dict[str, Any]


@dataclass
class _Plan:
    """A plan as it is laid out."""

    child: str
    born_on: date
    started_on: date
    ended_on: date | None = None
    category: str = ""
    ethnicity: str = ""
    is_long: bool = False
    reviews: list[date] = field(default_factory=list)


class _Ledger:
    """The plans so far, and new numbers for children."""

    def __init__(self, council: Council, codes: Sequence[str], random: Random) -> None:
        self.council, self.random = council, random
        self.plans: list[_Plan] = []
        self.chaired: dict[str, str] = {}
        self._codes, self._new = codes, 0

    def start(self, day: date, **more: Any) -> None:
        """A plan from `day`, of a child with a new number."""
        self._new += 1
        born_on = day - timedelta(days=self.random.randrange(30, 16 * 365))
        self.plans.append(_Plan(f"{self.council.prefix}Q{30000 + self._new}", born_on, day, **more))

    def start_again(self, day: date, child: str, ended_on: date) -> None:
        """A plan from `day` of a child who was under one that ended on `ended_on`."""
        first_on = ended_on - timedelta(days=250)
        born_on = first_on - timedelta(days=self.random.randrange(30, 12 * 365))
        self.plans.append(_Plan(child, born_on, first_on, ended_on, category="NEG", ethnicity="WBRI"))
        self.plans.append(_Plan(child, born_on, day, ethnicity="WBRI"))

    def open(self) -> list[_Plan]:
        """Plans that go on, the oldest first."""
        return sorted((plan for plan in self.plans if plan.ended_on is None), key=lambda plan: plan.started_on)

    def name(self, plans: Sequence[_Plan]) -> None:
        """Give the children of these plans the numbers of those for whom conferences are chaired."""
        self.chaired = dict(zip((plan.child for plan in plans), self._codes, strict=False))


def lay_out_protection(
    council: Council, codes: Sequence[str], calendar: WorkingCalendar, seed: int
) -> Mapping[str, Sequence[Row]]:
    """Rows of the tables of child protection, by the name of the table."""
    ledger = _Ledger(council, codes, Random(seed))  # noqa: S311  invented children need repeatable numbers
    conferences: list[Row] = []
    for index, stage in enumerate(council.protected):
        before = council.protected[index - 1] if index else None
        if before is None:
            _open(ledger, stage, calendar)
        else:
            conferences += _stage(ledger, before.ends_on + DAY, stage, calendar)
    plans = [_row(plan) for plan in ledger.plans]
    for row in (*conferences, *plans):
        row["child"] = ledger.chaired.get(row["child"], row["child"])
    return {"conferences": conferences, "protection_plans": plans}


def _spread(first: date, last: date, count: int, calendar: WorkingCalendar) -> list[date]:
    """`count` working days from `first` to `last`, evenly."""
    span = (last - first).days
    days = [first + timedelta(days=span * (2 * place + 1) // (2 * count)) for place in range(count)]
    return [_working(day, first, calendar) for day in days]


def _working(day: date, first: date, calendar: WorkingCalendar) -> date:
    found = day
    while not calendar.is_working_day(found) and found > first:
        found -= DAY
    return found if calendar.is_working_day(found) else calendar.days_after(found, 1)


def _open(ledger: _Ledger, stage: Protected, calendar: WorkingCalendar) -> None:
    """The plans that go on when the records begin."""
    for _ in range(stage.long):
        ledger.start(_working(stage.ends_on - LONG_BEFORE, stage.ends_on - LONG_BEFORE, calendar), is_long=True)
    for day in _spread(stage.ends_on - timedelta(days=330), stage.ends_on, stage.open - stage.long, calendar):
        ledger.start(day)
    _describe(ledger, stage)


def _stage(ledger: _Ledger, first: date, stage: Protected, calendar: WorkingCalendar) -> Iterator[Row]:
    started = _spread(first, stage.ends_on, stage.starters, calendar)
    ends = len(ledger.open()) + stage.starters - stage.open
    oldest = sorted(ledger.open(), key=lambda plan: (plan.is_long and not stage.long, plan.started_on))[:ends]
    for plan, day in zip(oldest, _spread(first + timedelta(days=7), stage.ends_on, len(oldest), calendar), strict=True):
        plan.ended_on = day
    for place, day in enumerate(started):
        if place < stage.again:
            ended_on = ledger.council.protected[0].ends_on - timedelta(days=400 + place)
            # Two stages may end in one year: the month keeps their children apart.
            ledger.start_again(day, f"{ledger.council.prefix}R{stage.ends_on:%Y%m}{place:03}", ended_on)
        else:
            ledger.start(day)
    _describe(ledger, stage)
    yield from _conferences(ledger, started, first, stage, calendar)


def _describe(ledger: _Ledger, stage: Protected) -> None:
    """Categories and ethnicity of the plans open at the end of the stage, as often as planned; of others by habit."""
    here = ledger.open()
    for name, planned, usual in (
        ("category", stage.categories, USUAL_CATEGORIES),
        ("ethnicity", stage.ethnicity, USUAL_ETHNICITY),
    ):
        left = [plan for plan in here if not getattr(plan, name)]
        counts = Counter(planned) - Counter(getattr(plan, name) for plan in here) or portions(len(left), usual)
        values = [value for value, count in counts.items() for _ in range(count)]
        ledger.random.shuffle(values)
        for plan, value in zip(left, values, strict=True):
            setattr(plan, name, value)
        for plan in ledger.plans:
            setattr(plan, name, getattr(plan, name) or next(iter(usual)))
    if stage.is_chaired:
        ledger.name(here)


def _conferences(
    ledger: _Ledger, started: Sequence[date], first: date, stage: Protected, calendar: WorkingCalendar
) -> Iterator[Row]:
    """An initial conference on the first day of each plan, and reviews spread over the days of the plans."""
    in_time = round(stage.starters * stage.in_time)
    new = [plan for plan in ledger.plans if first <= plan.started_on <= stage.ends_on]
    for place, plan in enumerate(new):
        days = IN_TIME if place * in_time // len(new) != (place + 1) * in_time // len(new) else LATE
        strategy_on = calendar.days_before(plan.started_on, days)
        yield _conference(plan.child, "initial", plan.started_on, place, strategy_on)
    spans = {
        index: (max(plan.started_on, first - DAY), min(plan.ended_on or stage.ends_on, stage.ends_on))
        for index, plan in enumerate(ledger.plans)
        if plan.started_on <= stage.ends_on and (plan.ended_on is None or plan.ended_on > first)
    }
    wanted = stage.conferences - len(started) if stage.conferences else len(spans)
    shares = portions(wanted, {index: float((end - start).days) for index, (start, end) in spans.items()})
    for index, count in shares.items():
        start, end = spans[index]
        for place in range(count):
            held_on = start + timedelta(days=(end - start).days * (place + 1) // (count + 1))
            yield _conference(ledger.plans[index].child, "review", held_on, index + place)


def _conference(child: str, kind: str, held_on: date, place: int, strategy_on: date | None = None) -> Row:
    """One conference; of every ninth the parents saw no report, and of every sixth nobody said what they understood."""
    return {
        "child": child,
        "kind": kind,
        "held_on": held_on,
        "strategy_on": strategy_on,
        "report_shown_on": None if place % 9 == 4 else held_on - timedelta(days=place % 4),
        "parents_understood": None if place % 6 == 5 else place % 11 != 3,
    }


def _row(plan: _Plan) -> Row:
    return {
        "child": plan.child,
        "started_on": plan.started_on,
        "ended_on": plan.ended_on,
        "initial_category": plan.category,
        "category": plan.category,
        "sex": "M" if plan.born_on.day % 2 else "F",
        "born_on": plan.born_on,
        "ethnicity": plan.ethnicity,
    }
