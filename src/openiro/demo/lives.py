"""Lays out who comes into care and who leaves, when, so that every month end holds the number that the plan says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from openiro.demo.bookkeeping import portions
from openiro.demo.plan import Council, Period
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.months import add_months, nth_birthday

LONGEST_EARLIER_STAY = 12 * 365
MEAN_EARLIER_STAY = 800
SHORTEST_STAY = 6
DAY = timedelta(days=1)


@dataclass
class DecisionLaid:
    """What a review decided. `owner` is a code of DECISION_OWNER; the other words are those of the template."""

    number: int
    text: str
    owner: str
    due_on: date
    sent_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    outcome: str | None = None
    judged_on: date | None = None


@dataclass
class CheckLaid:
    """What a review found of one thing: up to date or not, and on the child's file or not; codes of CHECK_ANSWER."""

    check: str
    up_to_date: str
    on_file: str


@dataclass
class PlanLaid:
    """A plan for where the child is to grow up; `agreed_on` None: proposed."""

    plan: str
    from_on: date
    agreed_on: date | None
    ended_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it is agreed by `day` and has not ended before it."""
        agreed = self.agreed_on is not None and max(self.agreed_on, self.from_on) <= day
        return agreed and (self.ended_on is None or self.ended_on >= day)


@dataclass
class ReviewLaid:
    """A review as laid out: the day held, whether it is late on purpose, and what it found and led to."""

    held_on: date
    late: bool = False
    code: str = ""
    mode: str = ""
    minutes: int = 0
    late_reason: str | None = None
    adjourned_on: date | None = None
    completed_on: date | None = None
    decisions_sent_on: date | None = None
    record_finished_on: date | None = None
    distributed_on: date | None = None
    care_plan_updated_on: date | None = None
    chaired: str | None = None
    seen_before_on: date | None = None
    advocate: bool | None = None
    no_part_reason: str | None = None
    decisions: list[DecisionLaid] = field(default_factory=list)
    checks: list[CheckLaid] = field(default_factory=list)


@dataclass
class Life:
    """One child's time in care while it is being laid out."""

    number: int
    started_on: date
    ended_on: date | None = None
    ending: str = ""
    sex: str = ""
    born_on: date = date.min
    ethnicity: str = ""
    unaccompanied: bool = False
    status: str = ""
    home: str = ""
    adoption_on: date | None = None
    family: str = ""
    part: str = ""
    allocated: bool = True
    reviews: list[ReviewLaid] = field(default_factory=list)
    fixed_until: date = date.min
    pending: ReviewLaid | None = None
    plans: list[PlanLaid] = field(default_factory=list)
    told: list[tuple[str, date]] = field(default_factory=list)

    def in_care_on(self, day: date) -> bool:
        """Whether the child is in care at the end of `day`."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)

    def stay(self, until: date) -> int:
        """Days in care by `until`, or by the end of care."""
        return ((self.ended_on or until) - self.started_on).days

    def latest_birth(self) -> date:
        """Nobody comes into care before birth."""
        return self.started_on

    def earliest_birth(self, last_day: date) -> date:
        """Nobody is looked after past the 18th birthday."""
        return age_ago(self.ended_on - DAY if self.ended_on else last_day, 18) + DAY


def age_ago(day: date, years: float) -> date:
    """The birthday of one who is exactly `years` old on `day`; a part of a year counts in days."""
    whole = int(years)
    born_on = date(day.year - whole, day.month, min(day.day, 28) if day.month == 2 else day.day)
    if nth_birthday(born_on, whole) > day:
        born_on -= DAY
    return born_on - timedelta(days=round((years - whole) * 365.25))


def lay_out_lives(council: Council, random: Random) -> list[Life]:
    """Everyone in care at some time since the council's records open, with their first and last days."""
    lives = [_earlier_life(number, council.opens_on, random) for number in range(council.opening_population)]
    inside = list(lives)
    opened_on = council.opens_on - DAY
    for period in council.periods:
        for segment in _segments(period, opened_on, len(inside)):
            comers = [_comer(len(lives) + number, segment, random) for number in range(segment.starters)]
            lives.extend(comers)
            inside.extend(comers)
            _let_go(inside, segment, random)
        opened_on = period.ends_on
    return lives


