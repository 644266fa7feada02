"""The diary by month: of an officer by name, of the service in numbers."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from openiro.domain.permissions import Permission
from openiro.govuk import forms
from openiro.people.queries import policy_in_force, role_codes_on
from openiro.reviews.queries import diary, diary_counts
from openiro.web.reviews.month_presenters import counts_of, days_of, diary_month, items_of, month_of
from openiro.web.shell.access import page
from openiro.web.shell.officers import OfficerChoice, officer_choice
from openiro.web.shell.request import Request

OFFICER = "iro"


class MonthForm(forms.Form):
    """Whose month; the month itself travels along."""

    marks_optional = False

    iro = forms.SelectField(label="IRO", blank="Everybody, in numbers", required=False, options=())
    month = forms.HiddenField(required=False)


@page(Permission.VIEW_REVIEWS)
def diary_month_page(request: Request) -> HttpResponseBase:
    """A month of reviews, last legal days and holidays. An officer sees their own; others choose one, or numbers."""
    first = month_of(request.GET.get("month", ""), request.today)
    is_own = role_codes_on(request.user, request.today) == {OFFICER}
    officer = None if is_own else _choice(request)
    asked, name = (officer.code, officer.name) if officer else (request.user.code, request.user.name)
    scheduling = policy_in_force(on=request.today).scheduling
    start, end = days_of(first)
    if asked:
        items = items_of(diary(request.user, start, end, on=request.today, officer_code=asked), scheduling)
    else:
        items = counts_of(diary_counts(request.user, start, end, on=request.today), lambda on: _week(on, ""))
    given = {
        "month": diary_month(
            first, items, scheduling=scheduling, today=request.today, week_href=lambda on: _week(on, asked)
        ),
        "filters_form": _form(officer, first) if officer else None,
        "officer": name,
        "way": lambda month: f"?{urlencode({'month': month} | ({'iro': asked} if asked and not is_own else {}))}",
        "week_href": _week(first if first != request.today.replace(day=1) else request.today, asked),
    }
    return render(request, "reviews/month.jinja", given)


def _choice(request: Request) -> OfficerChoice:
    return officer_choice(request.GET.get("iro", ""), on=request.today, blank="Everybody, in numbers")


def _form(officer: OfficerChoice, first: date) -> MonthForm:
    form = MonthForm(initial={"iro": officer.shown, "month": first.strftime("%Y-%m")})
    fields: Any = form.fields
    fields["iro"] = officer.field
    return form


def _week(on: date, officer_code: str) -> str:
    asked = {"week": on.isoformat()} | ({"iro": officer_code} if officer_code else {})
    return f"{reverse('reviews:diary')}?{urlencode(asked)}"
