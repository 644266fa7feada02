"""Rose's review of 19 November, and the forms and meetings that follow it."""

import pytest

from openiro.domain.monitoring import FormWords
from openiro.quality.actions import save_form, send_form
from tests.factories.people import PersonFactory
from tests.integration.challenge.conftest import (
    ada,
    at,
    before,
    calendar,
    child,
    council,
    head,
    mona,
    review,
    stranger,
    team,
    tom,
)
from tests.integration.decisions.conftest import NOW

__all__ = [
    "ada", "at", "before", "calendar", "child", "council", "head", "mona", "review", "stranger", "team", "tom",
]  # fmt: skip

GREEN = {id: FormWords("green") for id in ("care", "practice", "services", "care_plan", "agencies", "placement")}
RED = FormWords("red", "Too far from school", "education")
AMBER = FormWords("amber", "Case notes are three weeks behind", "recording")
PRAISE = FormWords(words="He walked her to her first day")


@pytest.fixture
def manager():
    return PersonFactory(manager=True, name="Ines Ward")


@pytest.fixture
def sent(review, ada):
    """The form with one red and one amber."""
    answers = {**GREEN, "placement": RED, "practice": AMBER, "good_practice": PRAISE}
    form = save_form(review=review, answers=answers, by=ada, at=NOW)
    send_form(form=form, by=ada, at=NOW)
    return form
