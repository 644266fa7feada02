"""Opening one review of a child: as the child's record is opened, and only where the review is the child's."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.review_status import ReviewState, UnableToChangeReview, check_can_become
from openiro.govuk.dates import medium_date
from openiro.reviews.queries import UnableToFindReview, facts_of, review_of
from openiro.web.shell.access import View
from openiro.web.shell.opening import FORM, child_page
from openiro.web.shell.request import Request


def review_page(
    permission: Permission, name: str, *, methods: tuple[str, ...] = FORM, to: ReviewState | None = None
) -> Callable[[View], View]:
    """A page about one review of a child: the view is given child and review; 404 where it is not the child's.

    `to`: where the review can no longer become that, as when somebody was quicker, its own page says so.
    """

    def decorate(view: View) -> View:
        @child_page(permission, name, methods=methods)
        @wraps(view)
        def opened(request: Request, child: Any, number: int, **named: Any) -> HttpResponseBase:
            try:
                review = review_of(child, number)
            except UnableToFindReview as refusal:
                raise Http404 from refusal
            if to is not None and (refused := _refusal(review, to, request.today)):
                messages.error(request, refused)
                return redirect("reviews:review", child.reference, review.pk)
            request.review_crumb = crumb_of(child, review)
            return view(request, child, review, **named)

        return opened

    return decorate


def crumb_of(child: Any, review: Any) -> tuple[str, str]:
    """The way back to the review's own page: what it is called, and its address."""
    day = review.held_on or review.planned_on
    called = f"Review {'of' if review.held_on else 'on'} {medium_date(day)}" if day else "Review"
    return called, reverse("reviews:review", args=[child.reference, review.pk])


def has_parts(review: Any) -> bool:
    """Whether the review is worked on here: planned or recorded, not cancelled, and not only known from a return."""
    return review.cancelled_at is None and (review.held_on is None or review.recorded_at is not None)


def _refusal(review: Any, to: ReviewState, on: date) -> str:
    """Why the review may not become that; empty where it may."""
    if to in (ReviewState.ADJOURNED, ReviewState.COMPLETED) and review.held_on is None:
        return "This review is not recorded yet. Record it first."
    try:
        check_can_become(facts_of(review), to, on)
    except UnableToChangeReview as refusal:
        return str(refusal)
    return ""
