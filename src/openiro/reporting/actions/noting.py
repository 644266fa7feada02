"""Note what a reader must know of a figure, and withdraw it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reporting.models import FigureNote


class UnableToNoteFigure(Refusal):
    """Nothing can be noted of a figure as asked; the message says why and what to do."""


@transaction.atomic
def note_figure(
    *,
    measure: str,
    from_on: date,
    to_on: date,
    kind: str,
    words: str,
    by_hand: Decimal | None = None,
    by: User,
    at: datetime,
) -> FigureNote:
    """Note of a measure's figures of these days, both included, what its records do not say.

    `kind` is of the code set FIGURE_NOTE; `by_hand` is what was counted by hand, in the measure's own unit. Raises
    `UnableToNoteFigure` for a measure, a kind, days or a number that cannot be, and a refusal without the permission.
    Source: practice (Nottingham's figures after a change of system); nothing in law.
    """
    check_may(by, Permission.NOTE_FIGURE, on=at.date())
    _check(measure, kind, from_on, to_on, words, by_hand)
    note = FigureNote.objects.create(
        measure=measure,
        from_on=from_on,
        to_on=to_on,
        kind=kind,
        words=words.strip(),
        by_hand=by_hand,
        noted_at=at,
        noted_by=by,
    )
    facts = {"note": note.pk, "measure": measure, "kind": kind, "from": from_on, "to": to_on}
    record_event(stream=SERVICE_STREAM, kind="reporting.figure_noted", facts=facts, by=by, at=at)
    return note


@transaction.atomic
def withdraw_figure_note(*, number: int, by: User, at: datetime) -> None:
    """Withdraw a note; it is kept, and stands in no paper from now on.

    Raises `UnableToNoteFigure` where it is withdrawn already, and a refusal without the permission.
    """
    check_may(by, Permission.NOTE_FIGURE, on=at.date())
    changed = FigureNote.objects.filter(pk=number, withdrawn_at__isnull=True).update(withdrawn_at=at, withdrawn_by=by)
    if not changed:
        raise UnableToNoteFigure("This note is withdrawn already. Look at the measure again.")
    record_event(stream=SERVICE_STREAM, kind="reporting.figure_note_withdrawn", facts={"note": number}, by=by, at=at)


def _check(measure: str, kind: str, from_on: date, to_on: date, words: str, by_hand: Decimal | None) -> None:
    try:
        measure_named(measure)
    except UnableToFindMeasure as missing:
        raise UnableToNoteFigure(str(missing)) from missing
    if kind not in {code.code for code in CODE_SETS["FIGURE_NOTE"]}:
        raise UnableToNoteFigure("Choose from the list what is to be known of the figure.")
    if to_on < from_on:
        raise UnableToNoteFigure("The days end before they begin. Give the first day, then the last.")
    if not words.strip():
        raise UnableToNoteFigure("Say what a reader must know.")
    if by_hand is not None and by_hand < 0:
        raise UnableToNoteFigure("A number counted by hand cannot be below nought.")
