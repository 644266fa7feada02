"""Signing in at the council's identity provider: a real one, on the loopback."""

from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import get_user_model

from openiro.people.actions import deactivate, service_account
from tests.integration.account.conftest import NOW, person, words
from tests.integration.account.provider import CLIENT, SECRET, Provider

START = "/account/provider/council/"


def council(server_url: str, *domains: str) -> dict:
    app = {
        "provider_id": "council",
        "name": "Council account",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": server_url, "verified_email": list(domains)},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture
def provider(settings):
    started = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = council(started.issuer)
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = True
    yield started
    if started.thread.is_alive():
        started.stop()


@pytest.fixture
def fern(db):
    return person("Ada Fern", password="")


def come_back(client, next: str = "") -> str:
    """Go to the provider and let it send the browser back; answers the address that it sends it to."""
    led = client.get(START, {"next": next} if next else {})
    assert led.status_code == 302, words(led)
    answer = requests.get(led["Location"], allow_redirects=False, timeout=5)
    there = urlsplit(answer.headers["Location"])
    assert there.netloc == "testserver"
    return f"{there.path}?{there.query}"


def test_a_person_of_ours_signs_in_and_lands_where_they_were_going(client, provider, fern):
    page = words(client.get("/account/sign-in/?next=/people/policy/"))
    assert "Sign in with Council account" in page
    assert 'href="/account/provider/council/?next=%2Fpeople%2Fpolicy%2F"' in page
    assert client.get(come_back(client, "/people/policy/"))["Location"] == "/people/policy/"
    assert "Ada Fern" in words(client.get("/account/"))


def test_the_provider_asks_for_the_second_step_not_we(client, provider, fern):
    client.get(come_back(client))
    page = client.get("/account/")
    assert page.status_code == 200
    assert "council's own sign-in" in words(page).replace("&#39;", "'")


def test_nobody_is_made_by_signing_in(client, provider, fern):
    provider.claims |= {"sub": "18", "email": "stranger@example.gov.uk"}
    before = get_user_model().objects.count()
    answer = client.get(come_back(client))
    assert answer.status_code == 403
    assert "You have no account here" in words(answer)
    assert get_user_model().objects.count() == before
    assert client.get("/account/").status_code == 302


def test_an_email_that_the_provider_does_not_vouch_for_is_nobody(client, provider, fern, settings):
    provider.claims["email_verified"] = False
    assert client.get(come_back(client)).status_code == 403
    del provider.claims["email_verified"]
    assert client.get(come_back(client)).status_code == 403
    settings.SOCIALACCOUNT_PROVIDERS = council(provider.issuer, "example.gov.uk")
    assert client.get(come_back(client)).status_code == 302, "unless the council says that the domain is its own"


def test_somebody_who_is_kept_out_does_not_come_in_this_way(client, provider, fern):
    deactivate(person=fern, by=service_account(), at=NOW)
    assert client.get(come_back(client)).status_code == 403


def test_what_the_provider_says_is_not_kept(client, provider, fern):
    provider.claims |= {"groups": ["administrators"], "name": "Somebody Else"}
    client.get(come_back(client))
    assert fern.socialaccount_set.count() == 0
    fern.refresh_from_db()
    assert fern.name == "Ada Fern"
    assert client.get("/people/").status_code == 403, "roles stay ours"


def test_a_token_that_another_key_signed_is_refused(client, provider, fern):
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    answer = client.get(come_back(client))
    assert answer.status_code == 401
    assert "Signing in did not work" in words(answer)


@pytest.mark.parametrize("wrong", [{"aud": "somebody"}, {"iss": "http://other"}, {"exp": 1}, {"sub": "99"}])
def test_a_token_for_another_service_person_or_time_is_refused(client, provider, fern, wrong):
    provider.token_claims = wrong
    assert client.get(come_back(client)).status_code == 401
    assert client.get("/account/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(client, provider, fern):
    assert client.get(f"{START}answer/?code=made-up&state=made-up").status_code == 401
    address = come_back(client)
    other = type(client)()
    assert other.get(address).status_code == 401, "it belongs to the browser that asked"


def test_an_answer_works_once(client, provider, fern):
    address = come_back(client)
    assert client.get(address).status_code == 302
    client.post("/account/sign-out/")
    assert client.get(address).status_code == 401


def test_somebody_who_turns_back_is_told_so(client, provider, fern):
    state = urlsplit(client.get(START)["Location"]).query.split("state=")[1].split("&")[0]
    back = client.get(f"{START}answer/?error=access_denied&state={state}")
    assert back["Location"] == "/account/provider-cancelled/"
    assert "You did not sign in" in words(client.get(back["Location"]))


def test_a_provider_that_does_not_answer_is_a_plain_page(client, provider, fern):
    address = come_back(client)
    provider.stop()
    for page in (START, address):
        answer = client.get(page)
        assert answer.status_code in (401, 503)
        assert "sign" in words(answer)
    told = client.get(START)
    assert told.status_code == 503
    assert "does not answer" in words(told)
    assert provider.issuer not in told.content.decode()


def test_a_provider_that_answers_nonsense_is_a_plain_page(client, provider, fern, monkeypatch):
    monkeypatch.setattr(provider, "discovery", lambda: {"issuer": provider.issuer})
    assert client.get(START).status_code == 503


def test_without_a_provider_there_is_no_such_page(client, db):
    assert "Or with a password" not in words(client.get("/account/sign-in/"))
    assert client.get(START).status_code == 404
