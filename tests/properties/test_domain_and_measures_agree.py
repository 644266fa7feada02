"""One child judged by the domain and a thousand judged at once by the measures come out alike."""

from datetime import date, timedelta
from random import Random

import polars as pl
import pytest

from openiro.domain.care import CarePeriod, Episode, care_periods, seen_at
from openiro.domain.placements import placements as placements_of
from openiro.domain.review_sequence import ReviewHeld, ReviewRules, judged_reviews, next_due, reviews_in
from openiro.measures.calendar_table import calendar_table
from openiro.measures.care import Care, care_of
from openiro.measures.engine import Engine, engine_named
from openiro.measures.facts_of_placements import placements
from openiro.measures.tables import TABLE_SCHEMAS
from openiro.measures.timeliness import judged_reviews as judged_by_measures
from openiro.measures.timeliness import reviews_in_sequence
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
FIRST, COVERAGE, TO = date(2016, 10, 1), date(2017, 4, 1), date(2018, 12, 31)
CHILDREN = 1_000
Records = dict[str, tuple[list[Episode], list[ReviewHeld]]]
REASONS, STATUSES = ["S", "P", "L", "L", "T", "B", "U"], ["C1", "C2", "V2", "V2", "V4", "E1"]
PLACES, ENDS = ["U6", "U6", "K2", "A5", "A3", "T1", "T0"], ["X1", "X1", "X1", "E4A", "E11", None]


def episodes_of(random: Random, tidy: bool) -> list[Episode]:
    """A child's episodes: mostly one after another, with gaps and overlaps unless `tidy`."""
    day, made = FIRST + timedelta(days=random.randrange(400)), []
    for place in range(random.randrange(1, 7)):
        end = day + timedelta(days=random.randrange(1, 150))
        is_open = random.random() < (0.05 if not tidy else 0)
        reason = random.choice(ENDS) if not tidy else "X1"
        made.append(
            Episode(
                day,
                "S" if place == 0 and random.random() < 0.8 else random.choice(REASONS),
                random.choice(STATUSES),
                placement=random.choice(PLACES),
                ended_on=None if is_open else end,
                reason_ended=None if is_open else reason,
                placement_postcode=random.choice([None, "AA1 1AA"]),
            )
        )
        slip = 0 if tidy or random.random() < 0.6 else random.randrange(-80, 80)
        day = max(made[-1].started_on + timedelta(days=1), end + timedelta(days=slip))
    return made


def reviews_of(random: Random) -> list[ReviewHeld]:
    days = sorted({FIRST + timedelta(days=random.randrange(850)) for _ in range(random.randrange(7))})
    return [review_of(random, day) for day in days]


def review_of(random: Random, day: date) -> ReviewHeld:
    if random.random() < 0.8:
        return ReviewHeld(day)
    done = day + timedelta(days=random.randrange(60))
    return ReviewHeld(day, day, random.choice([None, done]))


@pytest.fixture(scope="module", params=[(1, True), (2, False), (3, False)], ids=["tidy", "messy", "messy again"])
def records(request: pytest.FixtureRequest) -> Records:
    seed, tidy = request.param
    random = Random(seed)
    return {f"C{n}": (episodes_of(random, tidy), reviews_of(random)) for n in range(CHILDREN)}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_named("polars")


@pytest.fixture(scope="module")
def care(records: Records, engine: Engine) -> Care:
    names = [name for name in TABLE_SCHEMAS["episodes"] if name != "child"]
    rows = [
        {"child": child, **{name: getattr(episode, name, None) for name in names}}
        for child, (episodes, _) in records.items()
        for episode in episodes
    ]
    return care_of(engine, engine.take(pl.DataFrame(rows, schema=TABLE_SCHEMAS["episodes"])), TO)


def periods_of(records: Records) -> dict[str, tuple[CarePeriod, ...]]:
    return {child: care_periods(seen_at(episodes, TO)) for child, (episodes, _) in records.items()}


def test_care_periods(records: Records, engine: Engine, care: Care) -> None:
    by_domain = {
        (child, each.started_on, each.start_known, each.ended_on, each.end_reason)
        for child, periods in periods_of(records).items()
        for each in periods
    }
    rows = engine.rows(care.periods).iter_rows(named=True)
    by_measures = {
        (row["child"], row["period_on"], bool(row["start_known"]), row["ended_on"], row["reason"]) for row in rows
    }
    assert by_domain ^ by_measures == set()


def test_placements(records: Records, engine: Engine, care: Care) -> None:
    by_domain = {
        (child, each.started_on, each.ended_on)
        for child, periods in periods_of(records).items()
        for each in placements_of(periods)
    }
    rows = engine.rows(placements(engine, care)).iter_rows(named=True)
    assert by_domain ^ {(row["child"], row["placed_on"], row["left_on"]) for row in rows} == set()


def test_reviews_held_and_the_next_one_due(records: Records, engine: Engine, care: Care) -> None:
    rules, by_domain = ReviewRules(CALENDAR, COVERAGE), set()
    for child, periods in periods_of(records).items():
        held = reviews_in(periods, [each for each in records[child][1] if each.held_on <= TO])
        for period in periods:
            for each in judged_reviews(period, held.get(period, []), rules, TO):
                by_domain.add((child, 0, each.review.held_on, each.due.due_on, each.in_time))
            due = next_due(period, held.get(period, []), rules, TO)
            if due:
                by_domain.add((child, 1, TO, due.due_on, None))
    assert by_domain ^ measured(records, engine, care) == set()


def measured(records: Records, engine: Engine, care: Care) -> set[tuple[object, ...]]:
    rows = [
        {"child": child, "held_on": each.held_on, "adjourned_on": each.adjourned_on, "completed_on": each.completed_on}
        for child, (_, reviews) in records.items()
        for each in reviews
    ]
    reviews = engine.take(pl.DataFrame(rows, schema=TABLE_SCHEMAS["reviews"]))
    calendar = engine.take(calendar_table(CALENDAR))
    sequence = reviews_in_sequence(engine, care, reviews, TO)
    judged = engine.rows(judged_by_measures(engine, sequence, calendar, COVERAGE, TO))
    return {
        (row["child"], row["is_next"], row["held_on"], row["due_on"], None if row["is_next"] else known(row))
        for row in judged.iter_rows(named=True)
    }


def known(row: dict[str, int]) -> bool | None:
    return None if row["unknown"] else bool(row["in_time"])
