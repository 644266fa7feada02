"""Reads of the core: the working calendar, settings, the event log and the access log."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet, Value

from openiro.core.chain import event_hash
from openiro.core.drafts import DraftLine
from openiro.core.models import AccessLogEntry, BankHoliday, Draft, Event, ServiceSetting, StreamHead
from openiro.core.prepared import first, prepared
from openiro.core.remembered import remembered
from openiro.domain.working_days import WorkingCalendar


@dataclass(frozen=True)
class EventLine:
    """One event as a page shows it."""

    at: datetime
    by: str
    kind: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class AccessLine:
    """One reading of a child's record as a page shows it."""

    at: datetime
    by: str
    page: str
    reason: str


@dataclass(frozen=True)
class BankHolidayLine:
    """One bank holiday as a page shows it."""

    on: date
    title: str
    added_by: str


def working_calendar() -> WorkingCalendar:
    """The working days of England and Wales from the table of bank holidays, a proclaimed day included.

    Known for every whole year that has one; kept in the process until the table changes. A page that only reads asks
    once whether it did.
    """
    return remembered("working calendar", _calendar_of_table)


def _calendar_of_table() -> WorkingCalendar:
    return _calendar(*_state_of_holidays()[0])


@prepared
def _state_of_holidays() -> QuerySet[BankHoliday, tuple[object, ...]]:
    """How many there are, the newest, and when the last was added: one row."""
    every = BankHoliday.objects.order_by().annotate(all=Value(1)).values("all")
    proclaimed = Q(added_at__isnull=False)
    kept = {"count": Count("pk"), "newest": Max("pk"), "last_added": Max("added_at")}
    return every.annotate(**kept, last_proclaimed=Max("on", filter=proclaimed)).values_list(*kept, "last_proclaimed")


@lru_cache(maxsize=2)
def _calendar(*state: object) -> WorkingCalendar:
    """The calendar of a table in this state; the moment tells a day apart from one whose adding was rolled back."""
    days = list(BankHoliday.objects.order_by("on").values_list("on", flat=True))
    by_year = {year: len(list(group)) for year, group in groupby(days, key=lambda day: day.year)}
    whole = [year for year, number in by_year.items() if number >= 8]
    return WorkingCalendar.of(days, first_year=min(whole, default=1), last_year=max(whole, default=1))


def bank_holidays_from(day: date) -> list[BankHolidayLine]:
    """The bank holidays on and after `day`, earliest first."""
    rows = BankHoliday.objects.filter(on__gte=day).order_by("on")
    return [BankHolidayLine(row.on, row.title, row.added_by) for row in rows]


def setting(key: str, default: str = "") -> str:
    """The value kept under `key`, or `default`; a page that only reads asks once."""
    return remembered(_named(key), lambda: settings_kept(key)[key]) or default


def settings_kept(*keys: str) -> dict[str, str]:
    """What is kept under each of these keys, empty where nothing is; one query, and `setting` need not ask again."""
    found = dict.fromkeys(keys, "") | dict(_settings(keys=keys))
    return {key: remembered(_named(key), partial(found.__getitem__, key)) for key in keys}


def _named(key: str) -> str:
    return f"setting {key}"


@prepared
def _settings(*, keys: tuple[str, ...]) -> QuerySet[ServiceSetting, tuple[str, str]]:
    return ServiceSetting.objects.filter(pk__in=keys).values_list("key", "value")


def events_of(stream: str, *, limit: int = 100) -> list[EventLine]:
    """The latest events of a stream, newest first, `limit` at the most."""
    rows = _events(stream, limit=limit)
    return [EventLine(row.at, row.by, row.kind, json.loads(row.facts)) for row in rows]


@prepared
def _events(stream: str, *, limit: int) -> QuerySet[Event]:
    return Event.objects.filter(stream=stream).order_by("-sequence")[:limit]


def latest_event() -> tuple[int, str]:
    """The number and hash of the event recorded last in the whole service; 0 and nothing before the first."""
    return Event.objects.order_by("-pk").values_list("pk", "hash").first() or (0, "")


def events_until_now(apart_from: str) -> tuple[int, int, str]:
    """How many events there are whose kind does not begin with `apart_from`, and the number and hash of the last of
    them: changed by every other write.

    Of two writes at one time the one with the lower number may be confirmed last, so that the last event alone does
    not tell. Where the database lets one writer in at a time it does, and nothing is counted.
    """
    others = Event.objects.exclude(kind__startswith=apart_from)
    count = 0 if connection.vendor == "sqlite" else others.count()
    number, last = others.order_by("-pk").values_list("pk", "hash").first() or (0, "")
    return count, number, last


def readings_of(child_number: int, *, limit: int = 50) -> list[AccessLine]:
    """Who read this child's record, newest first, `limit` at the most."""
    rows = AccessLogEntry.objects.filter(child_number=child_number).order_by("-at")[:limit]
    return [AccessLine(row.at, row.by, row.page, row.reason) for row in rows]


def draft_of(person: Any, page: str) -> DraftLine | None:
    """What this person typed on the page and did not send; None where nothing is kept. Nobody else's is to be had."""
    row = first(_draft(person.code, page))
    return DraftLine(row.answers, row.saved_at) if row else None


@prepared
def _draft(person: str, page: str) -> QuerySet[Draft]:
    return Draft.objects.filter(person=person, page=page)


def faults_in_event_chains() -> Iterator[str]:
    """What is wrong with the event log, a plain sentence each: altered, lost or inserted events."""
    heads = {head.stream: head for head in StreamHead.objects.all()}
    rows = Event.objects.order_by("stream", "sequence").iterator(chunk_size=5000)
    for stream, events in groupby(rows, key=lambda row: row.stream):
        head = heads.pop(stream, None)
        last_hash, place = "", 0
        for event in events:
            place += 1
            yield from _faults_of(event, place, last_hash)
            last_hash, place = event.hash, event.sequence
        if head is None or (head.length, head.hash) != (place, last_hash):
            yield f"The end of the story '{stream}' does not match what was written: events are lost or added."
    for stream in heads:
        yield f"All events of '{stream}' are lost."


def _faults_of(event: Event, place: int, previous_hash: str) -> Iterator[str]:
    where = f"Event {event.sequence} of '{event.stream}'"
    if event.sequence != place:
        yield f"{where} stands where event {place} should be: an event is lost."
    if event.previous_hash != previous_hash:
        yield f"{where} does not follow from the event before it."
    if event_hash(event) != event.hash:
        yield f"{where} was altered after it was written."
