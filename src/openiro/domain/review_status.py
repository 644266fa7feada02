"""What state a looked-after review is in, read from its facts, and to which it may go from there.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 36: a review may be adjourned once,
for 20 working days at most. A cancelled review is an event with a reason, never a deletion.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.clocks import CLOCKS
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar


class UnableToChangeReview(Refusal):
    """What was asked for does not follow from the state that the review is in."""


class ReviewState(StrEnum):
    """The states of a review, in the words that people read."""

    PLANNED = "planned"
    NOT_RECORDED = "day passed, not recorded"
    HELD = "held"
    ADJOURNED = "adjourned"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


_RECORDED = frozenset({ReviewState.HELD, ReviewState.ADJOURNED, ReviewState.COMPLETED})

TRANSITIONS: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.PLANNED: _RECORDED | {ReviewState.CANCELLED, ReviewState.PLANNED},
    ReviewState.NOT_RECORDED: _RECORDED | {ReviewState.CANCELLED, ReviewState.PLANNED},
    ReviewState.HELD: frozenset({ReviewState.ADJOURNED, ReviewState.COMPLETED}),
    ReviewState.ADJOURNED: frozenset({ReviewState.COMPLETED}),
    ReviewState.COMPLETED: frozenset(),
    ReviewState.CANCELLED: frozenset(),
}


@dataclass(frozen=True)
class ReviewFacts:
    """The facts of one review from which its state is read; `held_on` is the day of its first meeting."""

    planned_on: date | None = None
    held_on: date | None = None
    adjourned_on: date | None = None
    completed_on: date | None = None
    is_cancelled: bool = False


def review_state(facts: ReviewFacts, on: date) -> ReviewState:
    """The state of the review on `on`. A planned day that has passed with nothing recorded says so."""
    if facts.is_cancelled:
        return ReviewState.CANCELLED
    if facts.completed_on is not None:
        return ReviewState.COMPLETED
    if facts.adjourned_on is not None:
        return ReviewState.ADJOURNED
    if facts.held_on is not None:
        return ReviewState.HELD
    passed = facts.planned_on is not None and facts.planned_on < on
    return ReviewState.NOT_RECORDED if passed else ReviewState.PLANNED


def can_become(facts: ReviewFacts, state: ReviewState, on: date) -> bool:
    """Whether the review may go to `state` from that in which it is on `on`."""
    return state in TRANSITIONS[review_state(facts, on)]


def check_can_become(facts: ReviewFacts, state: ReviewState, on: date) -> None:
    """Raises `UnableToChangeReview` where the review may not go to `state`, with what it may become."""
    now = review_state(facts, on)
    if state in TRANSITIONS[now]:
        return
    if now is state is ReviewState.ADJOURNED:
        raise UnableToChangeReview("The review has been adjourned, and may be adjourned only once. Complete it.")
    choices = " or ".join(sorted(TRANSITIONS[now])) or "nothing else"
    raise UnableToChangeReview(f"The review is {now} and cannot be {state}. It can become {choices}.")


def reconvene_by(adjourned_on: date, calendar: WorkingCalendar) -> date:
    """The last day, inclusive, on which an adjourned review may be completed: 20 working days on (reg 36(2)).

    Raises `UnableToCountWorkingDays` beyond the years of `calendar`.
    """
    return CLOCKS["review.adjourned"].due_on(adjourned_on, calendar)
