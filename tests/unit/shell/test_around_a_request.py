"""What happens around every request: its number, its line in the log, the clock, headers, error pages."""

import json
import logging
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from openiro.web.shell import views
from openiro.web.shell.errors import error_page
from openiro.web.shell.middleware import ClockMiddleware, RequestLogMiddleware, SecurityHeadersMiddleware


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def test_the_log_names_the_page_and_never_the_address(caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().get("/children/1234567/?search=Ash", REMOTE_ADDR="10.0.0.9")
    with caplog.at_level(logging.INFO, logger="openiro.requests"):
        RequestLogMiddleware(lambda _: HttpResponse(status=404))(request)
    line = json.loads(caplog.records[-1].message)
    assert (line["status"], line["page"], line["method"]) == (404, "no such page", "GET")
    assert not {"1234567", "Ash", "10.0.0.9"} & set(caplog.text.replace("/", " ").replace("=", " ").split())
    assert "1234567" not in caplog.text


def test_a_request_keeps_the_number_of_the_proxy_in_front_when_it_is_a_plain_one() -> None:
    def number(given: str) -> str:
        request = RequestFactory().get("/", headers={"X-Request-ID": given})
        return str(RequestLogMiddleware(answer)(request)["X-Request-ID"])

    assert number("abcd-1234-ef") == "abcd-1234-ef"
    assert number('x"} forged') != 'x"} forged'
    assert number("short") != "short"


@time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
def test_the_day_of_a_request_is_the_day_in_england() -> None:
    request = RequestFactory().get("/")
    ClockMiddleware(answer)(request)
    assert request.today == date(2026, 7, 1)
    assert request.now.utcoffset().total_seconds() == 3600


def test_no_page_is_kept_by_a_browser_unless_it_says_otherwise() -> None:
    response = SecurityHeadersMiddleware(answer)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]

    def kept(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert SecurityHeadersMiddleware(kept)(RequestFactory().get("/"))["Cache-Control"] == "max-age=60"


def test_a_database_out_of_reach_is_answered_in_plain_words() -> None:
    middleware = SecurityHeadersMiddleware(answer)
    response = middleware.process_exception(RequestFactory().get("/"), OperationalError("host=db password=secret"))
    assert response is not None
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "secret" not in response.content.decode()
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "We could not read what was sent"),
        (views.forbidden, 403, "You cannot open this page"),
        (views.csrf_failure, 403, "This page was open for too long"),
        (views.not_found, 404, "Page not found"),
        (views.failed, 500, "Sorry, something went wrong"),
    ],
)
def test_error_pages_speak_plainly_and_ask_the_database_nothing(view: object, status: int, words: str) -> None:
    request = RequestFactory().get("/children/1234567/")
    request.request_id = "abcd1234"
    response = view(request)
    html = response.content.decode()
    assert response.status_code == status
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in html
    assert "abcd1234" in html
    assert "1234567" not in html
    assert "Traceback" not in html


def test_an_error_page_needs_no_request() -> None:
    from openiro.web.shell.errors import UNAVAILABLE

    assert error_page(None, UNAVAILABLE).status_code == 503
