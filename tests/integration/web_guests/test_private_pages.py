"""Whatever is wrong with a private link, the answer is the same page; and no page says whom it is about."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openiro.core.models import AccessLogEntry, Event, Notice
from openiro.meetings.actions import Notes, exclude, make_guest_link, send_invitations, withdraw_guest_links
from openiro.people.queries import service_account
from openiro.voice.actions import send_form
from tests.factories.meetings import InviteeFactory
from tests.integration.meetings.conftest import NOW
from tests.integration.web_guests.conftest import shown

PAGES = ("start", "questions", "send")


def address(page, key):
    return reverse(f"guests:{page}", args=[key, 1] if page == "questions" else [key])


def used(key, herself, iro):
    send_form(key=key, answers={"change": "More dogs"}, by=service_account(), at=NOW)
    return key


def withdrawn(key, herself, iro):
    withdraw_guest_links(invitee=herself, purpose="form", by=iro, at=NOW)
    return key


def of_another_purpose(key, herself, iro):
    return make_guest_link(invitee=herself, purpose="letter", by=iro, at=NOW)


def of_somebody_excluded(key, herself, iro):
    exclude(invitee=herself, reason="risk", by=iro, at=NOW)
    return key


def replaced(key, herself, iro):
    make_guest_link(invitee=herself, purpose="form", by=iro, at=NOW)
    return key


WRONG = {
    "used": used,
    "withdrawn": withdrawn,
    "of another purpose": of_another_purpose,
    "of somebody excluded": of_somebody_excluded,
    "replaced by a new one": replaced,
    "cut short": lambda key, *_: key[:-1],
    "altered": lambda key, *_: key.swapcase(),
    "made up": lambda *_: "A" * 43,
    "malformed": lambda *_: "'%20OR%201=1",
    "far too long": lambda *_: "x" * 3000,
    "not of letters": lambda *_: "\u202eclé",
    "of nobody who has a form": lambda key, herself, iro: make_guest_link(
        invitee=InviteeFactory(meeting=herself.meeting, role="interpreter", name="I"), purpose="form", by=iro, at=NOW
    ),
}


@pytest.fixture
def ended(guest):
    """The one answer, as an address that no link has gets it."""
    return guest.get("/with-you/form/")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_every_link_that_does_not_work_is_answered_alike(guest, ended, key, herself, iro, wrong, page, method):
    answer = getattr(guest, method)(address(page, wrong(key, herself, iro)))
    assert (answer.status_code, shown(answer)) == (404, shown(ended))
    assert sorted(answer.headers) == sorted(ended.headers)


@pytest.mark.parametrize("page", PAGES)
def test_an_expired_link_is_answered_alike(guest, ended, key, page, at_the_moment):
    at_the_moment.move_to(NOW + timedelta(days=28))
    answer = guest.get(address(page, key))
    assert (answer.status_code, shown(answer)) == (404, shown(ended))


@pytest.mark.parametrize("path", ["", "form/", "form", "form/a/b/c/", "letter/x/", "form/a/1/2/", "../admin"])
def test_addresses_that_no_link_has_are_answered_alike(guest, ended, path):
    answer = guest.get(f"/with-you/{path}", follow=True)
    assert (answer.status_code, shown(answer)) == (404, shown(ended))


def test_it_is_the_same_for_a_worker_who_is_signed_in(guest, ended, iro):
    guest.force_login(iro)
    answer = guest.get(address("start", "A" * 43))
    assert (answer.status_code, shown(answer)) == (404, shown(ended))


def test_no_page_says_whom_it_is_about_or_leads_into_the_service(guest, key, child, mother, iro):
    hers = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    for each in (key, hers):
        for page in PAGES:
            answer = guest.get(address(page, each))
            assert answer.status_code == 200
            text = shown(answer)
            for secret in (child.given_name, child.family_name, child.code, str(child.reference), "Mother", "Ada Fern"):
                assert secret not in text
            assert "oi-navigation" not in text
            assert 'href="/"' not in text
            assert answer["Cache-Control"] == "no-store"
            assert answer["Referrer-Policy"] == "same-origin"
    assert not AccessLogEntry.objects.exists()


def test_opening_sends_and_changes_nothing(guest, key):
    before = Event.objects.count()
    for page in PAGES:
        guest.get(address(page, key))
    assert Event.objects.count() == before


def test_wrong_keys_from_one_address_are_stopped_and_others_are_not(guest, key):
    for number in range(20):
        assert guest.get(address("start", f"{number:043}")).status_code == 404
    stopped = [guest.get(address("start", each)) for each in ("B" * 43, key)]
    assert [answer.status_code for answer in stopped] == [429, 429]
    assert shown(stopped[0]) == shown(stopped[1])
    assert Client(REMOTE_ADDR="203.0.113.9").get(address("start", key)).status_code == 200


def test_one_key_is_not_opened_without_end(key):
    answers = [Client(REMOTE_ADDR=f"203.0.113.{n}").get(address("start", key)).status_code for n in range(61)]
    assert answers == [200] * 60 + [429]


def test_the_cache_keeps_no_key(guest, key, monkeypatch):
    names = []
    monkeypatch.setattr(cache, "set", lambda name, *_, **__: names.append(name))
    guest.get(address("start", key))
    assert names
    assert not any(key in name for name in names)


def test_the_log_names_the_pattern_and_neither_key_nor_child(guest, key, child, capsys, caplog):
    with caplog.at_level("INFO", logger="openiro.requests"):
        guest.get(address("start", key))
        guest.post(address("questions", key), {"home_say": "Secret dog"})
    assert "guests:start" in caplog.text
    for secret in (key, child.given_name, child.code, "Secret dog"):
        assert secret not in caplog.text


def test_notices_hold_the_way_and_no_name(meeting, mother, iro, child):
    mother.email, mother.invited_on = "m@example.org", None
    mother.save()
    send_invitations(meeting=meeting, notes=Notes("/with-you/form/{key}/", "/reviews/"), by=iro, at=NOW)
    notice = Notice.objects.get()
    assert set(notice.facts) == {"path", "days"}
    assert Client().get(notice.facts["path"]).status_code == 200
    assert child.given_name not in str(vars(notice))
