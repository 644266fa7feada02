"""The parts of a review: which is done, what each still lacks, and by when it is to be done.

A part saves what is there, however incomplete; finishing the review is strict, and says everything that is missing
at once. Clocks before the review run from the day planned, those after it from its completion (IRO Handbook,
chapter 3; the project's rules 2.10 to 2.13 and 3.01 to 3.06).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.clocks import Clock
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar


class UnableToFinishReview(Refusal):
    """Something of the review is missing; `missing` says what, all of it."""

    def __init__(self, missing: "tuple[Missing, ...]") -> None:
        self.missing = missing
        words = "; ".join(each.words for each in missing)
        super().__init__(f"The review cannot be finished yet. Still missing: {words}.")


class PartState(StrEnum):
    """How a part stands, in the words that people read."""

    DONE = "done"
    STARTED = "in progress"
    TO_DO = "to do"
    LATER = "not yet"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: in which part, and in words that begin in the middle of a sentence."""

    part: str
    words: str


@dataclass(frozen=True)
class ReviewPartFacts:
    """What the records hold of a review, as far as its parts ask.

    Counts are of people, papers, checks and decisions. `parents_silent` names the parents of whom nothing is
    recorded. `checks_due` 0: not begun, unless `no_checks` says that none applies. `no_decisions`: somebody said that
    the review made none. `manager_known`: whose answer is asked for, as far as that must be known. `to_send` counts
    those who are to get the record and have neither got it nor been refused it.
    """

    planned_on: date | None = None
    arrangements_missing: tuple[str, ...] = ()
    invitees: int = 0
    invited: int = 0
    child_consulted: bool = False
    papers: int = 0
    papers_expected: int = 0
    held_on: date | None = None
    completed_on: date | None = None
    has_code: bool = False
    attendance_unknown: int = 0
    parents_silent: tuple[str, ...] = ()
    seen_known: bool = False
    absence_explained: bool = True
    chaired_known: bool = False
    checks_due: int = 0
    checks_answered: int = 0
    no_checks: bool = False
    decisions: int = 0
    decisions_not_whole: int = 0
    decisions_to_judge: int = 0
    decisions_sent_on: date | None = None
    no_decisions: bool = False
    manager_known: bool = True
    answers: int = 0
    record_begun: bool = False
    record_finished_on: date | None = None
    letter_begun: bool = False
    letter_finished_on: date | None = None
    sent: int = 0
    to_send: int = 0
    distributed_on: date | None = None


@dataclass(frozen=True)
class PartStanding:
    """One part: its state, what it lacks, its clock and last day (None where none runs), and whether that is past."""

    part: str
    state: PartState
    missing: tuple[Missing, ...]
    clock: Clock | None
    due_on: date | None
    is_late: bool


_Lacks = Callable[[ReviewPartFacts], tuple[str, ...]]


def _arrangements(facts: ReviewPartFacts) -> tuple[str, ...]:
    return tuple(f"the {name} of the review" for name in facts.arrangements_missing)


def _people(facts: ReviewPartFacts) -> tuple[str, ...]:
    if not facts.invitees:
        return ("who is invited",)
    left = facts.invitees - facts.invited
    return (f"whether {left} {'person was' if left == 1 else 'people were'} invited",) if left else ()


def _papers(facts: ReviewPartFacts) -> tuple[str, ...]:
    return () if facts.papers else ("when the social worker's report came, or that it did not",)


def _meetings(facts: ReviewPartFacts) -> tuple[str, ...]:
    if facts.held_on is None:
        return ("the meeting: when and how it was held",)
    return () if facts.completed_on else ("the day on which the review was completed",)


def _participation(facts: ReviewPartFacts) -> tuple[str, ...]:
    unknown = facts.attendance_unknown
    lacking = {
        "how the child took part": not facts.has_code,
        "why the child was kept away, and what was arranged instead": not facts.absence_explained,
        "whether the IRO saw the child before the review": not facts.seen_known,
        "whether the child chaired any of it": not facts.chaired_known,
        f"whether {unknown} of those invited came": bool(unknown),
    }
    parents = tuple(f"the part of the {parent}" for parent in facts.parents_silent)
    return (*(words for words, is_missing in lacking.items() if is_missing), *parents)


def _checks(facts: ReviewPartFacts) -> tuple[str, ...]:
    if not facts.checks_due:
        return ("the checks",) if facts.checks_answered == 0 and not facts.no_checks else ()
    left = facts.checks_due - facts.checks_answered
    return (f"{left} of {facts.checks_due} checks",) if left > 0 else ()


def _decisions(facts: ReviewPartFacts) -> tuple[str, ...]:
    whole, judge = facts.decisions_not_whole, facts.decisions_to_judge
    lacking = {
        "the decisions, or that there are none": not facts.decisions and not facts.no_decisions,
        "which manager answers the decisions": bool(facts.decisions) and not facts.manager_known,
        f"who does it or by when, of {whole} decision{'' if whole == 1 else 's'}": bool(whole),
        f"what came of {judge} earlier decision{'' if judge == 1 else 's'}": bool(judge),
    }
    return tuple(words for words, is_missing in lacking.items() if is_missing)


