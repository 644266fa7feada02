"""A form that is checked before it acts: fill in, check answers, done. One action for one form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from openiro.domain.refusal import Refusal
from openiro.govuk import forms
from openiro.web.shell.request import Request

Fact = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """What the pages of one form say and do.

    `act` does it and answers what is told afterwards. `check` answers the facts to check first; none: no check.
    `effects` says, on the page for checking, what it changes. `lead` stands above the form.
    """

    title: str
    button: str
    back: str
    act: Callable[[Any], str]
    done: str = ""
    caption: str = ""
    lead: str = ""
    check: Callable[[Any], list[Fact]] | None = None
    effects: Callable[[Any], list[str]] = field(default=lambda _: [])
    is_warning: bool = False


def run(request: Request, form: forms.Form, step: Step) -> HttpResponse:
    """Answer the page that the form has come to: itself, the page for checking, or the page after it."""
    is_sent = request.method == "POST" and "change" not in request.POST
    if is_sent and form.is_valid():
        if step.check is not None and "confirmed" not in request.POST:
            return render(request, "people/check.jinja", _to_check(request, form, step))
        try:
            told = step.act(form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, told)
            return redirect(step.done or step.back)
    return render(request, "people/form.jinja", {"form": form, "step": step})


def _to_check(request: Request, form: forms.Form, step: Step) -> dict[str, Any]:
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    assert step.check is not None  # noqa: S101 the caller has asked
    return {
        "step": step,
        "facts": step.check(form.cleaned_data),
        "effects": step.effects(form.cleaned_data),
        "sent": sent,
    }
