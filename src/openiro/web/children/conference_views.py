"""The child protection conferences about a child: a table, and the form that records one or completes it."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.conferences import ConferenceFacts
from openiro.domain.permissions import Permission
from openiro.govuk import forms
from openiro.govuk.dates import medium_date
from openiro.meetings.actions import record_conference
from openiro.meetings.queries import ConferenceLine, conferences_of
from openiro.web.shell.opening import child_form_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent
from openiro.web.shell.tables import Cell, Column, Table


class ConferenceForm(forms.Form):
    """One conference."""

    kind = forms.RadiosField(
        label="Which conference was it?",
        options=[(each.code, each.meaning) for each in CODE_SETS["CONFERENCE_KIND"]],
        missing="Select which conference it was",
        small=True,
    )
    held_on = forms.DateField(label="When was it held?", called="The day it was held", not_future=True)
    strategy_on = forms.DateField(
        label="When was the strategy discussion?",
        hint="Of an initial conference.",
        called="The day of the strategy discussion",
        required=False,
        not_future=True,
    )
    report_shown_on = forms.DateField(
        label="When were the parents shown the report?",
        called="The day they were shown the report",
        required=False,
        not_future=True,
    )
    parents_understood = forms.YesNoField(
        label="Did the parents understand the concerns and what has to happen?", required=False
    )


@child_form_page(Permission.RECORD_CONFERENCE, "children:conferences")
def conferences(request: Request, child: Any) -> HttpResponseBase:
    """The conferences; the form is empty, or holds the one that a link of the table names."""
    lines = conferences_of(request.user, child, on=request.today)
    chosen = next((each.facts for each in lines if _name(each.facts) == request.GET.get("conference")), None)
    form = ConferenceForm(request.POST or None, initial=vars(chosen) if chosen else {}, today=request.today)

    def act() -> str:
        record_conference(child=child, conference=ConferenceFacts(**form.cleaned_data), by=request.user, at=request.now)
        return "The conference is recorded."

    if done := sent(request, form, act, reverse("children:conferences", args=[child.reference])):
        return done
    given = {"form": form, "table": _table(lines, child), "is_chosen": chosen is not None}
    return render(request, "children/conferences.jinja", head(request, child) | given)


def _name(facts: ConferenceFacts) -> str:
    return f"{facts.kind}-{facts.held_on}"


def _table(lines: list[ConferenceLine], child: Any) -> Table:
    columns = ("Conference", "Held", "In time?", "Parents shown the report", "Parents understood")
    address = reverse("children:conferences", args=[child.reference])
    understood = {True: Cell("Yes"), False: Cell("No", tone="late"), None: Cell("Nobody has said", tone="soon")}
    rows = [
        (
            Cell(
                meaning_of("CONFERENCE_KIND", each.facts.kind),
                href=f"{address}?conference={_name(each.facts)}",
                about=medium_date(each.facts.held_on),
            ),
            medium_date(each.facts.held_on),
            _in_time(each.facts.held_on, each.due_on),
            _shown(each.facts),
            understood[each.facts.parents_understood],
        )
        for each in lines
    ]
    return Table("Conferences", tuple(map(Column, columns)), rows, "No conference is recorded.", caption_hidden=True)


def _in_time(held_on: date, due_on: date | None) -> Cell | str:
    if due_on is None:
        return "Not known"
    is_late = held_on > due_on
    return Cell("Late" if is_late else "In time", hint=f"due {medium_date(due_on)}", tone="late" if is_late else "good")


def _shown(facts: ConferenceFacts) -> Cell | str:
    if facts.report_shown_on is None:
        return Cell("Nobody has said", tone="soon")
    is_before = facts.report_shown_on < facts.held_on
    hint = "before the conference" if is_before else "not before the conference"
    return Cell(medium_date(facts.report_shown_on), hint=hint, tone="" if is_before else "late")
