"""Opening the reviews of one child: inside one's scope, for a reason where it is asked, and never unseen."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from openiro.allocation.queries import may_for, needs_reason_to_open, visible_child
from openiro.children.queries import full_name
from openiro.core.actions import log_access
from openiro.domain.permissions import Permission, Scope
from openiro.domain.review_status import ReviewState, UnableToChangeReview, check_can_become
from openiro.domain.roles import role
from openiro.people.queries import may_see_names, role_codes_on, scopes_on
from openiro.reviews.queries import UnableToFindReview, facts_of, review_of
from openiro.web.shell.access import View, page
from openiro.web.shell.request import Request

# Reasons are kept by the page that asks for them, until the person signs out.
REASONS = "reasons_to_open"
GET, FORM = ("GET", "HEAD"), ("GET", "HEAD", "POST")


def child_page(permission: Permission, name: str, *, methods: tuple[str, ...] = GET) -> Callable[[View], View]:
    """A page about one child's reviews, written in the log of readings under `name`; the view is given the child."""

    def decorate(view: View) -> View:
        @page(permission, methods=methods)
        @wraps(view)
        def opened(request: Request, reference: Any, **named: Any) -> HttpResponseBase:
            child = visible_child(request.user, reference, on=request.today, permission=permission)
            given = str(request.session.get(REASONS, {}).get(str(child.reference), ""))
            if not given and _asks_reason(request, child):
                question = reverse("children:reason", args=[child.reference])
                return redirect(f"{question}?{urlencode({'next': request.path})}")
            if request.method != "POST":
                log_access(child_number=child.pk, page=name, by=request.user, at=request.now, reason=given)
            return view(request, child, **named)

        return opened

    return decorate


def review_page(
    permission: Permission, name: str, *, methods: tuple[str, ...] = FORM, to: ReviewState | None = None
) -> Callable[[View], View]:
    """The same for one review of the child: the view is given child and review; 404 where it is not the child's.

    `to`: where the review can no longer become that, as when somebody was quicker, its own page says so.
    """

    def decorate(view: View) -> View:
        @child_page(permission, name, methods=methods)
        @wraps(view)
        def opened(request: Request, child: Any, number: int) -> HttpResponseBase:
            try:
                review = review_of(child, number)
            except UnableToFindReview as refusal:
                raise Http404 from refusal
            if to is not None and (refused := _refusal(review, to, request.today)):
                messages.error(request, refused)
                return redirect("reviews:review", child.reference, review.pk)
            return view(request, child, review)

        return opened

    return decorate


def can(request: Request, permission: Permission, child: Any) -> bool:
    """Whether to offer this person the way to do it: asks the database only where it may differ from sight."""
    scopes = scopes_on(request.user, permission, on=request.today)
    if not scopes or Scope.ALL in scopes:
        return bool(scopes)
    if scopes == scopes_on(request.user, Permission.VIEW_REVIEWS, on=request.today):
        return True
    return may_for(request.user, permission, child, on=request.today)


def called(request: Request, child: Any) -> str:
    """The child by name, or by number for those who may not see names."""
    name = full_name(child) if may_see_names(request.user, on=request.today) else ""
    return name or str(child.code)


def head(request: Request, child: Any) -> dict[str, Any]:
    """What every page about a child's reviews has at its head: who the child is, and the way back to them."""
    return {"name": called(request, child), "child_href": reverse("children:child", args=[child.reference])}


def _asks_reason(request: Request, child: Any) -> bool:
    if not any(role(code).asks_reason for code in role_codes_on(request.user, request.today)):
        return False
    return needs_reason_to_open(request.user, child, on=request.today)


def _refusal(review: Any, to: ReviewState, on: date) -> str:
    """Why the review may not become that; empty where it may."""
    if to in (ReviewState.ADJOURNED, ReviewState.COMPLETED) and review.held_on is None:
        return "This review is not recorded yet. Record it first."
    try:
        check_can_become(facts_of(review), to, on)
    except UnableToChangeReview as refusal:
        return str(refusal)
    return ""
