"""Writes of the core: events, the access log, the ordinary bank holidays, settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Protocol

import holidays
from django.db import connection, transaction

from openiro.core.bulk import insert_rows
from openiro.core.chain import canonical_json, event_hash
from openiro.core.drafts import clear_drafts, drop_draft, keep_draft
from openiro.core.files import clear_unfinished_files, store_file
from openiro.core.models import AccessLogEntry, BankHoliday, Event, ServiceSetting, StreamHead
from openiro.core.notices import queue_notice

__all__ = [
    "SERVICE_STREAM",
    "Actor",
    "EventFacts",
    "child_stream",
    "clear_drafts",
    "clear_unfinished_files",
    "drop_draft",
    "keep_draft",
    "log_access",
    "queue_notice",
    "record_event",
    "record_events",
    "refresh_bank_holidays",
    "set_setting",
    "store_file",
]
FIRST_YEAR_OF_HOLIDAYS = 1990
YEARS_AHEAD = 3
BATCH = 2000
ACCESS_COLUMNS = ("at", "by", "child_number", "page", "reason")
EVENT_COLUMNS = ("stream", "sequence", "kind", "facts", "at", "by", "previous_hash", "hash")


class Actor(Protocol):
    """Whoever acts: a person, or the service account of a timed job."""

    code: str


@dataclass(frozen=True)
class EventFacts:
    """One event to be written: whose stream, what kind, and its facts."""

    stream: str
    kind: str
    facts: Mapping[str, Any]


def child_stream(child_number: int) -> str:
    """The name of the stream that holds one child's story."""
    return f"child:{child_number}"


SERVICE_STREAM = "service"


def record_event(*, stream: str, kind: str, facts: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Write one event at the end of its stream, in the transaction of the change that it tells of."""
    record_events([EventFacts(stream, kind, facts)], by=by, at=at)


def record_events(events: Iterable[EventFacts], *, by: Actor, at: datetime) -> None:
    """Write many events, each at the end of its stream, in the order given.

    Must run inside the transaction of the change; refuses outside one, so that neither lands without the other.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the same transaction as the change that it tells of.")
    pending = iter(events)
    while batch := list(islice(pending, BATCH)):
        _append(batch, by=by.code, at=at)


@dataclass(slots=True)
class _Draft:
    """An event before it is written, in the order of `EVENT_COLUMNS`."""

    stream: str
    sequence: int
    kind: str
    facts: str
    at: datetime
    by: str
    previous_hash: str


def _append(batch: list[EventFacts], *, by: str, at: datetime) -> None:
    streams = {entry.stream for entry in batch}
    held = StreamHead.objects.select_for_update().filter(stream__in=streams).order_by("stream")
    heads = {stream: (length, hash) for stream, length, hash in held.values_list("stream", "length", "hash")}
    moment = _stored(at)
    rows = []
    for entry in batch:
        length, previous = heads.get(entry.stream, (0, ""))
        draft = _Draft(entry.stream, length + 1, entry.kind, canonical_json(entry.facts), at, by, previous)
        heads[entry.stream] = (draft.sequence, event_hash(draft))
        rows.append(
            (draft.stream, draft.sequence, draft.kind, draft.facts, moment, by, previous, heads[entry.stream][1])
        )
    insert_rows(Event, EVENT_COLUMNS, rows)
    kept = [(stream, length, hash) for stream, (length, hash) in heads.items()]
    insert_rows(StreamHead, ("stream", "length", "hash"), kept, replacing_by="stream")


def log_access(*, child_number: int, page: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Write down that `by` read a child's record on `page` (the name of the page, never its address)."""
    insert_rows(AccessLogEntry, ACCESS_COLUMNS, [(_stored(at), by.code, child_number, page, reason)])


def _stored(at: datetime) -> Any:
    """The moment as this database takes it."""
    return Event._meta.get_field("at").get_db_prep_save(at, connection)


@transaction.atomic
def refresh_bank_holidays(*, on: date) -> int:
    """Fill the table from the `holidays` library up to three years after `on`; answers how many days were new."""
    known = set(BankHoliday.objects.values_list("on", flat=True))
    england = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(FIRST_YEAR_OF_HOLIDAYS, on.year + YEARS_AHEAD + 1)
    )
    new = [BankHoliday(on=day, title=title) for day, title in sorted(england.items()) if day not in known]
    BankHoliday.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def set_setting(*, key: str, value: str, by: Actor, at: datetime) -> None:
    """Keep a setting of the service, and write down who changed it."""
    ServiceSetting.objects.update_or_create(key=key, defaults={"value": value})
    record_event(stream=SERVICE_STREAM, kind="core.setting_changed", facts={"key": key, "value": value}, by=by, at=at)
