"""The list of children, one child at a glance, and the story of their record."""

import csv
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.allocation.queries import visible_child
from openiro.core.actions import log_access
from openiro.core.queries import readings_of
from openiro.domain.permissions import Permission
from openiro.govuk.dates import date_and_time, iso_date
from openiro.people.queries import may, may_see_names, names_of
from openiro.reviews.queries import ChildFilters, ListOrder, ListStatus, all_lines, children_list
from openiro.web.children import presenters
from openiro.web.children.forms import ListForm, ReasonForm
from openiro.web.children.list_presenters import rows_of, table_of
from openiro.web.children.page_words import PAGES
from openiro.web.shell.access import form_page, page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager, with_query
from openiro.web.shell.officers import officer_choice
from openiro.web.shell.opening import child_page, head, keep_reason, task_ahead, way_on
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Column, Table

ROWS = 25
STORY = 500
NO_ONE_CHILD = 0
NO_PAGE = {"page": ""}


@page(Permission.VIEW_CHILDREN)
def child_list(request: Request) -> HttpResponseBase:
    """The children whom this person sees, narrowed and a page at a time."""
    form = _filters_form(request)
    filters = _filters(form, request.GET)
    found = kept(
        request, "children", lambda: children_list(request.user, filters, on=request.today, size=ROWS), filters
    )
    pager = Pager(request.GET, found.total, ROWS)
    may_record = may(request.user, Permission.RECORD_CARE, on=request.today)
    keeps_checks = may(request.user, Permission.RECORD_CHECKS, on=request.today)
    follows_arrivals = may(request.user, Permission.VIEW_ARRIVALS, on=request.today)
    given = {
        "filters_form": form,
        "table": table_of(found.lines, pager=pager, on=request.today),
        "total": found.total,
        "clear": reverse("children:child-list") if request.GET else "",
        "export_href": reverse("children:child-export") + with_query(request.GET, page=""),
        "enter_care_href": reverse("children:child-enter-care") if may_record else "",
        "arrivals_href": reverse("arrivals:list") if follows_arrivals else "",
        "turning_href": reverse("children:turning") if keeps_checks else "",
    }
    return render(request, "children/child-list.jinja", given)


@page(Permission.VIEW_CHILDREN)
def child_export(request: Request) -> HttpResponseBase:
    """The whole list as a file, narrowed in the same way; that it was taken is written down."""
    lines = all_lines(request.user, _filters(_filters_form(request), request.GET), on=request.today)
    taken = f"{len(lines)} {'child' if len(lines) == 1 else 'children'}"
    log_access(child_number=NO_ONE_CHILD, page="children:child-export", by=request.user, at=request.now, reason=taken)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="children-{iso_date(request.today)}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows(rows_of(lines))
    return response


@child_page(Permission.VIEW_CHILDREN, "children:child")
def child(request: Request, child: Any) -> HttpResponseBase:
    """One child at a glance."""
    return render(request, "children/child.jinja", {"child": presenters.child_page(request, child)})


@child_page(Permission.VIEW_HISTORY, "children:child-history")
def child_history(request: Request, child: Any) -> HttpResponseBase:
    """Everything that was done to the child's record, newest first."""
    told = presenters.latest_events(request, child, limit=STORY)
    return render(request, "children/history.jinja", {**head(request, child), "events": told, "limit": STORY})


@child_page(Permission.VIEW_ACCESS_LOG, "children:child-readings")
def child_readings(request: Request, child: Any) -> HttpResponseBase:
    """Who looked at the child's record, newest first."""
    readings = readings_of(child.pk, limit=STORY)
    names = presenters.SERVICE | names_of(line.by for line in readings)
    rows = [
        (names.get(line.by, line.by), date_and_time(line.at), PAGES.get(line.page, line.page), line.reason)
        for line in readings
    ]
    columns = (Column("Who"), Column("When"), Column("Which page"), Column("Reason given"))
    table = Table("Who looked", columns, rows, empty="Nobody has looked yet.", caption_hidden=True)
    return render(request, "children/readings.jinja", {**head(request, child), "table": table, "limit": STORY})


@form_page(Permission.VIEW_CHILDREN)
def reason(request: Request, reference: Any) -> HttpResponseBase:
    """Asks why a record outside one's own caseload is opened, before anything of it is shown.

    Who comes to do something there is offered it as the reason, to be kept or written anew.
    """
    child = visible_child(request.user, reference, on=request.today)
    form = ReasonForm(request.POST or None, initial={"reason": PAGES.get(task_ahead(request, child), "")})
    if request.method == "POST" and form.is_valid():
        keep_reason(request, child, form.cleaned_data["reason"].strip())
        return redirect(way_on(request, child))
    return render(request, "children/reason.jinja", {**head(request, child), "form": form})


def _filters_form(request: Request) -> ListForm:
    asked = {name: str(value) for name, value in request.GET.items() if value}
    officer = officer_choice(asked.get("iro", ""), on=request.today)
    return ListForm(
        {"status": ListStatus.IN_CARE.value, "order": ListOrder.DUE.value} | asked | {"iro": officer.shown},
        officer=officer,
        names=may_see_names(request.user, on=request.today),
        on=request.today,
    )


def _filters(form: ListForm, query: QueryDict) -> ChildFilters:
    """The filters of the form; an answer that is not in a list narrows nothing."""
    form.is_valid()
    given = form.cleaned_data
    page = query.get("page", "1")
    return ChildFilters(
        text=given.get("text") or "",
        status=ListStatus(given.get("status") or ListStatus.IN_CARE),
        officer_code=form.officer.code if given.get("iro") else "",
        legal_status=given.get("legal_status") or "",
        placement=given.get("placement") or "",
        order=ListOrder(given.get("order") or ListOrder.DUE),
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
    )
