"""A Monday morning of the reviewing service, and people who open its pages."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
TODAY = date(2026, 11, 23)
FIRST_DUE = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def monday_morning(settings, db):
    """Monday 23 November 2026, nine o'clock."""
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def browser(person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def ada():
    return PersonFactory(iro=True, name="Ada Fern")


@pytest.fixture
def ben():
    return PersonFactory(manager=True, name="Ben Holt")


@pytest.fixture
def cleo():
    return PersonFactory(business_support=True, name="Cleo Marsh")


@pytest.fixture
def iro(ada):
    return browser(ada)


@pytest.fixture
def child(ada):
    """Rose Bell, ten years old, in care since 3 November: her first review is due by 1 December 2026."""
    child = ChildFactory(given_name="Rose", family_name="Bell", code="C77", in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=ada)
    return child


@pytest.fixture
def manager(ben, child):
    """The manager's browser, with a reason given for opening Rose's record."""
    client = browser(ben)
    client.post(reverse("children:reason", args=[child.reference]), {"reason": "Audit"})
    return client


@pytest.fixture
def planned(child, ada):
    """Rose's first review, planned for this morning."""
    return ReviewFactory(child=child, planned=True, planned_on=TODAY, chaired_by=ada, mode="video")


def words(response) -> str:
    """What the page says, blanks aside."""
    return " ".join(response.content.decode().replace("&#39;", "'").split())


def value_of(response, name: str) -> str:
    """What stands in a box of the page."""
    html = response.content.decode()
    box = next(
        found for found in re.findall(r"<input[^>]*>", html) if f'name="{name}"' in found or f'id="{name}"' in found
    )
    return re.search(r'value="([^"]*)"', box)[1]


def on_day(name: str, day: date) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def answers(person, **changes) -> dict[str, str]:
    """The answers about a review held this morning, at which everybody was and spoke."""
    given = {
        "review": "",
        "mode": "in_person",
        "duration_minutes": "50",
        "chaired_by": person.code,
        "attended": "True",
        "there_how": "PN1",
        "mother_part": "both",
        "father_part": "neither",
        "father_reason": "declined",
        "outcome": "completed",
    }
    return on_day("held_on", TODAY) | given | changes
