"""The diary by week, the way to the next review in one's own week, and the calendar feed."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from openiro.domain.permissions import Permission
from openiro.govuk import forms
from openiro.people.actions import make_calendar_link, withdraw_calendar_link
from openiro.people.queries import (
    calendar_link_made_at,
    may,
    person_of_calendar_key,
    policy_in_force,
    role_codes_on,
)
from openiro.proceedings.queries import hearings_between
from openiro.reviews.queries import DiaryEntry, DiaryKind, diary, monday_of
from openiro.web.reviews.diary_presenters import DiaryWeek, diary_week, week_of
from openiro.web.reviews.feed import calendar_of
from openiro.web.shell.access import form_page, page, public_page
from openiro.web.shell.kept import kept
from openiro.web.shell.officers import OfficerChoice, officer_choice
from openiro.web.shell.request import Request

WEEK = timedelta(days=6)
FEED_BEFORE = timedelta(weeks=2)
FEED_OWN, FEED_SERVICE = timedelta(weeks=26), timedelta(weeks=4)
OFFICER = "iro"


class DiaryForm(forms.Form):
    """Whose diary, and from which day's week."""

    marks_optional = False

    iro = forms.SelectField(label="IRO", blank="Everybody", required=False, options=())
    week = forms.DateField(label="Week of", required=False)


@page(Permission.VIEW_REVIEWS)
def diary_page(request: Request) -> HttpResponseBase:
    """The week's reviews, and the last legal days without a booking, of the children whom this person sees."""
    monday = week_of(request.GET.get("week", "") or _boxes(request), request.today)
    officer = None if role_codes_on(request.user, request.today) == {OFFICER} else _choice(request)
    asked = officer.code if officer else ""
    given = {
        "week": kept(request, "diary", lambda: _shown(request, monday, asked), monday, asked),
        "month_href": f"{reverse('reviews:diary-month')}{_way(monday.strftime('%Y-%m'), asked, 'month')}",
        "filters_form": _form(officer, monday),
        "officer": officer.name if officer else "",
        "late_href": reverse("reviews:late-papers")
        if may(request.user, Permission.BRING_PAPERS, on=request.today)
        else "",
        "feedback_href": reverse("reviews:feedback")
        if may(request.user, Permission.RECORD_VIEWS, on=request.today)
        else "",
        "way": lambda week: _way(week, asked),
    }
    return render(request, "reviews/diary.jinja", given)


def _choice(request: Request) -> OfficerChoice:
    return officer_choice(request.GET.get("iro", ""), on=request.today, blank="Everybody")


def _form(officer: OfficerChoice | None, monday: date) -> DiaryForm:
    form = DiaryForm(initial={"iro": officer.shown if officer else "", "week": monday})
    fields: Any = form.fields
    if officer:
        fields["iro"] = officer.field
    else:
        del fields["iro"]
    return form


def _shown(request: Request, monday: date, officer_code: str) -> DiaryWeek:
    return diary_week(
        _week(request, monday, officer_code),
        monday,
        scheduling=policy_in_force(on=request.today).scheduling,
        today=request.today,
        booking=may(request.user, Permission.PLAN_REVIEW, on=request.today),
    )


def _week(request: Request, monday: date, officer_code: str) -> list[DiaryEntry]:
    return diary(request.user, monday, monday + WEEK, on=request.today, officer_code=officer_code)


@page(Permission.RECORD_REVIEW)
def review_next(request: Request) -> HttpResponseBase:
    """To the next review in this person's own week that waits for its record; to the diary when all are done."""
    monday = monday_of(request.today)
    week = _week(request, monday, request.user.code)
    waiting = [entry for entry in week if entry.kind is DiaryKind.PLANNED]
    if waiting:
        return redirect("reviews:review", waiting[0].reference, waiting[0].review_number)
    messages.success(request, "Nothing else is booked in your week.")
    return redirect("reviews:diary")


@form_page(Permission.VIEW_REVIEWS)
def diary_feed_link(request: Request) -> HttpResponseBase:
    """The private address of the person's own calendar: made, shown once, withdrawn."""
    address = ""
    if request.method == "POST" and "withdraw" in request.POST:
        withdraw_calendar_link(by=request.user, at=request.now)
        messages.success(request, "The link is withdrawn. A calendar that uses it shows nothing new from now on.")
        return redirect("reviews:diary-feed-link")
    if request.method == "POST":
        key = make_calendar_link(by=request.user, at=request.now)
        address = request.build_absolute_uri(reverse("reviews:diary-feed", args=[key]))
    given = {"address": address, "made_at": calendar_link_made_at(request.user)}
    return render(request, "reviews/feed-link.jinja", given)


@public_page
@require_safe
def diary_feed(request: Request, key: str) -> HttpResponseBase:
    """The calendar of the person whose private key it is; 404 where it is wrong, withdrawn, or they may not look."""
    person = person_of_calendar_key(key)
    if person is None or not may(person, Permission.VIEW_REVIEWS, on=request.today):
        raise Http404
    is_officer = OFFICER in role_codes_on(person, request.today)
    last = request.today + (FEED_OWN if is_officer else FEED_SERVICE)
    officer_code = person.code if is_officer else ""
    first = request.today - FEED_BEFORE
    entries = diary(person, first, last, on=request.today, officer_code=officer_code)
    hearings = hearings_between(person, first, last, on=request.today)
    content = calendar_of(entries, hearings, made_at=request.now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reviews.ics"'
    return response


def _boxes(request: Request) -> str:
    """A day that was given in three boxes, as an address names it."""
    day, month, year = (request.GET.get(f"week-{box}", "") for box in ("day", "month", "year"))
    return f"{year}-{month:0>2}-{day:0>2}"


def _way(day: str, officer_code: str, what: str = "week") -> str:
    asked = {name: value for name, value in ((what, day), ("iro", officer_code)) if value}
    return f"?{urlencode(asked)}" if asked else "?"
