"""How the steps after a child's coming into care stand: the initial health assessment, and the virtual school told.

An initial health assessment is done within 20 working days (Care Planning, Placement and Case Review (England)
Regulations 2010, reg 7). Which dates lead to it, and what follows a refusal, are steps of the council's policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.arrivals_policy import ArrivalsPolicy, ArrivalStep, CountedFrom, Pathway, StepKind
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar

# The young person refused: kept beside the steps of the policy, and the event from which those of a refusal count.
REFUSED = "refused"


class UnableToRecordArrival(Refusal):
    """A step after a child's coming into care, or a delay, cannot have been so."""


@dataclass(frozen=True)
class Taken:
    """What is recorded of a step: `done_on` the day it was done, sent or booked; the rest where its kind has it."""

    done_on: date
    received_on: date | None = None
    appointment_on: date | None = None
    pathway: str = ""


class StepState(StrEnum):
    """How a step stands, in the words that people read."""

    DONE = "done"
    LATE = "late"
    WAITS = "waits"
    NOT_ASKED = "not asked any more"


@dataclass(frozen=True)
class StepStanding:
    """A step on a day. `due_on` is its last day, `done_on` when it was complete (papers: received), None until then.

    `left`: working days until the last day while it waits or is late; else None. `days_late`: working days past the
    last day, until it was done or until today; 0 where it was in time.
    """

    step: ArrivalStep
    state: StepState
    due_on: date | None
    done_on: date | None
    left: int | None
    days_late: int


def steps_on(
    started_on: date, taken: Mapping[str, Taken], policy: ArrivalsPolicy, calendar: WorkingCalendar, on: date
) -> tuple[StepStanding, ...]:
    """Every step that is asked of a child who came into care on `started_on`, as it stands on `on`.

    `taken` by the id of the step, the refusal under `REFUSED`. Steps of a refusal are left out while nobody refused.
    A check that was done after the refusal settles it: its steps are not asked any more, and the others wait again.
    """
    refusal = taken.get(REFUSED)
    refused_on = refusal.done_on if refusal else None
    stands = refused_on is not None and not _changed_mind(refused_on, taken, policy)
    found = []
    for step in policy.steps.values():
        anchor = started_on if step.counted_from is CountedFrom.ENTRY else refused_on
        if anchor is not None:
            is_refusal = step.counted_from is CountedFrom.REFUSAL
            asked = stands if is_refusal else not (stands and step.until_refused)
            found.append(_standing(step, anchor, taken.get(step.id), asked, calendar, on))
    return tuple(found)


def pathways_for(policy: ArrivalsPolicy, age: int, *, is_unaccompanied: bool) -> tuple[Pathway, ...]:
    """Where the health of a child of that age may be assessed, in the order of the policy."""
    return tuple(
        way
        for way in policy.pathways.values()
        if way.from_age <= age <= way.to_age and (is_unaccompanied or not way.only_unaccompanied)
    )


def check_taken(step: ArrivalStep | None, taken: Taken, started_on: date, on: date) -> None:
    """Raises `UnableToRecordArrival` where the days of a step, or of the refusal (None), cannot be.

    Nothing is done ahead, or before the child came into care; papers are not received before they were sent, and an
    appointment is not before it was booked.
    """
    days = [taken.done_on] + ([taken.received_on] if taken.received_on else [])
    if max(days) > on:
        raise UnableToRecordArrival("That day lies ahead. Record it on the day or later.")
    if taken.done_on < started_on:
        raise UnableToRecordArrival(f"The child came into care on {started_on:%d/%m/%Y}. Give that day or a later one.")
    if taken.received_on is not None and taken.received_on < taken.done_on:
        raise UnableToRecordArrival("Nothing is received before it was sent. Check both days.")
    if step is not None and step.kind is StepKind.BOOKING:
        if taken.appointment_on is None or not taken.pathway:
            raise UnableToRecordArrival("Say when the appointment is, and where.")
        if taken.appointment_on < taken.done_on:
            raise UnableToRecordArrival("The appointment is before the day on which it was booked. Check both days.")


def _changed_mind(refused_on: date, taken: Mapping[str, Taken], policy: ArrivalsPolicy) -> bool:
    checks = [taken.get(step.id) for step in policy.steps.values() if step.kind is StepKind.CHECK]
    return any(each is not None and each.done_on >= refused_on for each in checks)


def _standing(
    step: ArrivalStep, anchor: date, taken: Taken | None, asked: bool, calendar: WorkingCalendar, on: date
) -> StepStanding:
    due_on, done_on = calendar.days_after(anchor, step.working_days), _done_on(step, taken)
    if done_on is None and not asked:
        return StepStanding(step, StepState.NOT_ASKED, due_on, None, None, 0)
    days_late = max(calendar.days_between(due_on, done_on or on), 0)
    if done_on is not None:
        return StepStanding(step, StepState.DONE, due_on, done_on, None, days_late)
    state = StepState.LATE if due_on < on else StepState.WAITS
    return StepStanding(step, state, due_on, None, calendar.days_between(on, due_on), days_late)


def _done_on(step: ArrivalStep, taken: Taken | None) -> date | None:
    """Papers are done when they are received; all else on its day."""
    if taken is None:
        return None
    return taken.received_on if step.kind is StepKind.PAPERS else taken.done_on
