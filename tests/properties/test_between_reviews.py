"""Checks between reviews against a simple model: a diary that is walked day by day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.months import add_months
from openiro.domain.oversight import BetweenFacts, asked_of_checks, midpoint, next_check, see_by
from openiro.domain.oversight_policy import BetweenReviews, Oversight

START = date(2024, 1, 1)
DAYS = st.integers(min_value=0, max_value=1200).map(lambda number: START + timedelta(days=number))
POLICY = Oversight(
    between_reviews=BetweenReviews.REGULARLY,
    in_depth_each_year=4,
    seen_within_months=6,
    disruption_months=12,
    level_unless_set="medium",
    asks_for_update=False,
    update_days=5,
    months_by_level={"low": 3, "medium": 2, "high": 1},
)


@given(since=DAYS, each_year=st.integers(min_value=1, max_value=12))
def test_whoever_examines_on_the_last_day_each_time_examines_often_enough_in_every_year(since: date, each_year: int):
    policy = replace(POLICY, in_depth_each_year=each_year)
    facts, made = BetweenFacts(since), []
    while len(made) < 3 * 12:
        due = next_check(facts, policy)
        assert due is not None
        made.append(due.due_on)
        facts = replace(facts, last_in_depth_on=due.due_on, last_whole_on=due.due_on)
    for year in (1, 2):
        assert len([day for day in made if day <= add_months(since, 12 * year)]) >= each_year * year
    assert all(later > earlier for earlier, later in pairwise(made))


@given(held=DAYS, length=st.integers(min_value=0, max_value=190), checked=st.none() | DAYS)
def test_halfway_is_as_far_from_one_review_as_from_the_other(held: date, length: int, checked: date | None):
    due = held + timedelta(days=length)
    policy = replace(POLICY, between_reviews=BetweenReviews.MIDWAY, in_depth_each_year=0)
    middle = midpoint(held, due)
    assert (due - middle).days - (middle - held).days in (0, 1)
    asked = next_check(BetweenFacts(START, held, due, last_whole_on=checked), policy)
    assert (asked is None) == (checked is not None and checked > held)


@given(
    since=DAYS,
    held=st.none() | DAYS,
    looked=st.none() | DAYS,
    levels=st.permutations(["low", "medium", "high"]).map(lambda each: each[:2]),
)
def test_a_child_watched_more_closely_is_never_looked_at_later(since, held, looked, levels):
    policy = replace(POLICY, between_reviews=BetweenReviews.BY_NEED, in_depth_each_year=0)
    one, other = (
        next_check(BetweenFacts(since, held, level=level, last_whole_on=looked), policy).due_on for level in levels
    )
    closer = policy.months_by_level[levels[0]] < policy.months_by_level[levels[1]]
    assert (one < other) == closer


@given(since=DAYS, seen=st.lists(DAYS, max_size=4))
def test_nobody_goes_unseen_for_longer_than_the_council_says(since: date, seen: list[date]):
    last = max([day for day in seen if day >= since], default=since)
    facts = BetweenFacts(since, seen_on=max(seen, default=None))
    by = see_by(facts, POLICY)
    assert by is not None
    months = (by.year - last.year) * 12 + by.month - last.month
    assert months == 6
    assert by.day <= last.day


ANY_FACTS = st.builds(
    BetweenFacts,
    DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
    st.sampled_from(("", "low", "high")),
    *[st.none() | DAYS] * 3,
)


@given(
    facts=ANY_FACTS,
    others=ANY_FACTS,
    rhythm=st.sampled_from(BetweenReviews),
    in_depth=st.sampled_from((0, 4)),
)
def test_a_check_rests_on_the_facts_that_are_asked_of_it_alone(facts, others, rhythm, in_depth):
    policy = replace(POLICY, between_reviews=rhythm, in_depth_each_year=in_depth)
    asked = {name: getattr(facts, name) for name in asked_of_checks(policy)}
    assert next_check(replace(others, **asked), policy) == next_check(facts, policy)
