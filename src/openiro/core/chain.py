"""How an event is hashed: over its own words and the hash of the event before it in its stream."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol


class Hashable(Protocol):
    """The parts of an event that its hash covers."""

    stream: str
    sequence: int
    kind: str
    facts: str
    at: datetime
    by: str
    previous_hash: str


def canonical_json(facts: Mapping[str, Any]) -> str:
    """The facts as JSON with sorted keys and no spaces; dates and moments as ISO text."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text)


def event_hash(event: Hashable) -> str:
    """SHA-256, in hexadecimal, over every part of the event and the hash before it."""
    parts = (
        event.previous_hash,
        event.stream,
        str(event.sequence),
        event.kind,
        event.facts,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.by,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
