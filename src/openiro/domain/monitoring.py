"""A monitoring form: whether it is whole, when it is due, and how what it found amber or red stands.

Source: the councils' procedures (Central Bedfordshire, 8.2 to 9.6; Harrow, Quality assurance). A form that was sent is
never changed: another version follows it. Amber and red are tracked until they are resolved or formally disputed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.quality_policy import THEMES, FormQuestion, QuestionKind
from openiro.domain.refusal import Refusal

GREEN, AMBER, RED = "green", "amber", "red"
RATINGS = (GREEN, AMBER, RED)
YES_OR_NO = ("yes", "no")
OPEN_RATINGS = frozenset({AMBER, RED})


class UnableToMonitor(Refusal):
    """A monitoring form cannot be saved, sent, answered or settled as asked."""


@dataclass(frozen=True)
class FormWords:
    """What is answered to one question: a rating, yes or no, or nothing; the words; the theme and agency of a rating.

    `agency`: the partner agency whose practice it is about, by name; empty where it is the council's own.
    """

    answer: str = ""
    words: str = ""
    theme: str = ""
    agency: str = ""


class IssueState(StrEnum):
    """How something amber or red stands, in the words that people read."""

    OPEN = "waits for an answer"
    ANSWERED = "answered"
    DISPUTED = "in formal dispute"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class IssueFacts:
    """The facts from which its state is read; `dispute_closed_on` None also where there is no dispute."""

    answered: bool = False
    disputed: bool = False
    dispute_closed_on: date | None = None
    resolved_on: date | None = None


def issue_state(facts: IssueFacts) -> IssueState:
    """How it stands. A dispute that was closed settles it as well."""
    if facts.resolved_on is not None or facts.dispute_closed_on is not None:
        return IssueState.RESOLVED
    if facts.disputed:
        return IssueState.DISPUTED
    return IssueState.ANSWERED if facts.answered else IssueState.OPEN


def check_words(question: FormQuestion, given: FormWords) -> None:
    """Raises `UnableToMonitor` where the answer is none that the question knows, or is taken from the review."""
    known = {QuestionKind.RATING: RATINGS, QuestionKind.YES_NO: YES_OR_NO}.get(question.kind, ())
    if question.kind is QuestionKind.REVIEW:
        raise UnableToMonitor(f"'{question.title}' is taken from the review. Correct it there.")
    if given.answer and given.answer not in known:
        raise UnableToMonitor(f"Choose an answer to '{question.title}' from the list.")
    if given.theme and given.theme not in THEMES:
        raise UnableToMonitor(f"Choose the theme of '{question.title}' from the list.")


def lacking(questions: Iterable[FormQuestion], answers: Mapping[str, FormWords]) -> tuple[str, ...]:
    """What must be there before a form can be sent, in the order of its questions; nothing where it is whole.

    Every rating and every yes or no; a reason for each amber and red. Words alone may be left out.
    """
    found = []
    for question in questions:
        given = answers.get(question.id, FormWords())
        if question.kind in (QuestionKind.RATING, QuestionKind.YES_NO) and not given.answer:
            found.append(f"an answer to '{question.title}'")
        elif given.answer in OPEN_RATINGS and not given.words.strip():
            found.append(f"the reason for {given.answer} at '{question.title}'")
    return tuple(found)


def check_can_send(questions: Iterable[FormQuestion], answers: Mapping[str, FormWords]) -> None:
    """Raises `UnableToMonitor`, which names all that is missing."""
    missing = lacking(questions, answers)
    if missing:
        raise UnableToMonitor(f"The form can be sent when it has {'; '.join(missing)}.")


def first_of_quarter(day: date) -> date:
    """The first day of the quarter of the year that holds `day`; years begin in April, quarters so too."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
