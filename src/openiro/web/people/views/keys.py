"""Keys by which the council's other programs read: the list, a new one shown once, and withdrawing one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.actions import make_api_key, withdraw_api_key
from openiro.people.queries import key_lines
from openiro.web.people import forms, presenters
from openiro.web.people.steps import Step, run
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.step import pressed


@page(Permission.MANAGE_USERS)
def key_list(request: Request) -> HttpResponse:
    """Every key, whose role it reads by, and when it was last used."""
    lines = key_lines(on=request.today)
    pager = Pager(request.GET, len(lines))
    table = presenters.keys_table(lines[pager.start : pager.stop], pager)
    return render(request, "people/key_list.jinja", {"table": table})


@form_page(Permission.MANAGE_USERS)
def key_new(request: Request) -> HttpResponse:
    """Make a key; it is shown on the answer to the form and never again."""
    form = forms.KeyForm(request.POST if request.method == "POST" else None, on=request.today)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            context["key"] = make_api_key(**{**asked, "held": int(asked["held"])}, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            context |= {"name": asked["name"], "address": request.build_absolute_uri(reverse("api:measures"))}
    return render(request, "people/key_new.jinja", context)


@form_page(Permission.MANAGE_USERS)
def key_withdraw(request: Request, number: int) -> HttpResponse:
    """Withdraw a key: it stops working at once."""
    line = next((each for each in key_lines(on=request.today) if each.number == number), None)
    if line is None:
        raise Http404

    def act(_: Any) -> str:
        withdraw_api_key(number=number, by=request.user, at=request.now)
        return f"The key {line.name} is withdrawn."

    form = pressed(request)
    lead = "The program that reads with it is refused from now on. To let it read again, make a new key."
    title, back = "Withdraw a key", reverse("people:key-list")
    return run(request, form, Step(title, "Withdraw the key", back, act, caption=line.name, lead=lead, is_warning=True))
