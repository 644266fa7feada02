"""Opening one child's record: inside one's scope, for a reason where it is asked, and never unseen."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from openiro.allocation.queries import seen_child
from openiro.children.queries import full_name
from openiro.core.actions import log_access
from openiro.domain.permissions import Permission
from openiro.people.queries import may_see_names, scopes_on
from openiro.web.shell.access import View, page
from openiro.web.shell.request import Request

REASONS = "reasons_to_open"
GET, FORM = ("GET", "HEAD"), ("GET", "HEAD", "POST")


def child_page(permission: Permission, name: str, *, methods: tuple[str, ...] = GET) -> Callable[[View], View]:
    """A page about one child, written in the log of readings under `name`; the view is given the child."""

    def decorate(view: View) -> View:
        @page(permission, methods=methods)
        @wraps(view)
        def opened(request: Request, reference: Any, **named: Any) -> HttpResponseBase:
            seen = seen_child(request.user, reference, on=request.today, permission=permission)
            given = reason_given(request, seen.child)
            if seen.asks_reason and not given:
                question = reverse("children:reason", args=[seen.child.reference])
                return redirect(f"{question}?{urlencode({'next': request.path})}")
            if request.method != "POST":
                log_access(child_number=seen.child.pk, page=name, by=request.user, at=request.now, reason=given)
            request.child_scopes = seen.scopes
            return view(request, seen.child, **named)

        opened.logged_as, opened.is_form = name, methods == FORM  # type: ignore[attr-defined]
        return opened

    return decorate


def child_form_page(permission: Permission, name: str) -> Callable[[View], View]:
    """The same, with a form."""
    return child_page(permission, name, methods=FORM)


def can(request: Request, permission: Permission) -> bool:
    """Whether to offer this person the way to do it of the child whose page this is. Asks the database nothing."""
    return bool(request.child_scopes & scopes_on(request.user, permission, on=request.today))


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


def task_ahead(request: Request, child: Any) -> str:
    """The name of the page with a form that the person was going to, by which they do their work; empty for others."""
    try:
        found = resolve(urlsplit(way_on(request, child)).path)
    except Resolver404:
        return ""
    return str(getattr(found.func, "logged_as", "")) if getattr(found.func, "is_form", False) else ""


def called(request: Request, child: Any) -> str:
    """The child by name, or by number for those who may not see names."""
    name = full_name(child) if may_see_names(request.user, on=request.today) else ""
    return name or str(child.code)


def head(request: Request, child: Any) -> dict[str, Any]:
    """What every page about a child has at its head: who the child is, and the way back to them."""
    return {"name": called(request, child), "child_href": reverse("children:child", args=[child.reference])}
