"""How a child's reviews stand on a morning, and the states of one review."""

from datetime import date, timedelta

import pytest

from openiro.domain.care import Episode, care_periods
from openiro.domain.review_sequence import ReviewHeld, ReviewRules
from openiro.domain.review_status import (
    TRANSITIONS,
    ReviewFacts,
    ReviewState,
    UnableToChangeReview,
    can_become,
    check_can_become,
    reconvene_by,
    review_state,
)
from openiro.domain.timetable import Timetable, TimetableStatus, timetable
from tests.factories.calendars import england_and_wales

RULES = ReviewRules(england_and_wales(), coverage_from=date(2018, 4, 1))
PERIODS = care_periods([Episode(date(2018, 4, 2), "S", "C2", placement="U6")])
HELD = [ReviewHeld(date(2018, 4, 27))]


def on(day: date, planned_on: date | None = None, soon: int = 20) -> Timetable:
    return timetable(PERIODS, HELD, RULES, day, planned_on=planned_on, soon=soon)


@pytest.mark.parametrize(
    ("day", "status", "left"),
    [
        (date(2018, 5, 1), TimetableStatus.IN_TIME, 61),
        (date(2018, 6, 28), TimetableStatus.IN_TIME, 21),
        (date(2018, 6, 29), TimetableStatus.DUE_SOON, 20),
        (date(2018, 7, 27), TimetableStatus.DUE_SOON, 0),
        (date(2018, 7, 28), TimetableStatus.OVERDUE, 0),
        (date(2018, 7, 30), TimetableStatus.OVERDUE, -1),
    ],
)
def test_the_status_of_a_child_says_how_many_working_days_are_left(
    day: date, status: TimetableStatus, left: int
) -> None:
    found = on(day)
    assert (found.status, found.working_days_left, found.due_on) == (status, left, date(2018, 7, 27))


def test_a_review_booked_after_its_due_date_is_known_before_it_is_late() -> None:
    assert on(date(2018, 5, 1), date(2018, 7, 28)).status is TimetableStatus.BOOKED_LATE
    assert on(date(2018, 5, 1), date(2018, 7, 27)).status is TimetableStatus.IN_TIME
    assert on(date(2018, 7, 28), date(2018, 7, 30)).status is TimetableStatus.OVERDUE


def test_a_council_settles_what_soon_means() -> None:
    assert on(date(2018, 6, 29), soon=10).status is TimetableStatus.IN_TIME


def test_no_review_is_required_of_a_child_not_in_care() -> None:
    found = timetable(PERIODS, [], RULES, date(2018, 4, 1))
    assert (found.status, found.due_on, found.period) == (TimetableStatus.NOT_REQUIRED, None, None)


def test_a_child_in_care_before_the_records_begin_has_an_unknown_date() -> None:
    old = care_periods([Episode(date(2016, 4, 1), "S", "C2")])
    found = timetable(old, [], RULES, date(2018, 5, 1))
    assert (found.status, found.working_days_left) == (TimetableStatus.UNKNOWN, None)


def test_the_timetable_shows_how_each_review_of_the_care_period_stood() -> None:
    (judged,) = on(date(2018, 5, 1)).reviews
    assert judged.in_time
    assert not on(date(2018, 5, 1)).is_placed_for_adoption


def test_a_child_placed_for_adoption_is_shown_as_such() -> None:
    placed = care_periods([Episode(date(2018, 4, 2), "S", "E1", placement="A5")])
    assert timetable(placed, [], RULES, date(2018, 4, 3)).is_placed_for_adoption


PLANNED = date(2018, 5, 1)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ReviewFacts(PLANNED), ReviewState.PLANNED),
        (ReviewFacts(PLANNED - timedelta(days=1)), ReviewState.NOT_RECORDED),
        (ReviewFacts(PLANNED, is_cancelled=True), ReviewState.CANCELLED),
        (ReviewFacts(PLANNED, held_on=PLANNED), ReviewState.HELD),
        (ReviewFacts(PLANNED, held_on=PLANNED, adjourned_on=PLANNED), ReviewState.ADJOURNED),
        (ReviewFacts(None, PLANNED, PLANNED, PLANNED), ReviewState.COMPLETED),
    ],
)
def test_the_state_of_a_review_is_read_from_its_facts(facts: ReviewFacts, state: ReviewState) -> None:
    assert review_state(facts, PLANNED) is state


def test_a_review_is_adjourned_once_only() -> None:
    adjourned = ReviewFacts(PLANNED, held_on=PLANNED, adjourned_on=PLANNED)
    with pytest.raises(UnableToChangeReview, match="adjourned only once"):
        check_can_become(adjourned, ReviewState.ADJOURNED, PLANNED)
    check_can_become(adjourned, ReviewState.COMPLETED, PLANNED)


def test_a_review_that_was_held_cannot_be_cancelled() -> None:
    held = ReviewFacts(PLANNED, held_on=PLANNED)
    assert not can_become(held, ReviewState.CANCELLED, PLANNED)
    with pytest.raises(UnableToChangeReview, match="is held and cannot be cancelled"):
        check_can_become(held, ReviewState.CANCELLED, PLANNED)


def test_nothing_follows_a_cancelled_or_a_completed_review() -> None:
    cancelled = ReviewFacts(PLANNED, is_cancelled=True)
    assert TRANSITIONS[ReviewState.COMPLETED] == frozenset()
    with pytest.raises(UnableToChangeReview, match="can become nothing else"):
        check_can_become(cancelled, ReviewState.HELD, PLANNED)


def test_every_state_has_its_transitions() -> None:
    assert set(TRANSITIONS) == set(ReviewState)


def test_an_adjourned_review_is_reconvened_within_20_working_days() -> None:
    assert reconvene_by(date(2026, 3, 20), england_and_wales()) == date(2026, 4, 21)
