"""Giving a child to an officer, cover, the end of an allocation, and what the child was sent and told."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from openiro.allocation.actions import allocate, arrange_cover, end_allocation, record_child_told, record_pack_sent
from openiro.allocation.queries import (
    AllocationLine,
    CandidateLine,
    allocation_of,
    allocations_of,
    candidates_for,
    current_allocation,
)
from openiro.children.queries import care_periods_of, full_name
from openiro.core.queries import working_calendar
from openiro.domain.care import period_on
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.people.queries import may_see_names, user_by_code
from openiro.web.caseload import child_presenters
from openiro.web.caseload.forms import AllocateForm, CoverForm, EndForm
from openiro.web.caseload.opening import child_button, child_page
from openiro.web.caseload.words import day_of_clock
from openiro.web.shell.request import Request


@child_page(Permission.ALLOCATE, "caseload:allocate")
def allocate_child(request: Request, child: Any) -> HttpResponseBase:
    """Who reviews the child, whom to give the child to, and why not others."""
    current = current_allocation(child, on=request.today)
    candidates = _others(request, child, current)
    form = AllocateForm(
        request.POST or None, candidates=candidates, today=request.today, initial={"from_on": request.today}
    )

    def act() -> str:
        officer = user_by_code(form.officer_code)
        from_on, reason = form.cleaned_data["from_on"], form.cleaned_data["reason"]
        clock = _clock(child, from_on)
        allocate(child=child, officer=officer, from_on=from_on, reason=reason, by=request.user, at=request.now)
        return f"{officer.name} reviews this child from {long_date(from_on)}.{clock}"

    done = _run(request, form, act)
    if done:
        messages.success(request, done)
        return redirect("caseload:allocate", child.reference)
    given = {**_head(request, child), **_allocation(request, child, candidates, form)}
    return render(request, "caseload/allocate.jinja", given)


@child_page(Permission.ALLOCATE, "caseload:cover")
def cover(request: Request, child: Any) -> HttpResponseBase:
    """Another officer stands in for some days."""
    current = current_allocation(child, on=request.today)
    candidates = _others(request, child, current)
    start = {"from_on": request.today}
    form = CoverForm(request.POST or None, candidates=candidates, today=request.today, initial=start)

    def act() -> str:
        given = form.cleaned_data
        officer = user_by_code(given["officer"])
        days = {"from_on": given["from_on"], "to_on": given["to_on"]}
        arrange_cover(child=child, officer=officer, **days, reason=given["reason"], by=request.user, at=request.now)
        return f"{officer.name} covers from {long_date(days['from_on'])} to {long_date(days['to_on'])}."

    done = _run(request, form, act)
    if done:
        messages.success(request, done)
        return redirect("caseload:allocate", child.reference)
    effects = ("They see the child in those days, and no longer.", "The IRO stays the child's IRO.")
    page = {"title": "Arrange cover", "button": "Arrange cover", "effects": effects, "form": form}
    return render(request, "caseload/change.jinja", {**_head(request, child), **page})


@child_page(Permission.ALLOCATE, "caseload:allocation-end")
def allocation_end(request: Request, child: Any, number: int) -> HttpResponseBase:
    """An allocation, or cover, ends."""
    form = EndForm(request.POST or None, today=request.today, initial={"to_on": request.today})
    try:
        allocation = allocation_of(child, number)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("caseload:allocate", child.reference)

    def act() -> str:
        given = form.cleaned_data
        to_on, reason = given["to_on"], given["reason"]
        end_allocation(allocation=allocation, to_on=to_on, reason=reason, by=request.user, at=request.now)
        return f"{allocation.officer.name} has the child until {long_date(to_on)}."

    done = _run(request, form, act)
    if done:
        messages.success(request, done)
        return redirect("caseload:allocate", child.reference)
    who = f"{allocation.officer.name} does not see the child after that day."
    after = "The cover ends." if allocation.is_cover else "The child has no IRO until you allocate another."
    page = {"title": "End the allocation", "button": "End it", "effects": (who, after), "form": form}
    return render(request, "caseload/change.jinja", {**_head(request, child), **page})


@child_button(Permission.PLAN_REVIEW)
def pack_sent(request: Request, child: Any, number: int) -> HttpResponse:
    """The pack went to the child today."""
    told = f"Recorded: the pack was sent to {_called(request, child)} today."
    return _record(
        request,
        told,
        lambda: record_pack_sent(
            allocation=allocation_of(child, number), sent_on=request.today, by=request.user, at=request.now
        ),
    )


@child_button(Permission.PLAN_REVIEW)
def child_told(request: Request, child: Any, number: int) -> HttpResponse:
    """The child was told today who their IRO is."""
    told = f"Recorded: {_called(request, child)} was told today who their IRO is."
    return _record(
        request,
        told,
        lambda: record_child_told(
            allocation=allocation_of(child, number), told_on=request.today, by=request.user, at=request.now
        ),
    )


def _run(request: Request, form: forms.Form, act: Callable[[], str]) -> str:
    """Do it where the form is whole: what is told afterwards; empty where the form is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return ""
    try:
        return act()
    except Refusal as refusal:
        form.refuse(refusal)
        return ""


def _record(request: Request, told: str, act: Callable[[], None]) -> HttpResponse:
    """Do what a button says, and go back to the page that it stood on."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else reverse("home:today"))


def _others(request: Request, child: Any, current: Any) -> list[CandidateLine]:
    """Everyone but the child's IRO of today."""
    code = current.officer.code if current else ""
    return [each for each in candidates_for(request.user, child, on=request.today) if each.officer_code != code]


def _clock(child: Any, from_on: date) -> str:
    """' Allocated on day 3 of 5.' for the first IRO of a time in care, before it is given; else nothing."""
    period = period_on(care_periods_of(child, on=from_on), from_on)
    if period is None:
        return ""
    earlier = [line for line in allocations_of(child) if line.role == "iro" and not line.is_cover]
    if any(line.to_on is None or line.to_on >= period.started_on for line in earlier):
        return ""
    return f" Allocated {day_of_clock(period.started_on, from_on, working_calendar())}."


def _called(request: Request, child: Any) -> str:
    name = full_name(child) if may_see_names(request.user, on=request.today) else ""
    return name or str(child.code)


def _head(request: Request, child: Any) -> dict[str, Any]:
    return {
        "name": _called(request, child),
        "child_href": reverse("children:child", args=[child.reference]),
        "back": reverse("caseload:allocate", args=[child.reference]),
    }


def _allocation(
    request: Request, child: Any, candidates: Sequence[CandidateLine], form: AllocateForm
) -> dict[str, Any]:
    lines: list[AllocationLine] = allocations_of(child)
    period = period_on(care_periods_of(child, on=request.today), request.today)
    return {
        "form": form,
        "standing": child_presenters.standing_of(lines, period, working_calendar(), request.today),
        "running": [
            child_presenters.running(line, child) for line in lines if child_presenters.runs(line, request.today)
        ],
        "barred": child_presenters.barred(candidates),
        "has_choice": any(not each.is_refused for each in candidates),
        "history": child_presenters.history_table(lines, request.today),
        "cover_href": reverse("caseload:cover", args=[child.reference]),
    }
