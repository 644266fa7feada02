"""Opening the allocation of one child: inside one's scope, and never unseen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from openiro.allocation.queries import visible_child
from openiro.core.actions import log_access
from openiro.domain.permissions import Permission
from openiro.web.shell.access import View, page
from openiro.web.shell.request import Request

# What is opened here is the question whose child it is, not the record: the purpose stands for the reason.
PURPOSE = "To say who reviews the child"


def child_page(permission: Permission, name: str) -> Callable[[View], View]:
    """A form about whose child this is, written in the log of readings under `name`; the view is given the child."""

    def decorate(view: View) -> View:
        @page(permission, methods=("GET", "HEAD", "POST"))
        @wraps(view)
        def opened(request: Request, reference: Any, **named: Any) -> HttpResponseBase:
            child = visible_child(request.user, reference, on=request.today, permission=permission)
            if request.method != "POST":
                log_access(child_number=child.pk, page=name, by=request.user, at=request.now, reason=PURPOSE)
            return view(request, child, **named)

        opened.logged_as = name  # type: ignore[attr-defined]
        return opened

    return decorate


def child_button(permission: Permission) -> Callable[[View], View]:
    """A button that records one thing about whose child this is; it shows nothing. The view is given the child."""

    def decorate(view: View) -> View:
        @page(permission, methods=("POST",))
        @wraps(view)
        def pressed(request: Request, reference: Any, **named: Any) -> HttpResponseBase:
            return view(
                request, visible_child(request.user, reference, on=request.today, permission=permission), **named
            )

        return pressed

    return decorate
