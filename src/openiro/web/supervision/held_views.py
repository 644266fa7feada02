"""Supervision booked, recorded and read; actions done."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date
from openiro.supervision import actions
from openiro.supervision.queries import action_of, officer_of, sheet_of, supervision_line
from openiro.web.shell.access import form_page, page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step
from openiro.web.supervision import presenters
from openiro.web.supervision.forms import ACTIONS, ActionForm, BookForm, HeldForm
from openiro.web.supervision.opening import found, supervises


@page(Permission.VIEW_SUPERVISION)
def held(request: Request, code: str, number: int) -> HttpResponseBase:
    """One supervision as it was recorded: nobody changes it."""
    line = found(lambda: supervision_line(request.user, code, number, on=request.today))
    officer = found(lambda: officer_of(request.user, code, on=request.today))
    day = line.held_on or line.planned_on
    may_settle = supervises(request) and code != request.user.code
    given = {
        "title": f"{meaning_of('SUPERVISION_KIND', line.kind)}, {long_date(day) if day else ''}",
        "officer": officer,
        "line": line,
        "topics": presenters.topics_facts(line),
        "actions": presenters.actions_table(line.actions, may_settle=may_settle),
        "back": reverse("supervision:sheet", args=[code]),
    }
    return render(request, "supervision/held.jinja", given)


@form_page(Permission.SUPERVISE)
def book(request: Request, code: str) -> HttpResponseBase:
    """A day is booked, or the one that is booked is moved."""
    officer = found(lambda: officer_of(request.user, code, on=request.today))
    form = BookForm(request.POST or None, initial={"kind": "planned"})

    def act() -> str:
        actions.plan_supervision(person=officer, by=request.user, at=request.now, **form.cleaned_data)
        return "The day is booked."

    back = reverse("supervision:sheet", args=[code])
    title = f"Book supervision of {officer.name}"
    return form_step(request, None, form, act, title=title, button="Book the day", back=back)


@form_page(Permission.SUPERVISE)
def record(request: Request, code: str) -> HttpResponseBase:
    """What was talked about and agreed, with the agenda that the sheet gives."""
    officer = found(lambda: officer_of(request.user, code, on=request.today))
    made = found(lambda: sheet_of(request.user, code, on=request.today))
    initial = {"kind": "planned", "held_on": request.today, "topics": list(made.agenda)}
    form = HeldForm(request.POST or None, initial=initial, topics=presenters.agenda_options(made.counts))

    def act() -> tuple[str, str]:
        given = form.cleaned_data
        topics = {topic: made.counts.get(topic, 0) for topic in given["topics"]}
        what = actions.Held(given["kind"], given["held_on"], given["words"], topics, _agreed(given))
        row = actions.record_supervision(person=officer, held=what, by=request.user, at=request.now)
        if given["next_on"]:
            actions.plan_supervision(person=officer, planned_on=given["next_on"], by=request.user, at=request.now)
        return "Supervision is recorded.", reverse("supervision:held", args=[code, row.pk])

    back = reverse("supervision:sheet", args=[code])
    title = f"Record supervision of {officer.name}"
    return form_step(request, None, form, act, title=title, button="Record it", back=back)


@form_page(Permission.SUPERVISE)
def action_done(request: Request, code: str, number: int) -> HttpResponseBase:
    """What was agreed is done."""
    row = found(lambda: action_of(request.user, code, number, on=request.today))
    form = ActionForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.settle_action(action=row, by=request.user, at=request.now, **form.cleaned_data)
        return "The action is done."

    back = reverse("supervision:held", args=[code, row.supervision_id])
    facts = [("Action", row.words), ("Due", long_date(row.due_on))]
    return form_step(request, None, form, act, title="The action is done", button="It is done", back=back, facts=facts)


def _agreed(given: dict[str, Any]) -> tuple[actions.Agreed, ...]:
    pairs = ((given[f"action_{place}"], given[f"due_{place}"]) for place in ACTIONS)
    return tuple(actions.Agreed(words, due) for words, due in pairs if words and due)
