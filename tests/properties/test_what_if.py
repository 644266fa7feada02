"""The what-if against a simple model of an ordinary child's clocks: 20 working days, 3 months, then 6."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.care import CarePeriod, Episode
from openiro.domain.months import add_months
from openiro.domain.review_sequence import ReviewHeld, ReviewRules
from openiro.policies import load_policy
from openiro.web.reviews.clock import ReviewClock
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
STARTED, TODAY = date(2025, 3, 3), date(2026, 11, 23)
PERIOD = CarePeriod(STARTED, True, None, None, False, (Episode(STARTED, "S", "C2", "N1", "U4", "PR1"),))


def model_due(held: list[date]) -> date:
    """The last day of the review after these, by counting on one's fingers."""
    if held:
        return add_months(held[-1], 3 if len(held) == 1 else 6)
    day, left = STARTED, 20
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in CALENDAR.holidays
    return day


@given(st.sets(st.integers(0, 500), max_size=5), st.integers(0, 300))
def test_a_review_that_is_thought_of_is_judged_and_followed_as_if_it_were_held(before: set[int], ahead: int) -> None:
    held = [STARTED + timedelta(days=number) for number in sorted(before)]
    day = TODAY + timedelta(days=ahead)
    reviews = tuple(ReviewHeld(each, None, each) for each in held)
    clock = ReviewClock((PERIOD,), reviews, ReviewRules(CALENDAR), load_policy("default", TODAY), TODAY)
    found = clock.if_held_on(day)
    assert found.due_on == model_due(held)
    assert found.is_late == (day > model_due(held))
    assert found.after.due_on == model_due([*held, day])
    assert clock.now.due_on == model_due(held), "thinking of a review changes nothing"
