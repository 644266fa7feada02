"""What Django calls when something is wrong; named in the root addresses and in the settings."""

from django.http import HttpRequest, HttpResponse

from openiro.web.shell.errors import BAD_REQUEST, EXPIRED, FAILED, FORBIDDEN, NOT_FOUND, error_page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    return error_page(request, FAILED)
