"""Signing in with a password: who may, what is said when it fails, and what is never told."""

import re

from django.core.cache import cache

from openiro.people.actions import deactivate, end_role, service_account
from openiro.people.queries import roles_on
from tests.integration.account.conftest import NOW, PASSWORD, person, sign_in, words

WRONG = "The email address or the password is wrong"


def test_a_person_signs_in_and_lands_on_the_page_that_they_asked_for(client, ada):
    asked = client.get("/account/?from=link")
    assert asked["Location"] == "/account/sign-in/?next=/account/%3Ffrom%3Dlink"
    assert 'value="/account/?from=link"' in client.get(asked["Location"]).content.decode()
    assert sign_in(client, next="/account/?from=link")["Location"] == "/account/?from=link"
    assert "Ada Fern" in words(client.get("/account/"))


def test_the_case_of_the_email_does_not_matter(client, ada):
    assert sign_in(client, email="ADA@Example.gov.uk").status_code == 302


def test_nobody_is_led_to_another_site(client, ada):
    assert sign_in(client, next="https://evil.example/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_are_told_in_the_same_words(client, ada):
    known = words(sign_in(client, password="wrong"))
    unknown = words(sign_in(client, email="nobody@example.gov.uk", password="wrong"))
    assert WRONG in known

    def without_what_differs(page: str) -> str:
        return re.sub(r'value="[^"]*"|nonce="[^"]*"|nonce-[^ ]*', "", page)

    assert without_what_differs(known) == without_what_differs(unknown)


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(client, ada, clock):
    for _ in range(5):
        assert WRONG in words(sign_in(client, password="wrong"))
        clock.shift(170)
    assert "locked for 15 minutes" in words(sign_in(client))
    clock.shift(15 * 60 - 171)
    assert "locked for 15 minutes" in words(sign_in(client)), "the right password does not unlock it early"
    clock.shift(2)
    assert sign_in(client).status_code == 302


def test_an_address_that_nobody_has_locks_in_the_same_way(client, ada):
    for _ in range(5):
        sign_in(client, email="nobody@example.gov.uk", password="wrong")
    assert "locked for 15 minutes" in words(sign_in(client, email="nobody@example.gov.uk", password="wrong"))
    assert sign_in(client).status_code == 302, "others are not locked out with it"


def test_the_work_done_is_the_same_whether_or_not_the_account_exists(client, ada, hashes):
    sign_in(client, password="wrong")
    for_known = hashes.pop_all()
    sign_in(client, email="nobody@example.gov.uk", password="wrong")
    assert for_known == hashes.pop_all() == 1


def test_a_worker_who_is_only_named_cannot_sign_in(client, db, clock):
    person("Una Thorn", password="")
    assert WRONG in words(sign_in(client, email="una@example.gov.uk", password=PASSWORD))
    assert WRONG in words(sign_in(client, email="una@example.gov.uk", password="!"))


def test_a_person_who_is_kept_out_is_told_so_only_with_the_right_password(client, ada):
    deactivate(person=ada, by=service_account(), at=NOW)
    assert WRONG in words(sign_in(client, password="wrong"))
    answer = sign_in(client)
    assert answer["Location"] == "/account/closed/"
    assert "Your account is closed" in words(client.get("/account/closed/"))
    assert client.get("/account/").status_code == 302


def test_the_session_of_a_person_who_is_kept_out_ends_at_once(client, ada):
    sign_in(client)
    assert client.get("/account/").status_code == 200
    deactivate(person=ada, by=service_account(), at=NOW)
    assert client.get("/account/")["Location"].startswith("/account/sign-in/")


def test_a_person_whose_roles_have_all_ended_is_told_so(client, ada):
    (held,) = roles_on(ada, NOW.date())
    end_role(person=ada, number=held.number, to_on=held.from_on, by=service_account(), at=NOW)
    sign_in(client)
    page = client.get("/people/policy/")
    assert page.status_code == 403
    assert "You hold no role today" in words(page)
    assert "You hold no role today" in words(client.get("/account/")), "their own account stays open to them"


def test_nobody_signs_up(client, db):
    for address in ("account_signup", "account_reset_password", "socialaccount_signup"):
        assert client.get(f"/account/not-offered/{address}/").status_code == 404
    page = words(client.get("/account/sign-in/"))
    assert "Sign up" not in page
    assert "not-offered" not in page


def test_signing_out_needs_a_form(client, ada):
    sign_in(client)
    assert "Do you want to sign out?" in words(client.get("/account/sign-out/"))
    assert client.get("/account/").status_code == 200
    client.post("/account/sign-out/")
    assert client.get("/account/").status_code == 302


def test_the_page_says_what_to_do_when_one_cannot_sign_in(client, db):
    page = words(client.get("/account/sign-in/"))
    assert "They can hand you a link" in page
    assert "never send such a link by email" in page
    assert "Forgot" not in page


def test_wrong_passwords_are_counted_where_every_process_sees_them(settings, db):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    cache.set("a", 1)
    assert cache.get("a") == 1
