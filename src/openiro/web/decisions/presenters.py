"""Decisions as rows and as cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date
from openiro.reviews.queries import DecisionLine
from openiro.web.decisions.words import answer_left, child_of, due_cell, outstanding_cell, state_cell
from openiro.web.shell.deadlines import Left
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

LONGEST_CELL = 160
COLUMNS = (
    Column("Child"),
    Column("Decision"),
    Column("Who"),
    Column("By when"),
    Column("Where it stands"),
    Column("On the list"),
)


@dataclass(frozen=True)
class Card:
    """One decision to answer or to carry out, with the fields of the form that are about it."""

    title: str
    href: str
    text: str
    facts: tuple[tuple[str, str], ...]
    left: Left
    repeated: str
    fields: tuple[Any, ...]


def table_of(lines: Sequence[DecisionLine], *, on: date, pager: Pager | None = None) -> Table:
    """Open decisions."""
    return Table(
        caption="Open decisions",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(line, on) for line in lines],
        empty="No open decision matches.",
        pager=pager,
    )


def cards_of(form: Any, lines: Sequence[DecisionLine], *, on: date) -> list[Card]:
    """Each decision with its own fields of the form."""
    top = {field.name: field for field in form.top_level_fields()}
    return [
        Card(
            title=child_of(line),
            href=_review(line),
            text=line.text,
            facts=_facts(line),
            left=answer_left(line, on) if line.answered_on is None else _carry_out(line, on),
            repeated=f"On the list for {line.outstanding} reviews" if line.stands_out else "",
            fields=tuple(field for name, field in top.items() if name.endswith(f"_{line.number}")),
        )
        for line in lines
    ]


def _row(line: DecisionLine, on: date) -> list[Cell | str]:
    text = line.text if len(line.text) <= LONGEST_CELL else f"{line.text[:LONGEST_CELL].rsplit(' ', 1)[0]} …"
    held = f"review of {medium_date(line.held_on)}" if line.held_on else ""
    return [
        Cell(child_of(line), href=_review(line), hint=held),
        text,
        line.owner or "Nobody yet",
        due_cell(line),
        state_cell(line, on),
        outstanding_cell(line),
    ]


def _facts(line: DecisionLine) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Who", line.owner),
        ("By when", long_date(line.due_on) if line.due_on else ""),
        ("How we know", line.success),
        ("The plan", "Changes the care plan: not before the review is completed" if line.changes_plan else ""),
        ("Resources", "Needs money or a service: consider it before it is final" if line.needs_resources else ""),
        ("The child", "Asked for this" if line.asked_by_child else ""),
        ("Not what the child wants", line.against_wishes),
    ]
    return tuple((label, text) for label, text in facts if text)


def _carry_out(line: DecisionLine, on: date) -> Left:
    """How pressing it is to carry a decision out."""
    if line.is_overdue and line.due_on:
        return Left(f"overdue since {medium_date(line.due_on)}", "late")
    if not line.is_implementable:
        return Left(sentence(str(state_cell(line, on).text)), "quiet")
    return Left(f"due {medium_date(line.due_on)}" if line.due_on else "no day", "good")


def _review(line: DecisionLine) -> str:
    return reverse("reviews:review-answers", args=[line.reference, line.review_number])
