"""Rose, whose review was held on 19 November; Ada reviews her, Tom is her social worker, Mona manages his team."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from openiro.core.actions import refresh_bank_holidays
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, TeamFactory, team_manager
from tests.factories.reviews import ReviewFactory

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))
TODAY = date(2026, 11, 20)
DUE = date(2027, 1, 15)


@pytest.fixture(autouse=True)
def calendar(db):
    refresh_bank_holidays(on=TODAY)


@pytest.fixture
def ada():
    return PersonFactory(iro=True, name="Ada Fern")


@pytest.fixture
def tom():
    return PersonFactory(social_worker=True, name="Tom Reed")


@pytest.fixture
def team():
    return TeamFactory(name="North")


@pytest.fixture
def mona(team):
    person = team_manager(team)
    person.name = "Mona Vale"
    person.save()
    return person


@pytest.fixture
def stranger():
    """The manager of another team."""
    return team_manager(TeamFactory(name="South"))


@pytest.fixture
def child(ada, tom, team):
    child = ChildFactory(given_name="Rose", family_name="Bell", code="C77", in_care_since=date(2025, 6, 2))
    AllocationFactory(child=child, officer=ada)
    InvolvementFactory(child=child, worker=tom, team=team)
    return child


@pytest.fixture
def before(child, ada):
    """The review before."""
    return ReviewFactory(child=child, held_on=date(2026, 6, 26), chaired_by=ada)


@pytest.fixture
def review(child, ada, before):
    return ReviewFactory(child=child, held_on=date(2026, 11, 19), chaired_by=ada)
