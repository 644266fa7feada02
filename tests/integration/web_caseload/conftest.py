"""Monday morning, browsers of people in their roles, officers, and a child whom nobody reviews yet."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def browser(db, settings):
    """A function that gives a browser in which a person is signed in; a trait of the factory says which."""
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False

    def of(person=None, **traits) -> Client:
        client = Client()
        client.person = person or PersonFactory(**traits)
        client.force_login(client.person)
        return client

    return of


@pytest.fixture
def manager(browser):
    return browser(manager=True)


@pytest.fixture
def iro(db):
    return PersonFactory(iro=True, full_time=True, name="Ruth Example")


@pytest.fixture
def child(db):
    """In care since Wednesday: day 3 of the 5 is today."""
    return ChildFactory(in_care_since=date(2026, 11, 18), given_name="Amara", family_name="Example", code="104562")


def words(response) -> str:
    """What the page says, blanks aside."""
    return " ".join(response.content.decode().replace("&#39;", "'").split())


def on(name: str, day: str) -> dict[str, str]:
    """A date as a form sends it: `on("from_on", "2026-04-01")`."""
    year, month, number = day.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}
