"""A child's dates of reviews: brought forward, late, moved, and what a day would lead to."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.people.queries import may_see_free_text, policy_in_force
from openiro.reviews import actions
from openiro.reviews.queries import (
    UnableToFindEarlyReview,
    UnableToFindLateness,
    early_review_of,
    early_reviews_of,
    lateness_of,
    lateness_request_of,
    reschedulings_of,
    siblings_of,
    standing_of,
)
from openiro.web.reviews.clock import review_clock
from openiro.web.reviews.day_panel import day_panel, holidays_until
from openiro.web.reviews.planning_views import law_of
from openiro.web.reviews.scheduling_forms import DecideForm, DeclineForm, EarlyForm, LatenessForm, WhatIfForm
from openiro.web.reviews.scheduling_presenters import early_table, lateness_facts, lateness_table, moved_table
from openiro.web.reviews.sibling_table import sibling_table
from openiro.web.shell.opening import GET, can, child_form_page, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent

ASKED = "The request is sent to the manager. The reason is kept: it is not asked again."


@child_page(Permission.VIEW_REVIEWS, "reviews:dates", methods=GET)
def dates(request: Request, child: Any) -> HttpResponseBase:
    """Everything about the dates of a child's reviews: early and late ones, what was moved, brothers and sisters."""
    on = request.today
    siblings = siblings_of(request.user, child, on=on)
    given = {
        "early": early_table(
            early_reviews_of(request.user, child, on=on), declining=can(request, Permission.RECORD_REVIEW)
        ),
        "late": lateness_table(lateness_of(request.user, child, on=on)),
        "moved": moved_table(reschedulings_of(request.user, child, on=on)),
        "siblings": sibling_table(siblings, on) if siblings else None,
        "may_ask_early": can(request, Permission.ASK_EARLY_REVIEW),
        "may_plan": can(request, Permission.PLAN_REVIEW),
        "reference": child.reference,
    }
    return render(request, "reviews/dates.jinja", head(request, child) | given)


def _day_asked(request: Request) -> date | None:
    """The day that the page which led here fills in."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


@child_form_page(Permission.ASK_EARLY_REVIEW, "reviews:early-ask")
def early_ask(request: Request, child: Any) -> HttpResponseBase:
    """Somebody asks that the next review be held early."""
    told = {"trigger": request.GET.get("trigger"), "happened_on": _day_asked(request)}
    standing = standing_of(child, on=request.today)
    form = EarlyForm(request.POST or None, initial=told, today=request.today, standing=standing)

    def ask() -> str:
        actions.ask_for_early_review(child=child, asked=form.asked, by=request.user, at=request.now)
        return "The IRO is told that an early review is needed. It stands in their work until it is held or declined."

    return _step(request, child, form, ask, title="Ask for an early review", button="Ask for an early review")


@child_form_page(Permission.RECORD_REVIEW, "reviews:early-decline")
def early_decline(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The IRO holds no early review, and says why."""
    try:
        early = early_review_of(child, number)
    except UnableToFindEarlyReview as refusal:
        raise Http404 from refusal
    form = DeclineForm(request.POST or None)

    def decline() -> str:
        actions.decline_early_review(early=early, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
        return "The early review is declined, with your reason."

    return _step(request, child, form, decline, title="Decline an early review", button="Decline it")


@child_form_page(Permission.PLAN_REVIEW, "reviews:lateness-ask")
def lateness_ask(request: Request, child: Any) -> HttpResponseBase:
    """Somebody says that the next review is going to be late, before it is."""
    now = review_clock(child, on=request.today).now
    form = LatenessForm(request.POST or None, today=request.today, due_on=now.due_on)

    def ask() -> str:
        actions.ask_for_lateness(child=child, asked=form.asked, by=request.user, at=request.now)
        return ASKED

    due = law_of(now, request.today)
    return _step(request, child, form, ask, title="This review will be late", button="Ask the manager", due=due)


@child_page(Permission.VIEW_REVIEWS, "reviews:lateness", methods=GET)
def lateness(request: Request, child: Any, number: int) -> HttpResponseBase:
    """One request about a late review: why, and what was decided."""
    line = _line(request, child, number)
    words = may_see_free_text(request.user, on=request.today)
    given = {
        "facts": lateness_facts(line, words=words),
        "decide": line.is_open and can(request, Permission.APPROVE_LATENESS),
        "number": number,
        "reference": child.reference,
    }
    return render(request, "reviews/lateness.jinja", head(request, child) | given)


@child_form_page(Permission.APPROVE_LATENESS, "reviews:lateness-decide")
def lateness_decide(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The manager approves a late review, or says what is to be done instead."""
    line = _line(request, child, number)
    if not line.is_open and request.method != "POST":
        return redirect("reviews:lateness", child.reference, number)
    form = DecideForm(request.POST or None)

    def decide() -> str:
        approve = form.cleaned_data["decision"] == "approved"
        asked, words = lateness_request_of(child, number), form.cleaned_data["words"]
        actions.decide_lateness(request=asked, approve=approve, words=words, by=request.user, at=request.now)
        return "Approved. The head of service is told." if approve else "Refused. Whoever asked is told."

    facts = lateness_facts(line, words=True)
    return _step(request, child, form, decide, title="May this review be late?", button="Decide", facts=facts)


@child_page(Permission.VIEW_REVIEWS, "reviews:what-if", methods=GET)
def what_if(request: Request, child: Any) -> HttpResponseBase:
    """What a review on a day would lead to: in time or late, and when the next falls due. Changes nothing."""
    clock = review_clock(child, on=request.today)
    asked = any(name.startswith("held_on") for name in request.GET)
    form = WhatIfForm(request.GET if asked else None, today=request.today)
    day = form.cleaned_data["held_on"] if asked and form.is_valid() else None
    outside = day is not None and not clock.is_in_care(day)
    scheduling = policy_in_force(on=request.today).scheduling
    given = {
        "form": form,
        "due": law_of(clock.now, request.today),
        "outside": outside,
        "panel": day_panel(request, child, clock, day, scheduling=scheduling) if day and not outside else None,
        "holidays": holidays_until(clock.now.due_on, request.today, scheduling),
        "book_href": _book_href(request, child, day),
    }
    return render(request, "reviews/what-if.jinja", head(request, child) | given)


def _book_href(request: Request, child: Any, day: Any) -> str:
    if day is None or not can(request, Permission.PLAN_REVIEW):
        return ""
    return f"{reverse('reviews:review-plan', args=[child.reference])}?day={day.isoformat()}"


def _line(request: Request, child: Any, number: int) -> Any:
    lines = lateness_of(request.user, child, on=request.today)
    found = next((line for line in lines if line.number == number), None)
    if found is None:
        raise Http404 from UnableToFindLateness("That request is not among the child's.")
    return found


def _step(
    request: Request, child: Any, form: Any, act: Any, *, title: str, button: str, due: Any = None, facts: Any = ()
) -> HttpResponseBase:
    """A page with one form; what the action says stands on the page of dates, and its refusal on the form."""
    back = reverse("reviews:dates", args=[child.reference])
    given = {"form": form, "title": title, "button": button, "back": back, "due": due, "facts": facts}
    return sent(request, form, act, back) or render(request, "reviews/dates-step.jinja", head(request, child) | given)
