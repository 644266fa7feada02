"""The outbox: a notice is kept in the transaction of what it tells of, and sent by a separate step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openiro.core.models import Notice


def queue_notice(
    *,
    key: str,
    kind: str,
    person_code: str = "",
    address: str = "",
    facts: Mapping[str, Any],
    digest: bool = False,
    at: datetime,
) -> None:
    """Put a notice into the outbox, once for each `key`; facts hold counts, days and paths, never a name."""
    kept = {
        "kind": kind,
        "person": person_code,
        "address": address,
        "facts": dict(facts),
        "digest": digest,
        "made_at": at,
    }
    Notice.objects.get_or_create(key=key, defaults=kept)
