"""What actions of audits share: their event, and who is told. Called in their transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from openiro.audits.models import Audit
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.people.models import User


def record(audit: Audit, kind: str, facts: Mapping[str, Any], by: User, at: datetime) -> None:
    """One event on the child's stream; `facts` hold ids, codes and days."""
    told = {"audit": audit.pk, **facts}
    record_event(stream=child_stream(audit.child_id), kind=f"audits.{kind}", facts=told, by=by, at=at)


def tell(kind: str, key: str, person: User, path: str, at: datetime, **facts: date | int) -> None:
    """A notice to one person, once for each key."""
    queue_notice(
        key=f"{kind}:{key}:{person.code}", kind=kind, person_code=person.code, facts={"path": path, **facts}, at=at
    )
