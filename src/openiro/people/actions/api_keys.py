"""Keys by which other programs of the council read: made, used, and withdrawn."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import ApiKey, User
from openiro.people.queries import check_may, day_of
from openiro.people.queries.api_keys import hash_of_api_key, roles_for_keys

KEY_BYTES = 32
LONGEST = timedelta(days=366)


class UnableToMakeKey(Refusal):
    """A key cannot be made or withdrawn as asked."""


@transaction.atomic
def make_api_key(*, held: int, name: str, expires_on: date, by: User, at: datetime) -> str:
    """Make a key for the role held of that number, and answer it: it is kept nowhere and shown once.

    It works to the end of `expires_on`, a year ahead at the most. Needs `people.manage_users`; raises
    `UnableToMakeKey` for a role that reads no figures or is not held today, or another last day.
    """
    on = day_of(at)
    check_may(by, Permission.MANAGE_USERS, on=on)
    if held not in {each.number for each in roles_for_keys(on=on)}:
        raise UnableToMakeKey("A key reads what a role reads. Choose a role that is held today and reads figures.")
    if not on <= expires_on <= on + LONGEST:
        raise UnableToMakeKey("A key works for a year at the most. Give a last day from today to a year from today.")
    key = secrets.token_urlsafe(KEY_BYTES)
    values = {"key_hash": hash_of_api_key(key), "expires_on": expires_on, "made_at": at, "made_by": by}
    row = ApiKey.objects.create(held_id=held, name=name, **values)
    _record("people.api_key_made", row, by, at)
    return key


@transaction.atomic
def withdraw_api_key(*, number: int, by: User, at: datetime) -> None:
    """The key stops working at once. Needs `people.manage_users`; raises `UnableToMakeKey` where there is none left."""
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    row = ApiKey.objects.select_for_update().filter(pk=number, withdrawn_at=None).first()
    if row is None:
        raise UnableToMakeKey("This key was withdrawn already. Look at the list of keys again.")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _record("people.api_key_withdrawn", row, by, at)


@transaction.atomic
def note_key_used(*, number: int, by: User, at: datetime) -> None:
    """Keep the day on which the key was last used; an event on the first use of each day. `by` is its person."""
    on = day_of(at)
    row = ApiKey.objects.select_for_update().select_related("held__user").get(pk=number)
    if row.last_used_on == on:
        return
    row.last_used_on = on
    row.save(update_fields=["last_used_on"])
    _record("people.api_key_used", row, by, at)


def _record(kind: str, row: ApiKey, by: User, at: datetime) -> None:
    facts = {"key": row.pk, "person": row.held.user.code, "role": row.held.role, "expires_on": row.expires_on}
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)
