"""A notice is kept with what it tells of, once, and holds no words."""

from datetime import UTC, date, datetime

import pytest
from django.db import connections, transaction

from openiro.core.actions import queue_notice
from openiro.core.models import Notice

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


def queue(**changed):
    given = {"key": "decisions:12:2", "kind": "decisions_to_answer", "person_code": "manager", "at": AT}
    return queue_notice(**given | {"facts": {"count": 2, "due_on": date(2026, 6, 5), "path": "/reviews/"}} | changed)


@pytest.mark.django_db
def test_one_thing_is_told_once():
    assert queue() is True
    assert queue(facts={"count": 9}) is False
    assert Notice.objects.get().facts == {"count": 2, "due_on": "2026-06-05", "path": "/reviews/"}


@pytest.mark.django_db
def test_a_notice_goes_with_what_it_tells_of(monkeypatch):
    with monkeypatch.context() as outside:
        outside.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="same transaction"):
            queue()
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"facts": {"count": "Amara"}},
        {"facts": {"name": "Amara"}},
        {"facts": {"path": "/children/amara-okafor/"}},
        {"kind": "gossip"},
        {"address": "somebody@example.org"},
        {"person_code": ""},
    ],
)
def test_words_unknown_kinds_and_nobody_are_refused(changed):
    with pytest.raises(ValueError):
        queue(**changed)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_only_what_can_wait_waits_for_the_email_of_the_day():
    queue(digest=True)
    queue(key="report:1", kind="report_due", digest=True)
    assert dict(Notice.objects.values_list("kind", "digest")) == {"decisions_to_answer": False, "report_due": True}
