"""The diary as a calendar that a telephone reads: initials or numbers only, behind a private address."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from openiro.reviews.queries import DiaryEntry, DiaryKind
from openiro.web.reviews.words import initials_of

LONDON = ZoneInfo("Europe/London")
USUAL_LENGTH = timedelta(hours=1)
TITLES = {
    DiaryKind.PLANNED: "Looked-after review",
    DiaryKind.LAST_DAY: "Last day for a looked-after review, none is booked",
    DiaryKind.RECONVENE: "Last day to complete a looked-after review",
}


def calendar_of(entries: Iterable[DiaryEntry], *, made_at: datetime) -> bytes:
    """The entries as an iCalendar file. Names, places and addresses of pages stay in the service."""
    calendar = Calendar()
    calendar.add("prodid", "-//OpenIRO//Diary//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Looked-after reviews")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: DiaryEntry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.kind.name.lower()}-{entry.reference}-{entry.review_number or entry.on}@openiro")
    event.add("dtstamp", made_at)
    event.add("summary", f"{TITLES[entry.kind]}: {initials_of(entry.name, entry.code)}")
    event.add("class", "PRIVATE")
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        start = _in_london(entry, entry.at)
        event.add("dtstart", start)
        event.add("dtend", start + USUAL_LENGTH)
    return event


def _in_london(entry: DiaryEntry, at: time) -> datetime:
    return datetime.combine(entry.on, at, LONDON)
