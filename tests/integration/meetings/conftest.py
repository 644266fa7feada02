"""A child ten years old whose review is planned, and the people who arrange it."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.actions import refresh_bank_holidays
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _bank_holidays(db):
    refresh_bank_holidays(on=NOW.date())


@pytest.fixture
def iro():
    return PersonFactory(iro=True, name="Ada Fern")


@pytest.fixture
def child(iro):
    found = ChildFactory(in_care_since=date(2026, 6, 1))
    AllocationFactory(child=found, officer=iro)
    return found


@pytest.fixture
def review(child):
    return ReviewFactory(child=child, planned=True, planned_on=date(2026, 12, 11))


@pytest.fixture
def meeting(child, review):
    return MeetingFactory(child=child, review=review)


@pytest.fixture
def mother(meeting):
    return InviteeFactory(meeting=meeting)
