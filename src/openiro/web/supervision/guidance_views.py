"""Guidance to acknowledge: the page of whoever reads it, and who has."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.changes import EVENTS
from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date
from openiro.supervision.actions import acknowledge_guidance
from openiro.supervision.queries import GuidanceToRead, UnableToFindGuidance, guidance_readers, guidance_to_read
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step, pressed
from openiro.web.supervision import tables

ROWS = 25
WHEN = {True: "Before it is done", False: "As soon as it happens"}


@form_page(Permission.NOTIFY_CHANGE)
def guidance(request: Request, key: str) -> HttpResponseBase:
    """What the IRO is told of, by which rule; whoever has the duty says that they have read it."""
    asked = {each.key: each for each in guidance_to_read(request.user, on=request.today)}
    if key not in asked:
        raise Http404
    found, back = asked[key], reverse("home:today")
    if not found.waits and request.method != "POST":
        given = {"title": found.title, "facts": _facts(found), "back": back, "form": None}
        return render(request, "shell/step.jinja", given)

    def act() -> str:
        acknowledge_guidance(guidance=key, by=request.user, at=request.now)
        return "Thank you: it is recorded that you have read this."

    form, facts = pressed(request), _facts(found)
    return form_step(request, None, form, act, title=found.title, button="I have read this", back=back, facts=facts)


def _facts(found: GuidanceToRead) -> list[tuple[str, str]]:
    """Since when it stands, and each thing that is told, with when and by which rule."""
    told = [(each.meaning, f"{WHEN[each.is_before]}: {each.source}") for each in EVENTS.values()]
    read = [("You acknowledged it", long_date(found.read_on))] if found.read_on else []
    return [("Where it is held", found.held_at), ("As it stands since", long_date(found.since)), *read, *told]


@page(Permission.SUPERVISE)
def guidance_read(request: Request, key: str) -> HttpResponseBase:
    """Who has acknowledged the guidance, and who has not yet."""
    try:
        found = guidance_readers(request.user, key, on=request.today)
    except UnableToFindGuidance as refusal:
        raise Http404 from refusal
    pager = Pager(request.GET, len(found.lines), ROWS)
    given = {"found": found, "table": tables.readers_table(found, pager)}
    return render(request, "supervision/guidance.jinja", given)
