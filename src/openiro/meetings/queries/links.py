"""Private links for people who do not sign in: what a key opens."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from openiro.domain.consultation import UnableToOpenLink, opens
from openiro.meetings.models import GuestLink

LONGEST_KEY = 100


@dataclass(frozen=True)
class OpenLink:
    """What a private link opens: for whom (`invitee` is their number), of which meeting, and until when."""

    number: int
    meeting: int
    child: int
    invitee: int
    role: str
    purpose: str
    version: int | None
    expires_at: datetime


def hash_of_key(key: str) -> str:
    """What is kept of a key: from it nobody can make the key again."""
    return hashlib.sha256(key.encode()).hexdigest()


def guest_link_row(key: str, purpose: str, at: datetime, *, holding: bool = False) -> GuestLink:
    """The link of that key and purpose, if it still opens something at `at`; raises `UnableToOpenLink`, always alike.

    `holding`: nobody else changes it until the transaction ends.
    """
    rows = GuestLink.objects.select_for_update(of=("self",)) if holding else GuestLink.objects.all()
    wanted = hash_of_key(key) if len(key) <= LONGEST_KEY else ""
    found = rows.select_related("invitee", "meeting__child").filter(key_hash=wanted, purpose=purpose).first()
    if found is None or not opens(
        expires_at=found.expires_at,
        used_at=found.used_at,
        withdrawn_at=found.withdrawn_at,
        is_invited=found.invitee.removed_at is None and not found.invitee.is_excluded,
        at=at,
    ):
        raise UnableToOpenLink
    return found


def guest_link_of(key: str, purpose: str, at: datetime) -> OpenLink:
    """What the key opens at `at` for that purpose (a code of LINK_PURPOSE).

    Raises `UnableToOpenLink`, in the same words whether the link was used, withdrawn, altered, has expired, belongs
    to another purpose, or its person is no longer invited.
    """
    row = guest_link_row(key, purpose, at)
    return OpenLink(
        number=row.pk,
        meeting=row.meeting_id,
        child=row.meeting.child_id,
        invitee=row.invitee_id,
        role=row.invitee.role,
        purpose=row.purpose,
        version=row.version,
        expires_at=row.expires_at,
    )
