"""A page of audits with one form, and the way to what is asked for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect

from openiro.audits.queries import UnableToFindAudit
from openiro.domain.refusal import Refusal
from openiro.web.shell.request import Request


def found(find: Callable[[], Any]) -> Any:
    """What is asked for; not there for whoever may not see it."""
    try:
        return find()
    except UnableToFindAudit as refusal:
        raise Http404 from refusal


def sent(request: Request, form: Any, act: Callable[[], tuple[str, str]]) -> HttpResponseBase | None:
    """What follows a form that was sent and is right: what `act` says, on the page to which it leads. None otherwise;
    the refusal of the action then stands on the form."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        said, onward = act()
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, said)
    return redirect(onward)
