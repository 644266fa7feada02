"""Disputes, concerns and what stands beside them, as tables and facts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.disputes import DisputeState
from openiro.domain.words import sentence
from openiro.escalations.queries import Beside, ConcernLine, DisputeLine, StageLine
from openiro.govuk.dates import date_and_time, long_date, medium_date
from openiro.web.challenge.words import answers, concern_left, role_name, stage_left, themes_in_words, total_left
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

IRO = "iro"
DISPUTES = (
    Column("About"),
    Column("Themes"),
    Column("Stage"),
    Column("Whose answer"),
    Column("This stage"),
    Column("All formal stages"),
)
CONCERNS = (Column("About"), Column("Theme"), Column("Put to"), Column("Raised"), Column("Standing"))


def dispute_table(
    lines: Sequence[DisputeLine], *, on: date, caption: str, empty: str, pager: Pager | None = None
) -> Table:
    """Disputes at their stage, with the days left of it and of all formal stages."""
    return Table(caption, DISPUTES, [_dispute_row(line, on) for line in lines], empty, pager=pager)


def concern_table(
    lines: Sequence[ConcernLine], *, on: date, caption: str, empty: str, pager: Pager | None = None
) -> Table:
    """Concerns, with the days left for an answer."""
    return Table(caption, CONCERNS, [_concern_row(line, on) for line in lines], empty, pager=pager)


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
        ("Theme" if len(line.themes) == 1 else "Themes, the main one first", themes_in_words(line)),
        ("Work", meaning_of("DISPUTE_SERVICE", line.service)),
        ("Team", line.team),
        ("Raised by", f"{line.raised_by}, {date_and_time(line.raised_at)}"),
        ("Formal since", long_date(line.formal_from_on) if line.formal_from_on else ""),
        ("The decision", line.decision),
        ("What is wrong", line.summary),
        ("What is wanted", line.wanted),
        ("Not what the child wants", line.against_wishes),
    ]
    if line.state is DisputeState.CLOSED:
        facts += [
            ("How it ended", meaning_of("DISPUTE_OUTCOME", line.outcome)),
            ("What was agreed", line.agreed),
            ("What changed for the child", line.changed_for_child or "Nothing"),
            ("Closed by", f"{line.closed_by}, {long_date(line.closed_on)}"),
        ]
    return [(label, text) for label, text in facts if text]


def stop_table(found: Beside) -> Table | None:
    """The times in which the clock stood still; None where it never did."""
    rows: list[list[Cell | str]] = [
        [
            meaning_of("CLOCK_STOP", stop.reason),
            Cell(medium_date(stop.began_on), hint=stop.began_by),
            medium_date(stop.ended_on) if stop.ended_on else "It stands still",
        ]
        for stop in found.stops
    ]
    columns = (Column("Why the clock stood still"), Column("From"), Column("Ran again on"))
    return Table("When the clock stood still", columns, rows) if rows else None


def referral_table(found: Beside, child: Any, number: int, *, may_settle: bool) -> Table | None:
    """Referrals and advice, each with what came of it; None where there are none."""
    rows: list[list[Cell | str]] = []
    for line in found.referrals:
        href = reverse("challenge:referral-settle", args=[child.reference, number, line.number])
        waits = Cell("Record what came of it", href=href) if may_settle else "Nothing yet"
        rows.append(
            [
                Cell(meaning_of("REFERRAL", line.kind), hint=line.to),
                line.reason,
                Cell(date_and_time(line.asked_at), hint=line.asked_by),
                line.outcome or waits,
            ]
        )
    columns = (Column("What was asked"), Column("Why"), Column("When"), Column("What came of it"))
    return Table("Referrals and advice", columns, rows) if rows else None


def document_table(found: Beside, child: Any, number: int) -> Table | None:
    """The documents put to a dispute; None where there are none."""
    rows: list[list[Cell | str]] = [
        [
            Cell(line.title, href=reverse("challenge:document", args=[child.reference, number, line.number])),
            f"{max(line.size // 1000, 1):,} kB",
            Cell(date_and_time(line.added_at), hint=line.added_by),
        ]
        for line in found.evidence
    ]
    return Table("Documents", (Column("Document"), Column("Size"), Column("Put here")), rows) if rows else None


def concern_facts(line: ConcernLine) -> list[tuple[str, str]]:
    """What a concern is about, and how it ended."""
    facts = [
        ("Theme", meaning_of("DISPUTE_THEME", line.theme)),
        ("Put to", line.to),
        ("Team", line.team),
        ("Raised by", f"{line.raised_by}, {date_and_time(line.raised_at)}"),
        ("Answered", date_and_time(line.answered_at) if line.answered_at else ""),
    ]
    if line.closed_on is not None:
        facts += [
            ("How it ended", meaning_of("CONCERN_OUTCOME", line.outcome)),
            ("What changed for the child", line.changed_for_child),
            ("Closed by", f"{line.closed_by}, {long_date(line.closed_on)}"),
        ]
    return [(label, text) for label, text in facts if text]


def _dispute_row(line: DisputeLine, on: date) -> list[Cell | str]:
    reference, name = line.children[0]
    left, total = stage_left(line, on), total_left(line, on)
    more = f" and {len(line.children) - 1} more" if len(line.children) > 1 else ""
    due = "" if line.closed_on or line.stage.replied_at else f"answer by {medium_date(line.stage.due_on)}"
    ended = meaning_of("DISPUTE_OUTCOME", line.outcome) if line.outcome else ""
    return [
        Cell(f"{name}{more}", href=reverse("challenge:dispute", args=[reference, line.number]), hint=line.team),
        themes_in_words(line),
        line.stage.name,
        answers(line.stage),
        Cell(sentence(left.text), tone=left.tone, chip=True, hint=due or ended),
        Cell(sentence(total.text), tone=total.tone, chip=True) if total else "Informal",
    ]


def _concern_row(line: ConcernLine, on: date) -> list[Cell | str]:
    left = concern_left(line, on)
    due = f"answer by {medium_date(line.due_on)}" if line.days_left is not None else ""
    return [
        Cell(line.child, href=reverse("challenge:concern", args=[line.reference, line.number]), hint=line.team),
        meaning_of("DISPUTE_THEME", line.theme),
        line.to,
        Cell(date_and_time(line.raised_at), hint=line.raised_by),
        Cell(sentence(left.text), tone=left.tone, chip=True, hint=due),
    ]


def _stage_row(stage: StageLine, on: date) -> list[Cell | str]:
    reply = (
        Cell(stage.reply, hint=f"{stage.replied_by}, {date_and_time(stage.replied_at)}") if stage.reply else "None yet"
    )
    left = left_until(stage.due_on, stage.days_left, on)
    runs = stage.ended_on is None and stage.replied_at is None
    skipped = stage.ended_how == "bypassed"
    speaks = "" if stage.taken_by == IRO else f"for the service: {role_name(stage.taken_by)}"
    return [
        stage.name,
        Cell(answers(stage), hint=speaks),
        "" if skipped else Cell(medium_date(stage.due_on), hint=left.text if runs else ""),
        "" if skipped else reply,
        Cell(meaning_of("STAGE_END", stage.ended_how) if stage.ended_how else "Still running", hint=stage.reason),
    ]
