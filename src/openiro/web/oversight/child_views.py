"""One child between two reviews: checks, contacts, changes, updates, and how closely the child is watched."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.changes import CARE_PLANNING
from openiro.domain.permissions import Permission
from openiro.reviews.actions import CheckMade, record_checks, record_contact, set_oversight_level, settle_contact
from openiro.reviews.queries.oversight import (
    UnableToFindChange,
    between_line,
    changes_of,
    checks_made,
    contact_of,
    contacts_of,
    updates_of,
)
from openiro.web.oversight.forms import CheckForm, ContactForm, LevelForm
from openiro.web.oversight.presenters import (
    LEVEL_TONES,
    card_facts,
    checks_table,
    contacts_table,
    level_words,
    told_table,
    updates_table,
)
from openiro.web.shell.opening import can, child_form_page, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent


@child_page(Permission.VIEW_OVERSIGHT, "oversight:child")
def child(request: Request, child: Any) -> HttpResponseBase:
    """Everything about one child between two reviews."""
    user, on = request.user, request.today
    line = between_line(user, child, on=on)
    may_record = can(request, Permission.OVERSEE)
    given = {
        "facts": card_facts(line) if line else (),
        "level": level_words(line) if line else "",
        "level_tone": LEVEL_TONES[line.level] if line else "",
        "checks": checks_table(checks_made(user, child, on=on)),
        "contacts": contacts_table(contacts_of(user, child, on=on), child.reference, may_record=may_record),
        "changes": told_table(changes_of(user, child, on=on, permission=Permission.VIEW_OVERSIGHT), opens=may_record),
        "updates": updates_table(updates_of(user, child, on=on), with_words=True),
        "may_record": may_record and line is not None,
        "reference": child.reference,
        "footprint_href": reverse("children:child-footprint", args=[child.reference]),
    }
    return render(request, "oversight/child.jinja", head(request, child) | given)


@child_form_page(Permission.OVERSEE, "oversight:check")
def check(request: Request, child: Any) -> HttpResponseBase:
    """A check of any kind is recorded."""
    line = between_line(request.user, child, on=request.today)
    due = line.check if line else None
    form = CheckForm(request.POST or None, initial={"kind": due.kind if due else "follow_up"})

    def save() -> str:
        given = form.cleaned_data
        due_on = due.due_on if due and due.kind == given["kind"] else None
        made = CheckMade(child.pk, given["kind"], given["outcome"], given["words"] or "", due_on)
        record_checks(checks=[made], by=request.user, at=request.now)
        return "The check is recorded."

    return step(request, child, form, save, title="Record a check", button="Record this check")


@child_form_page(Permission.OVERSEE, "oversight:level")
def level(request: Request, child: Any) -> HttpResponseBase:
    """How closely the child is watched from today."""
    line = between_line(request.user, child, on=request.today)
    form = LevelForm(request.POST or None, initial={"level": line.level if line else ""})

    def save() -> str:
        set_oversight_level(child=child, **form.cleaned_data, by=request.user, at=request.now)
        return "The level is set."

    return step(request, child, form, save, title="How closely is the child watched?", button="Set this level")


@child_form_page(Permission.OVERSEE, "oversight:contact")
def contact(request: Request, child: Any) -> HttpResponseBase:
    """A contact is recorded: by default a visit to the child, today; or a care planning meeting that is asked for."""
    initial = {"kind": "visit", "with_whom": "child", "standing": "done", "on": request.today}
    if request.GET.get("kind") == CARE_PLANNING:
        initial |= {"kind": CARE_PLANNING, "with_whom": "agencies", "standing": "offered"}
    form = ContactForm(request.POST or None, initial=initial)

    def save() -> str:
        record_contact(child=child, contact=form.contact, by=request.user, at=request.now)
        return "The contact is recorded."

    return step(request, child, form, save, title="Record a contact", button="Record this contact")


@child_form_page(Permission.OVERSEE, "oversight:contact-settle")
def contact_settle(request: Request, child: Any, number: int) -> HttpResponseBase:
    """What became of a contact that was offered."""
    row = found(lambda: contact_of(child, number))
    initial = {"kind": row.kind, "with_whom": row.with_whom, "standing": "done", "on": row.on, "minutes": row.minutes}
    form = ContactForm(request.POST or None, initial=initial)

    def save() -> str:
        settle_contact(row=row, contact=form.contact, by=request.user, at=request.now)
        return "What became of it is recorded."

    return step(request, child, form, save, title="What became of it?", button="Record this")


def found(find: Callable[[], Any]) -> Any:
    """What is asked for; 404 where there is none."""
    try:
        return find()
    except UnableToFindChange as refusal:
        raise Http404 from refusal


def step(
    request: Request,
    child: Any,
    form: Any,
    save: Callable[[], str],
    *,
    title: str,
    button: str,
    back: str = "",
    **more: Any,
) -> HttpResponseBase:
    """A page with one form; what the action says stands on the page of the child, and its refusal on the form."""
    back = back or reverse("oversight:child", args=[child.reference])
    given = {"form": form, "title": title, "button": button, "back": back, **more}
    return sent(request, form, save, back) or render(request, "oversight/step.jinja", head(request, child) | given)
