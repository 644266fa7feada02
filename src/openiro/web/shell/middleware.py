"""What happens around every request: its number, its line in the log, the clock, the headers of its answer."""

import re
import secrets
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from openiro.core import clock
from openiro.core.remembered import remembering
from openiro.web.shell.errors import UNAVAILABLE, error_page
from openiro.web.shell.logs import write_logs_as_lines_of_json

GetResponse = Callable[[HttpRequest], HttpResponseBase]
log = structlog.get_logger("openiro.requests")
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_FEATURES_NOT_USED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


class RequestLogMiddleware:
    """Numbers the request and writes one line about it. The line names the pattern of the address, never the
    address itself, which may hold a child's number or a name that was searched for."""

    def __init__(self, get_response: GetResponse) -> None:
        write_logs_as_lines_of_json()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        request.request_id = _request_id(request)  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request.request_id):  # type: ignore[attr-defined]
            response = self.get_response(request)
            if not _is_static_file(request, response):
                log.info(
                    "request",
                    method=request.method,
                    page=_page_name(request),
                    status=response.status_code,
                    milliseconds=round((time.perf_counter() - started) * 1000),
                )
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class ClockMiddleware:
    """Reads the clock once: `request.now` and `request.today` are what the whole request calls the present."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = clock.now()
        request.now = now  # type: ignore[attr-defined]
        request.today = now.date()  # type: ignore[attr-defined]
        return self.get_response(request)


class RememberingMiddleware:
    """A page that only reads asks for the calendar and the settings once, however many of its parts need them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


class SecurityHeadersMiddleware:
    """Pages about children are kept by no browser and no proxy, and may use nothing of the machine.

    A database that cannot be reached, or stays busy for too long, is answered by the page for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in _FEATURES_NOT_USED))
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        log.error("database_unavailable", kind=type(exception).__name__)
        response = error_page(request, UNAVAILABLE)
        response["Retry-After"] = "30"
        return response


def _request_id(request: HttpRequest) -> str:
    """The number that a proxy in front gave, when it is a plain one, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _is_static_file(request: HttpRequest, response: HttpResponseBase) -> bool:
    return request.resolver_match is None and response.status_code < 400


def _page_name(request: HttpRequest) -> str:
    match: Any = request.resolver_match
    return match.view_name or "unnamed" if match else "no such page"
