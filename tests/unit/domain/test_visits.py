"""By when a social worker is to visit: reg 28, rules 8.09 to 8.11."""

from datetime import date, timedelta

import pytest

from openiro.domain.visits import next_visit
from openiro.policies import load_policy

PLACED = date(2026, 6, 1)
POLICY = load_policy("default", PLACED).checks


def due(placement: str, last_on: date | None, *, status: str = "V2", reviews: tuple[date, ...] = (), **more: object):
    given = {"status_since": PLACED, "is_lasting": False} | more
    found, _ = next_visit(
        placement=placement,
        legal_status=status,
        placed_on=PLACED,
        last_on=last_on,
        reviews_held=reviews,
        policy=POLICY,
        **given,
    )
    return found


def test_the_first_visit_is_within_a_week_of_any_placement():
    for placement in ("U6", "P1", "U3", "K2", "A5"):
        assert due(placement, None) == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("placement", "status", "reviewed", "days"),
    [
        ("U6", "V2", False, 42),  # ordinary, in the first year
        ("U6", "V2", True, 42),
        ("P1", "V2", False, 7),  # with a parent before assessment
        ("P1", "V2", True, 42),
        ("P1", "C1", False, 7),  # with a parent under an interim order
        ("P1", "C1", True, 28),
        ("P1", "C2", False, 42),  # with a parent under a care order
        ("U3", "V2", False, 7),  # a relative or friend, temporarily approved
        ("U3", "V2", True, 28),
        ("A5", "E1", False, 7),  # placed for adoption
    ],
)
def test_how_often_after_the_first(placement: str, status: str, reviewed: bool, days: int):
    last = date(2026, 6, 20)
    reviews = (date(2026, 6, 26),) if reviewed else ()
    assert due(placement, last, status=status, reviews=reviews) == last + timedelta(days=days)


def test_with_a_parent_under_a_care_order_the_week_runs_from_the_order():
    assert due("P1", None, status="C2", status_since=date(2026, 7, 1)) == date(2026, 7, 8)


def test_placed_for_adoption_only_a_review_of_that_placement_ends_the_weekly_visits():
    last = date(2026, 6, 20)
    assert due("A5", last, status="E1", reviews=(date(2026, 5, 1),)) == date(2026, 6, 27)
    assert due("A5", last, status="E1", reviews=(date(2026, 6, 19),)) is None


def test_a_relatives_approval_counts_as_temporary_for_16_weeks():
    review = (date(2026, 6, 26),)
    assert due("U3", date(2026, 9, 20), reviews=review) == date(2026, 10, 18)
    assert due("U3", date(2026, 9, 21), reviews=review) == date(2026, 11, 2)


def test_after_the_first_year_3_months_may_lie_between_where_it_is_meant_to_last():
    before, after = date(2027, 5, 31), date(2027, 6, 1)
    assert due("U6", before, is_lasting=True) == before + timedelta(weeks=6)
    assert due("U6", after, is_lasting=True) == date(2027, 9, 1)
    assert due("U6", after) == after + timedelta(weeks=6)
    assert due("U4", after) == date(2027, 9, 1)
