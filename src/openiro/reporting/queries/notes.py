"""Reads of what a reader must know of a figure."""

from dataclasses import dataclass
from datetime import date

from openiro.reporting.models import FigureNote


@dataclass(frozen=True)
class FigureNoteLine:
    """A note on a measure's figures of these days, both included; `by_hand` None: nothing was counted by hand."""

    number: int
    measure: str
    kind: str
    from_on: date
    to_on: date
    words: str
    by_hand: float | None
    noted_by: str
    noted_on: date


def figure_notes(*, from_on: date, to_on: date) -> dict[str, list[FigureNoteLine]]:
    """What stands noted of figures whose days meet this period, both days included, by measure; one query."""
    rows = FigureNote.objects.filter(withdrawn_at__isnull=True, from_on__lte=to_on, to_on__gte=from_on)
    found: dict[str, list[FigureNoteLine]] = {}
    for row in rows.select_related("noted_by").order_by("from_on", "pk"):
        found.setdefault(row.measure, []).append(_line(row))
    return found


def figure_note_of(number: int) -> FigureNoteLine | None:
    """One note that stands; None where there is none of that number."""
    row = FigureNote.objects.filter(pk=number, withdrawn_at__isnull=True).select_related("noted_by").first()
    return _line(row) if row else None


def _line(row: FigureNote) -> FigureNoteLine:
    return FigureNoteLine(
        number=row.pk,
        measure=row.measure,
        kind=row.kind,
        from_on=row.from_on,
        to_on=row.to_on,
        words=row.words,
        by_hand=None if row.by_hand is None else float(row.by_hand),
        noted_by=row.noted_by.name,
        noted_on=row.noted_at.date(),
    )
