"""Whether the IRO was told before a change of the plan, and whether a review looked at it before it was done."""

from datetime import date

import pytest

from openiro.domain.changes import (
    Consulted,
    HeldReview,
    change_event,
    consulted,
    needs_review_before,
    review_before,
)

CHANGED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("event", "needed"),
    [
        ("plan_change", True),
        ("transition", True),
        ("placement_to_end", True),
        ("missing", False),
        ("worker_change", False),
    ],
)
def test_a_review_is_held_before_a_significant_change_of_the_plan(event: str, needed: bool) -> None:
    assert needs_review_before(change_event(event)) is needed


@pytest.mark.parametrize(
    ("was_told", "told_on", "expected"),
    [
        (True, date(2026, 11, 13), Consulted.BEFORE),
        (True, CHANGED, Consulted.BEFORE),
        (True, date(2026, 11, 21), Consulted.AFTER),
        (False, date(2026, 11, 13), Consulted.NOT_TOLD),
    ],
)
def test_the_iro_is_consulted_on_the_day_of_the_change_at_the_latest(
    was_told: bool, told_on: date, expected: Consulted
) -> None:
    assert consulted(was_told=was_told, told_on=told_on, happened_on=CHANGED) is expected


@pytest.mark.parametrize(
    ("reviews", "found"),
    [
        ([], None),
        ([HeldReview(date(2026, 6, 4))], None),
        ([HeldReview(date(2026, 6, 4), changed_plan=True)], date(2026, 6, 4)),
        ([HeldReview(date(2026, 6, 4), changed_plan=True), HeldReview(date(2026, 10, 1))], None),
        ([HeldReview(date(2026, 11, 13))], date(2026, 11, 13)),
        ([HeldReview(CHANGED)], CHANGED),
        ([HeldReview(date(2026, 11, 21))], None),
    ],
)
def test_a_review_counts_from_the_day_the_iro_was_told_or_where_it_decided_the_change(
    reviews: list[HeldReview], found: date | None
) -> None:
    assert review_before(reviews, told_on=date(2026, 11, 13), happened_on=CHANGED) == found
