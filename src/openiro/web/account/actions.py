"""Writes of sign-in: what changes the ways in, and what ends them. Each leaves an event of the service."""

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.queries import check_may, day_of
from openiro.web.account.sessions import session_keys_of

if TYPE_CHECKING:
    from openiro.people.models import User


class UnableToMakeLink(Refusal):
    """No link to set a password can be made for a person."""


@transaction.atomic
def record_way_in(*, person: "User", kind: str, by: "User", at: datetime) -> None:
    """Write down that a way in was added or taken away: `kind` is that of the event, such as `account.app_added`."""
    record_event(stream=SERVICE_STREAM, kind=kind, facts={"person": person.code}, by=by, at=at)


@transaction.atomic
def allow_password_link(*, person: "User", reset_second_factor: bool, by: "User", at: datetime) -> None:
    """Check that a link to set a password may be made for a person, and write down that it was.

    `reset_second_factor` takes away their apps, passkeys and recovery codes, and ends their sessions, as when a
    phone is lost. Needs `people.manage_users`. Raises `UnableToMakeLink`, `UnableToPermit`.
    """
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    if not person.is_active:
        raise UnableToMakeLink(f"{person.name} is deactivated. Let them in again first.")
    if not person.email:
        raise UnableToMakeLink(f"{person.name} has no email address, which they sign in with. Add it first.")
    if reset_second_factor:
        Authenticator.objects.filter(user_id=person.pk).delete()
        Session.objects.filter(pk__in=session_keys_of(person.pk, at=at)).delete()
        record_event(
            stream=SERVICE_STREAM, kind="account.second_factor_reset", facts={"person": person.code}, by=by, at=at
        )
    record_event(stream=SERVICE_STREAM, kind="account.link_made", facts={"person": person.code}, by=by, at=at)


@transaction.atomic
def end_other_sessions(*, keep: str | None, by: "User", at: datetime) -> int:
    """End every session of `by` but the one of the key `keep`; answers how many ended."""
    keys = [key for key in session_keys_of(by.pk, at=at) if key != keep]
    Session.objects.filter(pk__in=keys).delete()
    facts = {"person": by.code, "sessions": len(keys)}
    record_event(stream=SERVICE_STREAM, kind="account.sessions_ended", facts=facts, by=by, at=at)
    return len(keys)
