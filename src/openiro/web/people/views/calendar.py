"""Bank holidays: those that are known, and a proclaimed one."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openiro.core.queries import bank_holidays_from, working_calendar
from openiro.domain.clocks import clock
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import long_date
from openiro.people.queries import UnableToAddBankHoliday, check_can_be_bank_holiday, may
from openiro.reviews.actions import proclaim_bank_holiday
from openiro.web.people import forms, presenters
from openiro.web.people.steps import Step, run
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request

FIRST_REVIEW = "review.first"


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
        _refuse_what_cannot_be_added(form)

    def act(cleaned: Any) -> str:
        moved = proclaim_bank_holiday(**cleaned, by=request.user, at=request.now)
        children = f"{moved:,} {'child' if moved == 1 else 'children'}"
        return f"{long_date(cleaned['on'])} is a bank holiday. It moved the due dates of {children}."

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


def _refuse_what_cannot_be_added(form: forms.BankHolidayForm) -> None:
    try:
        check_can_be_bank_holiday(form.cleaned_data["on"])
    except UnableToAddBankHoliday as refusal:
        form.refuse(refusal, "on")


def _example(on: date, calendar: WorkingCalendar) -> tuple[date, date, date] | None:
    """A child who became looked after in the week before `on`: first review due without the day, and with it."""
    started, first_review = on - timedelta(days=7), clock(FIRST_REVIEW)
    changed = WorkingCalendar.of(calendar.holidays | {on}, first_year=calendar.first_year, last_year=calendar.last_year)
    try:
        return started, first_review.due_on(started, calendar), first_review.due_on(started, changed)
    except Refusal:
        return None
