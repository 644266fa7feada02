"""The records behind a figure, for somebody who may see them."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from openiro.allocation.queries import children_visible_to, sees_every_child
from openiro.domain.permissions import Permission
from openiro.measures.compute import DETAILS
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names
from openiro.reporting.models import Paper
from openiro.reporting.queries.frozen import frozen_rows
from openiro.reporting.queries.measured import measured_rows

CHILD, OFFICER = "child", "officer"
OF_CHALLENGE = ("disputes.", "concerns.")
NOT_ON_RECORD = "Not on record"


@dataclass(frozen=True)
class RecordLine:
    """One record behind a figure. `reference` leads to the child; None for an officer.

    `counted_as`: numerator, denominator (in that alone), unknown. `facts` are what decided, by name, as stored.
    """

    code: str
    name: str
    reference: uuid.UUID | None
    on: date | None
    counted_as: str
    why: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Behind:
    """The records behind a figure that a person may see; `total` counts all, those outside their scope too."""

    rows: pl.DataFrame
    total: int
    user: User
    day: date

    @property
    def of_officers(self) -> bool:
        """Whether the records are those of officers, not of children."""
        return OFFICER in self.rows.columns

    @property
    def counts(self) -> dict[str, int]:
        """How many of the rows that may be seen are counted as what."""
        return {row["counted_as"]: row["len"] for row in self.rows.group_by("counted_as").len().to_dicts()}

    def counted_as(self, part: str) -> "Behind":
        """The rows of one part alone: numerator, denominator or unknown."""
        return Behind(self.rows.filter(pl.col("counted_as") == part), self.total, self.user, self.day)

    def lines(self, start: int = 0, stop: int | None = None) -> list[RecordLine]:
        """The records from `start` up to but not including `stop`, ready to be shown. Two queries at most."""
        chosen = self.rows.slice(start, None if stop is None else stop - start).to_dicts()
        kind = OFFICER if self.of_officers else CHILD
        known = _people(chosen, kind, self.user, self.day)
        return [_line(row, kind, known.get(row[kind])) for row in chosen]


def rows_need(measure: str) -> tuple[Permission, ...]:
    """What somebody must be permitted to see the records behind a measure: of a challenge, to see challenges too."""
    return (Permission.VIEW_ROWS, *((Permission.VIEW_DISPUTES,) if measure.startswith(OF_CHALLENGE) else ()))


def records_behind(
    user: User, measure: str, breakdown: Mapping[str, str], *, from_on: date, to_on: date, on: date
) -> Behind:
    """The records behind a measure or one value of its breakdown, those that `user` may see on `on`.

    Raises `UnableToPermit` without the permissions of `rows_need`, and as `measures.rows_behind`.
    """
    _check_may_see(user, measure, on)
    return _as_seen_by(user, measured_rows(measure, dict(breakdown), from_on=from_on, to_on=to_on), on)


def records_frozen(user: User, paper: Paper, measure: str, *, on: date) -> Behind | None:
    """The records behind a measure as they were when the paper was signed off, those that `user` may see on `on`.

    None where none are kept. Raises `UnableToPermit` without the permissions of `rows_need`.
    """
    _check_may_see(user, measure, on)
    rows = frozen_rows(paper, measure)
    return None if rows is None else _as_seen_by(user, rows, on)


def _check_may_see(user: User, measure: str, on: date) -> None:
    for permission in rows_need(measure):
        check_may(user, permission, on=on)


def _as_seen_by(user: User, rows: pl.DataFrame, on: date) -> Behind:
    if CHILD in rows.columns and not sees_every_child(user, on=on, permission=Permission.VIEW_ROWS):
        visible = children_visible_to(user, on=on, permission=Permission.VIEW_ROWS)
        theirs = list(visible.order_by("code").values_list("code", flat=True))
        return Behind(rows.filter(pl.col(CHILD).is_in(theirs)), rows.height, user, on)
    return Behind(rows, rows.height, user, on)


Known = tuple[str, uuid.UUID | None]


def _people(rows: Iterable[Mapping[str, Any]], kind: str, user: User, day: date) -> dict[str, Known]:
    """For each code the name, where `user` may see it, and the reference that leads to the record."""
    codes = {row[kind] for row in rows}
    if kind == OFFICER:
        people = User.objects.filter(code__in=codes).order_by("code")
        return {code: (name, None) for code, name in people.values_list("code", "name")}
    children = children_visible_to(user, on=day, permission=Permission.VIEW_ROWS).filter(code__in=codes)
    names = may_see_names(user, on=day)
    found = children.order_by("code").values_list("code", "given_name", "family_name", "reference")
    return {code: (f"{given} {family}".strip() if names else "", ref) for code, given, family, ref in found}


def _line(row: Mapping[str, Any], kind: str, known: Known | None) -> RecordLine:
    name, reference = known or ("", None)
    return RecordLine(
        code=row[kind] or NOT_ON_RECORD,
        name=name,
        reference=reference,
        on=row.get("on"),
        counted_as=row["counted_as"],
        why=row.get("why") or "",
        facts=dict(_facts(row)),
    )


def _facts(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, row[name]) for name in DETAILS if name in row)
