"""Decisions as rows and as cards, and a dispute with its stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.disputes import DisputeState
from openiro.domain.roles import ROLES
from openiro.escalations.queries import DisputeLine, StageLine
from openiro.govuk.dates import date_and_time, long_date, medium_date
from openiro.reviews.queries import DecisionLine
from openiro.web.decisions.words import (
    answer_left,
    child_of,
    due_cell,
    outstanding_cell,
    sentence,
    state_cell,
)
from openiro.web.shell.deadlines import Left, left_until
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


def dispute_table(lines: Sequence[DisputeLine], *, on: date) -> Table:
    """Open disputes at their stage, the one that must be answered first on top."""
    return Table(
        caption="Open disputes",
        columns=(Column("About"), Column("Theme"), Column("Stage"), Column("Whose answer"), Column("Days left")),
        rows=[_dispute_row(line, on) for line in lines],
    )


def stage_table(line: DisputeLine, *, on: date) -> Table:
    """Every stage of one dispute, in order."""
    return Table(
        caption="Stages",
        columns=(Column("Stage"), Column("Who answers"), Column("Answer by"), Column("Answer"), Column("How it ended")),
        rows=[_stage_row(stage, on) for stage in line.stages],
    )


def dispute_facts(line: DisputeLine) -> list[tuple[str, str]]:
    """What a dispute is about."""
    facts = [
        ("About", ", ".join(name for _, name in line.children)),
        ("Theme", meaning_of("DISPUTE_THEME", line.theme)),
        ("Raised by", f"{line.raised_by}, {date_and_time(line.raised_at)}"),
        ("The decision", line.decision),
        ("What is wrong", line.summary),
        ("What is wanted", line.wanted),
    ]
    if line.state is DisputeState.CLOSED:
        facts += [
            ("How it ended", meaning_of("DISPUTE_OUTCOME", line.outcome)),
            ("What changed for the child", line.changed_for_child or "Nothing"),
            ("Closed by", f"{line.closed_by}, {long_date(line.closed_on)}"),
        ]
    return [(label, text) for label, text in facts if text]


def stage_left(line: DisputeLine, on: date) -> Left:
    """How long the stage that runs still has; a closed dispute has no clock."""
    if line.state is DisputeState.CLOSED:
        return Left("closed", "quiet")
    if line.stage.replied_at is not None:
        return Left("answered", "good")
    return left_until(line.stage.due_on, line.stage.days_left, on)


def answers(stage: StageLine) -> str:
    """Who answers a stage: the person, else the role."""
    return stage.person or (ROLES[stage.role].name if stage.role in ROLES else stage.role)


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


def _dispute_row(line: DisputeLine, on: date) -> list[Cell | str]:
    reference, name = line.children[0]
    left = stage_left(line, on)
    more = f" and {len(line.children) - 1} more" if len(line.children) > 1 else ""
    return [
        Cell(f"{name}{more}", href=reverse("decisions:dispute", args=[reference, line.number])),
        meaning_of("DISPUTE_THEME", line.theme),
        line.stage.name,
        answers(line.stage),
        Cell(sentence(left.text), tone=left.tone, chip=True, hint=f"answer by {medium_date(line.stage.due_on)}"),
    ]


def _stage_row(stage: StageLine, on: date) -> list[Cell | str]:
    reply = Cell(stage.reply, hint=f"{stage.replied_by}, {date_and_time(stage.replied_at)}") if stage.reply else "None"
    left = left_until(stage.due_on, stage.days_left, on)
    runs = stage.ended_on is None and stage.replied_at is None
    return [
        stage.name,
        answers(stage),
        Cell(medium_date(stage.due_on), hint=left.text if runs else ""),
        reply,
        meaning_of("STAGE_END", stage.ended_how) if stage.ended_how else "Runs",
    ]
