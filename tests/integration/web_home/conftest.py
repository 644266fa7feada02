"""A Monday morning, browsers of people in their roles, and the children of one officer."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

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
def iro(db):
    return PersonFactory(iro=True, full_time=True, name="Ruth Example")


@pytest.fixture
def children(iro):
    """The officer's children, one for each thing that there may be to do, and one child whom nobody reviews."""
    started = {
        "Overdue": date(2026, 9, 1),
        "Unbooked": date(2026, 11, 3),
        "This-week": date(2026, 11, 4),
        "Booked-late": date(2026, 11, 10),
        "Adjourned": date(2026, 10, 12),
        "New": date(2026, 11, 20),
        "Nobodys": date(2026, 11, 19),
    }
    found = {name: ChildFactory(in_care_since=day, given_name=name, family_name="X") for name, day in started.items()}
    ReviewFactory(child=found["This-week"], planned=True, planned_on=date(2026, 11, 26))
    ReviewFactory(child=found["Booked-late"], planned=True, planned_on=date(2026, 12, 10))
    ReviewFactory(child=found["Adjourned"], adjourned=True, recorded_by=iro, held_on=date(2026, 11, 6))
    for name, child in found.items():
        if name != "Nobodys":
            from_on = date(2026, 11, 20) if name == "New" else date(2020, 1, 1)
            AllocationFactory(child=child, officer=iro, from_on=from_on)
    return found


def words(response) -> str:
    """What the page says, blanks aside."""
    return " ".join(response.content.decode().replace("&#39;", "'").split())


def section(response, anchor: str) -> str:
    """What one section of the page says; empty where the page has none of that name."""
    _, found, rest = words(response).partition(f'id="{anchor}"')
    return rest.partition("</section>")[0] if found else ""
