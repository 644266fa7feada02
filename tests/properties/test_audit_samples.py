"""A sample can be drawn again from its seed and its population, and nobody audits own work."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from openiro.domain.audit_samples import GREATEST_SEED, Case, UnableToDrawSample, drawn, shared_out

references = st.lists(st.text("abcdef0123456789", min_size=1, max_size=8), unique=True, max_size=40)
seeds = st.integers(0, GREATEST_SEED)
people = st.sets(st.sampled_from("ABCDEFG"), min_size=1)


@given(references, st.integers(1, 50), seeds, st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(population, size, seed, random):
    shuffled = random.sample(population, len(population))
    sample = drawn(population, size=size, seed=seed)
    assert sample == drawn(shuffled, size=size, seed=seed)
    assert len(sample) == min(size, len(population)) == len(set(sample))
    assert set(sample) <= set(population)


@given(references, st.integers(1, 50), seeds)
def test_what_was_not_drawn_can_leave_without_changing_the_sample(population, size, seed):
    sample = drawn(population, size=size, seed=seed)
    assert drawn(sample, size=size, seed=seed) == sample


@given(references, st.integers(1, 39), seeds)
def test_a_larger_sample_goes_on_from_the_smaller(population, size, seed):
    assert drawn(population, size=size + 1, seed=seed)[:size] == drawn(population, size=size, seed=seed)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=8, max_size=8, unique=True))
def test_every_seed_gives_everybody_a_chance(population):
    ever = {drawn(population, size=1, seed=seed)[0] for seed in range(200)}
    assert ever == set(population)


@given(references, people, seeds, st.data())
def test_nobody_audits_own_work_and_the_same_share_comes_again(population, auditors, seed, data):
    own = [data.draw(st.frozensets(st.sampled_from("ABCDEFG"))) for _ in population]
    cases = [Case(reference, not_by) for reference, not_by in zip(population, own, strict=True)]
    assume(all(auditors - case.not_by for case in cases))
    given_to = shared_out(cases, auditors, seed=seed)
    assert set(given_to) == set(population)
    assert all(given_to[case.reference] in auditors - case.not_by for case in cases)
    assert given_to == shared_out(cases, sorted(auditors, reverse=True), seed=seed)


@given(references, people, seeds)
def test_where_everybody_may_the_loads_differ_by_one_at_most(population, auditors, seed):
    loads = Counter(dict.fromkeys(auditors, 0))
    loads.update(shared_out([Case(each) for each in population], auditors, seed=seed).values())
    assert max(loads.values()) - min(loads.values()) <= 1


def test_a_case_that_nobody_may_audit_is_refused():
    for case in (Case("a", frozenset("AB")), Case("a", frozenset("C"), only_by="C")):
        with pytest.raises(UnableToDrawSample, match="Nobody is left"):
            shared_out([case], "AB", seed=1)


@pytest.mark.parametrize(("size", "seed"), [(0, 1), (1, -1), (1, GREATEST_SEED + 1)])
def test_a_size_or_seed_that_cannot_be_is_refused(size, seed):
    with pytest.raises(UnableToDrawSample):
        drawn("abc", size=size, seed=seed)
