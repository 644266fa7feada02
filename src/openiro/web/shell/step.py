"""A page with one form, and what it does when it is sent."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from openiro.domain.refusal import Refusal
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request

Act = Callable[[], tuple[str, str] | str]


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
    has_files: bool = False,
) -> HttpResponseBase:
    """The form; what `act` says stands on the page that it leads to (`back`, unless it names another), its refusal on
    the form."""
    if form.is_bound and form.is_valid():
        try:
            done = act()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            said, onward = (done, back) if isinstance(done, str) else done
            messages.success(request, said)
            return redirect(onward)
    given = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "facts": facts,
        "has_files": has_files,
    }
    return render(request, "shell/step.jinja", (head(request, child) if child else {}) | given)
