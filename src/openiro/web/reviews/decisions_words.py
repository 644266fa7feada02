"""Decisions as the parts of a review show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.domain.decisions import DecisionState
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date
from openiro.reviews.queries import DecisionLine
from openiro.web.reviews.decisions_form import About, DecisionsForm
from openiro.web.shell.deadlines import left_until

RESOURCES = "Needs money or a service: a manager considers it before it is final"
TONES = {
    DecisionState.WRITTEN: "quiet",
    DecisionState.SENT: "soon",
    DecisionState.AGREED: "good",
    DecisionState.CONTESTED: "late",
    DecisionState.DEEMED: "info",
    DecisionState.JUDGED: "quiet",
}


@dataclass(frozen=True)
class Row:
    """One decision to write: its fields, what stands in the record, and hints towards a clearer one."""

    row: int
    place: int
    fields: Mapping[str, Any]
    is_kept: bool
    hints: tuple[str, ...]
    repeats: bool
    stored: str


@dataclass(frozen=True)
class Seen:
    """A decision that can be read and not changed. `outstanding` is empty for one that is new."""

    number: int
    place: int
    text: str
    facts: tuple[tuple[str, str], ...]
    state: str
    tone: str
    outstanding: str


def rows_of(form: DecisionsForm, about: About, hints: Mapping[int, tuple[str, ...]]) -> list[Row]:
    """The rows of the form, each with what belongs to the decision in it."""
    by_number = {str(line.number): line for line in about.lines}
    rows = []
    for row in range(1, form.rows + 1):
        fields = form.row_fields(row)
        line = by_number.get(str(fields["number"].value() or ""))
        found = hints.get(line.number, ()) if line else ()
        text = f"{line.text} ({line.owner or 'nobody yet'})" if line else ""
        place = about.first_place + row - 1
        rows.append(Row(row, place, fields, line is not None, found, bool(line and line.repeats), text))
    return rows


def seen_of(lines: Sequence[DecisionLine], *, on: date) -> list[Seen]:
    """Decisions that were sent, with where each stands."""
    return [
        Seen(
            number=line.number,
            place=line.place,
            text=line.text,
            facts=_facts(line, on),
            state=_state(line),
            tone="good" if line.done_on and line.state is not DecisionState.CONTESTED else TONES[line.state],
            outstanding=f"On the list for {line.outstanding} reviews" if line.stands_out else "",
        )
        for line in lines
    ]


def _state(line: DecisionLine) -> str:
    if line.state is DecisionState.JUDGED:
        return meaning_of("DECISION_OUTCOME", line.outcome)
    if line.done_on is not None:
        return "Done, says the owner"
    return sentence(line.state)


def _facts(line: DecisionLine, on: date) -> tuple[tuple[str, str], ...]:
    """What else is known of a decision, in the order in which it happens."""
    due = long_date(line.due_on) if line.due_on else ""
    waits = line.changes_plan and not line.is_implementable and line.state is not DecisionState.JUDGED
    left = left_until(line.answer_due_on, line.answer_days_left, on).text
    facts = [
        ("Review", long_date(line.held_on) if line.held_on else ""),
        ("Who", line.owner),
        ("By when", f"{due}, overdue" if line.is_overdue else due),
        ("How we know", line.success),
        ("The plan", "Changes the care plan: not before the review is completed" if waits else ""),
        ("Resources", RESOURCES if line.needs_resources else ""),
        ("Not what the child wants", line.against_wishes),
        ("Answer due", f"{medium_date(line.answer_due_on)}, {left}" if line.state is DecisionState.SENT else ""),
        (
            "Answered",
            ", ".join(filter(None, (medium_date(line.answered_on), line.manager))) if line.answered_on else "",
        ),
        ("Objection", line.answer_reason),
        ("Progress", line.progress),
        ("Done", medium_date(line.done_on) if line.done_on else ""),
        ("Why", line.outcome_reason),
    ]
    return tuple((label, text) for label, text in facts if text)
