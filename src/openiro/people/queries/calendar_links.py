"""The private links of people's calendars: whose a key is, and since when a person has one."""

import hashlib
from datetime import datetime

from openiro.people.models import CalendarLink, User


def hash_of_key(key: str) -> str:
    """What is kept of a calendar key: it cannot be turned back into the key. The key itself is 32 random bytes."""
    return hashlib.sha256(key.encode()).hexdigest()


def person_of_calendar_key(key: str) -> User | None:
    """Whose calendar the key opens; None where it is wrong or withdrawn, or the person is kept out. One query."""
    live = CalendarLink.objects.filter(key_hash=hash_of_key(key), withdrawn_at=None, user__is_active=True)
    link = live.select_related("user").first()
    return link.user if link else None


def calendar_link_made_at(user: User) -> datetime | None:
    """Since when the person has a link that works; None where there is none."""
    return CalendarLink.objects.filter(user=user, withdrawn_at=None).values_list("made_at", flat=True).first()
