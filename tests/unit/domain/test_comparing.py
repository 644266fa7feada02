"""A figure against another: how far apart, in which unit, and whether that is better or worse."""

import pytest

from openiro.domain.comparing import Better, better_of, gap_in_words


@pytest.mark.parametrize(
    ("measure", "ours", "theirs", "words"),
    [
        ("placements.within_20_miles", 38, 62, "24.0 percentage points below: worse"),
        ("placements.within_20_miles", 84.8, 80.2, "4.6 percentage points above: better"),
        ("plans.closed_after_2_years", 0.9, 4.3, "3.4 percentage points below: better"),
        ("placements.three_or_more", 12.5, 10, "2.5 percentage points above: worse"),
        ("population.uasc", 11.9, 4.0, "7.9 percentage points above"),
        ("reviews.on_time", 99.84, 99.8, "the same"),
    ],
)
def test_a_gap_says_how_far_and_whether_that_is_better(measure: str, ours: float, theirs: float, words: str) -> None:
    """Buckinghamshire: 38% near home against 62% of neighbours; Nottingham: under 1% against 4.3%."""
    assert gap_in_words(ours, theirs, unit="percent", better=better_of(measure)) == words


def test_a_rate_is_told_in_its_own_unit_and_is_neither_better_nor_worse() -> None:
    """Nottingham: 92 children for each 10,000 against 96.5 of its neighbours."""
    better = better_of("population.rate_per_10000")
    assert better is Better.NEITHER
    assert gap_in_words(92, 96.5, unit="per 10,000", better=better) == "4.5 per 10,000 below"
