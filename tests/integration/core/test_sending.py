"""Notices leave once, by whichever way the council has, and whatever did not leave is told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import transaction
from django.urls import reverse

from openiro.core.actions import queue_notice
from openiro.core.clock import LONDON
from openiro.core.models import Event, Notice
from openiro.jobs.send_notices import last_gathering, send_what_waits
from openiro.web.shell.notices import send_at_once
from tests.factories.people import PersonFactory
from tests.post import MailSink, NotifySink, running

AT = datetime(2026, 6, 1, 9, tzinfo=LONDON)
LATER = AT + timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


@pytest.fixture
def sink(settings, clock):
    with running(MailSink()) as server:
        where = {"host": "127.0.0.1", "port": server.port, "username": "", "password": ""}
        settings.OPENIRO_POST = replace(settings.OPENIRO_POST, smtp=where, sender="iro@council.example")
        settings.OPENIRO_URL = "https://iro.example"
        yield server


@pytest.fixture
def notify(settings, clock):
    with running(NotifySink()) as server:
        key = "test-00000000-0000-0000-0000-000000000000-00000000-0000-0000-0000-000000000000"
        settings.OPENIRO_POST = replace(
            settings.OPENIRO_POST, notify_key=key, notify_template="t1", notify_url=server.url
        )
        yield server


@transaction.atomic
def queue(key, kind="decisions_to_answer", *, at=AT, facts=None, **changed):
    return queue_notice(key=key, kind=kind, facts=facts or {"count": 2, "path": "/reviews/"}, at=at, **changed)


def send(*, digest_before=AT):
    return send_what_waits(digest_before=digest_before)[0]


def body(message):
    return message.get_payload(decode=True).decode()


def test_a_manager_gets_an_email_with_a_link_and_nothing_about_a_child(sink):
    person = PersonFactory()
    queue("a", person_code=person.code)
    assert "sent 1" in send()
    [message] = sink.taken
    assert (message["To"], message["From"]) == (person.email, "iro@council.example")
    assert message["Subject"] == "Decisions of a review wait for your answer"
    assert "Read and answer: https://iro.example/reviews/" in body(message)
    assert "This email says nothing about any child" in body(message)


def test_nothing_is_sent_twice(sink):
    queue("a", person_code=PersonFactory().code)
    send()
    send()
    send_at_once()
    assert len(sink.taken) == 1


def test_the_day_goes_to_each_person_in_one_email(sink):
    one, other = PersonFactory(), PersonFactory()
    for number in range(3):
        queue(f"due {number}", "report_due", person_code=one.code, digest=True, at=AT - timedelta(hours=1))
    queue("late", "report_late", person_code=one.code, digest=True, at=AT - timedelta(hours=1))
    queue("other", "report_due", person_code=other.code, digest=True, at=AT - timedelta(hours=1))
    send()
    assert [(message["To"], message["Subject"]) for message in sink.taken] == [
        (one.email, "4 matters wait for you in the independent reviewing service"),
        (other.email, "A report for a review is due"),
    ]
    assert body(sink.taken[0]).count("A report for a review is due") == 1
    assert Notice.objects.filter(sent_at=AT).count() == 5


def test_what_came_after_the_hour_waits_for_the_next_day(sink):
    queue("a", "report_due", person_code=PersonFactory().code, digest=True)
    send(digest_before=last_gathering(AT, 7))
    assert not sink.taken
    send(digest_before=last_gathering(AT + timedelta(days=1), 7))
    assert len(sink.taken) == 1


def test_the_page_sends_at_once_and_leaves_the_email_of_the_day(sink):
    person = PersonFactory()
    queue("a", person_code=person.code)
    queue("b", "report_due", person_code=person.code, digest=True)
    send_at_once()
    assert [message["Subject"] for message in sink.taken] == ["Decisions of a review wait for your answer"]


def test_nobody_listens_so_it_waits_longer_each_time_and_is_given_up_at_last(sink, clock):
    queue("a", person_code=PersonFactory().code)
    sink.shutdown()
    sink.server_close()
    waits = []
    for _ in range(5):
        send()
        waits.append(Notice.objects.get().not_before - AT)
        send()  # too early: not tried
        assert Notice.objects.get().tries == len(waits)
        clock.move_to(Notice.objects.get().not_before)
    assert waits == sorted(waits)
    send()
    notice = Notice.objects.get()
    assert notice.failed_at
    assert notice.fault == "The mail server could not be reached. Tried 6 times."


def test_an_address_that_is_refused_is_not_tried_again(sink):
    sink.answer_rcpt = "550 no such person"
    queue("a", person_code=PersonFactory().code)
    send()
    notice = Notice.objects.get()
    assert (notice.failed_at, notice.fault) == (AT, "The mail server refused the address or the message.")


def test_a_busy_server_is_tried_again(sink, clock):
    sink.answer_data = "451 later"
    queue("a", person_code=PersonFactory().code)
    send()
    sink.answer_data = "250 yes"
    clock.move_to(LATER)
    send()
    assert len(sink.taken) == 1


def test_a_line_that_breaks_leaves_it_in_doubt_and_it_is_not_sent_again_by_itself(sink, clock):
    sink.drops = True
    queue("a", person_code=PersonFactory().code)
    assert "in doubt 1" in send()
    sink.drops = False
    clock.move_to(LATER)
    send()
    assert len(sink.taken) == 1
    assert Notice.objects.get().sent_at is None


@pytest.mark.parametrize(
    ("changed", "fault"),
    [({"is_active": False}, "left"), ({"email": None}, "no email address")],
)
def test_somebody_who_left_or_has_no_address_is_told_on_the_page(sink, changed, fault):
    queue("a", person_code=PersonFactory(**changed).code)
    send()
    assert fault in Notice.objects.get().fault
    assert not sink.taken


def test_the_link_of_somebody_outside_is_forgotten_once_it_is_sent(sink):
    queue("a", "form_link", address="parent@example.org", facts={"path": "/reviews/"})
    send()
    assert "https://iro.example/reviews/" in body(sink.taken[0])
    assert "delete it" in body(sink.taken[0])
    assert Notice.objects.get().facts == {}


def test_notify_sends_by_one_template(notify):
    person = PersonFactory()
    queue("a", person_code=person.code)
    send()
    [sent] = notify.taken
    assert (sent["email_address"], sent["template_id"]) == (person.email, "t1")
    assert sent["personalisation"]["subject"] == "Decisions of a review wait for your answer"


@pytest.mark.parametrize("was_taken", [True, False])
def test_notify_is_asked_before_anything_in_doubt_goes_again(notify, clock, was_taken):
    notify.breaks = True
    notify.status = 201 if was_taken else 500
    queue("a", person_code=PersonFactory().code)
    assert "in doubt 1" in send()
    notify.breaks, notify.status = False, 201
    clock.move_to(LATER)
    send()
    assert len(notify.taken) == 1
    assert Notice.objects.get().sent_at == LATER


@pytest.mark.parametrize(("status", "failed"), [(400, True), (429, False)])
def test_notify_refuses_or_is_too_busy(notify, status, failed):
    notify.status = status
    queue("a", person_code=PersonFactory().code)
    send()
    notice = Notice.objects.get()
    assert (bool(notice.failed_at), notice.held_at) == (failed, None)
    assert "GOV.UK Notify" in notice.fault


def test_nobody_at_notify_means_certainly_not_sent(notify):
    notify.shutdown()
    notify.server_close()
    queue("a", person_code=PersonFactory().code)
    assert "not taken 1" in send()


def test_without_email_notices_are_kept_and_the_page_says_so(client, clock):
    assert not django_settings.OPENIRO_POST.smtp
    queue("a", person_code=PersonFactory().code)
    assert send() == "Notices that wait: 1. No way to send them is set: see OPENIRO_EMAIL_URL."
    client.force_login(PersonFactory(administrator=True))
    page = client.get(reverse("people:notice-list")).content.decode()
    assert "Email is not set up" in page
    assert "1 notice waits" in page


def test_what_was_not_sent_is_listed_and_sent_again(client, sink):
    person = PersonFactory(email=None)
    queue("a", person_code=person.code, facts={"count": 7, "path": "/reviews/"})
    send()
    client.force_login(PersonFactory(business_support=True))
    page = client.get(reverse("people:notice-list")).content.decode()
    assert "They have no email address" in page
    assert "Decisions of a review wait for your answer" in page
    person.email = "new@council.example"
    person.save()
    client.post(reverse("people:notice-send-again", args=[Notice.objects.get().pk]))
    send()
    assert [message["To"] for message in sink.taken] == ["new@council.example"]
    assert Event.objects.filter(kind="core.notice_sent_again").count() == 1
    answer = client.post(reverse("people:notice-send-again", args=[Notice.objects.get().pk]), follow=True)
    assert "There is nothing to send again" in answer.content.decode()


def test_a_notice_that_another_process_has_in_hand_is_left_alone(sink):
    queue("a", person_code=PersonFactory().code)
    Notice.objects.update(held_at=AT)
    send()
    assert not sink.taken
