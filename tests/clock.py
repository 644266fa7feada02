"""The day of a file of tests, with its bank holidays on record."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine

from openiro.core.actions import refresh_bank_holidays


def standing_still(at: datetime) -> Any:
    """A fixture for every test of a file: `today = standing_still(NOW)`."""

    @pytest.fixture(autouse=True)
    def today() -> Iterator[None]:
        with time_machine.travel(at, tick=False):
            refresh_bank_holidays(on=at.date())
            yield

    return today
