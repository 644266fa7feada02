"""Opening a page by a private link. Whatever is wrong with the link, the answer is the same page."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from openiro.domain.consultation import UnableToOpenLink
from openiro.meetings.queries import guest_link_of
from openiro.web.guests.limits import count_wrong, is_too_often, too_often
from openiro.web.shell.access import View, public_page


def guest_page(purpose: str) -> Callable[[View], View]:
    """A page for whoever holds a private link to `purpose`; the view is given the key and what it opens.

    An answer that says the link has ended comes from here too, where the view finds so itself.
    """

    def decorate(view: View) -> View:
        @public_page
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def opened(request: HttpRequest, key: str, **named: Any) -> HttpResponseBase:
            if is_too_often(request, key):
                return too_often(request)
            try:
                link = guest_link_of(key, purpose, request.now)  # type: ignore[attr-defined]
                return view(request, key, link, **named)
            except UnableToOpenLink:
                count_wrong(request)
                return link_ended(request)

        return opened

    return decorate


@public_page
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that no link has."""
    if is_too_often(request, rest):
        return too_often(request)
    count_wrong(request)
    return link_ended(request)


def link_ended(request: HttpRequest) -> HttpResponse:
    """The one answer for a link that was used, altered, withdrawn, has expired or belongs to somebody else."""
    return render(request, "guests/ended.jinja", status=HTTPStatus.NOT_FOUND)
