"""Bank holidays: those that are known, and a proclaimed one."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openiro.core.actions import add_bank_holiday
from openiro.core.queries import bank_holidays_from, working_calendar
from openiro.domain.clocks import clock
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import long_date
from openiro.people.queries import may
from openiro.web.people import forms, presenters
from openiro.web.people.steps import Step, run
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request

FIRST_REVIEW = "review.first"


class UnableToAddBankHoliday(Refusal):
    """The day is a bank holiday already, or lies in a year whose other bank holidays are not known."""


@page(Permission.VIEW_POLICY)
def bank_holiday_list(request: Request) -> HttpResponse:
    """The bank holidays from the first day of this year on."""
    today, user = request.today, request.user
    lines = bank_holidays_from(date(today.year, 1, 1))
    pager = Pager(request.GET, len(lines))
    context = {
        "table": presenters.bank_holidays_table(lines[pager.start : pager.stop], pager),
        "known": working_calendar(),
        "may_add": may(user, Permission.ADD_BANK_HOLIDAY, on=today),
    }
    return render(request, "people/bank_holiday_list.jinja", context)


@form_page(Permission.ADD_BANK_HOLIDAY)
def bank_holiday_add(request: Request) -> HttpResponse:
    """Add a proclaimed day, after saying what it changes."""
    calendar = working_calendar()
    form = forms.BankHolidayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _refuse_what_cannot_be_added(form, calendar)

    def act(cleaned: Any) -> str:
        add_bank_holiday(**cleaned, by=request.user, at=request.now)
        return f"{long_date(cleaned['on'])} is a bank holiday. Every clock counts with it."

    step = Step(
        "Add a bank holiday",
        "Add the bank holiday",
        reverse("people:bank-holiday-list"),
        act,
        lead="For a day that is proclaimed, such as for a coronation or a state funeral. Ordinary ones are known.",
        check=lambda cleaned: [("Date", long_date(cleaned["on"])), ("What it is called", cleaned["title"])],
        effects=lambda cleaned: presenters.added_holiday_effects(cleaned["on"], _example(cleaned["on"], calendar)),
    )
    return run(request, form, step)


def _refuse_what_cannot_be_added(form: forms.BankHolidayForm, calendar: WorkingCalendar) -> None:
    on = form.cleaned_data["on"]
    if on in calendar.holidays:
        form.refuse(UnableToAddBankHoliday(f"{long_date(on)} is a bank holiday already"), "on")
    elif not calendar.first_year <= on.year <= calendar.last_year:
        years = f"{calendar.first_year} to {calendar.last_year}"
        form.refuse(UnableToAddBankHoliday(f"The date must be in the years that are known: {years}"), "on")


def _example(on: date, calendar: WorkingCalendar) -> tuple[date, date, date] | None:
    """A child who became looked after in the week before `on`: first review due without the day, and with it."""
    started, first_review = on - timedelta(days=7), clock(FIRST_REVIEW)
    changed = WorkingCalendar.of(calendar.holidays | {on}, first_year=calendar.first_year, last_year=calendar.last_year)
    try:
        return started, first_review.due_on(started, calendar), first_review.due_on(started, changed)
    except Refusal:
        return None
