"""An officer with four children, a colleague and the manager, on Friday 20 November 2026."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.actions import refresh_bank_holidays
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, refresh
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.challenge.conftest import council

__all__ = ["council"]
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ON = NOW.date()


@pytest.fixture(autouse=True)
def calendar(db):
    """The bank holidays are known."""
    refresh_bank_holidays(on=ON)


@pytest.fixture
def ada():
    return PersonFactory(iro=True, full_time=True, name="Ada Officer", code="A1")


@pytest.fixture
def ben():
    return PersonFactory(iro=True, full_time=True, name="Ben Officer", code="B2")


@pytest.fixture
def mona():
    return PersonFactory(manager=True, name="Mona Manager", code="M9")


@pytest.fixture
def child_of_ada(ada):
    """A child of Ada's, in care since January, reviewed on these days."""

    def make(*held: date, **review):
        child = ChildFactory(in_care_since=date(2026, 1, 12))
        for held_on in held:
            ReviewFactory(child=child, held_on=held_on, **review)
        refresh(child)
        AllocationFactory(child=child, officer=ada)
        return child

    return make
