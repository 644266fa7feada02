"""What is due between two reviews, as cards and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.domain.changes import EVENTS, Consulted, consulted, needs_review_before
from openiro.domain.codes import meaning_of
from openiro.domain.early_reviews import TRIGGERS
from openiro.govuk.dates import date_and_time, long_date, medium_date
from openiro.people.queries import day_of
from openiro.reviews.queries.oversight import BetweenLine, ChangeLine, CheckMadeLine, ContactLine, Untold, UpdateLine
from openiro.web.shell.deadlines import Left, left_until
from openiro.web.shell.tables import Cell, Column, Table

LEVEL_TONES = {"low": "quiet", "medium": "info", "high": "late"}
CHANGE_COLUMNS = (Column("Child"), Column("What happened"), Column("When"), Column("Told by"))


@dataclass(frozen=True)
class Card:
    """One child whose plan is to be checked, with the fields of the form that are about the child."""

    title: str
    href: str
    left: Left
    level: str
    level_tone: str
    facts: tuple[tuple[str, str], ...]
    fields: tuple[Any, ...]


@dataclass(frozen=True)
class UntoldCard:
    """A change of which nobody told the IRO, said by one click."""

    title: str
    href: str
    what: str
    event: str
    day: str
    action: str


def cards_of(form: Any, lines: Sequence[BetweenLine], *, on: date) -> list[Card]:
    """Each child with the two questions about the child."""
    return [
        Card(
            title=line.name or line.code,
            href=reverse("oversight:child", args=[line.reference]),
            left=check_left(line, on),
            level=level_words(line),
            level_tone=LEVEL_TONES[line.level],
            facts=card_facts(line),
            fields=(form[f"outcome_{line.number}"], form[f"words_{line.number}"]),
        )
        for line in lines
    ]


def card_facts(line: BetweenLine) -> tuple[tuple[str, str], ...]:
    """What to know of a child before the plan is checked."""
    check = line.check
    due = f"{meaning_of('OVERSIGHT_KIND', check.kind)}, by {medium_date(check.due_on)}" if check else ""
    facts = (
        ("Check", due),
        ("Last review", medium_date(line.last_held_on) if line.last_held_on else "None held yet"),
        ("Next review due", medium_date(line.next_due_on) if line.next_due_on else "Not known"),
        ("Last check", medium_date(line.last_check_on) if line.last_check_on else "None"),
        ("Last seen", medium_date(line.seen_on) if line.seen_on else "Not recorded"),
    )
    return tuple((label, text) for label, text in facts if text)


def check_left(line: BetweenLine, on: date) -> Left:
    """How long there is until the check."""
    return left_until(line.check.due_on if line.check else None, line.check_left, on)


def level_words(line: BetweenLine) -> str:
    """How closely the child is watched."""
    return f"{meaning_of('OVERSIGHT_LEVEL', line.level)} oversight"


def visits_table(lines: Sequence[BetweenLine], *, on: date) -> Table:
    """Children to be seen."""
    return Table(
        caption="Children to see",
        caption_hidden=True,
        columns=(Column("Child"), Column("Last seen"), Column("See by"), Column("Days left"), Column("Next")),
        rows=[_visit_row(line, on) for line in lines],
        empty="Every child was seen as the council asks.",
    )


def changes_table(lines: Sequence[ChangeLine], *, on: date) -> Table:
    """Changes for which the IRO has not said what follows."""
    return Table(
        caption="Changes to deal with",
        caption_hidden=True,
        columns=CHANGE_COLUMNS,
        rows=[
            (
                Cell(line.name or line.code, href=reverse("oversight:child", args=[line.reference])),
                Cell(_event(line), href=reverse("oversight:change", args=[line.reference, line.number])),
                medium_date(line.happened_on),
                told_cell(line),
            )
            for line in lines
        ],
        empty="No change waits for you.",
    )


def told_table(lines: Sequence[ChangeLine], *, opens: bool) -> Table:
    """Every change of one child, and what the IRO did with it."""
    return Table(
        caption="Changes",
        caption_hidden=True,
        columns=(
            Column("What happened"),
            Column("When"),
            Column("Told by"),
            Column("Review before it"),
            Column("What the IRO did"),
        ),
        rows=[_told_row(line, opens=opens) for line in lines],
        empty="No change is told of.",
    )


def updates_table(lines: Sequence[UpdateLine], *, with_words: bool = False) -> Table:
    """Updates asked of social workers."""
    last = Column("Update") if with_words else Column("Social worker")
    return Table(
        caption="Updates",
        caption_hidden=True,
        columns=(Column("Child"), Column("Asked on"), Column("Due by"), last),
        rows=[
            (
                Cell(line.name or line.code, href=reverse("oversight:child", args=[line.reference])),
                medium_date(line.asked_on),
                Cell("Late", tone="late", hint=f"due {medium_date(line.due_on)}")
                if line.is_late
                else medium_date(line.due_on),
                (line.words or "Not given yet") if with_words else (line.worker or "No social worker"),
            )
            for line in lines
        ],
        empty="No update is awaited.",
    )


def contacts_table(lines: Sequence[ContactLine], reference: Any, *, may_record: bool) -> Table:
    """Every contact of the IRO about one child."""
    return Table(
        caption="Contacts",
        caption_hidden=True,
        columns=(
            Column("When"),
            Column("What"),
            Column("With"),
            Column("Was it done?"),
            Column("Who"),
            Column("Notes"),
        ),
        rows=[_contact_row(line, reference, may_record) for line in lines],
        empty="No contact is recorded.",
    )


def checks_table(lines: Sequence[CheckMadeLine]) -> Table:
    """Every look at one child's plan between reviews."""
    return Table(
        caption="Checks",
        caption_hidden=True,
        columns=(Column("When"), Column("Kind"), Column("What was found"), Column("Who"), Column("Notes")),
        rows=[
            (
                medium_date(line.done_on),
                meaning_of("OVERSIGHT_KIND", line.kind),
                meaning_of("OVERSIGHT_OUTCOME", line.outcome),
                line.done_by,
                line.words,
            )
            for line in lines
        ],
        empty="No check is recorded.",
    )


