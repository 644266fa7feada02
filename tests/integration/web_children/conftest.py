"""People who open pages of children, and a child whose story is worth a page."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from openiro.children.models import Child
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, EpisodeFactory, RelationshipFactory, refresh
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

TODAY = date(2026, 11, 20)
Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def _friday_morning():
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def signed_in(db, settings) -> Browser:
    """A function that gives a browser in which a person is signed in; a trait of the factory says which."""
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False

    def browser(person: object = None, **traits: object) -> Client:
        client = Client()
        client.force_login(person or PersonFactory(**traits))
        return client

    return browser


@pytest.fixture
def iro(db):
    return PersonFactory(iro=True, name="Ruth Example")


@pytest.fixture
def child(iro) -> Child:
    """In care since January 2024, moved once; reviewed three times, the third late; next due 6 January 2027."""
    found = ChildFactory(code="104562", given_name="Amara", family_name="Example", search_name="example amara")
    EpisodeFactory(child=found, started_on=date(2024, 1, 8), ended_on=date(2025, 5, 2), reason_ended="X1")
    EpisodeFactory(child=found, started_on=date(2025, 5, 2), reason_started="B", full_care_order=True, placement="K2")
    for day in (date(2024, 2, 2), date(2024, 4, 30), date(2026, 7, 6)):
        ReviewFactory(child=found, held_on=day)
    AllocationFactory(child=found, officer=iro, from_on=date(2024, 1, 10))
    RelationshipFactory(child=found, kind="mother", name="Grace Example", has_parental_responsibility=True)
    refresh(found)
    return found


def give_reason(client: Client, child: Child) -> None:
    """Say why the record is opened, as a person outside the child's caseload must."""
    response = client.post(f"/children/{child.reference}/reason/", {"reason": "Preparing supervision"})
    assert response.status_code == 302


def told(response: object) -> str:
    """The words of a page."""
    return response.content.decode()  # type: ignore[attr-defined]
