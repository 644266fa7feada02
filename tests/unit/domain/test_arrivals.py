"""Steps after a child came into care on their days: five key dates, a refusal, and where health is assessed."""

import tomllib
from datetime import date

import pytest

from openiro.domain.arrivals import (
    REFUSED,
    StepState,
    Taken,
    UnableToRecordArrival,
    check_taken,
    pathways_for,
    steps_on,
)
from openiro.domain.policy import policy_on
from openiro.domain.policy_reader import UnableToReadPolicy
from openiro.policies import load_policy, policy_file
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
ARRIVALS = load_policy("default", on=date(2026, 11, 2)).arrivals
BUCKS = load_policy("buckinghamshire", on=date(2026, 11, 2)).arrivals
MONDAY = date(2026, 11, 2)


def standing(on, policy=ARRIVALS, **taken):
    return {each.step.id: each for each in steps_on(MONDAY, taken, policy, CALENDAR, on)}


def test_the_initial_health_assessment_is_due_in_20_working_days_and_led_to_by_key_dates():
    found = standing(MONDAY)
    assert [(id, each.due_on) for id, each in found.items()] == [
        ("health_told", date(2026, 11, 4)),
        ("health_papers", date(2026, 11, 9)),
        ("health_booked", date(2026, 11, 16)),
        ("health_seen", date(2026, 11, 30)),
        ("health_report", date(2026, 11, 30)),
        ("school_told", date(2026, 11, 3)),
    ]
    assert {each.state for each in found.values()} == {StepState.WAITS}


@pytest.mark.parametrize(
    ("on", "state", "late"), [(9, StepState.WAITS, 0), (10, StepState.LATE, 1), (13, StepState.LATE, 4)]
)
def test_paperwork_that_was_sent_is_late_until_it_is_received(on, state, late):
    sent = Taken(date(2026, 11, 4))
    found = standing(date(2026, 11, on), health_papers=sent)["health_papers"]
    assert (found.state, found.days_late) == (state, late)


def test_paperwork_received_after_its_day_was_late_by_so_many_working_days():
    papers = Taken(date(2026, 11, 4), received_on=date(2026, 11, 13))
    found = standing(date(2026, 11, 20), health_papers=papers)["health_papers"]
    assert (found.state, found.done_on, found.days_late) == (StepState.DONE, date(2026, 11, 13), 4)


def test_after_a_refusal_another_assessment_is_offered_done_and_signed_off_and_the_first_waits_no_longer():
    found = standing(date(2026, 12, 3), policy=BUCKS, refused=Taken(date(2026, 11, 18)))
    assert found["health_seen"].state is StepState.NOT_ASKED
    assert found["school_told"].state is StepState.LATE
    assert (found["other_offered"].state, found["other_offered"].due_on) == (StepState.LATE, date(2026, 11, 25))
    assert found["other_done"].due_on == date(2026, 12, 16)
    assert found["other_signed"].step.title == "CEHA signed off by the designated doctor"


def test_a_young_person_who_changes_their_mind_is_not_offered_another_assessment():
    taken = {REFUSED: Taken(date(2026, 11, 18)), "health_seen": Taken(date(2026, 11, 27))}
    found = standing(date(2026, 12, 3), **taken)
    assert found["health_seen"].state is StepState.DONE
    assert found["other_offered"].state is StepState.NOT_ASKED
    assert found["health_report"].state is StepState.LATE


@pytest.mark.parametrize(
    ("age", "unaccompanied", "ways"),
    [
        (0, False, ["clinic", "elsewhere", "hospital"]),
        (10, False, ["clinic", "elsewhere"]),
        (11, False, ["clinic", "elsewhere", "gp_pool"]),
        (16, True, ["clinic", "elsewhere", "unaccompanied", "gp_pool"]),
    ],
)
def test_the_pool_of_general_practitioners_is_for_those_of_secondary_age(age, unaccompanied, ways):
    """Buckinghamshire, appendix 2: out of area of secondary age; neonatal consultants; a pathway of their own."""
    found = [way.id for way in pathways_for(BUCKS, age, is_unaccompanied=unaccompanied)]
    assert sorted(found) == sorted(ways)


@pytest.mark.parametrize(
    ("step", "taken", "said"),
    [
        ("health_told", Taken(date(2026, 11, 10)), "lies ahead"),
        ("health_told", Taken(date(2026, 11, 1)), "came into care on 02/11/2026"),
        ("health_papers", Taken(date(2026, 11, 5), received_on=date(2026, 11, 4)), "before it was sent"),
        ("health_booked", Taken(date(2026, 11, 5)), "when the appointment is"),
        ("health_booked", Taken(date(2026, 11, 5), None, date(2026, 11, 4), "clinic"), "before the day"),
    ],
)
def test_days_that_cannot_be_are_refused(step, taken, said):
    with pytest.raises(UnableToRecordArrival, match=said):
        check_taken(ARRIVALS.steps[step], taken, MONDAY, date(2026, 11, 9))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"steps": {"health_seen": {"working_days": 21}}}, r"health_seen\.working_days: 21 is more than the law"),
        (
            {"steps": {"health_told": {"told": ["panel_member"]}}},
            r"health_told\.told: 'panel_member' is not a role",
        ),
        ({"steps": {"health_told": {"check": "health"}}}, r"health_told\.check: name the check"),
        ({"pathways": {"hospital": {"from_age": 3}}}, r"hospital\.from_age: 3 is more than to_age"),
    ],
)
def test_a_council_cannot_settle_what_cannot_be(setting, said):
    default = tomllib.loads(policy_file("default").read_text(encoding="utf-8"))
    names = {"council": "Here", "la_code": "000", "ons_code": "E00000000", "region": "England"}
    own = names | {"policy": [{"from": date(2026, 1, 1), "arrivals": setting}]}
    with pytest.raises(UnableToReadPolicy, match=said):
        policy_on(default, own, MONDAY)
