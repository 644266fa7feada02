"""The diary as a calendar that a telephone reads: initials or numbers only, behind a private address."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from openiro.proceedings.queries import HearingAhead
from openiro.reviews.queries import DiaryEntry, DiaryKind
from openiro.web.reviews.words import initials_of

LONDON = ZoneInfo("Europe/London")
USUAL_LENGTH = timedelta(hours=1)
TITLES = {
    DiaryKind.PLANNED: "Looked-after review",
    DiaryKind.LAST_DAY: "Last day for a looked-after review, none is booked",
    DiaryKind.RECONVENE: "Last day to complete a looked-after review",
}


def calendar_of(entries: Iterable[DiaryEntry], hearings: Iterable[HearingAhead], *, made_at: datetime) -> bytes:
    """The entries, and hearings in court, as an iCalendar file.

    Names, places and addresses of pages stay in the service.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//OpenIRO//Diary//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Looked-after reviews")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    for hearing in hearings:
        calendar.add_component(_hearing(hearing, made_at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: DiaryEntry, made_at: datetime) -> Event:
    called = initials_of(entry.name, entry.code)
    event = _private(
        f"{entry.kind.name.lower()}-{entry.reference}-{entry.review_number or entry.on}",
        f"{TITLES[entry.kind]}: {called}",
        made_at,
    )
    if entry.at is None:
        _all_day(event, entry.on)
    else:
        start = _in_london(entry, entry.at)
        event.add("dtstart", start)
        event.add("dtend", start + USUAL_LENGTH)
    return event


def _hearing(hearing: HearingAhead, made_at: datetime) -> Event:
    """All day: when the court sits is not recorded, and which kind of hearing it is stays in the service."""
    named = f"hearing-{hearing.number}-{hearing.reference}"
    event = _private(named, f"Court hearing: {initials_of(hearing.name, hearing.code)}", made_at)
    _all_day(event, hearing.on)
    return event


def _private(named: str, summary: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{named}@openiro")
    event.add("dtstamp", made_at)
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    return event


def _all_day(event: Event, on: date) -> None:
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _in_london(entry: DiaryEntry, at: time) -> datetime:
    return datetime.combine(entry.on, at, LONDON)
