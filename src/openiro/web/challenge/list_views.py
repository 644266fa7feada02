"""The lists of challenge: disputes, concerns, and what they are about."""

import csv
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse

from openiro.core.actions import log_access
from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.policy import Policy
from openiro.escalations.queries import (
    ConcernPage,
    DisputeFilters,
    DisputePage,
    concerns_listed,
    disputes_elsewhere,
    disputes_listed,
    teams_disputed,
    themes_of,
)
from openiro.govuk.dates import iso_date
from openiro.people.queries import may, policy_in_force
from openiro.web.challenge.elsewhere_table import elsewhere_table
from openiro.web.challenge.forms import LEFT, PERIODS, STANDING, ConcernListForm, ListForm, ThemesForm
from openiro.web.challenge.presenters import concern_table, dispute_table
from openiro.web.challenge.theme_tables import PAGED, recurring_table, theme_tables
from openiro.web.challenge.words import answers, themes_in_words
from openiro.web.shell.access import page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import page_of, with_query
from openiro.web.shell.navigation import action_from
from openiro.web.shell.request import Request

ROWS = 25
NO_ONE_CHILD = 0
ALL_ROWS = 10**6
FIRST_DAY = date(1990, 4, 1)
TABS = (
    ("disputes", "Disputes", "challenge:list"),
    ("concerns", "Concerns", "challenge:concerns"),
    ("compliments", "Compliments", "challenge:compliments"),
    ("complaints", "Complaints", "challenge:complaints"),
    ("themes", "Themes", "challenge:themes"),
)
COLUMNS = (
    *("number", "child", "service", "team", "themes", "stage", "answered by", "formal since", "stage due", "total due"),
    *("working days", "closed", "outcome"),
)


@page(Permission.VIEW_DISPUTES)
def dispute_list(request: Request) -> HttpResponseBase:
    """Disputes that this person sees, the first last day on top, narrowed and a page at a time."""
    on, policy = request.today, policy_in_force(on=request.today)
    names = kept(request, "teams disputed", lambda: teams_disputed(request.user, on=on))
    form = ListForm(request.GET, stages=_stages(policy), teams=names)
    filters = _filters(request.GET, on)

    def ask(start: int) -> DisputePage:
        return disputes_listed(request.user, filters, on=on, start=start, size=ROWS)

    found, pager = page_of(
        request.GET, lambda start: kept(request, "disputes", lambda: ask(start), filters, start), size=ROWS
    )
    caption = STANDING[filters.standing]
    given = {
        "tabs": tabs(request, "disputes"),
        "filters_form": form,
        "clear": reverse("challenge:list") if request.GET else "",
        "table": dispute_table(
            found.lines, on=request.today, caption=caption, empty="No dispute matches.", pager=pager
        ),
        "elsewhere": elsewhere_table(
            kept(request, "disputes elsewhere", lambda: disputes_elsewhere(request.user, filters, on=on), filters),
            dict(_stages(policy)),
        ),
        "words": policy.words,
        "export_href": reverse("challenge:export") + with_query(request.GET, page=""),
    }
    return render(request, "challenge/list.jinja", given)


