"""Early reviews, late reviews and the log of what was moved, in words and tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.early_reviews import TRIGGERS
from openiro.govuk.dates import date_and_time, medium_date
from openiro.reviews.queries import EarlyLine, LatenessLine, ReschedulingLine
from openiro.web.reviews.words import full_date
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

EARLY_COLUMNS = (Column("What brings it forward"), Column("Needed by"), Column("Asked by"), Column("What came of it"))
LATE_COLUMNS = (Column("Last day in law"), Column("To be held on"), Column("Why"), Column("Decision"))
MOVED_COLUMNS = (
    Column("Was planned for"),
    Column("Now"),
    Column("Why"),
    Column("Last day in law then"),
    Column("By whom"),
)
DECISIONS = {"approved": ("Approved", "good"), "refused": ("Refused", "late")}


def early_table(lines: Sequence[EarlyLine], *, declining: bool) -> Table:
    """The early reviews asked for; `declining`: whether to offer it."""
    rows = [_early_row(line, declining) for line in lines]
    empty = "Nobody has asked for an early review."
    return Table("Early reviews asked for", EARLY_COLUMNS, rows, empty=empty, caption_hidden=True)


def lateness_table(lines: Sequence[LatenessLine]) -> Table:
    """What was asked and decided about late reviews."""
    rows = [
        (
            Cell(medium_date(line.due_on), href=reverse("reviews:lateness", args=[line.reference, line.number])),
            medium_date(line.expected_on),
            meaning_of("LATE_REASON", line.reason),
            decision_cell(line),
        )
        for line in lines
    ]
    empty = "Nobody has said that a review will be late."
    return Table("Late reviews", LATE_COLUMNS, rows, empty=empty, caption_hidden=True)


def decision_cell(line: LatenessLine) -> Cell:
    """What was decided: approved, refused, or not decided yet."""
    if line.decision:
        text, tone = DECISIONS[line.decision]
        return Cell(text, tone=tone, hint=f"{line.decided_by}, {date_and_time(line.decided_at)}")
    if line.is_open:
        return Cell("Waits for the manager", tone="soon", hint=f"asked by {line.asked_by}")
    return Cell("No longer needed", tone="quiet", hint="the review was held or booked in time")


def moved_table(lines: Iterable[ReschedulingLine], *, with_child: bool = False, pager: Pager | None = None) -> Table:
    """The log of what was moved or cancelled; `with_child`: of several children."""
    columns = (Column("Child"), *MOVED_COLUMNS) if with_child else MOVED_COLUMNS
    rows = [(_child_cell(line), *_moved_row(line)) if with_child else _moved_row(line) for line in lines]
    return Table(
        "Reviews moved or cancelled",
        columns,
        rows,
        empty="No review was moved or cancelled.",
        caption_hidden=True,
        pager=pager,
    )


def lateness_facts(line: LatenessLine, *, words: bool) -> list[tuple[str, str]]:
    """One request about lateness, fact by fact."""
    hidden = "Not shown to your role"
    facts = [
        ("Last day in law", full_date(line.due_on)),
        ("To be held on", full_date(line.expected_on)),
        ("Why it must be late", meaning_of("LATE_REASON", line.reason)),
        ("What was tried", line.words if words else hidden),
        ("Asked by", f"{line.asked_by}, {date_and_time(line.asked_at)}"),
    ]
    if line.decision:
        facts.append(("Decision", DECISIONS[line.decision][0]))
        facts.append(("What is to be done", line.decision_words if words else hidden))
        facts.append(("Decided by", f"{line.decided_by}, {date_and_time(line.decided_at)}"))
    if line.told_head_at:
        facts.append(("Head of service told", date_and_time(line.told_head_at)))
    return [(name, text) for name, text in facts if text]


def _early_row(line: EarlyLine, declining: bool) -> tuple[Cell | str, ...]:
    trigger = TRIGGERS[line.trigger]
    return (
        Cell(trigger.meaning, hint=line.words or trigger.source),
        medium_date(line.needed_by) if line.needed_by else "",
        Cell(line.asked_by, hint=date_and_time(line.asked_at)),
        _came_of_it(line, declining),
    )


def _came_of_it(line: EarlyLine, declining: bool) -> Cell:
    if line.settled_how == "held" and line.review_number:
        return Cell("A review was held", href=reverse("reviews:review", args=[line.reference, line.review_number]))
    if line.settled_how:
        return Cell("Declined", tone="quiet", hint=line.settled_reason or line.settled_by)
    if declining:
        return Cell("Decline", href=reverse("reviews:early-decline", args=[line.reference, line.number]), hint="Open")
    return Cell("Open", tone="soon")


def _moved_row(line: ReschedulingLine) -> tuple[Cell | str, ...]:
    why = Cell(meaning_of("RESCHEDULING_REASON", line.reason), hint=line.words)
    return (
        Cell(medium_date(line.from_on), href=reverse("reviews:review", args=[line.reference, line.review_number])),
        _now(line),
        why,
        medium_date(line.due_on) if line.due_on else "Not known",
        Cell(line.moved_by, hint=date_and_time(line.moved_at)),
    )


def _now(line: ReschedulingLine) -> Cell:
    if line.to_on is None:
        by = f"authorised by {line.authorised_by}" if line.authorised_by else ""
        return Cell("Cancelled", tone="quiet", hint=by)
    if line.became_late:
        return Cell(medium_date(line.to_on), tone="late", hint="after the last day in law")
    return Cell(medium_date(line.to_on))


def _child_cell(line: ReschedulingLine) -> Cell:
    page: Any = reverse("reviews:dates", args=[line.reference])
    return Cell(line.name or line.code, href=page, hint=line.code if line.name else "")
