"""The decisions of Rose's review as people open their pages, on the Friday after it."""

import re

import pytest
import time_machine
from django.test import Client

from tests.integration.decisions.conftest import NOW, ada, before, child, mona, review, stranger, team, tom

__all__ = ["ada", "before", "child", "mona", "review", "stranger", "team", "tom"]


@pytest.fixture(autouse=True)
def friday_morning(settings, db):
    """Friday 20 November 2026, ten o'clock."""
    from openiro.core.actions import refresh_bank_holidays

    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    refresh_bank_holidays(on=NOW.date())
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def browser(person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def words(response) -> str:
    """What a page says, without its markup."""
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
