"""Complaints: listed and counted, recorded with or without a child on record, settled with what is learnt."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.escalations import actions
from openiro.escalations.queries import (
    ComplaintPage,
    UnableToFindComplaint,
    complaint_line,
    complaint_of,
    complaints_counted,
    complaints_listed,
    words_to_complain_of,
)
from openiro.voice.queries import UnableToFindStatement, statement_of
from openiro.web.challenge.complaint_tables import complaint_facts, complaint_table, count_tables
from openiro.web.challenge.forms import STANDING, ComplaintForm, ComplaintListForm, ComplaintSettleForm
from openiro.web.challenge.list_views import known, tabs
from openiro.web.shell.access import form_page, page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import page_of
from openiro.web.shell.opening import FORM, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

ROWS = 25


@page(Permission.HANDLE_COMPLAINTS)
def complaint_list(request: Request) -> HttpResponseBase:
    """Complaints that this person sees, the latest first, and how many by year, group and theme."""
    standing, user, on = request.GET.get("standing", ""), request.user, request.today
    narrowed: dict[str, Any] = {
        "standing": standing if standing in STANDING else "open",
        "group": known("COMPLAINANT", request.GET.get("group", "")),
        "about": known("COMPLAINT_ABOUT", request.GET.get("about", "")),
    }

    def ask(start: int) -> ComplaintPage:
        return complaints_listed(user, on=on, start=start, size=ROWS, **narrowed)

    found, pager = page_of(
        request.GET, lambda start: kept(request, "complaints", lambda: ask(start), narrowed, start), size=ROWS
    )
    counts = kept(request, "complaints counted", lambda: complaints_counted(user, on=on))
    given = {
        "tabs": tabs(request, "complaints"),
        "filters_form": ComplaintListForm(request.GET),
        "clear": reverse("challenge:complaints") if request.GET else "",
        "table": complaint_table(found.lines, STANDING[narrowed["standing"]], "No complaint matches.", pager),
        "counts": count_tables(counts),
        "new_href": reverse("challenge:complaint-new"),
    }
    return render(request, "challenge/complaints.jinja", given)


@form_page(Permission.HANDLE_COMPLAINTS)
def complaint_new(request: Request) -> HttpResponseBase:
    """A complaint of somebody who is not on record, such as a care leaver, or about no one child."""
    return _record(request, None)


@child_page(Permission.HANDLE_COMPLAINTS, "challenge:complaint-for-child", methods=FORM)
def complaint_for_child(request: Request, child: Any) -> HttpResponseBase:
    """A complaint about this child, perhaps of what the child said."""
    return _record(request, child)


@form_page(Permission.HANDLE_COMPLAINTS)
def complaint(request: Request, number: int) -> HttpResponseBase:
    """One complaint about no child on record, to be read and settled."""
    return _complaint(request, None, number)


@child_page(Permission.HANDLE_COMPLAINTS, "challenge:complaint-of-child", methods=FORM)
def complaint_of_child(request: Request, child: Any, number: int) -> HttpResponseBase:
    """One complaint about this child, to be read and settled."""
    return _complaint(request, child, number)


def _record(request: Request, child: Any) -> HttpResponseBase:
    said = words_to_complain_of(child) if child else []
    form = ComplaintForm(request.POST or None, said=said, initial={"received_on": request.today})

    def act() -> str:
        given = dict(form.cleaned_data)
        number = given.pop("statement", None)
        try:
            statement = statement_of(child, int(number)) if number else None
        except UnableToFindStatement as refusal:
            raise Http404 from refusal
        part = actions.ComplaintPart(**given)
        actions.record_complaint(part=part, child=child, statement=statement, by=request.user, at=request.now)
        return "The complaint is recorded."

    back = reverse("challenge:child", args=[child.reference]) if child else reverse("challenge:complaints")
    return form_step(request, child, form, act, title="Record a complaint", button="Record it", back=back)


def _complaint(request: Request, child: Any, number: int) -> HttpResponseBase:
    try:
        row = complaint_of(request.user, number, on=request.today, child=child)
    except UnableToFindComplaint as refusal:
        raise Http404 from refusal
    line, back = complaint_line(row, request.user, on=request.today), reverse("challenge:complaints")
    facts = complaint_facts(line)
    if line.settled_on is not None and request.method != "POST":
        given = {"title": "Complaint", "facts": facts, "back": back, "form": None}
        return render(request, "shell/step.jinja", (head(request, child) if child else {}) | given)
    form = ComplaintSettleForm(request.POST or None, initial={"on": request.today})

    def act() -> str:
        actions.settle_complaint(complaint=row, by=request.user, at=request.now, **form.cleaned_data)
        return "The complaint is settled."

    return form_step(request, child, form, act, title="Complaint", button="Settle it", back=back, facts=facts)
