"""One finding: its owner answers, and the auditor closes it or sends it back."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.audits.actions import answer_finding, close_finding, return_finding
from openiro.audits.queries import audits_visible_to, finding_lines, finding_of
from openiro.core.actions import log_access
from openiro.domain.audits import FindingState
from openiro.domain.permissions import Permission
from openiro.people.queries import may
from openiro.web.audits.forms import ReturnForm, WordsForm
from openiro.web.audits.presenters import STATES, finding_facts
from openiro.web.audits.step import found
from openiro.web.shell.access import form_page
from openiro.web.shell.navigation import action_from
from openiro.web.shell.request import Request
from openiro.web.shell.step import NothingAsked, pressed, sent


@form_page(Permission.VIEW_AUDITS)
def finding(request: Request, number: int) -> HttpResponseBase:
    """What is to be done and what was; the form of whoever's turn it is."""
    row = found(lambda: finding_of(request.user, number, on=request.today))
    line = finding_lines([row], request.user, on=request.today)[0]
    form, button, act = _turn(request, row, line.state)
    done = sent(request, form, act) if form is not None else None
    if done:
        return done
    if request.method != "POST":
        child = row.audit.child_id
        log_access(child_number=child, page="audits:finding", by=request.user, at=request.now, reason="Audit")
    seen = audits_visible_to(request.user, on=request.today).filter(pk=row.audit_id).exists()
    closes = isinstance(form, NothingAsked)
    given = {
        "line": line,
        "state": STATES[line.state],
        "facts": finding_facts(line),
        "form": form,
        "button": button,
        "audit_href": reverse("audits:audit", args=[row.audit_id]) if seen else "",
        "action_href": action_from(request, "audit"),
        "return_href": reverse("audits:finding-return", args=[number]) if closes else "",
    }
    return render(request, "audits/finding.jinja", given)


@form_page(Permission.DO_AUDIT)
def send_back(request: Request, number: int) -> HttpResponseBase:
    """What was done does not settle it."""
    row = found(lambda: finding_of(request.user, number, on=request.today))
    form, back = ReturnForm(request.POST or None), reverse("audits:finding", args=[number])

    def act() -> tuple[str, str]:
        return_finding(finding=row, **form.cleaned_data, by=request.user, at=request.now)
        return "It is sent back, and its owner is told.", back

    given = {"form": form, "title": "Send this finding back", "button": "Send it back", "back": back}
    return sent(request, form, act) or render(request, "shell/step.jinja", given)


def _turn(request: Request, row: Any, state: FindingState) -> tuple[Any, str, Any]:
    """The form of this person at this point, its button and what it does; no form where it is somebody else's turn."""
    on, user, here = request.today, request.user, reverse("audits:finding", args=[row.pk])
    if state is FindingState.OPEN and row.owner_id == user.pk:
        form = WordsForm(request.POST or None)

        def answer() -> tuple[str, str]:
            answer_finding(finding=row, **form.cleaned_data, by=user, at=request.now)
            return "Your answer is with the auditor.", here

        return form, "Send this answer", answer
    settles = may(user, Permission.DRAW_SAMPLE, on=on) or row.audit.auditor_id == user.pk
    if state is FindingState.ANSWERED and settles and row.answered_by_id != user.pk:

        def close() -> tuple[str, str]:
            close_finding(finding=row, by=user, at=request.now)
            return "The finding is closed.", here

        return pressed(request), "Close this finding", close
    return None, "", None
