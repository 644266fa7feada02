"""Fifteen children small enough to count by hand, and browsers of people who read figures of them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from openiro.core.actions import refresh_bank_holidays
from openiro.reporting.queries import forget_figures
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LAST_YEAR = {"period": "last-year"}


@pytest.fixture(autouse=True)
def _friday_morning(settings):
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False
    forget_figures()
    with time_machine.travel(NOW, tick=False):
        yield
    forget_figures()


@pytest.fixture
def signed_in(db):
    """A function that gives a browser in which a person is signed in; a trait of the factory says which."""

    def of(person=None, **traits):
        client = Client()
        client.person = person or PersonFactory(**traits)
        client.force_login(client.person)
        return client

    return of


@pytest.fixture
def manager(signed_in):
    return signed_in(manager=True)


@pytest.fixture
def panel(signed_in):
    return signed_in(panel_member=True)


@pytest.fixture
def iro(db):
    return PersonFactory(iro=True, name="Ruth Example")


@pytest.fixture
def council(iro):
    """In care since 1 April 2024: twelve girls, three boys. In 2025/26 each was reviewed once, in time but for one boy;
    two girls are reviewed by Ruth."""
    refresh_bank_holidays(on=NOW.date())
    children = []
    for number in range(15):
        boy = number >= 12
        child = ChildFactory(
            code=f"C{number:03}",
            given_name=f"Given{number:03}",
            family_name=f"Family{number:03}",
            sex="M" if boy else "F",
            in_care_since=date(2024, 4, 1),
        )
        for day in (date(2024, 4, 22), date(2024, 7, 15), date(2025, 1, 10)):
            ReviewFactory(child=child, held_on=day)
        ReviewFactory(child=child, held_on=date(2025, 8, 1) if number == 14 else date(2025, 7, 1))
        children.append(child)
    for child in children[:2]:
        AllocationFactory(child=child, officer=iro)
    return children


def words(response) -> str:
    """What the page says, blanks aside."""
    return " ".join(response.content.decode().replace("&#39;", "'").replace("\u00a0", " ").split())
