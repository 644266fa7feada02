"""The first year of one invented child, walked through by actions, told by queries."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import time_machine

from openiro.core.actions import refresh_bank_holidays
from tests.integration.tutorial import counted, entering, first_review, second_review, third_review
from tests.integration.tutorial.cast import Cast

CHAPTERS: tuple[Callable[[Cast], dict[str, object]], ...] = (
    entering.enter_care,
    entering.give_an_officer,
    entering.book_first,
    first_review.ask,
    first_review.hold_first,
    first_review.decide,
    first_review.write_up,
    second_review.book_second,
    second_review.be_late,
    second_review.hold_second,
    second_review.after_second,
    third_review.bring_forward,
    third_review.hold_third,
    third_review.after_third,
    counted.count,
)


def walk() -> dict[str, Any]:
    """Everything that happens in the year, in order; what the service said of each thing, by name."""
    told: dict[str, Any] = {}
    with time_machine.travel(datetime(2026, 4, 1, tzinfo=UTC), tick=False) as clock:
        refresh_bank_holidays(on=entering.STARTED)
        cast = Cast(clock)
        for chapter in CHAPTERS:
            told |= chapter(cast)
    return told
