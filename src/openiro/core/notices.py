"""The outbox: notices kept in the transaction of what they tell of."""

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
) -> bool:
    """Put a notice into the outbox, once for each `key`; answers whether it is new."""
    given = {"kind": kind, "person": person_code, "address": address, "facts": dict(facts)}
    _, is_new = Notice.objects.get_or_create(key=key, defaults={**given, "digest": digest, "made_at": at})
    return is_new
