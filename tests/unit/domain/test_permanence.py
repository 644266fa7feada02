"""Steps to permanence: how they stand, and what cannot be recorded of one."""

from datetime import date, timedelta

import pytest

from openiro.domain.permanence import StepDays, StepState, UnableToPlanPermanence, check_step

PLANNED = date(2026, 11, 16)
DAY = timedelta(days=1)
BORN = date(2016, 2, 29)


@pytest.mark.parametrize(
    ("days", "on", "state"),
    [
        (StepDays(PLANNED), PLANNED, StepState.PLANNED),
        (StepDays(PLANNED), PLANNED + DAY, StepState.LATE),
        (StepDays(PLANNED, PLANNED + DAY), PLANNED + DAY, StepState.TAKEN),
        (StepDays(None, PLANNED), PLANNED, StepState.TAKEN),
        (StepDays(PLANNED, None, PLANNED), PLANNED + DAY, StepState.GIVEN_UP),
    ],
)
def test_a_step_is_late_from_the_day_after_it_was_planned(days, on, state):
    assert days.state(on) is state
    assert days.waits == (state in (StepState.PLANNED, StepState.LATE))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (StepDays(), "Give the day for which it is planned"),
        (StepDays(None, PLANNED, PLANNED), "cannot be given up"),
        (StepDays(None, PLANNED + DAY), "lies ahead"),
        (StepDays(BORN - DAY), "was born on 29/02/2016"),
    ],
)
def test_what_cannot_be_is_refused(days, told):
    with pytest.raises(UnableToPlanPermanence, match=told):
        check_step(days, born_on=BORN, on=PLANNED)


def test_a_day_ahead_may_be_planned():
    check_step(StepDays(PLANNED + 100 * DAY), born_on=BORN, on=PLANNED)
