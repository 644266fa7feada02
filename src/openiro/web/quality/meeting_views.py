"""Meetings about quality: prepared from the records, noted, closed with a summary, and read."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.govuk import forms
from openiro.govuk.dates import iso_date, medium_date
from openiro.people.queries import may, policy_in_force, team_by_name, teams
from openiro.quality import actions
from openiro.quality.queries import (
    MeetingPage,
    UnableToFindMeeting,
    meeting_kinds,
    meeting_of,
    meeting_page,
    meetings_listed,
)
from openiro.web.quality.forms import MeetingForm, NotesForm, notes_facts
from openiro.web.quality.glance_views import tabs
from openiro.web.quality.minutes import NOTHING, minutes
from openiro.web.quality.presenters import ABOUT, item_code, item_href, meeting_table
from openiro.web.shell.access import form_page, page
from openiro.web.shell.files import as_word
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

STEPS = (("Write notes", "quality:meeting-notes"), ("Close and send", "quality:meeting-close"))


@page(Permission.VIEW_MEETINGS)
def meeting_list(request: Request) -> HttpResponseBase:
    """The meetings that this person reads, the latest first."""
    holds = may(request.user, Permission.HOLD_MEETING, on=request.today)
    given = {
        "tabs": tabs(request, "meetings"),
        "title": "Meetings about quality",
        "lead": "The agenda is made from the records: what is open, late, outstanding, missing, and good.",
        "table": meeting_table(meetings_listed(request.user, on=request.today)),
        "new_href": reverse("quality:meeting-new") if holds else "",
    }
    return render(request, "quality/list.jinja", given)


@form_page(Permission.HOLD_MEETING)
def meeting_new(request: Request) -> HttpResponseBase:
    """A meeting is prepared: which, of which team, on which day."""
    kinds = meeting_kinds(on=request.today)
    form = MeetingForm(
        request.POST or None,
        kinds=[(each.id, each.name) for each in kinds.values()],
        teams=[team.name for team in teams()],
        initial={"held_on": request.today, "kind": next(iter(kinds), "")},
    )

    def act() -> tuple[str, str]:
        given = form.cleaned_data
        team = team_by_name(given["team"]) if given["team"] else None
        made = actions.prepare_meeting(
            kind=given["kind"], team=team, held_on=given["held_on"], by=request.user, at=request.now
        )
        return "The agenda is made from the records of today.", reverse("quality:meeting", args=[made.pk])

    back = reverse("quality:meetings")
    return form_step(request, None, form, act, title="Prepare a meeting", button="Make the agenda", back=back)


@page(Permission.VIEW_MEETINGS)
def meeting(request: Request, number: int) -> HttpResponseBase:
    """A meeting with its agenda, notes and actions; it prints as it stands."""
    shown = meeting_page(_found(request, number), request.user, on=request.today)
    holds = may(request.user, Permission.HOLD_MEETING, on=request.today) and not shown.is_closed
    given = {
        "page": shown,
        "parts": _parts(shown),
        "nothing": NOTHING,
        "counts": [(ABOUT[about], number) for about, number in shown.counts],
        "steps": [(text, reverse(name, args=[number])) for text, name in STEPS] if holds else [],
        "file_href": reverse("quality:meeting-file", args=[number]),
    }
    return render(request, "quality/meeting.jinja", given)


@form_page(Permission.HOLD_MEETING)
def notes(request: Request, number: int) -> HttpResponseBase:
    """Who was there, what was said of each line, and what is to be done."""
    found = _found(request, number)
    shown = meeting_page(found, request.user, on=request.today)
    form = NotesForm(request.POST or None, page=shown, initial=notes_facts(shown))
    if form.is_bound and form.is_valid() and _noted(request, found, form):
        return redirect("quality:meeting", number)
    given = {
        "page": shown,
        "form": form,
        "parts": [
            (title, [(item, form.of_line(item["line"].place)) for item in items]) for title, items in _parts(shown)
        ],
        "back": reverse("quality:meeting", args=[number]),
    }
    return render(request, "quality/notes.jinja", given)


@form_page(Permission.HOLD_MEETING)
def close(request: Request, number: int) -> HttpResponseBase:
    """The summary goes out, and the meeting stands."""
    found = _found(request, number)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.close_meeting(meeting=found, by=request.user, at=request.now)
        return "The meeting is closed. The team's managers and heads of service are told."

    facts = [("Meeting", found.name), ("Summary", found.summary or "Not written yet")]
    back = reverse("quality:meeting", args=[number])
    title = "Close and send the summary"
    return form_step(request, None, form, act, title=title, button=title, back=back, facts=facts)


@page(Permission.VIEW_MEETINGS)
def summary(request: Request, number: int) -> HttpResponseBase:
    """The same as a Word file; its name says nothing about any child."""
    shown = meeting_page(_found(request, number), request.user, on=request.today)
    paper = minutes(shown, council=policy_in_force(on=request.today).council, made_on=request.today)
    return as_word(f"meeting-{iso_date(shown.held_on)}", paper)


def _found(request: Request, number: int) -> Any:
    try:
        return meeting_of(request.user, number, on=request.today)
    except UnableToFindMeeting as refusal:
        raise Http404 from refusal


def _noted(request: Request, found: Any, form: NotesForm) -> bool:
    try:
        actions.save_meeting(
            meeting=found,
            notes=form.notes(),
            attendees=form.attendees(),
            summary=form.cleaned_data["summary"],
            by=request.user,
            at=request.now,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, "The notes are saved.")
    return True


def _parts(shown: MeetingPage) -> list[tuple[str, list[dict[str, Any]]]]:
    """The lines of the agenda under their headings."""
    return [
        (
            ABOUT[about],
            [
                {
                    "line": line,
                    "href": item_href(line.about, line.reference, line.number),
                    "what": item_code(line.about, line.code),
                    "since": medium_date(line.since_on) if line.since_on else "",
                    "by": medium_date(line.by_on) if line.by_on else "",
                }
                for line in lines
            ],
        )
        for about, lines in groupby(shown.lines, key=lambda line: line.about)
    ]
