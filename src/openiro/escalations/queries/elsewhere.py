"""Disputes that were raised elsewhere, as files tell of them: for figures and for reading; nobody acts on them here."""

import uuid
from dataclasses import dataclass
from datetime import date
from itertools import chain

import polars as pl
from django.db.models import QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import CURRENT, Child, ReturnedRow
from openiro.domain.permissions import Permission, Scope
from openiro.escalations.models import Dispute
from openiro.escalations.queries.dispute_list import DisputeFilters
from openiro.escalations.queries.disputes import disputes_visible_to
from openiro.escalations.queries.measured import dispute_rows, kept_elsewhere, rows_elsewhere
from openiro.measures.facts_of_challenge import disputes_as_at
from openiro.measures.tables import TABLE_SCHEMAS
from openiro.people.models import User
from openiro.people.queries import may, scopes_on

DISPUTES = "disputes"
CHALLENGED = {"concerns": "raised", "compliments": "given", "complaints": "received"}


@dataclass(frozen=True)
class DisputeElsewhere:
    """A dispute of which a file tells: the council's number, the child's number and reference (None: not on record),
    how many children it is about, its themes, and how far it went; `closed_on` None: still open when it was told."""

    number: str
    child: str
    reference: uuid.UUID | None
    children: int
    themes: tuple[str, ...]
    team: str
    stage: str
    raised_on: date
    closed_on: date | None
    outcome: str


@dataclass(frozen=True)
class ToldElsewhere:
    """What else a file tells of a child: `kind` is concerns, compliments or complaints; `theme` a code of its kind, or
    of complaints what the file says."""

    kind: str
    theme: str
    on: date


@dataclass(frozen=True)
class ElsewhereAbout:
    """All that files tell of what was challenged for one child, and of good practice."""

    disputes: tuple[DisputeElsewhere, ...]
    told: tuple[ToldElsewhere, ...]


def table_of_disputes(user: User, *, on: date, from_on: date, to_on: date) -> pl.DataFrame:
    """The disputes that `user` sees on `on`, of the service and of files, formal from a day of the period: as the table
    that measures are counted over."""
    seen = Dispute.objects.filter(pk__in=disputes_visible_to(user, on=on).order_by().values("pk"))
    ours = dispute_rows(seen.filter(formal_from_on__range=(from_on, to_on)))
    return _table([*chain(ours, rows_elsewhere(_visible_to(user, on)))])


def disputes_elsewhere(user: User, filters: DisputeFilters, *, on: date) -> tuple[DisputeElsewhere, ...]:
    """The disputes of files that `user` sees on `on` and that match; the last raised first. Three queries."""
    if filters.left:
        return ()
    table = _table([*rows_elsewhere(_visible_to(user, on))])
    themes = table.group_by("dispute").agg(pl.col("theme").unique().sort())
    rows = disputes_as_at(table, on).join(themes, on="dispute").filter(_matching(filters))
    found = rows.sort("raised_on", "dispute", descending=True).to_dicts()
    seen = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES)
    known = dict(seen.filter(code__in={row["child"] for row in found}).order_by().values_list("code", "reference"))
    return tuple(_line(row, known.get(row["child"])) for row in found)


def _disputes_about(user: User, child: Child, on: date) -> tuple[DisputeElsewhere, ...]:
    table = _table([*rows_elsewhere(_visible_to(user, on))])
    numbers = table.filter(pl.col("child") == child.code)["dispute"].unique().to_list()
    about = table.filter(pl.col("dispute").is_in(numbers))
    themes = about.group_by("dispute").agg(pl.col("theme").unique().sort())
    rows = disputes_as_at(about, on).join(themes, on="dispute").sort("raised_on", "dispute", descending=True)
    return tuple(_line(row | {"child": child.code}, child.reference) for row in rows.to_dicts())


def elsewhere_about(user: User, child: Child, *, on: date) -> ElsewhereAbout:
    """What files tell of the child, the latest first; complaints for those who handle them.

    One query, and another where there are disputes. Nothing for a social worker: none was put to them here.
    """
    scopes = scopes_on(user, Permission.VIEW_DISPUTES, on=on)
    if not scopes or scopes <= {Scope.OWN_CASES}:
        return ElsewhereAbout((), ())
    handles = may(user, Permission.HANDLE_COMPLAINTS, on=on)
    kinds = [kind for kind in CHALLENGED if handles or kind != "complaints"]
    kept = ReturnedRow.objects.filter(CURRENT, child=child, table__in=[DISPUTES, *kinds])
    rows = list(kept.values_list("table", "values"))
    told = [
        ToldElsewhere(kind, values.get("theme") or "", date.fromisoformat(values[CHALLENGED[kind]]))
        for kind, values in rows
        if kind != DISPUTES
    ]
    disputes = _disputes_about(user, child, on) if any(kind == DISPUTES for kind, _ in rows) else ()
    return ElsewhereAbout(
        disputes, tuple(sorted(told, key=lambda each: (each.on, each.kind, each.theme), reverse=True))
    )


def _matching(filters: DisputeFilters) -> pl.Expr:
    wanted = pl.lit(True)
    if filters.standing in ("open", "closed"):
        wanted &= pl.col("closed_on").is_null() == (filters.standing == "open")
    if filters.from_on and filters.to_on:
        wanted &= pl.col("raised_on").is_between(filters.from_on, filters.to_on)
    if filters.theme:
        wanted &= pl.col("theme").list.contains(filters.theme)
    stage = "" if filters.stage is None else str(filters.stage)
    for column, value in {
        "stage": stage,
        "team": filters.team,
        "service": filters.service,
        "outcome": filters.outcome,
    }.items():
        wanted &= (pl.col(column) == value) if value else pl.lit(True)
    return wanted


def _line(row: dict[str, object], reference: uuid.UUID | None) -> DisputeElsewhere:
    told = {name: row[name] for name in ("child", "children", "team", "stage", "raised_on", "closed_on", "outcome")}
    themes = tuple(str(theme) for theme in row["theme"])  # type: ignore[attr-defined]
    return DisputeElsewhere(number=str(row["dispute"]), reference=reference, themes=themes, **told)  # type: ignore[arg-type]


def _visible_to(user: User, on: date) -> QuerySet[ReturnedRow]:
    """The rows about children whose disputes `user` sees; of a social worker none, for none was raised to them here."""
    rows, scopes = kept_elsewhere(DISPUTES), scopes_on(user, Permission.VIEW_DISPUTES, on=on)
    if Scope.ALL in scopes:
        return rows
    if scopes <= {Scope.OWN_CASES}:
        return rows.none()
    children: QuerySet[Child] = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES)
    return rows.filter(child__in=children)


def _table(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=TABLE_SCHEMAS[DISPUTES], orient="row")
    return frame.with_columns(pl.col(pl.String).replace("", None))
