"""The steps of the protocol on their days, and proceedings that take too long."""

from datetime import date

import pytest

from openiro.domain.court_policy import read_court
from openiro.domain.policy_reader import Table, UnableToReadPolicy
from openiro.domain.proceedings import CourtDays, council_review_by, steps_on, takes_too_long, to_end_by
from openiro.policies import load_policy
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
COURT = load_policy("default", on=date(2026, 11, 2)).court
APPLIED = date(2026, 6, 1)
FINAL = date(2026, 11, 16)


def standing(days, done, on):
    return {each.step.id: each for each in steps_on(days, done, COURT, CALENDAR, on)}


def test_the_four_steps_are_counted_from_application_final_hearing_and_end():
    days = CourtDays(APPLIED, FINAL, date(2026, 11, 17))
    found = standing(days, {}, date(2026, 11, 20))
    assert found["introduction"].due_on == date(2026, 6, 15)
    assert found["discussion"].due_on == date(2026, 10, 19)
    assert found["view"].due_on == date(2026, 11, 2)
    assert found["closing"].due_on == date(2026, 12, 1)
    assert found["closing"].left == 7


def test_nothing_is_due_before_a_hearing_that_has_no_day():
    found = standing(CourtDays(APPLIED), {}, date(2026, 6, 2))
    assert found["view"].due_on is None
    assert found["view"].left is None
    assert not found["view"].was_late
    assert found["introduction"].left == 9


@pytest.mark.parametrize(("done_on", "late"), [(date(2026, 11, 2), False), (date(2026, 11, 3), True)])
def test_a_view_given_after_its_last_day_was_late(done_on, late):
    found = standing(CourtDays(APPLIED, FINAL), {"view": done_on}, date(2026, 11, 20))
    assert found["view"].was_late is late
    assert found["view"].left is None


def test_a_step_not_taken_by_its_day_is_late():
    assert standing(CourtDays(APPLIED), {}, date(2026, 6, 15))["introduction"].was_late is False
    assert standing(CourtDays(APPLIED), {}, date(2026, 6, 16))["introduction"].was_late is True


def test_proceedings_are_to_end_within_26_weeks_of_the_application():
    days = CourtDays(APPLIED)
    assert to_end_by(days, COURT) == date(2026, 11, 30)
    assert not takes_too_long(days, COURT, date(2026, 11, 30))
    assert takes_too_long(days, COURT, date(2026, 12, 1))
    assert not takes_too_long(CourtDays(APPLIED, FINAL, date(2026, 11, 30)), COURT, date(2027, 5, 1))


def test_a_policy_without_the_view_on_the_final_plan_is_refused():
    closing = {"title": "Closing", "counted_from": "end", "working_days": 10, "source": "Protocol"}
    table = Table({"within_weeks": 26, "soon": 10, "steps": {"closing": closing}}, "court")
    with pytest.raises(UnableToReadPolicy, match=r"court\.steps.*view.*is missing"):
        read_court(table)


@pytest.mark.parametrize(
    ("kinds", "held_on", "law", "by"),
    [
        (["adoption"], date(2026, 9, 1), date(2027, 3, 1), date(2026, 12, 1)),
        (["care", "adoption"], date(2026, 9, 1), None, date(2026, 12, 1)),
        (["care"], date(2026, 9, 1), date(2027, 3, 1), None),
        (["adoption"], None, date(2026, 11, 2), None),
        (["adoption"], date(2026, 9, 1), date(2026, 12, 1), None),
    ],
)
def test_a_council_reviews_more_often_while_adoption_is_before_the_court(kinds, held_on, law, by):
    """Buckinghamshire, section 1: the council's day stands beside the legal one, never after it."""
    court = load_policy("buckinghamshire", on=date(2026, 11, 2)).court
    assert council_review_by(kinds, held_on, law, court) == by
    assert council_review_by(kinds, held_on, law, COURT) is None
