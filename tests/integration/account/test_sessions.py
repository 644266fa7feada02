"""Sessions end: after half an hour without use, after twelve hours, with the password, and when the person says so."""

from django.test import Client

from tests.integration.account.conftest import PASSWORD, sign_in, words

MINUTE, HOUR = 60, 3600


def test_half_an_hour_without_use_ends_it_and_signing_in_leads_back(client, ada, clock):
    sign_in(client)
    assert client.get("/account/").status_code == 200
    clock.shift(29 * MINUTE)
    assert client.get("/account/").status_code == 200
    clock.shift(31 * MINUTE)
    ended = client.get("/people/policy/?from=diary")
    assert ended["Location"] == "/account/sign-in/?next=/people/policy/%3Ffrom%3Ddiary"
    assert "because nothing was done for 30 minutes" in words(client.get(ended["Location"]))
    assert sign_in(client, next="/people/policy/?from=diary")["Location"] == "/people/policy/?from=diary"


def test_twelve_hours_end_it_however_busy_it_was(client, ada, clock):
    sign_in(client)
    for _ in range(36):
        assert client.get("/account/").status_code == 200
        clock.shift(20 * MINUTE)
    clock.shift(MINUTE)
    ended = client.get("/account/")
    assert ended.status_code == 302
    assert "because 12 hours had passed" in words(client.get(ended["Location"]))


def test_a_form_sent_too_late_leads_back_to_the_page_that_it_was_on(client, ada, clock):
    sign_in(client)
    client.get("/account/")
    clock.shift(HOUR)
    sent = client.post(
        "/account/sessions/end/", headers={"Referer": "http://testserver/account/?a=b"}, HTTP_HOST="testserver"
    )
    assert sent["Location"] == "/account/sign-in/?next=/account/%3Fa%3Db"


def test_signing_out_after_the_end_does_not_sign_out_the_next_session(client, ada, clock):
    sign_in(client)
    client.get("/account/")
    clock.shift(HOUR)
    assert client.get("/account/sign-out/")["Location"] == "/account/sign-in/?next=/"


def test_reading_pages_writes_the_session_once_a_minute(client, ada, clock, django_assert_num_queries):
    sign_in(client)
    client.get("/account/")
    before = client.session["used_at"]
    clock.shift(30)
    client.get("/account/")
    assert client.session["used_at"] == before
    clock.shift(31)
    client.get("/account/")
    assert client.session["used_at"] > before


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client, ada):
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "five other odd words"
    answer = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302, words(answer)
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    client.post("/account/sign-out/")
    assert sign_in(client, password=new).status_code == 302


def test_a_weak_or_mistyped_new_password_is_refused_in_plain_words(client, ada):
    sign_in(client)
    short = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "at least 12 characters" in words(client.post("/account/password/", short))
    unlike = {"oldpassword": PASSWORD, "password1": "five other odd words", "password2": "five odder words"}
    assert "The two new passwords are not the same" in words(client.post("/account/password/", unlike))
    wrong = {"oldpassword": "x", "password1": "five other odd words", "password2": "five other odd words"}
    assert "Enter the password that you use now" in words(client.post("/account/password/", wrong))


def test_a_person_sees_and_ends_their_other_sessions(client, ada):
    other = Client()
    sign_in(client)
    sign_in(other)
    other.get("/account/")
    page = words(client.get("/account/"))
    assert page.count("Another session") == 1
    assert "End the other sessions" in page
    client.post("/account/sessions/end/")
    assert other.get("/account/").status_code == 302
    assert "Another session" not in words(client.get("/account/"))


def test_sessions_of_others_are_nobody_elses(client, ada, administrator):
    theirs = Client()
    sign_in(theirs, email="ivo@example.gov.uk")
    sign_in(client)
    assert "Another session" not in words(client.get("/account/"))
    client.post("/account/sessions/end/")
    assert theirs.get("/account/").status_code == 200


def test_the_account_page_says_who_one_is_here(client, ada):
    sign_in(client)
    page = words(client.get("/account/"))
    assert "Independent reviewing officer" in page
    assert "children allocated to them, or covered" in page
    assert "ada@example.gov.uk" in page


def test_pages_are_kept_by_no_browser(client, ada):
    sign_in(client)
    assert "no-store" in client.get("/account/")["Cache-Control"]
