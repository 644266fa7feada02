"""Steps on the way to permanence: what waits, what is past its day, and what may be recorded of one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.refusal import Refusal


class UnableToPlanPermanence(Refusal):
    """A step on the way to permanence cannot be recorded as asked."""


class StepState(StrEnum):
    """How a step stands, in the words that people read."""

    PLANNED = "planned"
    LATE = "past its day"
    TAKEN = "done"
    GIVEN_UP = "not pursued any more"


@dataclass(frozen=True)
class StepDays:
    """The days of a step: planned for, taken, given up; a step has one of the first two at least."""

    planned_on: date | None = None
    taken_on: date | None = None
    given_up_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether it is neither taken nor given up."""
        return self.taken_on is None and self.given_up_on is None

    def state(self, on: date) -> StepState:
        """How it stands on `on`; on the planned day itself it is not late."""
        if self.taken_on is not None:
            return StepState.TAKEN
        if self.given_up_on is not None:
            return StepState.GIVEN_UP
        return StepState.LATE if self.planned_on is not None and self.planned_on < on else StepState.PLANNED


def check_step(days: StepDays, *, born_on: date, on: date) -> None:
    """Raises `UnableToPlanPermanence` where a step with these days cannot be: none at all, both taken and given up,
    before the birth, or taken ahead of time."""
    if days.planned_on is None and days.taken_on is None:
        raise UnableToPlanPermanence("Give the day for which it is planned, or the day on which it was done.")
    if days.taken_on is not None and days.given_up_on is not None:
        raise UnableToPlanPermanence("What was done cannot be given up too. Leave one of them out.")
    if days.taken_on is not None and days.taken_on > on:
        raise UnableToPlanPermanence("The day it was done lies ahead. Give it as the planned day.")
    if any(day < born_on for day in (days.planned_on, days.taken_on) if day):
        raise UnableToPlanPermanence(f"The child was born on {born_on:%d/%m/%Y}. Give that day or a later one.")
