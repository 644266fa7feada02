"""The private link of a person's own calendar: made, and withdrawn."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.permissions import Permission
from openiro.people.models import CalendarLink, User
from openiro.people.queries import check_may, day_of
from openiro.people.queries.calendar_links import hash_of_key

KEY_BYTES = 32


@transaction.atomic
def make_calendar_link(*, by: User, at: datetime) -> str:
    """Make the person's own calendar link and answer its key, which is kept nowhere: it is shown once.

    An earlier link stops working. Needs `reviews.view_reviews`; raises `UnableToPermit`.
    """
    check_may(by, Permission.VIEW_REVIEWS, on=day_of(at))
    User.objects.select_for_update().get(pk=by.pk)
    _live(by).update(withdrawn_at=at)
    key = secrets.token_urlsafe(KEY_BYTES)
    CalendarLink.objects.create(user=by, key_hash=hash_of_key(key), made_at=at)
    facts = {"person": by.code}
    record_event(stream=SERVICE_STREAM, kind="people.calendar_link_made", facts=facts, by=by, at=at)
    return key


@transaction.atomic
def withdraw_calendar_link(*, by: User, at: datetime) -> None:
    """The person's own calendar link stops working; without one, nothing happens."""
    if _live(by).update(withdrawn_at=at):
        facts = {"person": by.code}
        record_event(stream=SERVICE_STREAM, kind="people.calendar_link_withdrawn", facts=facts, by=by, at=at)


def _live(person: User) -> QuerySet[CalendarLink]:
    return CalendarLink.objects.filter(user=person, withdrawn_at=None)
