"""Central Bedfordshire: social work teams are briefed on what they tell the IRO of, and each worker acknowledges it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from openiro.core.models import Event
from openiro.domain.supervision import UnableToSupervise
from openiro.people.queries import UnableToPermit
from openiro.supervision.actions import MeetingFacts, acknowledge_guidance, record_service_meeting
from openiro.supervision.queries import guidance_readers, guidance_to_read
from tests.factories.people import PersonFactory

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
DUTY = "duty_to_tell"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True, name="Tom Reed")


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def seen(person, name, *args, **sent):
    client, address = Client(), reverse(name, args=args)
    client.force_login(person)
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_worker_reads_what_the_iro_is_told_of_and_acknowledges_it_once(worker):
    assert "What you tell the reviewing officer of, and when" in seen(worker, "home:today")
    page = seen(worker, "supervision:guidance", DUTY)
    assert "I have read this" in page
    assert "Before it is done" in page
    assert "regulation" in page
    assert "it is recorded that you have read this" in seen(worker, "supervision:guidance", DUTY, sent="1")
    assert "Guidance to read" not in seen(worker, "home:today")
    after = seen(worker, "supervision:guidance", DUTY)
    assert "You acknowledged it" in after
    assert "I have read this" not in after
    acknowledge_guidance(guidance=DUTY, by=worker, at=NOW)
    assert Event.objects.filter(kind="supervision.guidance_read").count() == 1


def test_the_manager_sees_who_has_acknowledged_it_and_who_not_yet(worker, manager):
    PersonFactory(social_worker=True, name="Una Hart")
    record_service_meeting(
        facts=MeetingFacts("briefing", TODAY, "What the IRO is told of", attended=12, guidance=DUTY), by=manager, at=NOW
    )
    acknowledge_guidance(guidance=DUTY, by=worker, at=NOW)
    assert "1 of 2" in seen(manager, "supervision:meetings")
    page = seen(manager, "supervision:guidance-read", DUTY)
    assert "1 of 2 have read it" in page
    assert page.index("Una Hart") < page.index("Not yet") < page.index("Tom Reed")
    assert [line.name for line in guidance_readers(manager, DUTY, on=TODAY).lines] == ["Una Hart", "Tom Reed"]


def test_only_guidance_that_is_to_be_acknowledged_and_only_by_whom_it_is_for(worker, manager):
    officer = PersonFactory(iro=True)
    for refused in (officer, PersonFactory(business_support=True)):
        with pytest.raises(UnableToPermit):
            acknowledge_guidance(guidance=DUTY, by=refused, at=NOW)
    with pytest.raises(UnableToSupervise, match="Nobody is asked"):
        acknowledge_guidance(guidance="permanence_and_ceasing", by=worker, at=NOW)
    with pytest.raises(UnableToSupervise, match="for social workers"):
        acknowledge_guidance(guidance=DUTY, by=manager, at=NOW)
    assert "I have read this" not in seen(manager, "supervision:guidance", DUTY)
    assert not any(each.waits for each in guidance_to_read(manager, on=TODAY))
    with pytest.raises(UnableToPermit):
        guidance_readers(officer, DUTY, on=TODAY)
    assert [each.key for each in guidance_to_read(worker, on=TODAY)] == [DUTY]
    client = Client()
    client.force_login(worker)
    assert client.get(reverse("supervision:guidance", args=["permanence_and_ceasing"])).status_code == 404
    assert client.get(reverse("supervision:guidance-read", args=[DUTY])).status_code == 403
