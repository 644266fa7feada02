"""All officers at a glance, the sheet of one, and the children behind a number of it."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.govuk.dates import medium_date
from openiro.people.queries import policy_in_force
from openiro.supervision.queries import glance, sheet_of, supervisions_of
from openiro.web.shell.access import page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.supervision import presenters
from openiro.web.supervision.opening import found, supervises

ROWS = 25
TOPICS = {each.code for each in CODE_SETS["SHEET_TOPIC"]}


@page(Permission.VIEW_SUPERVISION)
def home(request: Request) -> HttpResponseBase:
    """For who supervises, every officer; for an officer, their own sheet."""
    if not supervises(request):
        return redirect("supervision:sheet", request.user.code)
    shown = kept(request, "supervision", lambda: _at_a_glance(request), request.GET.get("page", ""))
    return render(request, "supervision/home.jinja", shown)


def _at_a_glance(request: Request) -> dict[str, Any]:
    """The figures of the whole service, and the officers of the page that is asked for."""
    whole = glance(request.user, on=request.today)
    lines = [officer for officer, _ in whole.officers]
    wanted = policy_in_force(on=request.today).supervision.learning_each_year
    late = sum(line.supervision.standing == "late" for line in lines)
    learned = sum(line.learned >= wanted for line in lines)
    figures = [
        presenters.figure("Supervision late", late, len(lines), "late" if late else "good"),
        *(presenters.figure(presenters.topic_words(topic), *whole.total(topic)) for topic in presenters.GLANCED),
        presenters.figure("Learning of the year recorded", learned, len(lines)),
    ]
    table = presenters.glance_table(whole, wanted, Pager(request.GET, len(lines), ROWS))
    return {"table": table, "since": whole.since, "figures": figures}


@page(Permission.VIEW_SUPERVISION)
def sheet(request: Request, code: str) -> HttpResponseBase:
    """The sheet of one officer, to be read or printed for supervision."""
    made = found(lambda: kept(request, "sheet", lambda: sheet_of(request.user, code, on=request.today), code))
    may_record = supervises(request) and code != request.user.code
    officer = made.officer
    given = {
        "officer": officer,
        "made": made,
        "children": made.line("children").count,
        "guide": presenters.guide_of(officer),
        "dates": [
            (
                label,
                medium_date(due.due_on) if due.due_on else "None",
                str(due.standing),
                presenters.TONES[due.standing],
            )
            for label, due in (("Supervision", officer.supervision), ("Appraisal", officer.appraisal))
        ],
        "table": presenters.sheet_table(made),
        "agenda": [presenters.topic_words(topic) for topic in made.agenda],
        "actions": presenters.actions_table(made.actions, may_settle=may_record),
        "held": presenters.held_table(supervisions_of(request.user, code, on=request.today), code),
        "wanted": made.learning_wanted,
        "may_record": may_record,
        "is_own": code == request.user.code,
    }
    return render(request, "supervision/sheet.jinja", given)


@page(Permission.VIEW_SUPERVISION)
def children(request: Request, code: str, topic: str) -> HttpResponseBase:
    """The children behind one number of the sheet."""
    if topic not in TOPICS:
        raise Http404
    made = found(lambda: sheet_of(request.user, code, on=request.today))
    line = made.line(topic)
    given = {
        "title": presenters.topic_words(topic),
        "officer": made.officer,
        "rate": presenters.rate(line.count, line.of),
        "table": presenters.children_table(line),
        "back": reverse("supervision:sheet", args=[code]),
    }
    return render(request, "supervision/children.jinja", given)
