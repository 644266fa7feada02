"""Records a page at a time, for the council's other programs: codes, days and the child's number; no name, no words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from openiro.allocation.queries import children_visible_to, of_seen_children
from openiro.children.models import CURRENT, Child, Episode
from openiro.core.actions import child_stream
from openiro.core.clock import LONDON
from openiro.core.models import Event
from openiro.domain.permissions import Permission
from openiro.measures.tables import TABLE_SCHEMAS
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import Decision, Review


@dataclass(frozen=True)
class Kind:
    """A kind of record: its rows, the way to their child, the day of theirs that a period is of, and where its
    columns (those of the same table in `measures`) stand if under another name."""

    rows: Callable[[], QuerySet[Any]]
    child: str
    day: str
    elsewhere: dict[str, str]


RECORDS: dict[str, Kind] = {
    "children": Kind(lambda: Child.objects.filter(CURRENT), "pk", "", {"child": "code"}),
    "episodes": Kind(lambda: Episode.objects.filter(CURRENT), "child", "started_on", {"child": "child__code"}),
    "reviews": Kind(
        lambda: Review.objects.filter(CURRENT, held_on__isnull=False),
        "child",
        "held_on",
        {"child": "child__code", "code": "participation_code"},
    ),
    "decisions": Kind(
        lambda: Decision.objects.filter(CURRENT, review__withdrawn_at=None, review__held_on__isnull=False),
        "review__child",
        "review__held_on",
        {
            "child": "review__child__code",
            "held_on": "review__held_on",
            "sent_on": "sent_at",
            "judged_on": "judged_at_review__held_on",
        },
    ),
}
# Where a child lives tells who the child is.
LEFT_OUT = frozenset({"home_postcode", "placement_postcode"})


@dataclass(frozen=True)
class AskedRecords:
    """Which records: of days from `from_on` to `to_on` (both included), of children about whom something was written
    down since `changed_since`; those with a number above `after`, `size` at the most."""

    from_on: date | None = None
    to_on: date | None = None
    changed_since: datetime | None = None
    after: int = 0
    size: int = 500


@dataclass(frozen=True)
class RecordsPage:
    """Records by column, and the number after which the next page begins (None: this is the last)."""

    rows: list[dict[str, Any]]
    next_after: int | None


def columns_of(kind: str) -> list[str]:
    """The columns of a kind of record, in order. Raises `KeyError` for one that is none of `RECORDS`."""
    return [column for column in TABLE_SCHEMAS[kind] if column not in LEFT_OUT]


def records_page(user: User, kind: str, asked: AskedRecords, *, on: date) -> RecordsPage:
    """The records of that kind which `user` may see on `on`, by number. Needs `measures.view_rows`; one query.

    Raises `UnableToPermit`, and `KeyError` for a kind that is none of `RECORDS`.
    """
    check_may(user, Permission.VIEW_ROWS, on=on)
    found, columns = RECORDS[kind], columns_of(kind)
    rows = found.rows().filter(_seen(user, found, on), pk__gt=asked.after)
    if found.day and asked.from_on:
        rows = rows.filter(**{f"{found.day}__gte": asked.from_on})
    if found.day and asked.to_on:
        rows = rows.filter(**{f"{found.day}__lte": asked.to_on})
    if asked.changed_since:
        rows = rows.filter(_told_of_since(found, asked.changed_since))
    stored = [found.elsewhere.get(column, column) for column in columns]
    read = list(rows.order_by("pk").values_list("pk", *stored)[: asked.size + 1])
    shown = read[: asked.size]
    told = [dict(zip(columns, map(_told, row[1:]), strict=True)) for row in shown]
    return RecordsPage(told, shown[-1][0] if len(read) > asked.size else None)


def _seen(user: User, kind: Kind, on: date) -> Q:
    if kind.child == "pk":
        return Q(pk__in=children_visible_to(user, on=on, permission=Permission.VIEW_ROWS))
    return of_seen_children(user, on=on, permission=Permission.VIEW_ROWS, child=kind.child)


def _told_of_since(kind: Kind, moment: datetime) -> Exists:
    """Whether anything was written down about the child of the row since the moment: each write leaves its event."""
    prefix = child_stream(0).removesuffix("0")
    stream = Concat(Value(prefix), Cast(OuterRef(kind.child), CharField()), output_field=CharField())
    return Exists(Event.objects.filter(stream=stream, at__gte=moment))


def _told(value: Any) -> Any:
    """A moment as its day in England; an empty text as not known."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).date()
    return None if value == "" else value
