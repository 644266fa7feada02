"""Gives each child a reason for leaving, a birthday, a sex and an ethnicity, as the plan counts them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from openiro.demo.bookkeeping import fill, portions
from openiro.demo.care_codes import AGE_BANDS, ENDINGS, ETHNICITIES, STARTING_BANDS, UASC_ETHNICITIES
from openiro.demo.lives import DAY, Life, age_ago
from openiro.demo.plan import Council, Period
from openiro.demo.refusal import UnableToLayOut

Span = tuple[date, date]
UASC_YOUNGEST = 14.5


def settle_persons(council: Council, lives: Sequence[Life], random: Random) -> None:
    """Fill in `ending`, `born_on`, `sex`, `ethnicity` and `unaccompanied` of every life."""
    opened_on = council.opens_on
    bands: dict[int, str] = {}
    for period in council.periods:
        leavers = [life for life in lives if life.ended_on and opened_on <= life.ended_on <= period.ends_on]
        starters = [life for life in lives if opened_on <= life.started_on <= period.ends_on]
        _settle_endings(council, period, leavers, random)
        if period.starters_by_age:
            bands |= _starting_bands(council, period, starters, random)
        opened_on = period.ends_on + DAY
    _settle_births(council, lives, bands, random)
    _settle_unaccompanied(council, lives, random)
    _settle_ethnicities(council, lives, random)


def _settle_endings(council: Council, period: Period, leavers: list[Life], random: Random) -> None:
    cells = dict(period.leavers) or portions(len(leavers), {kind: each.weight for kind, each in ENDINGS.items()})
    order = sorted(leavers, key=lambda life: (-life.stay(period.ends_on), life.number))

    def wishes(life: Life) -> list[str]:
        able = [kind for kind in cells if _ending_span(council, life, kind) is not None]
        random.shuffle(able)
        return sorted(able, key=lambda kind: -ENDINGS[kind].shortest_stay)

    for life, kind in zip(order, fill(order, cells, wishes), strict=True):
        life.ending = kind


def _ending_span(council: Council, life: Life, kind: str) -> Span | None:
    ending = ENDINGS[kind]
    if life.ended_on is None or life.stay(council.last_day) < ending.shortest_stay:
        return None
    span = (age_ago(life.ended_on, ending.oldest), age_ago(life.ended_on, ending.youngest))
    return _within(span, _possible(council, life))


def _possible(council: Council, life: Life) -> Span:
    return (life.earliest_birth(council.last_day), life.latest_birth())


def _within(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return None
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _band_span(band: tuple[int, int], day: date) -> Span:
    """Birthdays of those who on `day` are at least the band's first age and not yet its end."""
    return (age_ago(day, band[1]) + DAY, age_ago(day, band[0]))


def _starting_bands(council: Council, period: Period, starters: list[Life], random: Random) -> dict[int, str]:
    def wishes(life: Life) -> list[str]:
        able = [band for band in period.starters_by_age if _span_of(council, life, band) is not None]
        random.shuffle(able)
        return able

    order = sorted(starters, key=lambda life: (len(wishes(life)), life.number))
    return dict(zip((life.number for life in order), fill(order, period.starters_by_age, wishes), strict=True))


def _span_of(council: Council, life: Life, band: str | None) -> Span | None:
    span: Span | None = _possible(council, life)
    if life.ending:
        span = _within(span, _ending_span(council, life, life.ending))
    if band:
        span = _within(span, _band_span(STARTING_BANDS[band], life.started_on))
    return span


def _settle_births(council: Council, lives: Sequence[Life], bands: Mapping[int, str], random: Random) -> None:
    staying = [life for life in lives if life.ended_on is None]
    for life in lives:
        life.sex = "M" if random.random() < 0.55 else "F"
        if life.ended_on is not None or life.number in bands:
            life.born_on = _birthday(life, _span_of(council, life, bands.get(life.number)), random)
    _settle_births_by_cell(council, [life for life in staying if life.number not in bands], random)


def _birthday(life: Life, span: Span | None, random: Random) -> date:
    if span is None:
        raise UnableToLayOut(f"No birthday fits a child in care from {life.started_on} to {life.ended_on}.")
    if life.ending and ENDINGS[life.ending].on_birthday_18:
        return span[0]
    return span[0] + timedelta(days=random.randint(0, (span[1] - span[0]).days))


def _settle_births_by_cell(council: Council, staying: list[Life], random: Random) -> None:
    last_day = council.last_day
    cells = dict(council.profile.age_and_sex) or _usual_cells(council, len(staying))

    def span(life: Life, cell: tuple[str, str]) -> Span | None:
        return _within(_band_span(AGE_BANDS[cell[0]], last_day), _possible(council, life))

    def wishes(life: Life) -> list[tuple[str, str]]:
        able = [cell for cell in cells if span(life, cell) is not None]
        random.shuffle(able)
        return able

    order = sorted(staying, key=lambda life: (life.started_on, life.number))
    for life, cell in zip(order, fill(order, cells, wishes), strict=True):
        life.sex = cell[1]
        life.born_on = _birthday(life, span(life, cell), random)


def _usual_cells(council: Council, number: int) -> dict[tuple[str, str], int]:
    """Cells by the usual ages; where starters have cells of their own, those left came too long ago to be under 1."""
    youngest = "<1" if council.periods[-1].starters_by_age else ""
    by_age = portions(number, {age: share for age, share in council.profile.ages.items() if age != youngest})
    shares = {(age, sex): count * (0.56 if sex == "M" else 0.44) for age, count in by_age.items() for sex in "MF"}
    return portions(number, shares)


def _settle_unaccompanied(council: Council, lives: Sequence[Life], random: Random) -> None:
    """The latest comers of an age to have come alone; a child whose age was assessed as 18 came alone too."""
    for life in lives:
        life.unaccompanied = life.ending == "age assessed as 18"
    able = [life for life in lives if life.ended_on is None and life.born_on <= age_ago(life.started_on, UASC_YOUNGEST)]
    able.sort(key=lambda life: (life.sex != "M", -life.started_on.toordinal()))
    if len(able) < council.profile.uasc:
        raise UnableToLayOut(f"Only {len(able)} children are of an age to have come alone.")
    for life in able[: council.profile.uasc]:
        life.unaccompanied = True


def _settle_ethnicities(council: Council, lives: Sequence[Life], random: Random) -> None:
    profile = council.profile
    weights: dict[str, float] = {**(profile.ethnicity or ETHNICITIES)}
    for life in lives:
        life.ethnicity = random.choices(list(weights), list(weights.values()))[0]
        if life.unaccompanied:
            life.ethnicity = random.choice(UASC_ETHNICITIES)
    if not profile.ethnicity:
        return
    day = profile.ethnicity_on or council.last_day
    counted = [life for life in lives if life.in_care_on(day)]
    order = sorted(counted, key=lambda life: (not life.unaccompanied, life.number))
    first = [code for code in UASC_ETHNICITIES if code in weights]

    def wishes(life: Life) -> list[str]:
        rest = random.sample(list(weights), len(weights))
        return [*random.sample(first, len(first)), *rest] if life.unaccompanied else rest

    for life, code in zip(order, fill(order, profile.ethnicity, wishes), strict=True):
        life.ethnicity = code
