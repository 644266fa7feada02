"""A dispute by stages: in which it is, where it may go, and how long each stage and all of them may take.

Source: IRO Handbook 6.2: levels of increasing seniority, each with its own time; the officer may bypass any of them;
all formal stages together take 20 working days at most, so that a stage may have to end early (`dispute_clock`). What
is tried first without formality has no limit in guidance; the council sets one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.policy import Stage
from openiro.domain.refusal import Refusal

INFORMAL = 0
AGREED_OUTCOMES = frozenset({"agreed", "partly_agreed"})


class UnableToChangeDispute(Refusal):
    """What was asked for does not follow from the state that a dispute is in."""


class DisputeState(StrEnum):
    """The states of a dispute, in the words that people read."""

    INFORMAL = "being settled informally"
    FORMAL = "formal"
    CLOSED = "closed"


TRANSITIONS: dict[DisputeState, frozenset[DisputeState]] = {
    DisputeState.INFORMAL: frozenset({DisputeState.FORMAL, DisputeState.CLOSED}),
    DisputeState.FORMAL: frozenset({DisputeState.FORMAL, DisputeState.CLOSED}),
    DisputeState.CLOSED: frozenset(),
}


@dataclass(frozen=True)
class DisputeFacts:
    """The facts of a dispute from which its state is read: when it became formal, and when it was closed."""

    formal_from_on: date | None = None
    closed_on: date | None = None


def dispute_state(facts: DisputeFacts) -> DisputeState:
    """The state of the dispute."""
    if facts.closed_on is not None:
        return DisputeState.CLOSED
    return DisputeState.INFORMAL if facts.formal_from_on is None else DisputeState.FORMAL


def check_can_become(facts: DisputeFacts, state: DisputeState) -> None:
    """Raises `UnableToChangeDispute` where the dispute may not go to `state`."""
    now = dispute_state(facts)
    if state not in TRANSITIONS[now]:
        raise UnableToChangeDispute(
            "This dispute is closed: what was settled stands. Raise a new one if the matter comes up again."
        )


def next_place(now: int, stages: Sequence[Stage], *, wanted: int | None = None) -> int:
    """The place of the stage that follows `now` (0 is informal), or `wanted` where stages are bypassed on the way.

    Raises `UnableToChangeDispute` where there is no such stage ahead.
    """
    place = now + 1 if wanted is None else wanted
    if now >= len(stages):
        raise UnableToChangeDispute(
            "This is the last stage. Consider a referral to Cafcass, or close the dispute with its outcome."
        )
    if not now < place <= len(stages):
        raise UnableToChangeDispute("A dispute goes on to a later stage. Choose one that is still ahead.")
    return place


def check_closing(outcome: str, changed_for_child: str, known: Sequence[str]) -> None:
    """Raises `UnableToChangeDispute` without a known outcome; agreed, without what changed for the child."""
    if outcome not in known:
        raise UnableToChangeDispute("Choose how the dispute ended from the list.")
    if outcome in AGREED_OUTCOMES and not changed_for_child.strip():
        raise UnableToChangeDispute("Say what changed for the child: that is what the dispute was for.")


def check_stop(is_stopped: bool, reason: str, known: Sequence[str]) -> None:
    """Raises `UnableToChangeDispute` where the clock stands still already, or for no coded reason."""
    if is_stopped:
        raise UnableToChangeDispute("The clock stands still already. Let it run again first.")
    if reason not in known:
        raise UnableToChangeDispute("Choose from the list why the clock is to stand still: there is no other reason.")
