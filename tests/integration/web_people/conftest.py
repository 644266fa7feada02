"""Browsers in which people of each role are signed in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from openiro.core.actions import refresh_bank_holidays
from tests.factories.people import PersonFactory

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _morning(settings):
    """The morning of Monday 23 November 2026."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser_of(db):
    """A function that gives a browser of somebody with the role."""

    def of(trait: str) -> Client:
        client = Client()
        client.person = PersonFactory(**{trait: True})
        client.force_login(client.person)
        return client

    return of


@pytest.fixture
def administrator(browser_of):
    return browser_of("administrator")


@pytest.fixture
def manager(browser_of):
    return browser_of("manager")


@pytest.fixture
def holidays(db):
    refresh_bank_holidays(on=NOW.date())


def words(response) -> str:
    """What the page says, blanks aside."""
    return " ".join(response.content.decode().replace("&#39;", "'").split())


def on(name: str, day: str) -> dict[str, str]:
    """A date as a form sends it: `on("from_on", "2026-04-01")`."""
    year, month, number = day.split("-") if day else ("", "", "")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}
