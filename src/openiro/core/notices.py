"""The outbox: a notice is kept in the transaction of what it tells of, and sent by a separate step."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from openiro.core.models import Notice


def queue_notice(
    *,
    key: str,
    kind: str,
    person_code: str = "",
    address: str = "",
    facts: Mapping[str, Any],
    digest: bool = False,
    not_before: datetime | None = None,
    at: datetime,
) -> bool:
    """Put a notice into the outbox, once for each `key`; answers whether it is new.

    `facts` are numbers, days and the path of a page, never a child's name or what somebody wrote. Refuses outside the
    transaction of what it tells of, so that neither lands without the other.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A notice is kept in the same transaction as what it tells of.")
    kept = {place: value.isoformat() if isinstance(value, date) else value for place, value in facts.items()}
    _, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "person": person_code,
            "address": address,
            "facts": kept,
            "digest": digest,
            "made_at": at,
            "not_before": not_before,
        },
    )
    return is_new
