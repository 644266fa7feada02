"""What goes wrong, as problem+json (RFC 9457): what to do about it, never what the service holds."""

from functools import partial
from http import HTTPStatus

import structlog
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from openiro.domain.refusal import Refusal
from openiro.measures.compute import UnableToFindMeasure
from openiro.measures.period import UnableToMeasurePeriod
from openiro.measures.timeliness import UnableToDateReviews
from openiro.people.queries import UnableToPermit

Fault = Exception | type[Exception]
MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger("openiro.requests")
DETAILS = {
    HTTPStatus.UNAUTHORIZED: "Send a key that works: Authorization: Bearer KEY. An administrator makes one.",
    HTTPStatus.FORBIDDEN: "The role of this key does not read this. Ask for a key of another role.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address. See /api/v1/openapi.json.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Nothing is changed here: read with GET.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A parameter is missing or cannot be used. See /api/v1/openapi.json.",
    HTTPStatus.TOO_MANY_REQUESTS: "This was asked too often. Wait, then ask again.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The service could not answer. Try again, then tell who runs it.",
}


class Problem(Schema):
    """A request that was not answered."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problem(status: HTTPStatus, detail: str = "") -> HttpResponse:
    """The answer that says so."""
    told = Problem(title=status.phrase, status=status.value, detail=detail or DETAILS[status])
    response = JsonResponse(told.model_dump(), status=status, content_type=MEDIA_TYPE)
    if status is HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET"
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = "60"
    return response


_STATUS: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (AuthenticationError, HTTPStatus.UNAUTHORIZED),
    (Throttled, HTTPStatus.TOO_MANY_REQUESTS),
    (HttpError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Http404, HTTPStatus.NOT_FOUND),
    (ValidationError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnableToPermit, HTTPStatus.FORBIDDEN),
)
# What these say holds names of parameters and days, and nothing of a record.
_SAID = (Refusal, UnableToFindMeasure, UnableToMeasurePeriod, UnableToDateReviews)


def answer_problems(api: NinjaAPI) -> None:
    """Let the API answer every fault of a request so."""
    for fault, status in _STATUS:
        api.add_exception_handler(fault, partial(_told, status))
    for said in _SAID:
        api.add_exception_handler(said, _refused)
    api.add_exception_handler(Exception, _failed)


def _told(status: HTTPStatus, request: HttpRequest, fault: Fault) -> HttpResponse:
    return problem(status)


def _refused(request: HttpRequest, refusal: Fault) -> HttpResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(refusal))


def _failed(request: HttpRequest, fault: Fault) -> HttpResponse:
    log.error("api_failed", kind=type(fault).__name__)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)
