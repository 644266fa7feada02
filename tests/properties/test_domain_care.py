"""Care periods and review sequences over whatever people may write down: nothing raises, nothing overlaps."""

import itertools
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.care import (
    Episode,
    care_periods,
    is_looked_after_on,
    is_short_break_on,
    period_holding,
    period_on,
    seen_at,
    tidied,
)
from openiro.domain.placements import adoption_spells, placements
from openiro.domain.review_sequence import ReviewHeld, ReviewRules, judged_reviews, next_due, reviews_in
from openiro.domain.timetable import timetable
from tests.factories.calendars import england_and_wales

FIRST = date(2017, 1, 1)
DAYS = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=13 * n))
EPISODES = st.lists(
    st.builds(
        Episode,
        started_on=DAYS,
        reason_started=st.sampled_from(["S", "L", "P", "T", "B", "U", None]),
        legal_status=st.sampled_from(["C1", "C2", "V2", "V3", "V4", "E1", None]),
        placement=st.sampled_from(["U6", "A3", "A5", "T0", "T1", "K2", None]),
        ended_on=st.none() | DAYS,
        reason_ended=st.sampled_from(["X1", "X1", "E4A", "E11", None]),
        placement_postcode=st.sampled_from([None, "AA1 1AA"]),
    ),
    max_size=8,
)
REVIEWS = st.lists(
    st.builds(ReviewHeld, held_on=DAYS, adjourned_on=st.none() | DAYS, completed_on=st.none() | DAYS),
    max_size=8,
)
COVERAGE = st.none() | DAYS


@given(EPISODES)
def test_care_periods_follow_one_another_and_hold_every_episode_once(episodes: list[Episode]) -> None:
    periods = care_periods(episodes)
    for before, after in itertools.pairwise(periods):
        assert before.ended_on is not None
        assert before.ended_on <= after.started_on
    assert [each for period in periods for each in period.episodes] == list(tidied(episodes))


@given(EPISODES)
def test_a_care_period_says_how_it_began_and_ended(episodes: list[Episode]) -> None:
    for period in care_periods(episodes):
        assert period.start_known == (period.episodes[0].reason_started == "S")
        assert all(each.reason_started != "S" for each in period.episodes[1:])
        assert period.counted_as_ceased == (period.end_reason is not None)
        assert period.end_reason != "X1"
        if period.ended_on is not None:
            assert period.ended_on >= period.started_on


@given(EPISODES, st.randoms(use_true_random=False))
def test_the_order_in_which_episodes_come_does_not_matter_once_each_has_its_own_day(
    episodes: list[Episode], random: Random
) -> None:
    unique = list({each.started_on: each for each in episodes}.values())
    shuffled = random.sample(unique, len(unique))
    assert care_periods(shuffled) == care_periods(unique)


@given(EPISODES, DAYS)
def test_each_day_is_in_one_care_period_at_most_and_of_one_kind(episodes: list[Episode], day: date) -> None:
    periods = care_periods(episodes)
    covering = [period for period in periods if period.covers(day)]
    assert len(covering) <= 1
    assert period_on(periods, day) in (*covering, None)
    assert is_looked_after_on(periods, day) + is_short_break_on(periods, day) == len(covering)
    held = period_holding(periods, day)
    if covering:
        assert held is covering[0]
    for period in covering:
        assert period.episode_on(day) in period.episodes


@given(EPISODES, DAYS)
def test_nothing_after_the_day_asked_about_is_seen(episodes: list[Episode], day: date) -> None:
    seen = seen_at(episodes, day)
    for period in care_periods(seen):
        assert period.started_on <= day
        assert period.ended_on is None or period.ended_on <= day
    assert seen_at(seen, day) == seen


@given(EPISODES)
def test_placements_follow_one_another_inside_care(episodes: list[Episode]) -> None:
    periods = care_periods(episodes)
    found = placements(periods)
    for before, after in itertools.pairwise(found):
        assert before.ended_on is not None
        assert before.ended_on <= after.started_on
    assert all(period_holding(periods, each.started_on) for each in found)
    assert not {each.placement for each in found} & {"T0", "T1"}


@given(EPISODES)
def test_placements_for_adoption_follow_one_another_inside_their_care_period(episodes: list[Episode]) -> None:
    for period in care_periods(episodes):
        spells = adoption_spells(period)
        for before, after in itertools.pairwise(spells):
            assert before.ended_on is not None
            assert before.ended_on <= after.started_on
        assert all(period.touches(spell.started_on) for spell in spells)


@given(EPISODES, REVIEWS, COVERAGE, DAYS)
def test_every_review_held_in_care_is_judged_once_and_never_without_its_due_date(
    episodes: list[Episode], reviews: list[ReviewHeld], coverage: date | None, as_at: date
) -> None:
    rules = ReviewRules(england_and_wales(), coverage)
    periods = care_periods(seen_at(episodes, as_at))
    by_period = reviews_in(periods, reviews)
    assert sum(map(len, by_period.values())) == len(reviews)
    for period in periods:
        held = by_period.get(period, [])
        judged = judged_reviews(period, held, rules, as_at)
        assert [each.review.held_on for each in judged] == sorted(
            {each.held_on for each in held if each.held_on <= as_at}
        )
        for each in judged:
            if each.due.due_on is None:
                assert each.in_time is None
            elif each.review.held_on > each.due.due_on:
                assert each.in_time is False


@given(EPISODES, REVIEWS, COVERAGE, DAYS)
def test_a_child_has_a_next_review_exactly_while_in_care(
    episodes: list[Episode], reviews: list[ReviewHeld], coverage: date | None, as_at: date
) -> None:
    rules = ReviewRules(england_and_wales(), coverage)
    periods = care_periods(seen_at(episodes, as_at))
    found = timetable(periods, reviews, rules, as_at)
    assert (found.due is not None) == (period_on(periods, as_at) is not None)
    if found.due and found.due.due_on:
        assert found.due.clock
        assert found.due.runs_from
        assert found.due.due_on >= found.due.runs_from
        assert found.due.runs_from <= as_at


@given(EPISODES, REVIEWS, DAYS)
def test_the_ordinary_clock_runs_from_the_last_review_held(
    episodes: list[Episode], reviews: list[ReviewHeld], as_at: date
) -> None:
    rules = ReviewRules(england_and_wales())
    for period in care_periods(episodes):
        if not period.covers(as_at) or period.episodes[0].is_short_break:
            continue
        if adoption_spells(period) or any(each.is_short_break for each in period.episodes):
            continue
        held = [each for each in reviews if period.touches(each.held_on) and each.held_on <= as_at]
        if not held:
            continue
        due = next_due(period, held, rules, as_at)
        assert due is not None
        assert due.runs_from == max(each.held_on for each in held)
