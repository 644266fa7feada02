"""Sends what a page has put into the outbox, right after the page is answered; what fails waits for the command."""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase

from openiro.core import clock
from openiro.core.notices import noting_queued_notices
from openiro.core.transport import configured_transport
from openiro.people.actions import Sent, send_next_notice
from openiro.people.queries import service_account

log = structlog.get_logger("openiro.requests")
LONG_AGO = datetime(2000, 1, 1, tzinfo=clock.LONDON)
MOST_AFTER_A_PAGE = 100
_one_at_a_time = threading.Lock()


class NoticesMiddleware:
    """Starts a sender where the request has queued a notice and there is a way to send it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with noting_queued_notices() as noted:
            response = self.get_response(request)
        if noted and configured_transport() is not None:
            threading.Thread(target=_send_and_let_go, name="notices").start()
        return response


def send_at_once() -> None:
    """Send what goes by itself, one email after another; what can wait for the email of the day is left."""
    transport = configured_transport()
    if transport is None:
        return
    try:
        with _one_at_a_time:
            for _ in range(MOST_AFTER_A_PAGE):
                by, at = service_account(), clock.now()
                sent = send_next_notice(transport=transport, digest_before=LONG_AGO, by=by, at=at)
                if sent in (None, Sent.NOT_TAKEN):
                    break
    except DatabaseError as fault:
        log.error("notices_not_sent", kind=type(fault).__name__)
    finally:
        transport.close()


def _send_and_let_go() -> None:
    try:
        send_at_once()
    finally:
        connection.close()
