"""The pages shown when something is wrong: in plain words, without detail, without asking the database."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from openiro.core import clock
from openiro.domain.policy import UnableToReadPolicy
from openiro.web.shell.council import Council, council_on


@dataclass(frozen=True)
class ErrorPage:
    """What a person is told, and the status that a program is told."""

    status: int
    title: str
    lines: tuple[str, ...]


BAD_REQUEST = ErrorPage(
    400,
    "We could not read what was sent",
    ("Go back and try again.", "If you typed or pasted the web address, check that it is complete."),
)
EXPIRED = ErrorPage(
    403,
    "This page was open for too long",
    (
        "For safety, nothing was saved.",
        "Go back, copy anything you have written, load the page again, and send it once more.",
    ),
)
FORBIDDEN = ErrorPage(
    403,
    "You cannot open this page",
    ("Your role does not include it.", "If you need it for your work, ask the person who manages accounts."),
)
NOT_FOUND = ErrorPage(
    404,
    "Page not found",
    (
        "If you typed the web address, check that it is correct.",
        "If you followed a link, the record may not be yours to see. Ask the person who sent you the link.",
    ),
)
FAILED = ErrorPage(
    500,
    "Sorry, something went wrong",
    ("What you were doing may not have been saved. Go back and check.", "Try again in a few minutes."),
)
UNAVAILABLE = ErrorPage(
    503,
    "Sorry, the service is not available",
    ("Nothing that was saved before is lost.", "Try again in a few minutes."),
)


def error_page(request: HttpRequest | None, page: ErrorPage) -> HttpResponse:
    """The answer for one kind of trouble. Rendered without the request, so that no query can fail again."""
    context = {
        "page": page,
        "reference": getattr(request, "request_id", ""),
        "csp_nonce": str(getattr(request, "csp_nonce", "")),
        "council": _council(),
    }
    html = render_to_string("shell/error.jinja", context, using="jinja2")
    return HttpResponse(html, status=page.status)


def _council() -> Council | None:
    try:
        return council_on(clock.today(), asks=False)
    except UnableToReadPolicy:
        return None
