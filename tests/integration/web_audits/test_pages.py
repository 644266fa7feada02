"""The manager draws a sample, somebody audits and submits, and the finding goes round, all by pages."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from openiro.audits.models import Audit, AuditFinding, AuditSample
from openiro.core.models import AccessLogEntry
from tests.factories.audits import AuditFactory
from tests.factories.people import PersonFactory
from tests.integration.audits.conftest import NOW, calendar, children, manager, officers, team, worker

__all__ = ["calendar", "children", "manager", "officers", "team", "worker"]

pytestmark = pytest.mark.django_db
JOURNEY = {f"answer_{id}": "yes" for id in ("reflected", "embedded", "challenge", "voice")}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def words(response):
    return response.content.decode()


@pytest.fixture
def audit(manager, children):
    sent = {"kind": "journey", "rule": "all", "size": "1", "seed": "7"}
    page = browser(manager).post(reverse("audits:draw"), sent, follow=True)
    assert "The sample is drawn" in words(page)
    assert "Yes: the same audits" in words(page)
    return Audit.objects.get()


def test_without_a_seed_one_is_made_and_kept(manager, children):
    browser(manager).post(reverse("audits:draw"), {"kind": "journey", "rule": "all", "size": "2"})
    assert AuditSample.objects.get().seed >= 0
    assert Audit.objects.count() == 2


def test_a_rule_that_finds_nothing_says_so_on_the_form(manager, children):
    sent = {"kind": "journey", "rule": "moves", "moves": "3", "size": "1"}
    assert "The rule finds nothing" in words(browser(manager).post(reverse("audits:draw"), sent))


def test_what_is_missing_is_named_and_what_was_filled_in_stays(audit):
    page = browser(audit.auditor).post(reverse("audits:audit", args=[audit.pk]), {"answer_voice": "yes", "submit": "1"})
    assert "Answer question 1, 2, 3, 5" in words(page)
    audit.refresh_from_db()
    assert audit.submitted_at is None


def test_it_is_saved_with_the_time_it_took_and_gone_on_with(audit):
    client, address = browser(audit.auditor), reverse("audits:audit", args=[audit.pk])
    client.post(address, {"answer_voice": "no", "opened": str(int(NOW.timestamp()) - 240)})
    audit.refresh_from_db()
    assert audit.seconds == 240
    assert 'value="no" checked' in words(client.get(address))


def test_a_stamp_that_is_nonsense_counts_no_time(audit):
    browser(audit.auditor).post(reverse("audits:audit", args=[audit.pk]), {"opened": "²"})
    audit.refresh_from_db()
    assert audit.seconds == 0


def test_reading_an_audit_of_a_child_outside_the_caseload_is_written_down(audit):
    browser(audit.auditor).get(reverse("audits:audit", args=[audit.pk]))
    assert AccessLogEntry.objects.get(page="audits:audit").child_number == audit.child_id


def test_an_audit_is_not_there_for_those_who_have_no_part_in_it(audit, officers, worker):
    for person in {*officers, worker} - {audit.auditor}:
        assert browser(person).get(reverse("audits:audit", args=[audit.pk])).status_code == 404


def test_the_loop_is_closed(audit, worker, manager):
    auditor, address = browser(audit.auditor), reverse("audits:audit", args=[audit.pk])
    found = {"theme": "decisions", "text": "Give each decision a day", "owner": worker.code}
    auditor.post(reverse("audits:finding-add", args=[audit.pk]), found)
    sent = {**JOURNEY, "words_difference": "A home", "grade": "good", "feedback": "Clear", "submit": "1"}
    assert "The audit is submitted" in words(auditor.post(address, sent, follow=True))
    assert "Make an action from this" in words(browser(manager).get(address))
    finding = AuditFinding.objects.get()
    here = reverse("audits:finding", args=[finding.pk])
    assert "Findings of audits" in words(browser(worker).get("/"))
    assert "Your answer is with the auditor" in words(browser(worker).post(here, {"words": "Done"}, follow=True))
    auditor.post(reverse("audits:finding-return", args=[finding.pk]), {"words": "Since when?"})
    browser(worker).post(here, {"words": "Since Monday"})
    assert "The finding is closed" in words(auditor.post(here, {}, follow=True))
    results = words(browser(manager).get(reverse("audits:results"), {"kind": "journey"}))
    assert "1 of 1" in results


def submitted(audit, worker, **more):
    """The auditor has found something for the worker to do, and submitted."""
    auditor, found = (
        browser(audit.auditor),
        {"theme": "safety", "text": "Hold a strategy meeting", "owner": worker.code},
    )
    auditor.post(reverse("audits:finding-add", args=[audit.pk]), found | more)
    sent = {**JOURNEY, "words_difference": "A home", "grade": "good", "submit": "1"}
    auditor.post(reverse("audits:audit", args=[audit.pk]), sent)
    return AuditFinding.objects.get()


def test_a_sample_tells_what_each_agency_is_to_do_for_each_child(audit, worker, manager):
    finding = submitted(audit, worker, agency="Thames Valley Police")
    said = words(browser(manager).get(reverse("audits:sample", args=[audit.sample_id])))
    for expected in ("What is to be done for each child", "Hold a strategy meeting", "Thames Valley Police"):
        assert expected in said
    here = reverse("audits:finding", args=[finding.pk])
    assert "Thames Valley Police" in words(browser(worker).get(here))


def test_a_finding_leads_to_an_action_and_to_the_learning_day_until_that_is_held(audit, worker, manager, officers):
    finding = submitted(audit, worker, for_learning="on")
    client, meetings = browser(manager), reverse("supervision:meetings")
    here = reverse("audits:finding", args=[finding.pk])
    assert f"?source=audit&amp;at={here.replace('/', '%2F')}" in words(client.get(here))
    assert "Make an action from this" not in words(browser(worker).get(here))
    said = words(client.get(meetings))
    assert "For the next learning day" in said
    assert "Hold a strategy meeting" in said
    assert "For the next learning day" not in words(browser(officers[0]).get(meetings))
    day = {"on-day": str(NOW.day), "on-month": str(NOW.month), "on-year": str(NOW.year)}
    new = f"{reverse('supervision:meeting-new')}?kind=away_day"
    assert '<option value="away_day" selected' in words(client.get(new))
    client.post(new, {"kind": "away_day", "topic": "What audits taught us", "guidance": "", **day})
    assert "For the next learning day" not in words(client.get(meetings))


def test_results_show_25_officers_at_a_time(manager, children):
    for number in range(27):
        AuditFactory(
            kind="journey",
            child=children[0],
            officer=PersonFactory(iro=True, name=f"Officer {number:02}"),
            auditor=manager,
            grade="good",
            submitted_at=NOW,
            submitted_by=manager,
        )
    asked = {"kind": "journey", "period": "year"}
    first = " ".join(words(browser(manager).get(reverse("audits:results"), asked)).split())
    assert "Showing 1 to 25 of 27 officers" in first
    assert "Officer 26" not in first
    assert "Officer 26" in words(browser(manager).get(reverse("audits:results"), {**asked, "officers": "2"}))
