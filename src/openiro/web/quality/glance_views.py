"""Quality at a glance, the list of ambers and reds, and the copies of those who look after placements."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from openiro.documents.charts import to_svg
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.govuk.dates import date_and_time, long_date
from openiro.people.queries import may, policy_in_force, teams
from openiro.quality.actions import report_on_placement
from openiro.quality.queries import (
    STANDINGS,
    FormsDue,
    IssueFilters,
    UnableToFindForm,
    copied_form,
    copies_for,
    copy_of,
    forms_due,
    issues_listed,
    quality_at_a_glance,
)
from openiro.reporting.practice_sections import form_charts
from openiro.web.quality.forms import PERIODS, RATINGS, GlanceForm, IssueListForm, PlacementForm
from openiro.web.quality.presenters import (
    copy_table,
    due_table,
    form_tables,
    glance_tables,
    issue_table,
    percent,
    placement_words,
    quarters_table,
)
from openiro.web.shell.access import form_page, page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager, page_of
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

ROWS, MOST_DUE = 25, 50
QUARTER = timedelta(days=91)
DAY = timedelta(days=1)


@page(Permission.VIEW_FORMS)
def glance(request: Request) -> HttpResponseBase:
    """Forms due, what is open, rates by team, and themes."""
    on, user = request.today, request.user
    period = request.GET.get("period", "")
    period = period if period in PERIODS else "year"
    from_on, to_on = period_of(period, on)
    fills, asked = may(user, Permission.FILL_FORM, on=on), request.GET.get("page", "")
    due = kept(request, "forms due", lambda: forms_due(user, on=on, limit=MOST_DUE)) if fills else FormsDue(0, ())
    given = {
        "tabs": tabs(request, "glance"),
        "filters_form": GlanceForm(request.GET or None, initial={"period": period}),
        "clear": reverse("quality:glance") if request.GET else "",
        "from_on": from_on,
        "to_on": to_on,
        "due": due_table(due, on=on) if fills else None,
        "due_total": due.total,
    }
    shown = kept(request, "quality", lambda: _at_a_glance(request, from_on, to_on), from_on, to_on, asked)
    return render(request, "quality/glance.jinja", shown | given)


def _at_a_glance(request: Request, from_on: date, to_on: date) -> dict[str, Any]:
    """The figures of quality in the period, and the page of its teams that is asked for."""
    found = quality_at_a_glance(request.user, from_on=from_on, to_on=to_on, on=request.today)
    return {
        "found": {name: getattr(found, name) for name in ("reviews", "sent", "open_amber", "open_red")},
        "completion": percent(found.completion),
        "tables": glance_tables(found, Pager(request.GET, len(found.teams), ROWS)),
    }


@page(Permission.VIEW_FORMS)
def quarters(request: Request) -> HttpResponseBase:
    """Results of forms by quarter, as pictures and as a table."""
    period = request.GET.get("period", "")
    period = period if period in PERIODS else "year"
    from_on, to_on = period_of(period, request.today)
    shown = kept(request, "quarters", lambda: _by_quarter(request, from_on, to_on), from_on, to_on)
    given = {
        "tabs": tabs(request, "quarters"),
        "title": "Results of forms by quarter",
        "lead": f"Reviews held from {long_date(from_on)} to {long_date(to_on)}, of the children whom you see.",
        "filters_form": GlanceForm(request.GET or None, initial={"period": period}),
        "clear": reverse("quality:quarters") if request.GET else "",
    }
    return render(request, "quality/list.jinja", shown | given)


def _by_quarter(request: Request, from_on: date, to_on: date) -> dict[str, Any]:
    """The pictures and the table of the period."""
    found = quality_at_a_glance(request.user, from_on=from_on, to_on=to_on, on=request.today)
    return {
        "pictures": [(chart.title, mark_safe(to_svg(chart))) for chart in form_charts(found)],  # our own drawing
        "table": quarters_table(found),
    }


@page(Permission.VIEW_FORMS)
def issue_list(request: Request) -> HttpResponseBase:
    """What is amber or red, red first, the longest open on top."""
    query = request.GET
    standing = query.get("standing", "")
    filters = IssueFilters(
        standing=standing if standing in STANDINGS else "open",
        rating=_known(query.get("rating", ""), [code for code, _ in RATINGS]),
        theme=_known(query.get("theme", ""), [each.code for each in CODE_SETS["DISPUTE_THEME"]]),
        team=query.get("team", ""),
    )
    found, pager = page_of(
        query, lambda start: issues_listed(request.user, filters, on=request.today, start=start, size=ROWS), size=ROWS
    )
    given = {
        "tabs": tabs(request, "issues"),
        "title": "Ambers and reds",
        "lead": "Each is tracked until it is resolved or formally disputed.",
        "filters_form": IssueListForm(query, teams=[team.name for team in teams()]),
        "clear": reverse("quality:issues") if query else "",
        "table": issue_table(found.lines, on=request.today, caption=STANDINGS[filters.standing], pager=pager),
    }
    return render(request, "quality/list.jinja", given)


@page(Permission.VIEW_COPIES)
def copy_list(request: Request) -> HttpResponseBase:
    """What forms say of placements and commissioned services."""
    given = {
        "tabs": tabs(request, "copies"),
        "title": "Copies of monitoring forms",
        "lead": "What they say of placements and commissioned services, and nothing else of the child.",
        "table": copy_table(copies_for(request.user, on=request.today)),
    }
    return render(request, "quality/list.jinja", given)


@page(Permission.VIEW_COPIES)
def copy(request: Request, number: int) -> HttpResponseBase:
    """One copy: the questions that are for this reader alone."""
    try:
        found = copy_of(request.user, number, on=request.today)
    except UnableToFindForm as refusal:
        raise Http404 from refusal
    given = {
        "title": "What the form says",
        "name": f"Form {found.number}",
        "held_on": found.held_on,
        "placement": placement_words(found),
        "reported": date_and_time(found.reported_at) if found.reported_at else "",
        "report_href": reverse("quality:placement-report", args=[number]),
        "tables": form_tables(found.answers, policy_in_force(on=request.today).quality.sheets),
    }
    return render(request, "quality/copy.jinja", given)


@form_page(Permission.VIEW_COPIES)
def placement_report(request: Request, number: int) -> HttpResponseBase:
    """The child's officer is sent a report on the quality of the placement."""
    try:
        copied = copied_form(request.user, number, on=request.today)
    except UnableToFindForm as refusal:
        raise Http404 from refusal
    form = PlacementForm(request.POST or None)
    back = reverse("quality:copy", args=[number])

    def act() -> str:
        report_on_placement(form=copied, by=request.user, at=request.now, **form.cleaned_data)
        return "The report is with the child's reviewing officer."

    title = "Report on the quality of the placement"
    return form_step(request, None, form, act, title=title, button="Send the report", back=back)


def tabs(request: Request, current: str) -> list[tuple[str, str, bool]]:
    """The lists of quality that this person may open: text, address, and whether this is the one."""
    lists = (
        ("glance", "At a glance", Permission.VIEW_FORMS),
        ("quarters", "By quarter", Permission.VIEW_FORMS),
        ("issues", "Ambers and reds", Permission.VIEW_FORMS),
        ("meetings", "Meetings", Permission.VIEW_MEETINGS),
        ("copies", "Copies", Permission.VIEW_COPIES),
    )
    return [
        (text, reverse(f"quality:{key}"), key == current)
        for key, text, permission in lists
        if may(request.user, permission, on=request.today)
    ]


def period_of(period: str, today: date) -> tuple[date, date]:
    """The first and the last day of a period of PERIODS, both included."""
    year = today.year if today >= date(today.year, 4, 1) else today.year - 1
    began = date(year, 4, 1)
    if period == "last":
        return date(year - 1, 4, 1), began - DAY
    return (today - QUARTER, today) if period == "quarter" else (began, today)


def _known(value: str, known: list[str]) -> str:
    return value if value in known else ""