def untold_cards(found: Sequence[Untold]) -> list[UntoldCard]:
    """What the record shows and nobody told the IRO of."""
    return [
        UntoldCard(
            title=each.name or each.code,
            href=reverse("oversight:child", args=[each.reference]),
            what=f"{_meaning(each.event)}, {long_date(each.happened_on)}",
            event=each.event,
            day=each.happened_on.isoformat(),
            action=reverse("oversight:not-told", args=[each.reference]),
        )
        for each in found
    ]


def change_facts(line: ChangeLine) -> list[tuple[str, str]]:
    """One change, and where the duty to tell of it comes from."""
    event = EVENTS.get(line.event)
    facts = [
        ("What happened", _meaning(line.event)),
        ("When", long_date(line.happened_on)),
        ("Told by", f"{line.told_by}, {date_and_time(line.told_at)}" if line.was_told else "The IRO was not told"),
        ("In their words", line.words),
        ("The IRO was told", str(_consulted(line)).capitalize()),
        ("A review before it", _review_in_words(line) if event and needs_review_before(event) else ""),
        ("The IRO is told by", event.source if event else ""),
    ]
    if line.disposed_at is not None:
        facts += [
            ("What the IRO did", f"{meaning_of('CHANGE_DISPOSITION', line.disposition)}, {line.disposed_by}"),
            ("When", date_and_time(line.disposed_at)),
            ("Why", line.disposition_words),
        ]
    return [(label, text) for label, text in facts if text]


def told_cell(line: ChangeLine) -> Cell:
    """Who told the IRO, and whether before the change was done."""
    if not line.was_told:
        return Cell("IRO was not told", tone="late")
    found = _consulted(line)
    return Cell(line.told_by, hint=str(found), tone="" if found is Consulted.BEFORE or not _is_before(line) else "late")


def review_cell(line: ChangeLine) -> Cell | str:
    """The review that looked at a change before it was done, where one is asked for."""
    event = EVENTS.get(line.event)
    if event is None or not needs_review_before(event):
        return "Not asked for"
    return medium_date(line.reviewed_on) if line.reviewed_on else Cell("None held", tone="late")


def _is_before(line: ChangeLine) -> bool:
    event = EVENTS.get(line.event)
    return event is not None and event.is_before


def _consulted(line: ChangeLine) -> Consulted:
    return consulted(was_told=line.was_told, told_on=day_of(line.told_at), happened_on=line.happened_on)


def _review_in_words(line: ChangeLine) -> str:
    if line.reviewed_on:
        return f"Held on {long_date(line.reviewed_on)}"
    source = TRIGGERS[EVENTS[line.event].trigger].source
    return f"None held. A review is held before such a change ({source}). Ask for an early one."


def _event(line: ChangeLine) -> str:
    return _meaning(line.event)


def _meaning(event: str) -> str:
    return meaning_of("CHANGE_EVENT", event)


def _visit_row(line: BetweenLine, on: date) -> tuple[Cell | str, ...]:
    left = left_until(line.see_by, line.see_left, on)
    return (
        Cell(line.name or line.code, href=reverse("oversight:child", args=[line.reference])),
        medium_date(line.seen_on) if line.seen_on else "Not recorded",
        medium_date(line.see_by) if line.see_by else "",
        Cell(left.sentence, tone=left.tone, chip=True),
        Cell("Record a visit", href=reverse("oversight:contact", args=[line.reference]), about=line.name or line.code),
    )


def _told_row(line: ChangeLine, *, opens: bool) -> tuple[Cell | str, ...]:
    href = reverse("oversight:change", args=[line.reference, line.number]) if opens else ""
    done = meaning_of("CHANGE_DISPOSITION", line.disposition)
    return (
        Cell(_event(line), href=href),
        medium_date(line.happened_on),
        told_cell(line),
        review_cell(line),
        Cell(done, tone="good") if line.disposed_at else Cell("Not dealt with yet", tone="soon"),
    )


def _contact_row(line: ContactLine, reference: Any, may_record: bool) -> tuple[Cell | str, ...]:
    is_open = may_record and line.standing in ("offered", "accepted")
    href = reverse("oversight:contact-settle", args=[reference, line.number]) if is_open else ""
    alone = {True: "seen alone", False: "not alone", None: ""}[line.alone]
    return (
        medium_date(line.on),
        meaning_of("CONTACT_KIND", line.kind),
        Cell(meaning_of("CONTACT_WITH", line.with_whom), hint=alone),
        Cell(meaning_of("CONTACT_STANDING", line.standing), href=href),
        line.officer,
        line.words,
    )
