"""What a page of the whole service counts is counted anew as soon as anything is recorded."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.web.shell import kept as module
from openiro.web.shell.kept import kept

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def outside_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "connection", SimpleNamespace(in_atomic_block=False))
    caches["kept"].clear()


def _request(person: int = 1, day: date = date(2026, 3, 2)) -> Any:
    request: Any = RequestFactory().get("/")
    request.user, request.today = SimpleNamespace(pk=person), day
    return request


def _counter() -> Any:
    counted = iter(range(100))
    return lambda: next(counted)


@pytest.mark.usefixtures("outside_transactions")
def test_an_answer_holds_until_the_next_event_and_no_longer():
    ask = _counter()
    assert [kept(_request(), "children", ask), kept(_request(), "children", ask)] == [0, 0]
    record_event(stream=SERVICE_STREAM, kind="tests.something_done", facts={}, by=SimpleNamespace(code="a-test"), at=AT)
    assert kept(_request(), "children", ask) == 1


@pytest.mark.usefixtures("outside_transactions")
def test_each_person_day_and_question_has_an_answer_of_its_own():
    ask = _counter()
    answers = [
        kept(_request(), "children", ask),
        kept(_request(person=2), "children", ask),
        kept(_request(day=date(2026, 3, 3)), "children", ask),
        kept(_request(), "children", ask, "overdue"),
        kept(_request(), "children", ask),
    ]
    assert answers == [0, 1, 2, 3, 0]


def test_inside_a_transaction_nothing_is_kept():
    assert connection.in_atomic_block
    ask = _counter()
    assert [kept(_request(), "children", ask), kept(_request(), "children", ask)] == [0, 1]
