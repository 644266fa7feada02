"""A review booked, booked anew, and cancelled."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.allocation.queries import officers_of
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.review_status import ReviewState
from openiro.domain.timetable import Timetable
from openiro.govuk.dates import long_date
from openiro.reviews import actions
from openiro.reviews.queries import diary, review_ahead, working_days_left
from openiro.web.reviews.clock import review_clock
from openiro.web.reviews.forms import ArrangementsForm, CancelForm, ReplanForm
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.words import full_date, listed, source_of, time_of_day
from openiro.web.shell.deadlines import left_until, rule_in_words, working_days
from openiro.web.shell.opening import child_form_page, head
from openiro.web.shell.request import Request

ARRANGEMENTS = ("planned_on", "planned_time", "place", "mode", "late_reason")
CHANGED = "Somebody changed this booking since you opened the page. Below stands what is booked now: check it again."


@child_form_page(Permission.PLAN_REVIEW, "reviews:review-plan")
def review_plan(request: Request, child: Any) -> HttpResponseBase:
    """The child's next review is booked."""
    ahead = review_ahead(child)
    if ahead is not None:
        messages.warning(request, f"A review is booked already, for {full_date(ahead.planned_on)}. Change that one.")
        return redirect("reviews:review", child.reference, ahead.pk)
    due = review_clock(child, on=request.today).now
    form = ArrangementsForm(request.POST or None, today=request.today, due=due)
    if form.is_bound and form.is_valid():
        try:
            planned = form.arrangements()
            review = actions.plan_review(child=child, arrangements=planned, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _booked(request, child, review, due)
    return _page(request, child, form, due, title="Book a review", button="Book this review")


@review_page(Permission.PLAN_REVIEW, "reviews:review-replan", to=ReviewState.PLANNED)
def review_replan(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Day, time, place or manner of a booked review change."""
    due = review_clock(child, on=request.today).now
    sent, now = request.POST or None, _mark(review)
    if sent is not None and sent.get("seen") != now:
        messages.error(request, CHANGED)
        sent = None
    initial = {name: getattr(review, name) for name in ARRANGEMENTS} | {"seen": now}
    form = ReplanForm(sent, today=request.today, due=due, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            planned = form.arrangements(chaired_by=review.chaired_by)
            actions.replan_review(review=review, arrangements=planned, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _booked(request, child, review, due)
    title = f"Change the review on {long_date(review.planned_on)}"
    return _page(request, child, form, due, title=title, button="Save the change", review=review)


@review_page(Permission.CANCEL_REVIEW, "reviews:review-cancel", to=ReviewState.CANCELLED)
def review_cancel(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """A booked review is cancelled, for a reason; its last legal day stays."""
    form = CancelForm(request.POST or None)
    back = reverse("reviews:review", args=[child.reference, review.pk])
    if form.is_bound and form.is_valid():
        try:
            reason = form.cleaned_data["reason"].strip()
            actions.cancel_review(review=review, reason=reason, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The review is cancelled. The last day in law stays: book another one.")
            return redirect(back)
    due = review_clock(child, on=request.today).now
    given = {
        "form": form,
        "title": f"Cancel the review on {long_date(review.planned_on)}",
        "button": "Cancel this review",
        "back": back,
        "due": _due(due, request.today),
    }
    return render(request, "reviews/step.jinja", head(request, child) | given)


def _booked(request: Request, child: Any, review: Any, due: Timetable) -> HttpResponseBase:
    """To the review, saying how the booking stands in law and whether it clashes."""
    when = listed((full_date(review.planned_on), time_of_day(review.planned_time)))
    messages.success(request, f"Booked for {when}. {_standing(request, review, due)}")
    for clash in _clashes(request, child, review):
        messages.warning(request, clash)
    return redirect("reviews:review", child.reference, review.pk)


def _standing(request: Request, review: Any, due: Timetable) -> str:
    """'The last day in law is 3 May 2027; this is 4 working days before it.'"""
    if due.due_on is None:
        return "The last day in law is not known."
    apart = working_days_left(due.due_on, working_calendar(), review.planned_on)
    last = f"The last day in law is {long_date(due.due_on)}"
    if not apart:
        return f"{last}: this is the very day." if review.planned_on == due.due_on else f"{last}."
    return f"{last}; this is {working_days(abs(apart))} {'before' if apart > 0 else 'after'} it."


def _clashes(request: Request, child: Any, review: Any) -> list[str]:
    """What else the child's IRO has at that hour."""
    officer = officers_of([child.pk], on=request.today).get(child.pk)
    if officer is None or review.planned_time is None:
        return []
    day = review.planned_on
    entries = diary(request.user, day, day, on=request.today, officer_code=officer.officer_code)
    others = [entry for entry in entries if entry.at == review.planned_time and entry.review_number != review.pk]
    return [
        f"{officer.officer} has another review at {time_of_day(entry.at)} that day: {entry.name or entry.code}."
        for entry in others
    ]


def _mark(review: Any) -> str:
    """What stands in the booking, to see whether somebody changed it in the meantime."""
    return "|".join(str(getattr(review, name) or "") for name in (*ARRANGEMENTS, "held_on", "cancelled_at"))


def _due(due: Timetable, today: date) -> dict[str, str]:
    """The last day in law, in words."""
    left = left_until(due.due_on, due.working_days_left, today)
    return {
        "day": full_date(due.due_on) or "not known",
        "left": left.text if due.due else "no review is required",
        "tone": left.tone,
        "rule": rule_in_words(due.due),
        "source": source_of(due.due),
    }


def _page(
    request: Request, child: Any, form: Any, due: Timetable, *, title: str, button: str, review: Any = None
) -> HttpResponseBase:
    given = {"form": form, "title": title, "button": button, "due": _due(due, request.today)}
    given["back"] = reverse("reviews:review", args=[child.reference, review.pk]) if review else ""
    return render(request, "reviews/step.jinja", head(request, child) | given)
