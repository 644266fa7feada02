"""Where a dispute may go, and what it takes to close one."""

from datetime import date

import pytest

from openiro.domain.dispute_clock import stage_due_on, total_due_on
from openiro.domain.disputes import (
    TRANSITIONS,
    DisputeFacts,
    DisputeState,
    UnableToChangeDispute,
    check_can_become,
    check_closing,
    dispute_state,
    next_place,
)
from openiro.domain.policy import Stage
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
STAGES = tuple(Stage(f"Stage {number}", "team_manager", "manager", 5) for number in (1, 2, 3, 4))
MONDAY = date(2026, 11, 2)


def test_the_state_of_a_dispute_follows_from_its_facts():
    assert dispute_state(DisputeFacts()) is DisputeState.INFORMAL
    assert dispute_state(DisputeFacts(MONDAY)) is DisputeState.FORMAL
    assert dispute_state(DisputeFacts(MONDAY, MONDAY)) is DisputeState.CLOSED


def test_a_closed_dispute_goes_nowhere():
    assert TRANSITIONS[DisputeState.CLOSED] == frozenset()
    for state in DisputeState:
        with pytest.raises(UnableToChangeDispute, match="Raise a new one"):
            check_can_become(DisputeFacts(None, MONDAY), state)


def test_a_formal_dispute_never_becomes_informal_again():
    check_can_become(DisputeFacts(MONDAY), DisputeState.FORMAL)
    with pytest.raises(UnableToChangeDispute):
        check_can_become(DisputeFacts(MONDAY), DisputeState.INFORMAL)


def test_all_formal_stages_together_take_twenty_working_days():
    assert total_due_on(MONDAY, CALENDAR) == date(2026, 11, 30)


def test_a_stage_has_its_own_days_or_what_is_left_of_the_twenty():
    assert stage_due_on(MONDAY, 5, MONDAY, CALENDAR) == date(2026, 11, 9)
    assert stage_due_on(date(2026, 11, 27), 5, MONDAY, CALENDAR) == date(2026, 11, 30)
    assert stage_due_on(date(2026, 11, 27), 5, None, CALENDAR) == date(2026, 12, 4)


def test_a_dispute_goes_on_to_the_next_stage_or_bypasses_some():
    assert next_place(0, STAGES) == 1
    assert next_place(1, STAGES, wanted=4) == 4
    with pytest.raises(UnableToChangeDispute, match="Cafcass"):
        next_place(4, STAGES)
    for wanted in (0, 1, 2, 5):
        with pytest.raises(UnableToChangeDispute, match="still ahead"):
            next_place(2, STAGES, wanted=wanted)


def test_what_was_agreed_says_what_changed_for_the_child():
    known = ("agreed", "partly_agreed", "not_agreed")
    check_closing("not_agreed", "", known)
    check_closing("agreed", "She swims", known)
    for outcome in ("agreed", "partly_agreed"):
        with pytest.raises(UnableToChangeDispute, match="what changed for the child"):
            check_closing(outcome, " ", known)
    with pytest.raises(UnableToChangeDispute, match="from the list"):
        check_closing("", "", known)
