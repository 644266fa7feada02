"""Reference pages of what a policy sets: every setting of the default, the questions before a review, the checks."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.domain.consultation_policy import Kind, Question
from openiro.domain.notices import NOTICE_KINDS
from openiro.domain.policy import Policy
from openiro.domain.roles import ROLES
from openiro.policies import load_policy, policy_file

OLDEST = 17
# Tables of which each line has the same meaning: they have pages of their own, or say it in their name.
LISTS = {
    "checks.list": "What a review checks: see [checks](checks.md)",
    "checks.entitlements": "What a child is told of, each from the age that stands beside it",
    "checks.pack": "What the welcome pack holds",
    "consultation.versions": "The questions of each version: see [questions before a review](questions.md)",
    "records.words": "What workers say, and what the child's letter says in its place",
    "supervision.sessions_each_year": "Training sessions that officers give a year from 1 April, by whom they are for",
    "supervision.duties": "Duties beside reviews; one with `controls_resources` is barred to whoever reviews children",
    "supervision.groups": "Groups whose members are kept, where their terms stand, and months between trainings",
    "supervision.meetings": "Kinds of meetings and events: how many a year are meant, for whom, and who is invited",
    "supervision.documents": "Policies and statements under review: who approves each, and after how many months again",
    "supervision.standards": "Team standards; `topic` of the supervision sheet shows whether one is kept",
    "supervision.guidance": "Guidance that officers are briefed on: title, where it is held, since when it stands so",
    "records.titles": "A council's own title of a heading of the record, by its id",
    "quality.sheets": "The headings of the monitoring form, in their order",
    "quality.questions": "The questions of the monitoring form, in the order of the file",
    "quality.meetings": "Meetings about quality, by id",
    "arrivals.steps": "The dated steps after a child comes into care, by id: title, kind, how many days, who is told",
    "arrivals.pathways": "Where a child's health is first assessed, by id: title, for whom",
    "court.steps": "The dated steps of the protocol of Cafcass and IROs, by id: title, from which day, how many days",
    "plans.kinds": "Kinds of action plans, by id",
    "plans.frames": "What the council holds itself to: promises by id, with the measures that show how each stands",
    "targets": "Targets in percent, by measure",
    "clocks": "The council's own limit of a clock that guidance leaves to it: see [clocks](clocks.md)",
    "population_under_18": "The estimate of the population under 18, by the year of its 30 June",
}


# What all settings of a table have in common, where the file says nothing of each.
SHARED = {
    "words": "What the council calls it, in the middle of a sentence.",
    "records.letter": "What each letter to a child says in the same words.",
}


@dataclass(frozen=True)
class Setting:
    """One setting: its path in the policy file, what the default holds, and what the file says of it."""

    path: str
    value: str
    note: str


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines)


def settings() -> list[Setting]:
    """Every setting of the default policy in the order of its file."""
    text = policy_file("default").read_text(encoding="utf-8")
    (block, *_) = tomllib.loads(text)["policy"]
    return list(_under("", block, _notes(text)))


def _under(name: str, values: Mapping[str, Any], notes: Mapping[str, str]) -> Iterator[Setting]:
    for key, value in values.items():
        path = f"{name}.{key}" if name else key
        if path in LISTS:
            yield Setting(path, _counted(len(value)), LISTS[path])
        elif isinstance(value, dict) and not _is_one_line(value):
            yield from _under(path, value, notes)
        elif path != "from":
            yield Setting(path, _shown(value), notes.get(path) or SHARED.get(name, ""))


def _is_one_line(value: Mapping[str, Any]) -> bool:
    """Whether the table is a setting of several parts, as `{ low = 50, high = 70 }` is."""
    return set(value) == {"low", "high"}


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return _counted(len(value))
        return ", ".join(f"`{each}`" for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} `{each}`" for key, each in value.items())
    return f"`{value}`" if value != "" else "empty"


def _counted(number: int) -> str:
    return f"{number} line{'' if number == 1 else 's'}" if number else "none"


def _notes(text: str) -> dict[str, str]:
    """The comment that stands right above each setting of the file."""
    notes, under, comment = {}, "", list[str]()
    for line in text.splitlines():
        if header := re.fullmatch(r"\[+policy\.?([\w.]*)\]+", line):
            under = header[1]
            notes.setdefault(under, " ".join(comment))
            comment = []
        elif line.startswith("#"):
            comment.append(line.removeprefix("#").strip())
        elif key := re.match(r"([a-z_0-9]+) *=", line):
            notes[f"{under}.{key[1]}"] = " ".join(comment)
            comment = []
        elif not line.strip():
            comment = []
    return notes


def settings_page() -> str:
    """Every setting with its default and what it is."""
    rows = [(f"`{each.path}`", each.value, each.note or "–") for each in settings()]
    return (
        "# Settings of a policy\n\nA setting `a.b` stands in the file as `b = …` under `[policy.a]`. What a council's "
        "own file does not say is as in the default. See [bring your own policy](../../how-to/write-a-policy.md).\n\n"
        + table(("setting", "default", "what it is, and its source"), rows)
    )


def questions_page() -> str:
    """The questions that people are asked before a review, by version and respondent."""
    consultation = _default().consultation
    parts = ["# Questions before a review\n\nA form that was begun keeps the version of its questions."]
    for version, questions in consultation.versions.items():
        parts.append(f"## Version {version}")
        for respondent in dict.fromkeys(each.respondent for each in questions):
            asked = [each for each in questions if each.respondent == respondent]
            rows = [(each.page, each.text, _answered(each), _ages(each), f"`{each.id}`") for each in asked]
            heading = ("page", "question", "answered by", "ages", "id")
            parts.append(f"### {meaning_of('RESPONDENT', respondent)}\n\n" + table(heading, rows))
    return "\n\n".join(parts)


def _answered(question: Question) -> str:
    if question.kind == Kind.TEXT:
        return "words"
    return " / ".join(words for _, words in question.options)


def _ages(question: Question) -> str:
    if question.respondent != "child":
        return ""
    last = min(question.to_age, OLDEST)
    return f"{question.from_age} to {last}"


def checks_page() -> str:
    """What a review checks, by which rule, of whom, and who keeps it."""
    rows = [
        (
            f"`{each.id}`",
            each.question,
            each.rule,
            "; ".join(f"under {every.below}: {every.months} months" for every in each.every) or "–",
            f"{each.from_age} to {each.to_age}" + "".join(f", {only}" for only in sorted(each.only_if)),
            "yes" if each.needed else "",
            "yes" if each.has_file else "",
            ROLES[each.kept_by].name if each.kept_by else "",
            f"{each.source} ({each.confidence})",
        )
        for each in _default().checks.checks.values()
    ]
    heading = ("id", "question", "rule", "again", "asked of", "needed to finish", "on file apart", "kept by", "source")
    return (
        "# Checks\n\nWhat a review checks where the council has settled nothing of its own. By which rule a thing is "
        "up to date is said in [a review and its clocks](../../explanation/a-review-and-its-clocks.md#checks).\n\n"
        + table(heading, rows)
    )


def notices_page() -> str:
    """Every kind of notice, as it goes out."""
    rows = [
        (f"`{each.id}`", each.subject, " ".join(each.lines), "may wait for the daily email" if each.can_wait else "")
        for each in NOTICE_KINDS.values()
    ]
    return (
        "# Notices\n\nAll that the service says by email. A place in braces is filled by a number, a day or the "
        "address of a page: a notice holds no name and nothing that somebody wrote.\n\n"
        + table(("id", "subject", "text", "when"), rows)
    )


def _default() -> Policy:
    return load_policy("default", date(2026, 4, 1))
