"""A browser of somebody who does not sign in, and private links to forms."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.integration.meetings.conftest import NOW, _bank_holidays, child, iro, meeting, mother, review
from tests.integration.voice.conftest import herself, key

__all__ = ["_bank_holidays", "child", "herself", "iro", "key", "meeting", "mother", "review"]


@pytest.fixture(autouse=True)
def at_the_moment(settings, db):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def guest():
    return Client()


def shown(response) -> str:
    """The page as it stands, but for the number that lets its own style run."""
    return re.sub(r'nonce="[^"]*"', "", response.content.decode())
