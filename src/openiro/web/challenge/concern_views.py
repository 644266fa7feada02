"""One concern: its thread, closed with what changed, or made formal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.words import sentence
from openiro.escalations import actions
from openiro.escalations.queries import UnableToFindConcern, concern_line, concern_of, messages_of
from openiro.people.queries import policy_in_force
from openiro.web.challenge.forms import ConcernCloseForm, FormalForm, MessageForm
from openiro.web.challenge.presenters import concern_facts
from openiro.web.challenge.words import concern_left
from openiro.web.shell.opening import FORM, can, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step


@child_page(Permission.VIEW_DISPUTES, "challenge:concern", methods=FORM)
def concern(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The thread, and the next message."""
    found = _found(request, child, number)
    form = MessageForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.write_in_concern(concern=found, by=request.user, at=request.now, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Your message is sent.")
            return redirect("challenge:concern", child.reference, number)
    line = concern_line(found, request.user, on=request.today)
    given = {
        "title": sentence(policy_in_force(on=request.today).words.concern),
        "line": line,
        "left": concern_left(line, request.today),
        "facts": concern_facts(line),
        "thread": messages_of(found),
        "form": form if line.closed_on is None else None,
        "steps": _steps(request, child, line),
        "review_href": reverse("reviews:review", args=[child.reference, found.review_id]) if found.review_id else "",
        "dispute_href": reverse("challenge:dispute", args=[child.reference, line.dispute]) if line.dispute else "",
    }
    return render(request, "challenge/concern.jinja", head(request, child) | given)


@child_page(Permission.RAISE_DISPUTE, "challenge:concern-close", methods=FORM)
def close(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The concern is closed."""
    found = _found(request, child, number)
    form = ConcernCloseForm(request.POST or None)

    def act() -> str:
        actions.close_concern(concern=found, by=request.user, at=request.now, **form.cleaned_data)
        return "The concern is closed."

    return _step(request, child, found, form, act, "Close this concern")


@child_page(Permission.RAISE_DISPUTE, "challenge:concern-formal", methods=FORM)
def formal(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The concern becomes a formal dispute."""
    found = _found(request, child, number)
    form = FormalForm(request.POST or None)

    def act() -> tuple[str, str]:
        dispute = actions.make_formal(concern=found, by=request.user, at=request.now, **form.cleaned_data)
        onward = reverse("challenge:dispute", args=[child.reference, dispute.pk])
        return "This is a formal dispute now. The 20 working days run from today.", onward

    return _step(request, child, found, form, act, "Make this formal")


def _found(request: Request, child: Any, number: int) -> Any:
    try:
        return concern_of(request.user, child, number, on=request.today)
    except UnableToFindConcern as refusal:
        raise Http404 from refusal


def _step(request: Request, child: Any, found: Any, form: Any, act: Any, title: str) -> HttpResponseBase:
    back = reverse("challenge:concern", args=[child.reference, found.pk])
    facts = concern_facts(concern_line(found, request.user, on=request.today))
    return form_step(request, child, form, act, title=title, button=title, back=back, facts=facts)


def _steps(request: Request, child: Any, line: Any) -> list[tuple[str, str]]:
    if line.closed_on is not None or not can(request, Permission.RAISE_DISPUTE):
        return []
    steps = (("Close", "challenge:concern-close"), ("Make this formal", "challenge:concern-formal"))
    return [(text, reverse(name, args=[child.reference, line.number])) for text, name in steps]
