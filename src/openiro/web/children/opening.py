"""Opening one child's record: inside one's scope, for a reason where it is asked, and never unseen."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from openiro.allocation.queries import may_for, needs_reason_to_open, visible_child
from openiro.core.actions import log_access
from openiro.domain.permissions import Permission, Scope
from openiro.domain.roles import role
from openiro.people.queries import role_codes_on, scopes_on
from openiro.web.shell.access import View, page

REASONS = "reasons_to_open"


class Request(HttpRequest):
    """A request after the middleware: who asks, on which day, at which moment."""

    user: Any
    today: date
    now: datetime


def child_page(
    permission: Permission, name: str, *, methods: tuple[str, ...] = ("GET", "HEAD")
) -> Callable[[View], View]:
    """A page about one child, written in the log of readings under `name`; the view is given the child."""

    def decorate(view: View) -> View:
        @page(permission, methods=methods)
        @wraps(view)
        def opened(request: Request, reference: Any, **named: Any) -> HttpResponseBase:
            child = visible_child(request.user, reference, on=request.today, permission=permission)
            given = reason_given(request, child)
            if not given and asks_reason(request, child):
                question = reverse("children:reason", args=[child.reference])
                return redirect(f"{question}?{urlencode({'next': request.path})}")
            if request.method != "POST":
                log_access(child_number=child.pk, page=name, by=request.user, at=request.now, reason=given)
            return view(request, child, **named)

        return opened

    return decorate


def child_form_page(permission: Permission, name: str) -> Callable[[View], View]:
    """The same, with a form."""
    return child_page(permission, name, methods=("GET", "HEAD", "POST"))


def asks_reason(request: Request, child: Any) -> bool:
    """Whether this person is to say why they open this child's record."""
    if not any(role(code).asks_reason for code in role_codes_on(request.user, request.today)):
        return False
    return needs_reason_to_open(request.user, child, on=request.today)


def reason_given(request: Request, child: Any) -> str:
    """The reason that this person gave for this child since they signed in."""
    return str(request.session.get(REASONS, {}).get(str(child.reference), ""))


def keep_reason(request: Request, child: Any, reason: str) -> None:
    """Keep the reason for this child until the person signs out."""
    request.session[REASONS] = {**request.session.get(REASONS, {}), str(child.reference): reason}


def way_on(request: Request, child: Any) -> str:
    """Where the person was going when they were asked for a reason: a page of this service."""
    wanted = request.GET.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("children:child", args=[child.reference])


def can(request: Request, permission: Permission, child: Any) -> bool:
    """Whether to offer this person the way to do it: asks the database only where it may differ from sight."""
    scopes = scopes_on(request.user, permission, on=request.today)
    if not scopes or Scope.ALL in scopes:
        return bool(scopes)
    if scopes == scopes_on(request.user, Permission.VIEW_CHILDREN, on=request.today):
        return True
    return may_for(request.user, permission, child, on=request.today)


def address(name: str, *arguments: Any) -> str:
    """The address of a page; empty where this service does not serve it, so that its link is left out."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
