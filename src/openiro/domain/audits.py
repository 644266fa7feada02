"""One audit: what must be answered before it is submitted, how its finding goes round, how a sitting is timed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.audits_policy import AnswerKind, Question
from openiro.domain.codes_of_audits import AUDIT_CODE_SETS
from openiro.domain.refusal import Refusal

OBSERVATION = "observation"
LONGEST_SITTING = 2 * 60 * 60
MET = frozenset(each.code for each in AUDIT_CODE_SETS["AUDIT_MET"])


class UnableToAudit(Refusal):
    """An audit or its finding cannot be saved, submitted, answered or closed as asked."""


class FindingState(StrEnum):
    """How the finding of an audit stands: the loop is closed by whoever found it."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Answer:
    """The answer to one question: a code of AUDIT_MET or a grade of the council, and words."""

    answer: str = ""
    words: str = ""


def unanswered(questions: Iterable[Question], answers: Mapping[str, Answer], grade: str) -> tuple[str, ...]:
    """What is missing before the audit is submitted, by the ids of its questions; `grade` for the overall one.

    What is not met, or only partly, needs words that say what was found.
    """
    missing = tuple(each.id for each in questions if not _is_answered(each, answers.get(each.id, Answer())))
    return missing if grade else (*missing, "grade")


def _is_answered(question: Question, given: Answer) -> bool:
    if question.answer is AnswerKind.WORDS or given.answer in ("no", "partly"):
        return bool(given.words.strip())
    return bool(given.answer)


def check_answers(questions: Iterable[Question], answers: Mapping[str, Answer], grades: Iterable[str]) -> None:
    """Raises `UnableToAudit` for an answer to something not asked, or one that is on no list."""
    asked, known = {each.id: each for each in questions}, set(grades)
    for id, given in answers.items():
        allowed = {AnswerKind.MET: MET, AnswerKind.GRADE: known}.get(asked[id].answer, set()) if id in asked else None
        if allowed is None or (given.answer and given.answer not in allowed):
            raise UnableToAudit("An answer is not one of those to choose from. Open the audit again.")


def finding_state(*, is_answered: bool, is_closed: bool) -> FindingState:
    """Open until its owner says what was done, answered until the auditor closes it."""
    if is_closed:
        return FindingState.CLOSED
    return FindingState.ANSWERED if is_answered else FindingState.OPEN


def check_may_close(*, closer: str, answered_by: str, state: FindingState) -> None:
    """Raises `UnableToAudit` where the finding is not answered, or was by the one who would close it (codes)."""
    if state is FindingState.OPEN:
        raise UnableToAudit("Nobody has said yet what was done. Wait for the answer, then close it.")
    if state is FindingState.CLOSED:
        raise UnableToAudit("This finding is closed already.")
    if closer == answered_by:
        raise UnableToAudit("You answered it yourself. Ask the manager of the service to close it.")


def counted_seconds(seconds: int) -> int:
    """What one sitting adds to the time an audit took: none for less than nothing, two hours at most."""
    return min(max(seconds, 0), LONGEST_SITTING)


def quarter_of(day: date) -> str:
    """The quarter of the year from 1 April: '2026/27 Q3' for 20 November 2026."""
    year = day.year if day.month >= 4 else day.year - 1
    return f"{year}/{(year + 1) % 100:02d} Q{(day.month - 4) % 12 // 3 + 1}"
