"""Councils as people record them: overlaps, gaps, missing codes, reviews outside care, several years."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from openiro.domain.care import Episode
from openiro.domain.review_sequence import ReviewHeld
from openiro.measures.tables import TABLE_SCHEMAS, Tables

FIRST_DAY = date(2015, 2, 20)
COVERAGE_FROM = date(2015, 4, 1)


@dataclass(frozen=True)
class Child:
    """One child with all that is recorded."""

    child: str
    born_on: date
    episodes: tuple[Episode, ...]
    reviews: tuple[ReviewHeld, ...]
    codes: tuple[str | None, ...]


def messy_child(rng: random.Random, name: str, *, grid: int = 15, days: int = 700) -> Child:
    """A child whose episodes follow each other, mostly, and whose reviews are held when they are held."""
    episodes = _episodes(rng, grid, days)
    held = sorted({FIRST_DAY + timedelta(days=rng.randrange(0, days, 5)) for _ in range(rng.randrange(8))})
    reviews = tuple(_review(rng, day) for day in held)
    codes = tuple(rng.choice(["PN0", "PN1", "PN3", "PN4", "PN5", "PN7", None]) for _ in held)
    born_on = date(2000, 2, 29) + timedelta(days=rng.choice([0, 1, 365, 1461, rng.randrange(5500)]))
    return Child(name, born_on, episodes, reviews, codes)


def _episodes(rng: random.Random, grid: int, days: int) -> tuple[Episode, ...]:
    messy = rng.random() < 0.7
    day, made = FIRST_DAY + timedelta(days=grid * rng.randrange(20)), {}
    for place in range(rng.randrange(1, 8)):
        length = grid * rng.randrange(0 if messy and rng.random() < 0.1 else 1, 14)
        made[day] = _episode(rng, day, length, is_first=place == 0, messy=messy)
        shift = rng.choice([0, 0, 0, 0, grid, -grid, 4 * grid, -3 * grid]) if messy else 0
        day = max(day + timedelta(days=length + shift), FIRST_DAY)
        if day > FIRST_DAY + timedelta(days=days):
            break
    return tuple(made[day] for day in sorted(made))


def _episode(rng: random.Random, day: date, length: int, *, is_first: bool, messy: bool) -> Episode:
    started = "S" if is_first and rng.random() < 0.8 else rng.choice("PPPLLTUB")
    if messy and rng.random() < 0.1:
        started = rng.choice(["S", "S", None])
    ended: date | None = day + timedelta(days=length)
    reason: str | None = rng.choice(["X1"] * 5 + ["E4A", "E5"])
    if messy and rng.random() < 0.2:
        ended, reason = rng.choice([(None, None), (None, "E4A"), (ended, None), (day - timedelta(days=3), "X1")])
    return Episode(
        started_on=day,
        reason_started=started,
        legal_status=rng.choice(["C2", "C2", "V2", "V3", "V4", None] if messy else ["C2", "E1"]),
        need="N1",
        placement=rng.choice(["U6", "U6", "K2", "A3", "A5", "A5", "T1", "T2", None]),
        provider="PR1",
        ended_on=ended,
        reason_ended=reason,
        placement_postcode=rng.choice(["AA1 1AA", None]),
        urn=rng.choice(["SC1", "SC2", None]),
    )


def _review(rng: random.Random, day: date) -> ReviewHeld:
    if rng.random() < 0.85:
        return ReviewHeld(day)
    adjourned = day + timedelta(days=rng.randrange(5))
    completed = rng.choice([None, adjourned + timedelta(days=rng.randrange(45))])
    return ReviewHeld(day, adjourned, completed)


def tables_of(children: list[Child], coverage_from: date = COVERAGE_FROM) -> Tables:
    """The tables that hold these children."""
    episodes = [
        {"child": each.child} | {name: getattr(episode, name, None) for name in list(TABLE_SCHEMAS["episodes"])[1:]}
        for each in children
        for episode in each.episodes
    ]
    reviews = [
        {"child": each.child, "held_on": review.held_on, "code": code}
        | {"adjourned_on": review.adjourned_on, "completed_on": review.completed_on}
        for each in children
        for review, code in zip(each.reviews, each.codes, strict=True)
    ]
    people = [{"child": each.child, "sex": "F", "born_on": each.born_on, "ethnicity": "WBRI"} for each in children]
    rows = {"children": people, "episodes": episodes, "reviews": reviews}
    frames = {name: pl.DataFrame(found, schema=dict(TABLE_SCHEMAS[name])) for name, found in rows.items()}
    return Tables.of("Messy", coverage_from, frames)
