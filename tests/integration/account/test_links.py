"""A first password, or one that was forgotten: a link from the administrator, which works once."""

import re

from django.test import Client

from openiro.core.actions import SERVICE_STREAM
from openiro.core.queries import events_of
from openiro.people.actions import deactivate, service_account
from tests.integration.account.conftest import NOW, PASSWORD, person, sign_in, words

DAY = 24 * 3600
NEW = "seven green gates"


def make_link(client, code: str = "S-una", **answers: str) -> str:
    page = client.post(f"/account/link/{code}", answers).content.decode()
    return re.search(r"http://testserver(/account/set-password/[^<\s]+)", page)[1]


def set_by(link: str, password: str = NEW, again: str = ""):
    return Client().post(link, {"password": password, "again": again or password})


def test_a_new_person_sets_their_first_password_and_signs_in(client, administrator):
    person("Una Thorn", password="")
    sign_in(client, "ivo@example.gov.uk")
    assert "first password" in words(client.get("/account/link/S-una"))
    link = make_link(client)
    assert "For Una Thorn" in words(Client().get(link))
    assert set_by(link)["Location"] == "/account/sign-in/"
    assert sign_in(Client(), "una@example.gov.uk", NEW).status_code == 302
    assert [event.kind for event in events_of(SERVICE_STREAM, limit=2)] == ["people.password_set", "account.link_made"]


def test_it_works_once(client, administrator):
    person("Una Thorn", password="")
    sign_in(client, "ivo@example.gov.uk")
    link = make_link(client)
    set_by(link)
    again = set_by(link, "another good password")
    assert again.status_code == 410
    assert "no longer works" in words(again)
    assert sign_in(Client(), "una@example.gov.uk", NEW).status_code == 302


def test_it_expires_after_three_days(client, administrator, clock):
    person("Una Thorn", password="")
    sign_in(client, "ivo@example.gov.uk")
    link = make_link(client)
    clock.shift(3 * DAY + 1)
    assert Client().get(link).status_code == 410


def test_a_link_that_was_altered_or_is_anothers_does_nothing(client, administrator, ada):
    person("Una Thorn", password="")
    sign_in(client, "ivo@example.gov.uk")
    link = make_link(client)
    assert Client().get(link.replace("S-una", "S-ada")).status_code == 410
    assert Client().get(link.replace("S-una", "nobody")).status_code == 410


def test_a_forgotten_password_also_loses_its_lock(client, administrator, ada):
    for _ in range(6):
        sign_in(Client(), password="wrong")
    sign_in(client, "ivo@example.gov.uk")
    set_by(make_link(client, "S-ada"))
    assert sign_in(Client(), password=NEW).status_code == 302


def test_passwords_are_held_to_the_same_rules(client, administrator, ada):
    sign_in(client, "ivo@example.gov.uk")
    link = make_link(client, "S-ada")
    assert "at least 12 characters" in words(set_by(link, "short"))
    assert "The two passwords are not the same" in words(set_by(link, NEW, "something different"))
    assert sign_in(Client(), password=PASSWORD).status_code == 302, "the old one still works"


def test_a_lost_phone_takes_its_second_step_and_its_sessions_along(client, administrator, ada):
    from allauth.mfa.totp.internal.auth import TOTP

    lost = Client()
    sign_in(lost)
    TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    sign_in(client, "ivo@example.gov.uk")
    make_link(client, "S-ada", reset_second_factor="on")
    assert lost.get("/account/").status_code == 302
    assert sign_in(Client(), next="/account/")["Location"] == "/account/", "no code is asked for"
    assert "account.second_factor_reset" in [event.kind for event in events_of(SERVICE_STREAM, limit=3)]


def test_no_link_is_made_for_whom_it_would_not_help(client, administrator, ada):
    sign_in(client, "ivo@example.gov.uk")
    deactivate(person=ada, by=service_account(), at=NOW)
    assert "Ada Fern is deactivated" in words(client.post("/account/link/S-ada"))
    nameless = person("Una Thorn", password="")
    nameless.email = None
    nameless.save()
    assert "has no email address" in words(client.post("/account/link/S-una"))
    assert client.get("/account/link/S-nobody").status_code == 404


def test_only_who_manages_accounts_makes_links(client, ada, administrator):
    sign_in(client)
    assert client.get("/account/link/S-ivo").status_code == 403
    assert client.post("/account/link/S-ivo").status_code == 403
