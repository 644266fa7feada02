"""Audits of a council: kinds, their questions with versions, grades, themes, and who is to audit how many.

A kind of audit is data: a new tool is a new version of its questions, and no new software.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openiro.domain.policy_reader import Table

LONGEST_ID, LONGEST_VERSION, MONTHS = 30, 20, 12
# What the records can say of a question: see `audits.queries.facts`. A check of a review is `check.` and its id.
FACTS = ("permanence", "seen", "record_in_time", "record_words", "decisions_vague", "decisions_late", "challenge")
CHECK = "check."


class Subject(StrEnum):
    """What one audit looks at."""

    CHILD = "child"
    RECORD = "record"
    CHAIRING = "chairing"


class Auditor(StrEnum):
    """Who audits: the child's own officer in daily work, another officer, the child's chair, or the manager."""

    OWN = "own officer"
    OTHER = "another officer"
    CHAIR = "own chair"
    MANAGER = "manager"


class AnswerKind(StrEnum):
    """How a question is answered: yes, partly, no or not applicable; one of the grades; or in words."""

    MET = "met"
    GRADE = "grade"
    WORDS = "words"


@dataclass(frozen=True)
class Choice:
    """A grade or a theme of the council: its code and what it is called."""

    id: str
    title: str


@dataclass(frozen=True)
class Question:
    """One question of a kind of audit. `fact` names what the records say to it; empty where they say nothing."""

    id: str
    text: str
    answer: AnswerKind
    theme: str = ""
    fact: str = ""


@dataclass(frozen=True)
class AuditKind:
    """A kind of audit. `minutes`: what one is meant to take (0: nobody set it). `version` is that of its questions."""

    id: str
    title: str
    version: str
    subject: Subject
    auditor: Auditor
    minutes: int
    questions: tuple[Question, ...]

    @property
    def audits_officer(self) -> bool:
        """Whether it looks at the work of an officer, who then reads the feedback."""
        return self.subject is not Subject.CHILD


@dataclass(frozen=True)
class Programme:
    """Who is to audit how many: in every month of `months` (1 to 12), `each` of a kind by each auditor."""

    kind: str
    months: tuple[int, ...]
    each: int


@dataclass(frozen=True)
class AuditsPolicy:
    """What the council has settled about audits.

    `audit_days`, `finding_days`: working days for an audit from the day its sample was drawn, and for a finding.
    `grades` from best to worst.
    """

    audit_days: int
    finding_days: int
    kinds: tuple[AuditKind, ...]
    grades: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    programme: tuple[Programme, ...]

    def kind(self, id: str) -> AuditKind | None:
        """The kind of that id; None where the council has none such (any more)."""
        return next((each for each in self.kinds if each.id == id), None)


def read_audits(table: Table) -> AuditsPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    themes, in_use = _choices(table, "themes"), table.texts("in_use")
    questions = _questions(table, {each.id for each in themes})
    kinds = [_kind(each, questions) for each in table.tables("kinds")]
    known = [each.id for each in kinds]
    for kind in (*in_use, *questions):
        if known.count(kind) != 1:
            raise table.refuse("kinds", f"{kind!r} is not one of them, or stands there twice.")
    settings = AuditsPolicy(
        audit_days=table.whole("audit_days", at_least=1),
        finding_days=table.whole("finding_days", at_least=1),
        kinds=tuple(each for each in kinds if each.id in in_use),
        grades=_choices(table, "grades"),
        themes=themes,
        programme=tuple(_programme(each, in_use) for each in table.tables("programme")),
    )
    table.finish()
    return settings


def _choices(table: Table, key: str) -> tuple[Choice, ...]:
    choices = []
    for each in table.tables(key):
        choices.append(Choice(_id(each, "id"), each.text("title")))
        each.finish()
    if not choices or len({each.id for each in choices}) < len(choices):
        raise table.refuse(key, "give each once, under an id of its own.")
    return tuple(choices)


def _questions(table: Table, themes: set[str]) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for each in table.tables("questions"):
        question = _question(each, themes)
        of_kind = found.setdefault(each.text("kind"), [])
        if question.id in {other.id for other in of_kind}:
            raise each.refuse("id", f"{question.id!r} stands twice in one kind. Give each question an id of its own.")
        of_kind.append(question)
        each.finish()
    return found


def _question(table: Table, themes: set[str]) -> Question:
    theme, fact = (table.text(key) if key in table.values else "" for key in ("theme", "fact"))
    question = Question(_id(table, "id"), table.text("text"), table.choice("answer", AnswerKind), theme, fact)
    if theme and theme not in themes:
        raise table.refuse("theme", f"{theme!r} is not a theme. Use one of: {', '.join(sorted(themes))}.")
    if fact and fact not in FACTS and not fact.startswith(CHECK):
        raise table.refuse("fact", f"{fact!r} is not held. Use one of: {', '.join(FACTS)}, or check. and its id.")
    return question


def _kind(table: Table, questions: dict[str, list[Question]]) -> AuditKind:
    kind = AuditKind(
        id=_id(table, "id"),
        title=table.text("title"),
        version=table.text("version"),
        subject=table.choice("subject", Subject),
        auditor=table.choice("auditor", Auditor),
        minutes=table.whole("minutes"),
        questions=tuple(questions.get(table.text("id"), ())),
    )
    table.finish()
    if not kind.questions:
        raise table.refuse("id", f"{kind.id!r} has no question. Give it some under questions.")
    if not 0 < len(kind.version) <= LONGEST_VERSION:
        raise table.refuse("version", f"give a version of 1 to {LONGEST_VERSION} characters, as in '2026-1'.")
    return kind


def _programme(table: Table, kinds: Sequence[str]) -> Programme:
    kind, numbers, each = table.text("kind"), table.texts("months"), table.whole("each", at_least=1)
    table.finish()
    if kind not in kinds:
        raise table.refuse("kind", f"{kind!r} is not in use. Use one of: {', '.join(kinds)}.")
    if not all(number.isdecimal() and 1 <= int(number) <= MONTHS for number in numbers):
        raise table.refuse("months", "give months as '1' to '12'.")
    return Programme(kind, tuple(int(number) for number in numbers), each)


def _id(table: Table, key: str) -> str:
    id = table.text(key)
    if not (id.isidentifier() and id.isascii() and len(id) <= LONGEST_ID):
        raise table.refuse(key, f"{id!r}: give letters, digits and underscores, {LONGEST_ID} at most.")
    return id
