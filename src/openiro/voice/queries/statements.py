"""The child's views in the child's own words, with who brought them, how, and what was done."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openiro.children.models import Child
from openiro.domain.months import add_months
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Meeting
from openiro.voice.models import Statement

MOST_BETWEEN = 20


class UnableToFindStatement(Refusal):
    """There is no such statement of the child."""


@dataclass(frozen=True)
class StatementLine:
    """One statement as pages show it; `source`, `medium` and `topic` are codes. `may_be_quoted` None: not asked."""

    number: int
    said_on: date
    source: str
    medium: str
    topic: str
    words: str
    is_observation: bool
    may_be_quoted: bool | None
    response: str
    responded_on: date | None


def statements_of(child: Child, *, meeting: Meeting | None = None, limit: int = 100) -> tuple[StatementLine, ...]:
    """The child's statements, latest first; those of one meeting where it is given. One query.

    Only for those who may read the child's views (`voice.view_views`).
    """
    rows = _standing(child)
    found = rows.filter(meeting=meeting) if meeting is not None else rows
    return tuple(_line(row) for row in found.order_by("-said_on", "-pk")[:limit])


def statements_between(child: Child, *, since: date | None, until: date) -> tuple[StatementLine, ...]:
    """What the child said after `since` (None: at any time) up to `until`, and that belongs to no meeting yet.

    Such as what came through an app while a review was being prepared. Latest first, 20 at the most; one query.
    """
    rows = _standing(child).filter(meeting__isnull=True, said_on__lte=until)
    rows = rows.filter(said_on__gt=since) if since else rows
    return tuple(_line(row) for row in rows.order_by("-said_on", "-pk")[:MOST_BETWEEN])


def statement_of(child: Child, number: int) -> Statement:
    """One statement of the child, to be handed to an action. Raises `UnableToFindStatement`."""
    found = _standing(child).filter(pk=number).first()
    if found is None:
        raise UnableToFindStatement("That statement is not among the child's. Look at the list again.")
    return found


def you_said(child: Child, *, on: date, limit: int = 3) -> tuple[StatementLine, ...]:
    """What the child said in words and was told what was done about, in the 12 months to `on`, latest first.

    For the child: what was observed, and what the child did not say, is no word of theirs. One query.
    """
    rows = _standing(child).filter(is_observation=False, responded_on__gt=add_months(on, -12), responded_on__lte=on)
    return tuple(_line(row) for row in rows.exclude(response="").order_by("-responded_on", "-pk")[:limit])


def statements_counted(child: Child, *, from_on: date, to_on: date) -> dict[tuple[str, str], int]:
    """How many statements the child made from one day to another (both included), by source and topic."""
    rows = _standing(child).filter(said_on__gte=from_on, said_on__lte=to_on)
    return dict(Counter(rows.values_list("source", "topic")))


def _standing(child: Child) -> QuerySet[Statement]:
    return Statement.objects.filter(child=child, withdrawn_at__isnull=True)


_KEPT = tuple(name for name in StatementLine.__dataclass_fields__ if name != "number")


def _line(row: Statement) -> StatementLine:
    return StatementLine(number=row.pk, **{name: getattr(row, name) for name in _KEPT})
