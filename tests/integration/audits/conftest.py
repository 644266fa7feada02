"""Four children in care, their officers, workers and team; the manager draws samples."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.actions import refresh_bank_holidays
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, refresh
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.reviews import ReviewFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
HELD = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def calendar(db):
    refresh_bank_holidays(on=TODAY)


@pytest.fixture
def manager():
    return PersonFactory(manager=True, name="Maya Frost")


@pytest.fixture
def officers():
    return PersonFactory.create_batch(3, iro=True)


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True)


@pytest.fixture
def team():
    return TeamFactory(name="North")


@pytest.fixture
def children(officers, worker, team):
    """The first officer has two of them, the others one each; each was reviewed on 5 October."""
    made = ChildFactory.create_batch(4, in_care_since=date(2026, 1, 12))
    for child, officer in zip(made, [officers[0], *officers], strict=True):
        AllocationFactory(child=child, officer=officer)
        InvolvementFactory(child=child, worker=worker, team=team)
        review = ReviewFactory(child=child, held_on=HELD, chaired_by=officer)
        review.completed_on, review.record_finished_on = HELD, date(2026, 10, 23)
        review.save()
        refresh(child)
    return made
