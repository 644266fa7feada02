"""What a council asks on the monitoring form of a review, who is sent it, and which meetings look at what it shows.

Law names no such form; the IRO monitors the authority's work on the child's case (Children Act 1989, s 25B). The
questions are the council's, and change by the day from which its policy holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openiro.domain.codes_of_challenge import CHALLENGE_CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.policy_reader import Table
from openiro.domain.roles import ROLES

THEMES = frozenset(each.code for each in CHALLENGE_CODE_SETS["DISPUTE_THEME"])


class QuestionKind(StrEnum):
    """How a question is answered.

    `review`: from what the review holds, never typed. `rating`: green, amber or red with a reason. `yes no`: yes or
    no, with words. `words`: in words, which may be left out. `good practice`: the same, and told to the team.
    """

    REVIEW = "review"
    RATING = "rating"
    YES_NO = "yes no"
    WORDS = "words"
    GOOD = "good practice"


class About(StrEnum):
    """What the agenda of a meeting is made of."""

    ISSUES = "open ambers and reds"
    REPORTS = "late reports"
    DECISIONS = "decisions outstanding"
    PERMANENCE = "missing permanence plans"
    GOOD = "good practice"
    ACTIONS = "actions of the last meeting"


# Which facts of a review a question may be filled in from; `check:` is followed by the id of a check of the policy.
TAKEN = ("arrangements", "consulted", "child", "parents", "seen", "papers", "decisions")
CHECK = "check:"


@dataclass(frozen=True)
class FormQuestion:
    """One question. `taken_from`: the fact of the review that answers it, one of TAKEN or `check:` and its id.

    `theme`: a code of DISPUTE_THEME under which amber and red are counted, unless the IRO chooses another.
    `copied_to`: the roles that are sent this question alone of the form. `sheet`: the heading it stands under.
    """

    id: str
    sheet: str
    title: str
    hint: str
    kind: QuestionKind
    taken_from: str
    theme: str
    copied_to: tuple[str, ...]


@dataclass(frozen=True)
class QualityMeeting:
    """A meeting that is held each month: of each team, or one of the service; `invited` as people call them."""

    id: str
    name: str
    by_team: bool
    about: tuple[About, ...]
    invited: tuple[str, ...]


@dataclass(frozen=True)
class QualityPolicy:
    """Monitoring forms and what follows them; both periods in working days, answers counted from the sending.

    `sent_to`: the roles that are sent the whole form. `becomes_formal`: amber or red that nobody answered in time
    becomes a formal dispute by itself. No `questions`: the council has no such form.
    """

    due_within: int
    answered_within: int
    becomes_formal: bool
    sent_to: tuple[str, ...]
    sheets: Mapping[str, str]
    questions: Mapping[str, FormQuestion]
    meetings: Mapping[str, QualityMeeting]


def read_quality(table: Table) -> QualityPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    sheets, questions, meetings = table.table("sheets"), table.table("questions"), table.table("meetings")
    titles = {id: sheets.text(id) for id in sheets.names()}
    settings = QualityPolicy(
        due_within=table.whole("due_within", at_least=1),
        answered_within=table.whole("answered_within", at_least=1),
        becomes_formal=table.flag("becomes_formal"),
        sent_to=_roles(table, "sent_to", Permission.VIEW_FORMS),
        sheets=titles,
        questions={id: _question(id, questions.table(id), titles) for id in _asked(questions)},
        meetings={id: _meeting(id, meetings.table(id)) for id in _asked(meetings)},
    )
    table.finish()
    return settings


def _asked(table: Table) -> list[str]:
    """A council drops a line with `asked = false`."""
    return [id for id in table.names() if table.table(id).values.get("asked", True)]


def _question(id: str, table: Table, sheets: Mapping[str, str]) -> FormQuestion:
    table.asked.add("asked")
    question = FormQuestion(
        id=id,
        sheet=table.text("sheet"),
        title=table.text("title"),
        hint=_text(table, "hint"),
        kind=table.choice("kind", QuestionKind),
        taken_from=_text(table, "taken_from"),
        theme=_text(table, "theme"),
        copied_to=_roles(table, "copied_to", Permission.VIEW_COPIES) if "copied_to" in table.values else (),
    )
    table.finish()
    if question.sheet not in sheets:
        raise table.refuse("sheet", f"{question.sheet!r} is not a sheet. Use one of: {', '.join(sheets)}.")
    is_taken = question.taken_from in TAKEN or question.taken_from.startswith(CHECK)
    if is_taken != (question.kind is QuestionKind.REVIEW):
        raise table.refuse("taken_from", f"give one of {', '.join(TAKEN)} or check:ID where kind is review, else none.")
    if (question.theme in THEMES) != (question.kind is QuestionKind.RATING):
        raise table.refuse("theme", f"give where kind is rating, else none, one of: {', '.join(sorted(THEMES))}.")
    return question


def _meeting(id: str, table: Table) -> QualityMeeting:
    table.asked.add("asked")
    known = {each.value: each for each in About}
    about = table.texts("about")
    for text in about:
        if text not in known:
            raise table.refuse("about", f"{text!r} is not known. Use any of: {', '.join(known)}.")
    meeting = QualityMeeting(
        id=id,
        name=table.text("name"),
        by_team=table.flag("by_team"),
        about=tuple(known[text] for text in about),
        invited=table.texts("invited"),
    )
    table.finish()
    return meeting


def _roles(table: Table, key: str, needed: Permission) -> tuple[str, ...]:
    fit = [each.code for each in ROLES.values() if needed in each.permissions]
    for code in table.texts(key):
        if code not in fit:
            raise table.refuse(key, f"{code!r} is not a role that may read it. Use any of: {', '.join(fit)}.")
    return table.texts(key)


def _text(table: Table, key: str) -> str:
    return table.text(key) if key in table.values else ""
