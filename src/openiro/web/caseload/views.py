"""Every officer against the guide, and one officer with their children."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from openiro.allocation.queries import caseloads_on, unallocated_on
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.people.queries import may, policy_in_force
from openiro.reviews.queries import ChildFilters, children_list, demand, due_by_officer
from openiro.reviews.queries.advocacy import advocacy_of, shows_advocacy
from openiro.supervision.queries import duty_shares
from openiro.web.caseload import presenters
from openiro.web.caseload.charts import scale_of, week_bars
from openiro.web.shell.access import page
from openiro.web.shell.deadlines import rule_of
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import ENDLESS, Pager
from openiro.web.shell.request import Request

OFFICERS, CHILDREN, UNALLOCATED = 25, 25, 25


@page(Permission.VIEW_CASELOAD)
def caseload(request: Request) -> HttpResponse:
    """The service: who has how many children, who has nobody, and what the next 26 weeks ask."""
    shown = kept(request, "caseload", lambda: _service(request), request.GET.get("page", ""))
    given = {
        **shown,
        "officers": replace(shown["officers"], pager=Pager(request.GET, shown["total"], OFFICERS)),
        "rule": rule_of("iro.appointed"),
        **_demand(request),
    }
    return render(request, "caseload/caseload.jinja", given)


def _service(request: Request) -> dict[str, Any]:
    """What the page shows of the whole service: its figures, who has nobody, and the officers of the page asked for."""
    user, on = request.user, request.today
    guides = policy_in_force(on=on).caseload
    lines = caseloads_on(user, on=on, guides=guides, duties=duty_shares(on=on))
    found = unallocated_on(user, on=on, limit=UNALLOCATED, calendar=working_calendar())
    pager = Pager(request.GET, len(lines), OFFICERS)
    return {
        "figures": presenters.figures_of(lines, found.total),
        "unallocated": presenters.unallocated_table(found, on=on, may_allocate=may(user, Permission.ALLOCATE, on=on)),
        "unallocated_total": found.total,
        "guide": guides.iro,
        "total": len(lines),
        "officers": presenters.officer_table(
            pager.cut(presenters.fullest_first(lines)), due_by_officer(user, on=on), scale_of(lines), is_linked=True
        ),
    }


@page(Permission.VIEW_CASELOAD)
def officer(request: Request, code: str) -> HttpResponse:
    """One officer: the caseload, the coming weeks, and those of the children whom the person asking may see."""
    user, on = request.user, request.today
    lines = caseloads_on(user, on=on, duties=duty_shares(on=on))
    line = next((each for each in lines if each.officer_code == code), None)
    if line is None:
        raise Http404
    due = next((each for each in due_by_officer(user, on=on) if each.officer_code == code), None)
    asked = Pager(request.GET, ENDLESS, 1).number
    found = children_list(user, ChildFilters(officer_code=code, page=asked), on=on, size=CHILDREN)
    may_allocate = may(user, Permission.ALLOCATE, on=on)
    numbers = [each.number for each in found.lines]
    advocacy = advocacy_of(user, numbers, on=on) if shows_advocacy(on=on) else None
    pager = Pager(request.GET, found.total, CHILDREN)
    given = {
        "name": line.officer,
        "officers": presenters.officer_table([line], [due] if due else [], scale_of([line])),
        "total": found.total,
        "table": presenters.children_table(found.lines, pager, may_allocate=may_allocate, advocacy=advocacy),
        **_demand(request, code),
    }
    return render(request, "caseload/officer.jinja", given)


def _demand(request: Request, code: str = "") -> dict[str, Any]:
    weeks = kept(request, "demand", lambda: demand(request.user, on=request.today, officer_code=code), code)
    return {
        "week_bars": week_bars(weeks),
        "demand_table": presenters.demand_table(weeks),
        "demand_words": presenters.demand_in_words(weeks),
    }
