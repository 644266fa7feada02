"""The children and people of the decisions' tests, and a day that can be moved on."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from openiro.core.actions import set_setting
from openiro.people.actions import service_account
from openiro.people.queries import POLICY_SETTING
from tests.factories.people import PersonFactory
from tests.integration.decisions.conftest import NOW, ada, before, calendar, child, mona, review, stranger, team, tom

__all__ = ["ada", "before", "calendar", "child", "mona", "review", "stranger", "team", "tom"]


def at(day: date) -> datetime:
    """Ten o'clock in the morning of that day."""
    return datetime.combine(day, time(10), ZoneInfo("Europe/London"))


@pytest.fixture
def head():
    return PersonFactory(head_of_service=True, name="Hal Moor")


@pytest.fixture
def council():
    """The policy of a council is chosen."""

    def choose(name: str) -> None:
        set_setting(key=POLICY_SETTING, value=name, by=service_account(), at=NOW)

    return choose
