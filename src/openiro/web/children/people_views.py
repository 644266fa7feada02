"""The people around a child: added, and no longer there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from openiro.allocation.queries import visible_child
from openiro.children.actions import end_relationship, record_relationship
from openiro.children.queries import child_by_code, child_record, relationship_of
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.govuk import forms
from openiro.web.children.forms import PersonEndForm, PersonForm
from openiro.web.shell.opening import child_form_page, head
from openiro.web.shell.request import Request


@child_form_page(Permission.RECORD_CHILD, "children:relationship-add")
def relationship_add(request: Request, child: Any) -> HttpResponseBase:
    """Somebody is added to the people around the child."""
    form = PersonForm(request.POST or None, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            record_relationship(
                child=child,
                kind=form.cleaned_data["kind"],
                name=form.cleaned_data["name"],
                related_child=_related(request, form.cleaned_data["related_code"]),
                has_parental_responsibility=form.has_responsibility,
                from_on=form.cleaned_data["from_on"],
                by=request.user,
                at=request.now,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Added to the people around the child.")
            return redirect("children:child", child.reference)
    return _page(request, child, form, title="Add a person around the child", button="Add this person")


@child_form_page(Permission.RECORD_CHILD, "children:relationship-end")
def relationship_end(request: Request, child: Any, number: int) -> HttpResponseBase:
    """Somebody is no longer around the child."""
    form = PersonEndForm(request.POST or None, today=request.today)
    try:
        relationship = relationship_of(child, number)
        if form.is_bound and form.is_valid():
            to_on = form.cleaned_data["to_on"]
            end_relationship(relationship=relationship, to_on=to_on, by=request.user, at=request.now)
            messages.success(request, "Recorded. Who was there before is kept in the history.")
            return redirect("children:child", child.reference)
    except Refusal as refusal:
        if not form.is_bound:
            messages.error(request, str(refusal))
            return redirect("children:child", child.reference)
        form.refuse(refusal)
    person = next((each for each in child_record(child, on=request.today).people if each.number == number), None)
    who = person.kind.in_words if person else "person"
    return _page(request, child, form, title=f"No longer there: {who}", button="Record the last day")


def _related(request: Request, code: str) -> Any:
    """The child of the service whom the number names, inside the scope of who asks."""
    if not code.strip():
        return None
    return visible_child(request.user, child_by_code(code.strip()).reference, on=request.today)


def _page(request: Request, child: Any, form: forms.Form, *, title: str, button: str) -> HttpResponseBase:
    given = {"form": form, "title": title, "button": button}
    return render(request, "children/care-form.jinja", head(request, child) | given)