@page(Permission.VIEW_DISPUTES)
def dispute_export(request: Request) -> HttpResponseBase:
    """The whole list as a file, without names and without what anybody wrote; that it was taken is written down."""
    filters = _filters(request.GET, request.today)
    found = disputes_listed(request.user, filters, on=request.today, size=ALL_ROWS)
    log_access(
        child_number=NO_ONE_CHILD,
        page="challenge:export",
        by=request.user,
        at=request.now,
        reason=f"{len(found.lines)} disputes",
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="disputes-{iso_date(request.today)}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_export_row(line) for line in found.lines)
    return response


@page(Permission.VIEW_DISPUTES)
def concern_list(request: Request) -> HttpResponseBase:
    """Concerns that this person sees, those that wait longest on top."""
    form = ConcernListForm(request.GET)
    standing, theme = request.GET.get("standing", ""), known("DISPUTE_THEME", request.GET.get("theme", ""))
    standing, user, on = standing if standing in STANDING else "open", request.user, request.today

    def ask(start: int) -> ConcernPage:
        return concerns_listed(user, on=on, standing=standing, theme=theme, start=start, size=ROWS)

    found, pager = page_of(
        request.GET, lambda start: kept(request, "concerns", lambda: ask(start), standing, theme, start), size=ROWS
    )
    given = {
        "tabs": tabs(request, "concerns"),
        "filters_form": form,
        "clear": reverse("challenge:concerns") if request.GET else "",
        "table": concern_table(
            found.lines, on=on, caption=STANDING[standing], empty="No concern matches.", pager=pager
        ),
        "words": policy_in_force(on=request.today).words,
    }
    return render(request, "challenge/concerns.jinja", given)


@page(Permission.VIEW_DISPUTES)
def themes(request: Request) -> HttpResponseBase:
    """What disputes are about in a period: by theme, team, stage, outcome and month, with rates."""
    period = request.GET.get("period", "")
    query = {
        "period": period if period in PERIODS else "year",
        "service": known("DISPUTE_SERVICE", request.GET.get("service", "")) or "looked_after",
    }
    theme, pages = known("DISPUTE_THEME", request.GET.get("theme", "")), [request.GET.get(key) for key in PAGED]
    shown = kept(request, "themes", lambda: _themes(request, query, theme), query, theme, pages)
    given = {
        "tabs": tabs(request, "themes"),
        "filters_form": ThemesForm(request.GET or None, initial=query),
        "clear": reverse("challenge:themes") if request.GET else "",
        "action_href": action_from(request, "theme"),
    }
    return render(request, "challenge/themes.jinja", shown | given)


def _themes(request: Request, query: dict[str, str], theme: str) -> dict[str, Any]:
    """The figures of the page of themes, and the pages of its tables that are asked for."""
    on, (from_on, to_on) = request.today, period_of(query["period"], request.today)
    found = themes_of(request.user, from_on=from_on, to_on=to_on, service=query["service"], theme=theme, on=on)
    stages = dict(_stages(policy_in_force(on=on)))
    return {
        "found": {name: getattr(found, name) for name in ("disputes", "children", "concerns", "reviews")},
        "from_on": from_on,
        "to_on": to_on,
        "tables": theme_tables(found, query, stages, request.GET),
        "recurring": recurring_table(found, query, request.GET),
    }


def tabs(request: Request, current: str) -> list[tuple[str, str, bool]]:
    """The lists of challenge that this person may open: text, address, and whether this is the one."""
    handles = may(request.user, Permission.HANDLE_COMPLAINTS, on=request.today)
    shown = [each for each in TABS if handles or each[0] != "complaints"]
    return [(text, reverse(name), key == current) for key, text, name in shown]


def period_of(period: str, today: date) -> tuple[date, date]:
    """The first and the last day of a period of PERIODS, both included."""
    year = today.year if today >= date(today.year, 4, 1) else today.year - 1
    began, month = date(year, 4, 1), today.replace(day=1)
    return {
        "year": (began, today),
        "last": (date(year - 1, 4, 1), began - timedelta(days=1)),
        "quarter": (today - timedelta(days=91), today),
        "month": (add_months(month, -1), month - timedelta(days=1)),
        "all": (FIRST_DAY, today),
    }[period]


def _stages(policy: Policy) -> list[tuple[str, str]]:
    formal = [(str(place), stage.name) for place, stage in enumerate(policy.stages, start=1)]
    return [("0", "Informal"), *formal]


def _filters(query: QueryDict, today: date) -> DisputeFilters:
    given = {name: query.get(name, "") for name in ("standing", "stage", "theme", "team", "service", "left", "period")}
    from_on, to_on = period_of(given["period"], today) if given["period"] in PERIODS else (None, None)
    return DisputeFilters(
        standing=given["standing"] if given["standing"] in STANDING else "open",
        stage=int(given["stage"]) if given["stage"].isdecimal() and len(given["stage"]) < 3 else None,
        theme=known("DISPUTE_THEME", given["theme"]),
        team=given["team"],
        service=known("DISPUTE_SERVICE", given["service"]),
        outcome=known("DISPUTE_OUTCOME", query.get("outcome", "")),
        left=given["left"] if given["left"] in LEFT else "",
        from_on=from_on,
        to_on=to_on,
    )


def known(code_set: str, code: str) -> str:
    """The code where it is in the list, else none."""
    return code if code in {each.code for each in CODE_SETS[code_set]} else ""


def _export_row(line: Any) -> list[object]:
    return [
        line.number,
        "; ".join(line.codes),
        meaning_of("DISPUTE_SERVICE", line.service),
        line.team,
        themes_in_words(line),
        line.stage.name,
        answers(line.stage),
        line.formal_from_on or "",
        line.stage.due_on,
        line.total_due_on or "",
        "" if line.total_days is None else line.total_days,
        line.closed_on or "",
        meaning_of("DISPUTE_OUTCOME", line.outcome) if line.outcome else "",
    ]
