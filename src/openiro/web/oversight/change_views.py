"""The IRO is told of a change, or was not, and says what follows; the social worker gives an update."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.changes import CARE_PLANNING, CONTACT
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.reviews.actions import ChangeTold, dispose_of_change, give_midpoint_update, iro_not_told, notify_change
from openiro.reviews.queries.oversight import UnableToFindUpdate, change_line, change_of, changes_of, update_of
from openiro.web.oversight.child_views import found, step
from openiro.web.oversight.forms import ChangeForm, DisposeForm, UpdateForm
from openiro.web.oversight.presenters import change_facts, told_table
from openiro.web.shell.opening import child_form_page, head
from openiro.web.shell.request import Request


@child_form_page(Permission.NOTIFY_CHANGE, "oversight:tell")
def tell(request: Request, child: Any) -> HttpResponseBase:
    """The social worker tells the IRO of a change, and sees what came of earlier ones."""
    form = ChangeForm(request.POST or None, initial={"happened_on": request.today})
    told = changes_of(request.user, child, on=request.today, permission=Permission.NOTIFY_CHANGE)

    def save() -> str:
        notify_change(child=child, told=form.told, by=request.user, at=request.now)
        return "The IRO is told."

    more = {"table": told_table(told, opens=False) if told else None, "table_title": "Told of before"}
    back = reverse("oversight:tell", args=[child.reference])
    return step(request, child, form, save, title="Tell the IRO", button="Tell the IRO", back=back, **more)


@child_form_page(Permission.OVERSEE, "oversight:not-told")
def not_told(request: Request, child: Any) -> HttpResponseBase:
    """The IRO was not told of a change: by one click where the record shows it, else by saying which."""
    if request.method == "POST" and "on" in request.POST:
        return _one_click(request, child)
    form = ChangeForm(request.POST or None, initial={"happened_on": request.today})

    def save() -> str:
        iro_not_told(child=child, told=form.told, by=request.user, at=request.now)
        return "It is recorded that you were not told."

    return step(request, child, form, save, title="You were not told", button="Record that I was not told")


@child_form_page(Permission.OVERSEE, "oversight:change")
def change(request: Request, child: Any, number: int) -> HttpResponseBase:
    """One change, and what the IRO does with it."""
    row = found(lambda: change_of(child, number))
    line = change_line(request.user, row, on=request.today)
    if line.disposed_at is not None and request.method != "POST":
        given = {"facts": change_facts(line), "title": "A change", "reference": child.reference}
        return render(request, "oversight/change.jinja", head(request, child) | given)
    form = DisposeForm(request.POST or None)

    def save() -> str:
        given = form.cleaned_data
        dispose_of_change(
            change=row,
            disposition=given["disposition"],
            words=given["words"] or "",
            by=request.user,
            at=request.now,
        )
        return "It is recorded what follows."

    return step(
        request,
        child,
        form,
        save,
        title="What do you do with it?",
        button="Record this",
        back=_next(request, child),
        facts=change_facts(line),
    )


@child_form_page(Permission.NOTIFY_CHANGE, "oversight:update")
def update(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The social worker gives the update that was asked for."""
    try:
        row = update_of(child, number)
    except UnableToFindUpdate as refusal:
        raise Http404 from refusal
    form = UpdateForm(request.POST or None)

    def save() -> str:
        give_midpoint_update(update=row, words=form.cleaned_data["words"], by=request.user, at=request.now)
        return "The IRO has your update."

    back = reverse("children:child", args=[child.reference])
    return step(request, child, form, save, title="Update between two reviews", button="Give this update", back=back)


def _next(request: Request, child: Any) -> str:
    """After contact with the child or a care planning meeting is chosen, that is recorded next."""
    chosen = request.POST.get("disposition") if request.method == "POST" else ""
    is_contact = chosen in (CONTACT, CARE_PLANNING)
    page = reverse("oversight:contact" if is_contact else "oversight:child", args=[child.reference])
    return f"{page}?kind={CARE_PLANNING}" if chosen == CARE_PLANNING else page


def _one_click(request: Request, child: Any) -> HttpResponseBase:
    try:
        day = date.fromisoformat(request.POST["on"])
    except ValueError:
        raise Http404 from None
    told = ChangeTold(request.POST.get("event", ""), day)
    try:
        iro_not_told(child=child, told=told, by=request.user, at=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is recorded that you were not told. Say below what follows.")
    return redirect("oversight:list")
