"""What a review decided: in which state a decision is, by when a manager answers, and what makes one clear.

Sources: Care Planning, Placement and Case Review (England) Regulations 2010, regs 36 and 37: each decision says who
does what by when, its outcome is looked at in the next review, and nothing proposed in an adjourned review is carried
out before that review is completed. IRO Handbook, chapter 3: the manager answers within 5 working days; whether
silence then counts as agreement is the council's to settle (rule 3.07).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.clocks import Clock
from openiro.domain.decisions_policy import DecisionsPolicy
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar

AGREED, OBJECTED, DEEMED = "agreed", "objected", "deemed"
IMPLEMENTED, OVERTAKEN = "implemented", "overtaken"
NEEDS_REASON = frozenset({"partly", "not_implemented", OVERTAKEN})
FEWEST_WORDS = 4


class UnableToChangeDecision(Refusal):
    """What was asked for does not follow from the state that a decision is in."""


class DecisionState(StrEnum):
    """The states of a decision, in the words that people read."""

    WRITTEN = "written"
    SENT = "with the manager"
    AGREED = "agreed"
    CONTESTED = "contested"
    DEEMED = "deemed agreed"
    JUDGED = "judged"


@dataclass(frozen=True)
class DecisionFacts:
    """The facts of one decision from which its state is read.

    `received_on`: when the manager got it. `answer` is empty, 'agreed', 'objected' or 'deemed'. `outcome` is empty
    until the next review has judged it. `review_completed_on`: of the review that decided it.
    """

    received_on: date | None = None
    answer: str = ""
    outcome: str = ""
    changes_plan: bool = False
    needs_resources: bool = False
    review_completed_on: date | None = None


@dataclass(frozen=True)
class AnswerRule:
    """The manager's clock (`after.manager`, perhaps the council's own), and whether silence counts as agreement.

    `resources_wait`: not for a decision that needs money or a service, which somebody must have considered.
    """

    clock: Clock
    calendar: WorkingCalendar
    deemed_agreed: bool
    resources_wait: bool = False

    def due_on(self, received_on: date) -> date:
        """The last day, inclusive, for an answer, with the day of receipt as day 0 (IRO Handbook, chapter 3).

        Raises `UnableToCountWorkingDays` beyond the years of the calendar.
        """
        return self.clock.due_on(received_on, self.calendar)


def answer_due_on(received_on: date, rule: AnswerRule) -> date:
    """The last day, inclusive, on which the manager answers in time. Raises `UnableToCountWorkingDays`."""
    return rule.due_on(received_on)


def is_deemed(facts: DecisionFacts, rule: AnswerRule, on: date) -> bool:
    """Whether the decision counts as agreed on `on` because nobody answered in time and the council wants it so."""
    if facts.answer:
        return facts.answer == DEEMED
    if facts.needs_resources and rule.resources_wait:
        return False
    return rule.deemed_agreed and facts.received_on is not None and on > rule.due_on(facts.received_on)


def decision_state(facts: DecisionFacts, rule: AnswerRule, on: date) -> DecisionState:
    """The state of the decision on `on`. One objected to is contested until the objection is settled (rule 3.08)."""
    if facts.outcome:
        return DecisionState.JUDGED
    if facts.answer == AGREED:
        return DecisionState.AGREED
    if facts.answer == OBJECTED:
        return DecisionState.CONTESTED
    if is_deemed(facts, rule, on):
        return DecisionState.DEEMED
    return DecisionState.WRITTEN if facts.received_on is None else DecisionState.SENT


def is_implementable(facts: DecisionFacts, rule: AnswerRule, on: date) -> bool:
    """Whether the decision is to be carried out on `on`: agreed or deemed agreed, and not judged yet.

    A change of the care plan also waits until its review is completed (CPPCR reg 36(3)).
    """
    if decision_state(facts, rule, on) not in (DecisionState.AGREED, DecisionState.DEEMED):
        return False
    completed_on = facts.review_completed_on
    return not facts.changes_plan or (completed_on is not None and completed_on <= on)


def reviews_outstanding(number: int, repeats: Mapping[int, int | None]) -> int:
    """For how many reviews the decision has been on the list: 1 where it is new, 2 where it repeats one, and so on.

    `repeats` gives for each decision the one of the review before that it repeats, or None. Whatever goes round in a
    circle, which records should not, is counted once.
    """
    seen: set[int] = set()
    at: int | None = number
    while at is not None and at not in seen:
        seen.add(at)
        at = repeats.get(at)
    return len(seen)


def smart_prompts(
    *, text: str, owner: str, due_on: date | None, success: str, policy: DecisionsPolicy, on: date
) -> tuple[str, ...]:
    """Plain hints towards a decision that is specific, measurable, achievable, realistic and timely; none: it is clear.

    They help whoever writes and forbid nothing. `on` is the day on which it is written.
    """
    words, lower = text.split(), text.casefold()
    vague = [phrase for phrase in policy.vague if re.search(rf"\b{re.escape(phrase)}\b", lower)]
    hints = (
        ("Say who will do it.", not owner),
        ("Say by when.", due_on is None),
        ("The day is past already. Choose one that can still be kept.", due_on is not None and due_on < on),
        ("Say how we shall know that it is done.", not success.strip()),
        ("Say what exactly is to happen: this is very short.", len(words) < FEWEST_WORDS),
        (f"Say it in fewer words: it has {len(words)}.", len(words) > policy.longest_text),
        ("It may be more than one thing. Write a decision for each.", _is_several(lower)),
        (f"Say exactly what is meant by ‘{vague[0]}’." if vague else "", bool(vague)),
    )
    return tuple(hint for hint, stands in hints if stands)


def check_ready_to_send(decisions: Iterable[tuple[int, str, str, date | None]]) -> None:
    """Raises `UnableToChangeDecision`, with everything that is missing at once, unless each decision can go out.

    Each is its number, text, owner and due date: the law wants who does what by when (rule 3.09).
    """
    missing = []
    for number, text, owner, due_on in decisions:
        lacks = [word for word, given in (("what", text.strip()), ("who", owner), ("by when", due_on)) if not given]
        if lacks:
            missing.append(f"decision {number} does not say {' or '.join(lacks)}")
    if missing:
        raise UnableToChangeDecision(f"Not sent yet: {'; '.join(missing)}. Fill that in and send again.")


def check_may_answer(facts: DecisionFacts, rule: AnswerRule, on: date, *, answer: str, reason: str) -> None:
    """Raises `UnableToChangeDecision` where the manager may not answer so: not sent, answered, too late, no reason."""
    if facts.received_on is None:
        raise UnableToChangeDecision("This decision has not been sent yet, so that nobody can answer it.")
    if facts.answer or facts.outcome:
        raise UnableToChangeDecision("Somebody has answered this decision since you opened the page. Open it again.")
    if is_deemed(facts, rule, on):
        raise UnableToChangeDecision(
            f"The time to answer ended on {rule.due_on(facts.received_on or on):%d/%m/%Y}: it counts as agreed. "
            "Speak with the reviewing officer if it cannot be carried out."
        )
    if answer not in (AGREED, OBJECTED):
        raise UnableToChangeDecision("A decision is agreed or objected to. Choose one of the two.")
    if answer == OBJECTED and not reason.strip():
        raise UnableToChangeDecision("Say why you object, so that it can be settled.")


def check_outcome(outcome: str, reason: str, known: Iterable[str]) -> None:
    """Raises `UnableToChangeDecision` for an outcome that is not known, or one but 'done' without its reason."""
    if outcome not in set(known):
        raise UnableToChangeDecision("Choose what came of the decision from the list.")
    if outcome in NEEDS_REASON and not reason.strip():
        raise UnableToChangeDecision("A decision that was not carried out in full needs a reason. Say why.")


def check_not_sent(facts: DecisionFacts) -> None:
    """Raises `UnableToChangeDecision` where the decision has gone out: what was sent stands as it was sent."""
    if facts.received_on is not None:
        raise UnableToChangeDecision(
            "This decision has gone to the manager and stands as it was sent. Write a new one to say something else."
        )


def _is_several(text: str) -> bool:
    """Whether the text reads like several decisions: a list, several sentences that ask, or two 'and to'."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 or ";" in text or len(re.findall(r"\band (?:to|will|also)\b", text)) > 0
