"""How long a session lasts, and which sessions a person has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(seconds=60)
STARTED, USED = "signed_in_at", "used_at"


class Ended(StrEnum):
    """Why a session has ended, as the page for signing in says it."""

    IDLE = "You were signed out because nothing was done for 30 minutes. Sign in to go on where you were."
    LONGEST = "You were signed out because 12 hours had passed. Sign in to go on where you were."


@dataclass(frozen=True)
class SessionLine:
    """One session of a person: since when, last used when, ending when at the latest."""

    started_at: datetime
    used_at: datetime
    ends_at: datetime
    is_this: bool


def why_ended(data: Mapping[str, Any], now: datetime) -> Ended | None:
    """Why a session with this data is over at `now`; None while it lasts. One that was just made lasts."""
    if now - _moment(data, USED, now) > IDLE:
        return Ended.IDLE
    return Ended.LONGEST if now - _moment(data, STARTED, now) > LONGEST else None


def note_use(session: Any, now: datetime) -> None:
    """Write down that the session is in use; at most once a minute, so that reading a page seldom writes."""
    if STARTED not in session:
        session[STARTED] = now.timestamp()
    if USED not in session or now - _moment(session, USED, now) >= NOTED_EVERY:
        session[USED] = now.timestamp()


def sessions_of(person_number: int, *, this: str | None, now: datetime) -> list[SessionLine]:
    """The person's sessions that last, latest used first; `this` is the key of the one that asks."""
    lines = [
        SessionLine(started := _moment(data, STARTED, now), _moment(data, USED, now), started + LONGEST, key == this)
        for key, data in _live_sessions(person_number, now)
    ]
    return sorted(lines, key=lambda line: (not line.is_this, -line.used_at.timestamp()))


def session_keys_of(person_number: int, *, at: datetime) -> list[str]:
    """The keys of the person's sessions that last."""
    return [key for key, _ in _live_sessions(person_number, at)]


def _live_sessions(person_number: int, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    stored = Session.objects.filter(expire_date__gte=now).order_by("pk")
    decoded = ((session.pk, session.get_decoded()) for session in stored.iterator())
    return [
        (key, data)
        for key, data in decoded
        if data.get(SESSION_KEY) == str(person_number) and why_ended(data, now) is None
    ]


def _moment(data: Mapping[str, Any], name: str, now: datetime) -> datetime:
    stamp = data.get(name)
    return now if stamp is None else datetime.fromtimestamp(stamp, UTC)
