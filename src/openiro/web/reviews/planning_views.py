"""A review booked, booked anew, and cancelled."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.review_status import ReviewState
from openiro.domain.timetable import Timetable
from openiro.govuk.dates import long_date
from openiro.people.queries import policy_in_force
from openiro.reviews import actions
from openiro.reviews.queries import (
    SiblingLine,
    clashes_with,
    latest_lateness,
    review_ahead,
    siblings_of,
    siblings_to_book,
    working_days_left,
)
from openiro.web.reviews.booking_forms import CancelForm, PlanForm, ReplanForm
from openiro.web.reviews.clock import ReviewClock, review_clock
from openiro.web.reviews.day_panel import booking_of, day_panel, holidays_until
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.words import full_date, listed, source_of, time_of_day
from openiro.web.shell.deadlines import left_until, rule_in_words, working_days
from openiro.web.shell.opening import called, child_form_page, head
from openiro.web.shell.request import Request

ARRANGEMENTS = ("planned_on", "planned_time", "place", "mode", "late_reason", "travel_minutes", "travel_miles")
CHANGED = "Somebody changed this booking since you opened the page. Below stands what is booked now: check it again."


@child_form_page(Permission.PLAN_REVIEW, "reviews:review-plan")
def review_plan(request: Request, child: Any) -> HttpResponseBase:
    """The child's next review is booked, and with it those of brothers and sisters who are chosen."""
    ahead = review_ahead(child)
    if ahead is not None:
        messages.warning(request, f"A review is booked already, for {full_date(ahead.planned_on)}. Change that one.")
        return redirect("reviews:review", child.reference, ahead.pk)
    clock = review_clock(child, on=request.today)
    siblings = siblings_of(request.user, child, on=request.today)
    form = PlanForm(
        request.POST or None,
        today=request.today,
        due=clock.now,
        coded=reason_coded(child, clock.now),
        siblings=siblings,
        initial={"planned_on": _day_asked(request)},
    )
    if form.is_bound and form.is_valid() and "check" not in request.POST:
        try:
            review = _plan(request, child, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _booked(request, child, review, clock.now)
    return _page(request, child, form, clock, title="Book a review", button="Book this review", siblings=siblings)


@review_page(Permission.PLAN_REVIEW, "reviews:review-replan", to=ReviewState.PLANNED)
def review_replan(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Day, time, place or manner of a booked review change; a change of day has its reason."""
    clock = review_clock(child, on=request.today)
    sent, now = request.POST or None, _mark(review)
    if sent is not None and sent.get("seen") != now:
        messages.error(request, CHANGED)
        sent = None
    initial = {name: getattr(review, name) for name in ARRANGEMENTS} | {"seen": now}
    known = {"due": clock.now, "coded": reason_coded(child, clock.now), "booked_on": review.planned_on}
    form = ReplanForm(sent, today=request.today, initial=initial, **known)
    if form.is_bound and form.is_valid() and "check" not in request.POST:
        try:
            planned = form.arrangements(chaired_by=review.chaired_by)
            how = {"review": review, "arrangements": planned, "moved": form.moved}
            actions.replan_review(**how, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _booked(request, child, review, clock.now)
    title = f"Change the review on {long_date(review.planned_on)}"
    return _page(request, child, form, clock, title=title, button="Save the change", review=review)


@review_page(Permission.CANCEL_REVIEW, "reviews:review-cancel", to=ReviewState.CANCELLED)
def review_cancel(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """A booked review is cancelled, for a coded reason; its last legal day stays."""
    form = CancelForm(request.POST or None)
    back = reverse("reviews:review", args=[child.reference, review.pk])
    if form.is_bound and form.is_valid():
        try:
            actions.cancel_review(review=review, moved=form.moved, by=request.user, at=request.now)
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
        "due": law_of(due, request.today),
    }
    return render(request, "reviews/step.jinja", head(request, child) | given)


def law_of(due: Timetable, today: date) -> dict[str, str]:
    """The last day in law, in words."""
    left = left_until(due.due_on, due.working_days_left, today)
    return {
        "day": full_date(due.due_on) or "not known",
        "left": left.text if due.due else "no review is required",
        "tone": left.tone,
        "rule": rule_in_words(due.due),
        "source": source_of(due.due),
    }


def _plan(request: Request, child: Any, form: PlanForm) -> Any:
    """The child's review, booked with those of the brothers and sisters who were chosen."""
    codes = form.cleaned_data.get("together") or ()
    along = siblings_to_book(request.user, child, codes, on=request.today) if codes else []
    how: dict[str, Any] = {"arrangements": form.arrangements(), "by": request.user, "at": request.now}
    if not along:
        return actions.plan_review(child=child, **how)
    planned = actions.plan_together(children=[child, *along], **how)
    names = " and ".join(called(request, each) for each in along)
    messages.success(request, f"A review is booked at the same time for {names} too.")
    return next(review for review in planned if review.child_id == child.pk)


def _booked(request: Request, child: Any, review: Any, due: Timetable) -> HttpResponseBase:
    """To the review, saying how the booking stands in law and whether it clashes."""
    when = listed((full_date(review.planned_on), time_of_day(review.planned_time)))
    messages.success(request, f"Booked for {when}. {_standing(review, due)}")
    booking = booking_of(review.planned_on, review.planned_time, _given(review), review.pk)
    scheduling = policy_in_force(on=request.today).scheduling
    for clash in clashes_with(request.user, child, booking, scheduling, on=request.today) if booking else ():
        at = time_of_day(clash.at)
        messages.warning(request, f"{clash.officer} has another review at {at} that day: {clash.name or clash.code}.")
    return redirect("reviews:review", child.reference, review.pk)


def _standing(review: Any, due: Timetable) -> str:
    """'The last day in law is 3 May 2027; this is 4 working days before it.'"""
    if due.due_on is None:
        return "The last day in law is not known."
    apart = working_days_left(due.due_on, working_calendar(), review.planned_on)
    last = f"The last day in law is {long_date(due.due_on)}"
    if not apart:
        return f"{last}: this is the very day." if review.planned_on == due.due_on else f"{last}."
    return f"{last}; this is {working_days(abs(apart))} {'before' if apart > 0 else 'after'} it."


def reason_coded(child: Any, due: Timetable) -> str:
    """The reason for lateness that was given when lateness was asked for, so that it is not asked again."""
    asked = latest_lateness(child, due.due_on)
    return asked.reason if asked is not None and asked.decision != "refused" else ""


def _day_asked(request: Request) -> date | None:
    """The day that an address names, as that of a what-if does."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _given(review: Any) -> dict[str, Any]:
    return {name: getattr(review, name) for name in ARRANGEMENTS}


def _mark(review: Any) -> str:
    """What stands in the booking, to see whether somebody changed it in the meantime."""
    return "|".join(str(getattr(review, name) or "") for name in (*ARRANGEMENTS, "held_on", "cancelled_at"))


def _page(
    request: Request,
    child: Any,
    form: Any,
    clock: ReviewClock,
    *,
    title: str,
    button: str,
    review: Any = None,
    siblings: list[SiblingLine] | None = None,
) -> HttpResponseBase:
    due, day = clock.now, form.day
    scheduling = clock.policy.scheduling
    answers = form.cleaned_data if form.is_bound else (form.initial or {})
    booking = booking_of(day, answers.get("planned_time"), answers, review.pk if review else None) if day else None
    given = {
        "form": form,
        "title": title,
        "button": button,
        "due": law_of(due, request.today),
        "panel": _panel(request, child, clock, day, scheduling=scheduling, booking=booking),
        "holidays": holidays_until(due.due_on, request.today, scheduling),
        "siblings": [_sibling(line) for line in siblings or () if not line.can_be_booked_along],
        "back": reverse("reviews:review", args=[child.reference, review.pk]) if review else "",
        "late_href": reverse("reviews:lateness-ask", args=[child.reference]) if due.due_on and not form.coded else "",
    }
    return render(request, "reviews/booking.jinja", head(request, child) | given)


def _panel(request: Request, child: Any, clock: ReviewClock, day: date | None, **known: Any) -> Any:
    return day_panel(request, child, clock, day, **known) if day and clock.is_in_care(day) else None


def _sibling(line: SiblingLine) -> str:
    """A brother or sister whom this booking cannot take along, and why."""
    who = line.name or line.code
    if line.planned is not None:
        when = listed((full_date(line.planned.planned_on), time_of_day(line.planned.planned_time)))
        return f"{who}: a review is booked for {when}."
    return f"{who}: reviewed by {line.officer or 'nobody yet'}."
