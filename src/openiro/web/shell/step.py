"""A page with one form, and what it does when it is sent."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from openiro.domain.refusal import Refusal
from openiro.govuk import forms
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request


class NothingAsked(forms.Form):
    """Only a button: nothing is asked but to confirm."""

    marks_optional = False


def pressed(request: Request) -> NothingAsked:
    """The form of a page that has a button and no more: sent where it was pressed."""
    return NothingAsked(request.POST if request.method == "POST" else None)


Act = Callable[[], tuple[str, str] | str]


def sent(request: Request, form: Any, act: Act, back: str = "") -> HttpResponseBase | None:
    """What follows a form that was sent and is right: what `act` says, on the page to which it leads (`back`, unless
    it names another). None otherwise; the refusal of the action then stands on the form."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        done = act()
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    said, onward = (done, back) if isinstance(done, str) else done
    messages.success(request, said)
    return redirect(onward)


def form_step(
    request: Request,
    child: Any,
    form: Any,
    act: Act,
    *,
    title: str,
    button: str,
    back: str,
    facts: Sequence[tuple[str, str]] = (),
    facts_title: str = "",
    has_files: bool = False,
) -> HttpResponseBase:
    """A page with one form, and what follows it."""
    done = sent(request, form, act, back)
    if done is not None:
        return done
    given = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "facts": facts,
        "facts_title": facts_title,
        "has_files": has_files,
    }
    return render(request, "shell/step.jinja", (head(request, child) if child else {}) | given)
