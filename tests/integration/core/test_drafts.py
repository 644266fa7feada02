"""What is typed is kept for whoever typed it, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from openiro.core.actions import clear_drafts, drop_draft, keep_draft
from openiro.core.drafts import LARGEST_DRAFT, MOST_DRAFTS, UnableToKeepDraft
from openiro.core.models import Draft, Event
from openiro.core.queries import draft_of
from openiro.jobs.daily import work_of
from tests.factories.people import PersonFactory

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
PAGE = "/people/add/"
pytestmark = pytest.mark.django_db


def keep(person, words="half a sentence", page=PAGE, at=AT):
    keep_draft(page=page, answers={"note": [words]}, by=person, at=at)


def test_only_its_owner_reads_a_draft():
    one, other = PersonFactory(), PersonFactory()
    keep(one)
    found = draft_of(one, PAGE)
    assert (found.answers, found.saved_at) == ({"note": ["half a sentence"]}, AT)
    assert draft_of(other, PAGE) is None
    assert draft_of(one, "/people/") is None


def test_what_is_typed_later_takes_the_place_of_what_was_typed_before():
    person = PersonFactory()
    keep(person)
    keep(person, "a whole sentence")
    assert draft_of(person, PAGE).answers == {"note": ["a whole sentence"]}
    drop_draft(page=PAGE, by=person, at=AT)
    assert draft_of(person, PAGE) is None


def test_no_event_tells_of_a_draft():
    keep(PersonFactory())
    assert not Event.objects.filter(facts__contains="half a sentence").exists()
    assert not Event.objects.filter(kind__contains="draft").exists()


def test_too_much_is_refused():
    person = PersonFactory()
    with pytest.raises(UnableToKeepDraft, match="too long"):
        keep(person, "x" * LARGEST_DRAFT)
    for number in range(MOST_DRAFTS):
        keep(person, page=f"/people/{number}/")
    keep(person, page="/people/0/")
    with pytest.raises(UnableToKeepDraft, match="too many"):
        keep(person, page="/people/one-more/")


def test_drafts_that_nobody_came_back_to_are_cleared_after_14_days():
    person = PersonFactory()
    keep(person, at=AT - timedelta(days=15))
    keep(person, page="/people/", at=AT - timedelta(days=13))
    assert "Pages typed and not saved for 14 days, cleared: 1" in work_of(AT.date(), at=AT)
    assert [draft.page for draft in Draft.objects.all()] == ["/people/"]
    assert clear_drafts(before=AT) == 1


class TestTheAddressThatKeepsThem:
    """What the script sends while somebody types."""

    @pytest.fixture
    def person(self):
        return PersonFactory(administrator=True)

    @pytest.fixture
    def browser(self, person):
        client = Client()
        client.force_login(person)
        return client

    def post(self, browser, **more):
        return browser.post(reverse("shell:draft"), {"draft-page": PAGE, "note": "half", "tick": ["a", "b"]} | more)

    def test_keeps_the_answers_and_nothing_of_the_page_around_them(self, browser, person):
        answer = self.post(browser, csrfmiddlewaretoken="x", **{"draft-form": "1"})
        assert (answer.status_code, answer.content) == (204, b"")
        assert draft_of(person, PAGE).answers == {"note": ["half"], "tick": ["a", "b"]}

    @pytest.mark.parametrize(
        "page", ["", "nothing", "/no/such/page/", "https://elsewhere.example/", "/health/", "/people/?q=x"]
    )
    def test_refuses_what_is_no_page_of_somebody_signed_in(self, browser, page):
        assert self.post(browser, **{"draft-page": page}).status_code == 400
        assert not Draft.objects.exists()

    def test_says_so_where_it_is_too_much(self, browser):
        answer = self.post(browser, note="x" * LARGEST_DRAFT)
        assert answer.status_code == 413
        assert "too long" in answer.content.decode()

    def test_needs_a_token_and_somebody_signed_in(self, person):
        assert self.post(Client()).status_code == 302
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(person)
        assert self.post(strict).status_code == 403
        token = strict.get(reverse("shell:draft")).json()["token"]
        assert self.post(strict, csrfmiddlewaretoken=token).status_code == 204

    def test_forgets_it_when_it_is_asked_to(self, browser, person):
        self.post(browser)
        answer = self.post(browser, **{"draft-drop": "1"})
        assert answer.url == PAGE
        assert draft_of(person, PAGE) is None

    @pytest.mark.parametrize("is_ours", [True, False])
    def test_a_form_that_comes_after_its_session_has_ended_is_kept(self, person, is_ours):
        browser = Client(enforce_csrf_checks=True)
        with time_machine.travel(AT, tick=False):
            browser.force_login(person)
            browser.get("/")
            token = browser.get(reverse("shell:draft")).json()["token"]
        with time_machine.travel(AT + timedelta(minutes=31), tick=False):
            sent = {"draft-form": "1", "note": "all of it", "csrfmiddlewaretoken": token if is_ours else "forged"}
            answer = browser.post(PAGE, sent, headers={"Referer": f"http://testserver{PAGE}"})
        assert answer.status_code == 302
        kept = draft_of(person, PAGE)
        assert (kept.answers if kept else None) == ({"note": ["all of it"]} if is_ours else None)
