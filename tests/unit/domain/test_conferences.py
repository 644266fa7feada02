"""When child protection conferences are due."""

from datetime import date

import pytest

from openiro.domain.conferences import (
    ConferenceFacts,
    UnableToRecordConference,
    check_conference,
    conference_due,
    initial_conference_due,
    review_conference_due,
)
from tests.factories.calendars import england_and_wales


def test_the_initial_conference_is_due_15_working_days_after_the_strategy_discussion() -> None:
    assert initial_conference_due(date(2018, 5, 3), england_and_wales()) == date(2018, 5, 25)


def test_the_first_review_is_due_after_3_months_and_later_ones_after_6() -> None:
    initial = (date(2018, 11, 30), "initial")
    assert review_conference_due(date(2019, 3, 5), [initial]) == date(2019, 2, 28)
    assert review_conference_due(date(2019, 9, 1), [(date(2019, 2, 20), "review"), initial]) == date(2019, 8, 20)


def test_after_a_conference_that_moved_the_plan_here_the_first_review_is_due_after_3_months() -> None:
    assert review_conference_due(date(2019, 3, 5), [(date(2018, 12, 3), "transfer_in")]) == date(2019, 3, 3)


def test_without_a_conference_before_it_nobody_knows_when_it_was_due() -> None:
    assert review_conference_due(date(2019, 3, 5), [(date(2019, 3, 5), "initial")]) is None


def test_a_conference_is_held_against_the_others_of_the_child() -> None:
    """An initial one by its strategy discussion, a review by the one before it; of others no last day is known."""
    calendar = england_and_wales()
    initial = ConferenceFacts("initial", date(2018, 5, 24), strategy_on=date(2018, 5, 3))
    review = ConferenceFacts("review", date(2018, 8, 30))
    assert conference_due(initial, [initial, review], calendar) == date(2018, 5, 25)
    assert conference_due(review, [initial, review], calendar) == date(2018, 8, 24)
    assert conference_due(ConferenceFacts("initial", date(2018, 5, 24)), [], calendar) is None
    assert conference_due(ConferenceFacts("transfer_in", date(2018, 5, 24)), [], calendar) is None


@pytest.mark.parametrize(
    "given",
    [
        ConferenceFacts("strategy", date(2018, 5, 24)),
        ConferenceFacts("initial", date(2018, 6, 2)),
        ConferenceFacts("initial", date(2018, 5, 24), report_shown_on=date(2018, 6, 2)),
        ConferenceFacts("initial", date(2018, 5, 24), strategy_on=date(2018, 5, 25)),
    ],
    ids=["of no kind", "held tomorrow", "shown tomorrow", "before its strategy discussion"],
)
def test_what_cannot_have_been_is_refused(given: ConferenceFacts) -> None:
    with pytest.raises(UnableToRecordConference):
        check_conference(given, date(2018, 6, 1))