def _answer(facts: ReviewPartFacts) -> tuple[str, ...]:
    left = facts.decisions - facts.answers
    return (f"the manager's answer to {left} decision{'' if left == 1 else 's'}",) if left > 0 else ()


def _distribution(facts: ReviewPartFacts) -> tuple[str, ...]:
    if facts.distributed_on is not None:
        return ()
    if not facts.sent and not facts.to_send:
        return ("who is sent the record",)
    return (f"the record for {facts.to_send} of those who are to have it",) if facts.to_send else ()


_LACKS: Mapping[str, _Lacks] = {
    "arrangements": _arrangements,
    "people": _people,
    "papers": _papers,
    "meetings": _meetings,
    "participation": _participation,
    "checks": _checks,
    "decisions": _decisions,
    "record": lambda facts: () if facts.record_begun else ("the record",),
    "letter": lambda facts: () if facts.letter_begun else ("the letter to the child",),
    "answer": _answer,
    "distribution": _distribution,
}
_BEGUN: Mapping[str, Callable[[ReviewPartFacts], bool]] = {
    "arrangements": lambda facts: True,
    "people": lambda facts: facts.invitees > 0,
    "papers": lambda facts: False,
    "meetings": lambda facts: facts.held_on is not None,
    "participation": lambda facts: facts.has_code,
    "checks": lambda facts: facts.checks_answered > 0,
    "decisions": lambda facts: facts.decisions > 0,
    "record": lambda facts: facts.record_begun,
    "letter": lambda facts: facts.letter_begun,
    "answer": lambda facts: facts.answers > 0,
    "distribution": lambda facts: facts.sent > 0,
}
# What must have happened before a part can be begun; those not named may be begun at any time.
_WAITS: Mapping[str, Callable[[ReviewPartFacts], bool]] = {
    "participation": lambda facts: facts.held_on is None,
    "checks": lambda facts: facts.held_on is None,
    "record": lambda facts: facts.held_on is None,
    "letter": lambda facts: facts.held_on is None,
    "answer": lambda facts: facts.decisions_sent_on is None,
    "distribution": lambda facts: facts.record_finished_on is None,
}
_CLOCKS = {
    "people": "before.invitations",
    "papers": "before.reports",
    "decisions": "after.decisions",
    "record": "after.record",
    "letter": "after.distribution",
    "answer": "after.manager",
    "distribution": "after.distribution",
}
TO_FINISH = ("arrangements", "people", "papers", "meetings", "participation", "checks", "decisions", "record", "letter")


def standings(
    facts: ReviewPartFacts, on: date, calendar: WorkingCalendar, clock_of: Callable[[str], Clock]
) -> tuple[PartStanding, ...]:
    """Every part of the review in its order, as it stands on `on`. `clock_of` gives a clock by its id.

    Raises `UnableToCountWorkingDays` beyond the years of `calendar`.
    """
    return tuple(_standing(part, facts, on, calendar, clock_of) for part in _LACKS)


def missing_of(facts: ReviewPartFacts) -> tuple[Missing, ...]:
    """Everything that must be there before the review can be finished, in the order of its parts."""
    return tuple(each for part in TO_FINISH for each in _missing(part, facts))


def check_can_finish(facts: ReviewPartFacts) -> None:
    """Raises `UnableToFinishReview`, which names all that is missing."""
    missing = missing_of(facts)
    if missing:
        raise UnableToFinishReview(missing)


def _missing(part: str, facts: ReviewPartFacts) -> tuple[Missing, ...]:
    return tuple(Missing(part, words) for words in _LACKS[part](facts))


def _standing(
    part: str, facts: ReviewPartFacts, on: date, calendar: WorkingCalendar, clock_of: Callable[[str], Clock]
) -> PartStanding:
    missing = _missing(part, facts)
    state = _state(part, facts, missing)
    clock = clock_of(_CLOCKS[part]) if part in _CLOCKS else None
    anchor = _anchor(part, facts)
    due_on = clock.due_on(anchor, calendar) if clock and anchor else None
    is_late = due_on is not None and due_on < on and state is not PartState.DONE
    return PartStanding(part, state, missing, clock, due_on, is_late)


def _state(part: str, facts: ReviewPartFacts, missing: tuple[Missing, ...]) -> PartState:
    finished = {
        "decisions": facts.decisions_sent_on,
        "record": facts.record_finished_on,
        "letter": facts.letter_finished_on,
    }
    waits = _WAITS.get(part)
    if waits is not None and waits(facts):
        return PartState.LATER
    if finished.get(part, date.min) is not None and not missing:
        return PartState.DONE
    return PartState.STARTED if _BEGUN[part](facts) else PartState.TO_DO


def _anchor(part: str, facts: ReviewPartFacts) -> date | None:
    if part in ("people", "papers"):
        return facts.planned_on or facts.held_on
    return facts.decisions_sent_on if part == "answer" else facts.completed_on
