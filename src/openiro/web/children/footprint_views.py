"""Everything the IRO did for a child, on one line of time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from openiro.allocation.queries import allocations_of
from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.people.queries import day_of, may_see_free_text
from openiro.reviews.queries.oversight import FootLine, footprint
from openiro.web.children.events import Reader, people_in, told
from openiro.web.children.presenters import named
from openiro.web.shell.opening import child_page, head
from openiro.web.shell.request import Request

STORY = 500
IRO = "iro"
# What the records themselves tell more of than the event does.
TOLD_BY_RECORDS = frozenset(
    {"reviews.plan_checked", "reviews.contact_recorded", "reviews.contact_settled", "reviews.change_disposed"}
    | {"reviews.recorded"}
)
KINDS = {
    "review": ("Review held: {}", ("REVIEW_CODE",)),
    "check": ("{}: {}", ("OVERSIGHT_KIND", "OVERSIGHT_OUTCOME")),
    "contact": ("{}, {}: {}", ("CONTACT_KIND", "CONTACT_WITH", "CONTACT_STANDING")),
    "change": ("Dealt with a change: {}; {}", ("CHANGE_EVENT", "CHANGE_DISPOSITION")),
}


@dataclass(frozen=True)
class Step:
    """One thing that was done: on which day, what, by whom, and what was written of it."""

    on: date
    what: str
    who: str
    words: str = ""


@child_page(Permission.VIEW_OVERSIGHT, "children:child-footprint")
def child_footprint(request: Request, child: Any) -> HttpResponseBase:
    """Reviews, checks, contacts, what followed changes, and every other act of the IRO, latest first."""
    kept = [_of_record(line) for line in footprint(request.user, child, on=request.today)]
    steps = sorted([*kept, *_of_events(request, child)], key=lambda step: step.on, reverse=True)
    given = {"steps": steps, "limit": STORY}
    return render(request, "children/footprint.jinja", head(request, child) | given)


def _of_record(line: FootLine) -> Step:
    text, fields = KINDS[line.kind]
    words = [meaning_of(field, code) for field, code in zip(fields, line.codes, strict=True)]
    return Step(line.on, text.format(*words).removesuffix(": "), line.who or "Not recorded", line.words)


def _of_events(request: Request, child: Any) -> list[Step]:
    """What those did who were the child's IRO, or covered."""
    officers = {line.officer_code for line in allocations_of(child) if line.role == IRO}
    events = [
        event
        for event in events_of(child_stream(child.pk), limit=STORY)
        if event.by in officers and event.kind not in TOLD_BY_RECORDS
    ]
    people = set().union(*(people_in(event) for event in events))
    reader = Reader(named(people), may_see_free_text(request.user, on=request.today))
    return [Step(day_of(each.at), each.what, each.by) for each in (told(event, reader) for event in events)]
