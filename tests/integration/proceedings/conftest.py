"""Two brothers in care, their IRO, manager and social worker, and people who do not know them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from openiro.core.actions import refresh_bank_holidays
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Europe/London"))
APPLIED = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def holidays():
    """Bank holidays are known."""
    refresh_bank_holidays(on=TODAY)


@pytest.fixture
def iro():
    return PersonFactory(iro=True, name="Ada Moss")


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True, name="Sam Lee")


@pytest.fixture
def brothers(iro, worker):
    """Two children of one IRO and one social worker, in care since January."""
    made = ChildFactory.create_batch(2, in_care_since=date(2026, 1, 12))
    for child in made:
        AllocationFactory(child=child, officer=iro)
        InvolvementFactory(child=child, worker=worker)
    return made
