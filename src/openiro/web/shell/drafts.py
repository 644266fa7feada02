"""Keeps what a person is typing on a page, and offers it when they come back."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase, JsonResponse, QueryDict
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from openiro.core.actions import drop_draft, keep_draft
from openiro.core.drafts import DraftLine
from openiro.core.queries import draft_of
from openiro.domain.refusal import Refusal
from openiro.web.shell.access import PUBLIC, access_of, signed_in_page
from openiro.web.shell.request import Request

PAGE, DROP, FORM, SEEN = "draft-page", "draft-drop", "draft-form", "seen"
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "again", "confirmed", "continue", PAGE, DROP, FORM})
TOO_LONG = 413


@signed_in_page
@require_http_methods(("GET", "POST"))
def draft(request: Request) -> HttpResponseBase:
    """GET answers a fresh token for a page that is open in a browser; POST keeps, or drops, what was typed there."""
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    page = request.POST.get(PAGE, "")
    if not _is_page_of_ours(page):
        return HttpResponseBadRequest("No such page.", content_type="text/plain")
    if DROP in request.POST:
        drop_draft(page=page, by=request.user, at=request.now)
        messages.success(request, "What you typed before is forgotten. Below stands what is saved.")
        return redirect(page)
    try:
        keep_draft(page=page, answers=_answers(request.POST), by=request.user, at=request.now)
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=TOO_LONG, content_type="text/plain")
    return HttpResponse(status=204)


def draft_on(request: Request) -> DraftLine | None:
    """What this person typed on this page and did not save."""
    return draft_of(request.user, request.path)


def keep_what_is_sent(request: Request) -> None:
    """Keep a form that was sent and is not saved yet: it has faults, or is to be checked."""
    with suppress(Refusal):
        keep_draft(page=request.path, answers=_answers(request.POST), by=request.user, at=request.now)


def drop_draft_on(request: Request) -> None:
    """It is saved now."""
    drop_draft(page=request.path, by=request.user, at=request.now)


def as_sent(line: DraftLine) -> QueryDict:
    """What was typed, as if it had been sent."""
    sent = QueryDict(mutable=True)
    for name, values in line.answers.items():
        sent.setlist(name, values)
    return sent


def keep_what_was_sent(request: Any) -> None:
    """Keep, as a draft, a form that reaches us just after its session has ended, where its page keeps drafts."""
    page = request.POST.get(PAGE, request.path)
    keeps_drafts = bool({PAGE, FORM, SEEN} & set(request.POST)) and DROP not in request.POST
    if request.method == "POST" and keeps_drafts and _is_page_of_ours(page) and not _is_forged(request):
        with suppress(Refusal):
            keep_draft(page=page, answers=_answers(request.POST), by=request.user, at=request.now)


def _is_forged(request: HttpRequest) -> bool:
    return CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, draft, (), {}) is not None


def _answers(sent: QueryDict) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in sent.lists() if name not in NOT_KEPT}


def _is_page_of_ours(path: str) -> bool:
    """Whether it is the path of a page that needs somebody signed in, and no more than a path."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return access_of(found.func) not in (None, PUBLIC)
