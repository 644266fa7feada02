"""Persons: added, changed, and no longer let in."""

from datetime import datetime

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import active_administrators, check_may, day_of


class UnableToChangePerson(Refusal):
    """A person cannot be added, changed or kept out as asked."""


@transaction.atomic
def add_person(*, code: str, name: str, email: str = "", by: User, at: datetime) -> User:
    """Add a person, who can hold roles from now on; without an email they are only named, and cannot sign in.

    Needs `people.manage_users`. Raises `UnableToChangePerson` where code or email is another's, `UnableToPermit`.
    """
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    if not code.strip() or not name.strip():
        raise UnableToChangePerson("A person needs a staff number and a name. Fill in both.")
    if User.objects.filter(code=code).exists():
        raise UnableToChangePerson(f"The code {code} is already another person's. Give a different one.")
    _check_email_is_free(email, None)
    person = User(code=code, name=name, email=email or None)
    person.set_unusable_password()
    person.save()
    facts = {"person": code, "name": name, "email": email}
    record_event(stream=SERVICE_STREAM, kind="people.person_added", facts=facts, by=by, at=at)
    return person


@transaction.atomic
def change_person(*, person: User, name: str, email: str, by: User, at: datetime) -> None:
    """Change a person's name and email. Needs `people.manage_users`; raises as `add_person`."""
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    _check_email_is_free(email, person)
    before = {"name": person.name, "email": person.email or ""}
    after = {"name": name, "email": email}
    if before == after:
        return
    person.name, person.email = name, email or None
    person.save(update_fields=["name", "email"])
    facts = {"person": person.code, "before": before, "after": after}
    record_event(stream=SERVICE_STREAM, kind="people.person_changed", facts=facts, by=by, at=at)


@transaction.atomic
def set_password(*, person: User, password: str, by: User, at: datetime) -> None:
    """Give a person a password, their own or one to begin with. Their own needs no permission; another's does.

    The event says that it was set, never what it is.
    """
    if by.pk != person.pk:
        check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    person.set_password(password)
    person.save(update_fields=["password"])
    record_event(stream=SERVICE_STREAM, kind="people.password_set", facts={"person": person.code}, by=by, at=at)


@transaction.atomic
def deactivate(*, person: User, by: User, at: datetime) -> None:
    """Keep a person out from now on; what they did stays theirs.

    Needs `people.manage_users`. Raises `UnableToChangePerson` for the last administrator and for oneself.
    """
    on = day_of(at)
    check_may(by, Permission.MANAGE_USERS, on=on)
    if person.pk == by.pk:
        raise UnableToChangePerson("You cannot deactivate yourself. Ask another administrator.")
    administrators = set(active_administrators(on=on).values_list("pk", flat=True))
    if person.is_service or administrators == {person.pk}:
        raise UnableToChangePerson(
            f"{person.name} is the last administrator. Make somebody else an administrator first."
        )
    _set_active(person, False, by, at)


@transaction.atomic
def reactivate(*, person: User, by: User, at: datetime) -> None:
    """Let a person in again, with the roles they still hold. Needs `people.manage_users`."""
    check_may(by, Permission.MANAGE_USERS, on=day_of(at))
    _set_active(person, True, by, at)


def _set_active(person: User, active: bool, by: User, at: datetime) -> None:
    person.is_active = active
    person.save(update_fields=["is_active"])
    kind = "people.person_reactivated" if active else "people.person_deactivated"
    record_event(stream=SERVICE_STREAM, kind=kind, facts={"person": person.code}, by=by, at=at)


def _check_email_is_free(email: str, person: User | None) -> None:
    others = User.objects.filter(email__iexact=email)
    if person is not None:
        others = others.exclude(pk=person.pk)
    if email and others.exists():
        raise UnableToChangePerson(f"The email {email} is already another person's. Give a different one.")
