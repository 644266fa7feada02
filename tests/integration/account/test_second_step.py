"""The second step of signing in: asked for where it is needed, proved by codes, not taken away from under anybody."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from openiro.core.actions import SERVICE_STREAM
from openiro.core.queries import events_of
from tests.integration.account.conftest import sign_in, words


@pytest.fixture
def required(settings):
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = True


def code_for(secret: str) -> str:
    """What an authenticator app shows now."""
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return format_hotp_value(hotp_value(secret, counter))


def set_up_app(client, callbacks) -> str:
    """Set up an authenticator app as its pages say; answers its key."""
    page = client.get("/account/second-step/app/add/").content.decode()
    secret = re.search(r'Key: <code class="oi-code">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    with callbacks(execute=True):
        done = client.post("/account/second-step/app/add/", {"code": code_for(secret)})
    assert done["Location"] == "/account/second-step/recovery-codes/", words(done)
    return secret


def test_somebody_without_one_is_led_to_set_it_up_and_then_where_they_were_going(
    client, ada, required, django_capture_on_commit_callbacks
):
    sign_in(client, next="/people/policy/")
    led = client.get("/people/policy/")
    assert led["Location"] == "/account/second-step/"
    assert "You need a second step" in words(client.get(led["Location"]))
    set_up_app(client, django_capture_on_commit_callbacks)
    assert "Your recovery codes" in words(client.get("/account/second-step/recovery-codes/"))
    assert client.get("/account/go-on/")["Location"] == "/people/policy/"
    assert client.get("/people/policy/").status_code == 200
    assert [event.kind for event in events_of(SERVICE_STREAM, limit=1)] == ["account.app_added"]


def test_before_that_nothing_else_is_open_but_the_way_out(client, ada, required):
    sign_in(client)
    for page in ("/account/", "/people/policy/", "/people/"):
        assert client.get(page)["Location"] == "/account/second-step/"
    assert client.get("/health/").status_code == 200
    assert client.post("/account/sign-out/")["Location"] == "/account/sign-in/"


def test_where_it_is_not_required_nobody_is_led_to_it(client, ada):
    sign_in(client)
    assert client.get("/account/").status_code == 200


def test_the_password_alone_no_longer_signs_in(client, ada, clock, django_capture_on_commit_callbacks):
    sign_in(client)
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    client.post("/account/sign-out/")
    clock.shift(60)
    assert sign_in(client, next="/account/?a=b")["Location"].startswith("/account/second-step/code/")
    assert client.get("/account/").status_code == 302
    assert "The code is wrong" in words(client.post("/account/second-step/code/", {"code": "000000"}))
    assert client.post("/account/second-step/code/", {"code": code_for(secret)})["Location"] == "/account/?a=b"
    assert client.get("/account/").status_code == 200


def test_a_code_works_once(client, ada, clock, django_capture_on_commit_callbacks):
    sign_in(client)
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    for expected in (302, 200):
        client.post("/account/sign-out/")
        sign_in(client)
        if expected == 302:
            clock.shift(60)
        assert client.post("/account/second-step/code/", {"code": code_for(secret)}).status_code == expected


def test_a_recovery_code_lets_in_once(client, ada, django_capture_on_commit_callbacks):
    sign_in(client)
    set_up_app(client, django_capture_on_commit_callbacks)
    page = client.get("/account/second-step/recovery-codes/").content.decode()
    code, *others = re.findall(r'<li><code class="oi-code">(\w+)</code></li>', page)
    assert len(others) == 9
    for expected in (302, 200):
        client.post("/account/sign-out/")
        sign_in(client)
        assert client.post("/account/second-step/code/", {"code": code}).status_code == expected


def test_five_wrong_codes_lock(client, ada, clock, django_capture_on_commit_callbacks):
    sign_in(client)
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    client.post("/account/sign-out/")
    clock.shift(60)
    sign_in(client)
    for _ in range(5):
        client.post("/account/second-step/code/", {"code": "000000"})
    told = words(client.post("/account/second-step/code/", {"code": code_for(secret)}))
    assert "locked for 15 minutes" in told


def test_the_only_second_step_is_not_taken_away_where_one_is_needed(
    client, ada, required, django_capture_on_commit_callbacks
):
    sign_in(client)
    set_up_app(client, django_capture_on_commit_callbacks)
    assert "This is your only second step" in words(client.get("/account/second-step/app/remove/"))
    client.post("/account/second-step/app/remove/")
    assert Authenticator.objects.filter(user=ada, type="totp").exists()


def test_where_none_is_needed_it_may_go(client, ada, django_capture_on_commit_callbacks):
    sign_in(client)
    set_up_app(client, django_capture_on_commit_callbacks)
    client.post("/account/second-step/app/remove/")
    assert not Authenticator.objects.filter(user=ada).exists(), "the recovery codes go with it"
    assert "account.app_removed" in [event.kind for event in events_of(SERVICE_STREAM, limit=3)]


def test_a_change_of_the_second_step_asks_again_who_it_is_after_ten_minutes(client, ada, clock):
    sign_in(client)
    clock.shift(601)
    asked = client.get("/account/second-step/app/add/")
    assert asked["Location"].startswith("/account/confirm/")
    assert "Confirm that it is you" in words(client.get(asked["Location"]))
    wrong = client.post(asked["Location"], {"password": "not this one at all"})
    assert "The password is wrong" in words(wrong)
    right = client.post(asked["Location"], {"password": "three odd words 47", "next": "/account/second-step/app/add/"})
    assert right["Location"] == "/account/second-step/app/add/"
    assert client.get("/account/second-step/app/add/").status_code == 200


def test_secrets_are_not_in_the_database_as_they_are(client, ada, settings, django_capture_on_commit_callbacks):
    sign_in(client)
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    stored = Authenticator.objects.get(user=ada, type="totp")
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(code_for(secret))
    settings.SECRET_KEY = "another key, as after it was changed"
    again = Authenticator.objects.get(user=ada, type="totp")
    assert not again.wrap().validate_code(code_for(secret))
    assert not again.wrap().validate_code(code_for("")), "a secret that cannot be read is not an empty one"


@pytest.mark.parametrize(
    ("address", "function"),
    [
        ("/account/sign-in/", "loginForm"),
        ("/account/second-step/passkeys/add/", "addForm"),
    ],
)
def test_pages_of_passkeys_run_no_script_of_their_own(client, ada, address, function):
    if "passkeys" in address:
        sign_in(client)
    response = client.get(address)
    page = response.content.decode()
    assert f"allauth.webauthn.forms.{function}" in page
    nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])[1]
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert all(f'nonce="{nonce}"' in attributes for attributes in inline)
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not re.search(r"\son\w+=", page)


def test_the_page_for_signing_in_asks_for_a_passkey_of_this_host(client, db):
    asked = client.get("/account/second-step/passkeys/sign-in/", headers={"Accept": "application/json"}).json()
    assert asked["request_options"]["publicKey"]["userVerification"] == "required"


def test_a_made_up_passkey_is_refused(client, ada):
    client.get("/account/second-step/passkeys/sign-in/", headers={"Accept": "application/json"})
    made_up = '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}'
    answer = client.post("/account/second-step/passkeys/sign-in/", {"credential": made_up})
    assert answer["Location"] == "/account/sign-in/"
    assert client.get("/account/").status_code == 302
