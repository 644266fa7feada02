"""The list of audits with what is to be done, the programme, and what audits showed."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.audits.queries import (
    audit_page_of,
    findings_to_do,
    programme_of,
    results_of,
    samples_drawn,
)
from openiro.domain.audits_policy import AuditsPolicy
from openiro.domain.permissions import Permission
from openiro.govuk.dates import medium_date
from openiro.people.queries import may, policy_in_force
from openiro.web.audits.forms import PERIODS, STANDING, ListForm, ResultsForm
from openiro.web.audits.presenters import (
    PAGED,
    audit_table,
    finding_table,
    programme_table,
    result_tables,
)
from openiro.web.shell.access import page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import ENDLESS, Pager
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table

ROWS, SAMPLES = 25, 5
FIRST_DAY = date(1990, 4, 1)


@page(Permission.VIEW_AUDITS)
def audit_list(request: Request) -> HttpResponseBase:
    """Audits that this person sees, and the findings that wait for them."""
    user, on, policy = request.user, request.today, policy_in_force(on=request.today).audits
    standing, kind = request.GET.get("standing", ""), request.GET.get("kind", "")
    standing = standing if standing in STANDING else "open"
    kind = kind if policy.kind(kind) else ""
    start, draws = Pager(request.GET, ENDLESS, ROWS).start, may(user, Permission.DRAW_SAMPLE, on=on)
    (total, lines), (to_answer, to_close), samples = kept(
        request,
        "audits",
        lambda: (
            audit_page_of(user, on=on, standing=standing, kind=kind, start=start, size=ROWS),
            findings_to_do(user, on=on),
            samples_drawn(user, on=on, limit=SAMPLES) if draws else [],
        ),
        standing,
        kind,
        start,
    )
    pager = Pager(request.GET, total, ROWS)
    given = {
        "tabs": tabs(request, "list"),
        "draw_href": reverse("audits:draw") if draws else "",
        "filters_form": ListForm(request.GET or None, kinds=kinds_of(policy)),
        "clear": reverse("audits:list") if request.GET else "",
        "table": audit_table(lines, on=on, caption=STANDING[standing], empty="No audit matches.", pager=pager),
        "to_answer": finding_table(to_answer, on=on, caption="Findings to answer", empty=""),
        "to_close": finding_table(to_close, on=on, caption="Findings to close", empty=""),
        "samples": _samples(samples, policy) if draws else None,
    }
    return render(request, "audits/list.jinja", given)


@page(Permission.VIEW_AUDITS)
def programme(request: Request) -> HttpResponseBase:
    """Who is to audit how many, by month, and has."""
    table = programme_table(programme_of(request.user, on=request.today))
    given = {"title": "Programme of audits", "tabs": tabs(request, "programme"), "tables": [table]}
    return render(request, "audits/tables.jinja", given)


@page(Permission.DRAW_SAMPLE)
def results(request: Request) -> HttpResponseBase:
    """What audits of a kind showed in a period."""
    policy = policy_in_force(on=request.today).audits
    kind = policy.kind(request.GET.get("kind", "")) or policy.kinds[0]
    period = request.GET.get("period", "")
    period = period if period in PERIODS else "year"
    pages = [request.GET.get(key) for key in PAGED]
    shown = kept(request, "audit results", lambda: _results(request, kind.id, period), kind.id, period, pages)
    given = {
        "title": "What audits showed",
        "tabs": tabs(request, "results"),
        "filters_form": ResultsForm({"kind": kind.id, "period": period}, kinds=kinds_of(policy)),
        "kind": kind,
    }
    return render(request, "audits/tables.jinja", shown | given)


def _results(request: Request, kind: str, period: str) -> dict[str, Any]:
    """What audits of the kind showed: its figures, and the pages of its tables that are asked for."""
    from_on, to_on = _period(period, request.today)
    found = results_of(request.user, from_on=from_on, to_on=to_on, kind=kind, on=request.today)
    tables = result_tables(found, policy_in_force(on=request.today).audits, request.GET)
    return {"found": {"audits": found.audits, "median_minutes": found.median_minutes}, "tables": tables}


def kinds_of(policy: AuditsPolicy) -> list[tuple[str, str]]:
    """The kinds of audit that the council does."""
    return [(each.id, each.title) for each in policy.kinds]


def tabs(request: Request, current: str) -> list[tuple[str, str, bool]]:
    """The lists of audits that this person may open."""
    shown = [("list", "Audits"), ("programme", "Programme")]
    if may(request.user, Permission.DRAW_SAMPLE, on=request.today):
        shown.append(("results", "Results"))
    return [(text, reverse(f"audits:{name}"), name == current) for name, text in shown]


def _samples(rows: list[Any], policy: AuditsPolicy) -> Table:
    titles = dict(kinds_of(policy))
    lines = [
        [
            Cell(f"Sample {row.pk}", href=reverse("audits:sample", args=[row.pk])),
            titles.get(row.kind, row.kind),
            medium_date(row.drawn_at),
            row.drawn_by.name,
        ]
        for row in rows
    ]
    columns = [Column(text) for text in ("Sample", "Kind", "Drawn", "By")]
    return Table("Samples drawn last", columns, lines, "No sample was drawn yet.", caption_hidden=True)


def _period(period: str, on: date) -> tuple[date, date]:
    began = date(on.year if on.month >= 4 else on.year - 1, 4, 1)
    if period == "last":
        return date(began.year - 1, 4, 1), began - timedelta(days=1)
    return (began if period == "year" else FIRST_DAY), on