def extra_lives(council: Council, first_number: int, random: Random) -> list[Life]:
    """The children placed by hand."""
    return [
        Life(
            number=first_number + index,
            started_on=council.last_day - timedelta(days=extra.days_ago),
            sex=extra.sex,
            born_on=age_ago(council.last_day - timedelta(days=extra.days_ago), extra.age),
            ethnicity="OOTH" if extra.unaccompanied else random.choice(("WBRI", "WBRI", "MWBC", "BAFR", "APKN")),
            unaccompanied=extra.unaccompanied,
            status=extra.status,
            home=extra.home,
            family=extra.family,
            part=extra.part,
            allocated=extra.allocated,
        )
        for index, extra in enumerate(council.extras)
    ]


def _earlier_life(number: int, opens_on: date, random: Random) -> Life:
    stay = min(LONGEST_EARLIER_STAY, 1 + int(random.expovariate(1 / MEAN_EARLIER_STAY)))
    return Life(number, opens_on - timedelta(days=stay))


@dataclass(frozen=True)
class _Segment:
    """A stretch between two counts: the day before it, its last day, who comes and how many go."""

    after: date
    ends_on: date
    starters: int
    leavers: int

    @property
    def days(self) -> int:
        return (self.ends_on - self.after).days


def _segments(period: Period, opened_on: date, population: int) -> Iterator[_Segment]:
    ends = counting_days(opened_on + DAY, period.ends_on)
    counts = _counts(period, population, len(ends))
    rises = [after - before for before, after in zip([population, *counts], counts, strict=False)]
    starters = _starters(period.starters, rises)
    after = opened_on
    for end, comers, rise in zip(ends, starters, rises, strict=True):
        yield _Segment(after, end, comers, comers - rise)
        after = end


def _counts(period: Period, population: int, number: int) -> list[int]:
    if period.months:
        if len(period.months) != number or period.months[-1] != period.population:
            raise UnableToLayOut(f"The months of the period to {period.ends_on} do not end at {period.population}.")
        return list(period.months)
    rise = period.population - population
    return [population + round(rise * (index + 1) / number) for index in range(number)]


def _starters(total: int, rises: list[int]) -> list[int]:
    """Spread evenly, but never fewer than a month's rise needs."""
    needed = [max(0, rise) for rise in rises]
    if sum(needed) > total:
        raise UnableToLayOut(f"{total} starters are too few for a rise of {sum(needed)}.")
    spare = portions(total - sum(needed), {index: max(0.2, 5 - need) for index, need in enumerate(needed)})
    return [need + spare[index] for index, need in enumerate(needed)]


def counting_days(first: date, last: date) -> list[date]:
    """The days on which a period counts its children: each month end, or the day of `last` in each month."""
    at_month_end = (last + DAY).month != last.month
    days: list[date] = []
    for months in count():
        day = add_months(last, -months)
        if at_month_end:
            day = add_months(day.replace(day=1), 1) - DAY
        if day < first:
            return days[::-1]
        days.append(day)
    return days


def _comer(number: int, segment: _Segment, random: Random) -> Life:
    return Life(number, segment.after + timedelta(days=random.randint(1, segment.days)))


def _let_go(inside: list[Life], segment: _Segment, random: Random) -> None:
    latest = segment.ends_on - timedelta(days=SHORTEST_STAY)
    able = [life for life in inside if life.started_on < latest]
    weights = [_readiness(life, segment.ends_on) for life in able]
    for _ in range(segment.leavers):
        if not able:
            raise UnableToLayOut(f"Nobody can leave care by {segment.ends_on}.")
        (chosen,) = random.choices(range(len(able)), weights)
        leaver, _weight = able.pop(chosen), weights.pop(chosen)
        first = max(segment.after + DAY, leaver.started_on + timedelta(days=SHORTEST_STAY))
        leaver.ended_on = first + timedelta(days=random.randint(0, (segment.ends_on - first).days))
    inside[:] = [life for life in inside if life.ended_on is None]


def _readiness(life: Life, day: date) -> float:
    stay = (day - life.started_on).days
    return 3.0 if stay < 90 else 1.5 if stay < 400 else 1.0
