"""What a council has settled about asking people before a review: whom, what, and how long a private link works.

Source: IRO Handbook, chapter 3; the councils' own consultation papers. How early each thing is to be done comes from
the clocks `before.child`, `before.contact`, `before.invitations` and `before.reports`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.codes_of_reviews import REVIEW_CODE_SETS
from openiro.domain.policy_reader import Table
from openiro.domain.refusal import Refusal

CHILDS_TOPICS = "childs_topics"
_OLDEST = 99
_COLUMNS = 7


class UnableToFindQuestions(Refusal):
    """Questions were asked for by a version that the policy does not hold."""


class Kind(StrEnum):
    """How a question is answered: in words, by one of a few, by any of a few, by yes or no."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"


YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class Question:
    """One question of a form: for whom (a code of RESPONDENT), of which ages (both included; of children only).

    `page` is the heading under which it stands, `topic` a code of VIEW_TOPIC, `options` codes with their words.
    """

    id: str
    respondent: str
    from_age: int
    to_age: int
    page: str
    kind: Kind
    topic: str
    text: str
    options: tuple[tuple[str, str], ...]

    def words_of(self, answer: object) -> str:
        """The answer as people read it: what was written, or the words of the options."""
        words = dict(self.options)
        given = answer if isinstance(answer, list) else [answer]
        return ", ".join(words.get(str(each), str(each)) for each in given if each not in (None, ""))


@dataclass(frozen=True)
class AgendaItem:
    """One point of the standard agenda, as workers read it and as the child does. Under the point whose `id` is
    CHILDS_TOPICS stand the topics that the child has set."""

    id: str
    title: str
    child: str


@dataclass(frozen=True)
class NewWay:
    """A way of saying what one thinks that the council brought in, and the first day on which it could be used."""

    name: str
    from_on: date


@dataclass(frozen=True)
class ConsultationPolicy:
    """`link_days`: how many days a private link works. `questions`: the version that new forms ask.

    `versions` holds every version, so that an old form keeps its questions. `invited`: the roles (INVITEE_ROLE) that
    are proposed for a review. `form_from_age`: the age from which a child is given a form. `agenda`: the standard
    agenda of a review, in its order. `also_expected`: kinds of paper (PAPER_KIND) that the council wants before every
    review. `new_ways`: those of which papers show how children took part before and after.
    """

    link_days: int
    questions: str
    versions: Mapping[str, tuple[Question, ...]]
    invited: tuple[str, ...]
    form_from_age: int
    agenda: tuple[AgendaItem, ...]
    also_expected: tuple[str, ...]
    new_ways: tuple[NewWay, ...]

    def questions_for(self, respondent: str, age: int, version: str = "") -> tuple[Question, ...]:
        """The questions of that version (blank: of today) for somebody; `age` is the child's, in years.

        Raises `UnableToFindQuestions` for a version that is not kept.
        """
        wanted = version or self.questions
        if wanted not in self.versions:
            raise UnableToFindQuestions(f"The policy holds no questions called {wanted}. Ask the manager to add them.")
        return tuple(
            each
            for each in self.versions[wanted]
            if each.respondent == respondent and (respondent != "child" or each.from_age <= age <= each.to_age)
        )


def pages_of(questions: tuple[Question, ...]) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """The questions by the heading under which they stand, in their order."""
    pages: dict[str, list[Question]] = {}
    for question in questions:
        pages.setdefault(question.page, []).append(question)
    return tuple((title, tuple(group)) for title, group in pages.items())


def read_consultation(table: Table) -> ConsultationPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    texts = table.table("versions")
    settings = ConsultationPolicy(
        link_days=table.whole("link_days", at_least=1),
        questions=table.text("questions"),
        versions={name: _version(texts, name) for name in texts.names()},
        invited=_codes(table, "invited", "INVITEE_ROLE"),
        form_from_age=table.whole("form_from_age"),
        agenda=_agenda(table),
        also_expected=_codes(table, "also_expected", "PAPER_KIND"),
        new_ways=_new_ways(table),
    )
    if settings.questions not in settings.versions:
        raise table.refuse("questions", f"{settings.questions!r} is no version. Use one of: {', '.join(texts.values)}.")
    table.finish()
    return settings


def _codes(table: Table, key: str, of: str) -> tuple[str, ...]:
    known = [code.code for code in REVIEW_CODE_SETS[of]]
    for code in table.texts(key):
        if code not in known:
            raise table.refuse(key, f"{code!r} is not in the list. Use any of: {', '.join(known)}.")
    return table.texts(key)


def _new_ways(table: Table) -> tuple[NewWay, ...]:
    ways = []
    for row in table.tables("new_ways"):
        ways.append(NewWay(row.text("name"), row.day("from")))
        row.finish()
    return tuple(ways)


def _agenda(table: Table) -> tuple[AgendaItem, ...]:
    """The points of the agenda, each once; one of them is the child's own."""
    points = []
    for row in table.tables("agenda"):
        points.append(AgendaItem(row.text("id"), row.text("title"), row.text("child")))
        row.finish()
    ids = [each.id for each in points]
    if len(set(ids)) < len(ids) or CHILDS_TOPICS not in ids:
        raise table.refuse("agenda", f"give each point once, under an id of its own, and {CHILDS_TOPICS!r} among them.")
    if not all(each.title and each.child for each in points):
        raise table.refuse("agenda", "each point needs its words for workers (title) and for the child (child).")
    return tuple(points)


def _version(table: Table, name: str) -> tuple[Question, ...]:
    """A version: a question a line, `for | id | page | kind | topic | question | options`."""
    lines = [line.strip() for line in table.text(name).splitlines()]
    questions = tuple(_question(table, name, line) for line in lines if line)
    seen: set[tuple[str, str, int]] = set()
    for each in questions:
        for age in range(each.from_age, each.to_age + 1):
            if (each.respondent, each.id, age) in seen:
                raise table.refuse(name, f"asks {each.id!r} of the same person twice. Give the second another id.")
            seen.add((each.respondent, each.id, age))
    return questions


def _question(table: Table, name: str, line: str) -> Question:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != _COLUMNS:
        raise table.refuse(
            name, f"{line!r} needs {_COLUMNS} parts: for | id | page | kind | topic | question | options."
        )
    who, id, page, kind, topic, text, options = cells
    respondent, _, ages = who.partition(" ")
    first, _, last = ages.partition("-")
    _check_in(table, name, respondent, [code.code for code in REVIEW_CODE_SETS["RESPONDENT"]])
    _check_in(table, name, topic, [code.code for code in REVIEW_CODE_SETS["VIEW_TOPIC"]])
    _check_in(table, name, kind, list(Kind))
    if not id.isidentifier() or not text or not all(age.isdecimal() for age in (first, last) if age):
        raise table.refuse(name, f"{line!r} cannot be read. Give an id in letters, a question, and ages as in 4-9.")
    choices = YES_NO if kind == Kind.YES_NO else tuple(_option(option) for option in options.split(";") if option)
    if (kind == Kind.TEXT) == bool(choices):
        raise table.refuse(name, f"{id!r}: a question answered in words has no options, and every other has some.")
    return Question(id, respondent, int(first or 0), int(last or _OLDEST), page, Kind(kind), topic, text, choices)


def _option(text: str) -> tuple[str, str]:
    code, sign, words = text.strip().partition("=")
    return (code, words) if sign else (code, code)


def _check_in(table: Table, name: str, given: str, known: list[str]) -> None:
    if given not in known:
        raise table.refuse(name, f"{given!r} is not known. Use one of: {', '.join(known)}.")
