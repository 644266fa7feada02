"""People who sign in, and a moment in which they do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from openiro.people.actions import add_person, give_role, service_account, set_password

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
PASSWORD = "three odd words 47"


def person(name: str, role: str = "iro", *, password: str = PASSWORD, from_on: date = date(2026, 1, 1)):
    """Somebody with a role, an email like 'ada@example.gov.uk', and a password."""
    by, code = service_account(), name.split()[0].lower()
    made = add_person(code=f"S-{code}", name=name, email=f"{code}@example.gov.uk", by=by, at=NOW)
    if role:
        give_role(person=made, role=role, from_on=from_on, by=by, at=NOW)
    if password:
        set_password(person=made, password=password, by=by, at=NOW)
    return made


@pytest.fixture
def clock():
    """The morning of Monday 23 November 2026; `clock.shift(minutes)` goes on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(db, clock):
    return person("Ada Fern")


@pytest.fixture
def administrator(db, clock):
    return person("Ivo Marsh", "administrator")


def sign_in(client: Client, email: str = "ada@example.gov.uk", password: str = PASSWORD, next: str = ""):
    return client.post("/account/sign-in/", {"login": email, "password": password, "next": next})


def words(response) -> str:
    """What the page says, blanks aside."""
    return " ".join(response.content.decode().split())


class Hashes:
    """How often a password was hashed or compared."""

    def __init__(self) -> None:
        self.count = 0

    def pop_all(self) -> int:
        count, self.count = self.count, 0
        return count


@pytest.fixture
def hashes(monkeypatch):
    counted, encode = Hashes(), Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify

    def counted_encode(self, *args, **kwargs):
        counted.count += 1
        return encode(self, *args, **kwargs)

    def counted_verify(self, *args, **kwargs):
        counted.count += 1
        return verify(self, *args, **kwargs)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted_encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", counted_verify)
    return counted


@pytest.fixture(autouse=True)
def _static_folder(settings):
    """Where static files are collected; the middleware that serves them warns where it is missing."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
