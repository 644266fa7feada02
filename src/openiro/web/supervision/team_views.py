"""The service as a team: standards, sessions given, diversity, and the log of its meetings."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.people.queries import may, policy_in_force
from openiro.supervision import actions
from openiro.supervision.queries import (
    diversity,
    glance,
    learning_to_take,
    meetings_logged,
    sessions_of_year,
    standards_kept,
    support_on,
)
from openiro.web.shell.access import form_page, page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager, page_of
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step
from openiro.web.shell.tables import Table
from openiro.web.supervision import tables
from openiro.web.supervision.forms import MeetingFilterForm, MeetingForm

ROWS = 25


@page(Permission.SUPERVISE)
def team(request: Request) -> HttpResponseBase:
    """Standards and whether they are kept, sessions against their targets, officers beside children."""
    asked = request.GET.get("page", "")
    return render(request, "supervision/team.jinja", kept(request, "team", lambda: _as_a_team(request), asked))


def _as_a_team(request: Request) -> dict[str, Any]:
    """What the page shows of the whole service: no more is kept."""
    at_a_glance = glance(request.user, on=request.today)
    sessions = sessions_of_year(request.user, on=request.today)
    by_gender, by_group = diversity(request.user, on=request.today)
    return {
        "since": at_a_glance.since,
        "standards": tables.standards_table(standards_kept(at_a_glance)),
        "targets": tables.targets_table(sessions),
        "sessions": tables.sessions_table(
            sessions.lines, by_whom=True, pager=Pager(request.GET, len(sessions.lines), ROWS)
        ),
        "diversity": [
            tables.diversity_table("By gender", by_gender),
            tables.diversity_table("By ethnic group", by_group),
        ],
        "support": tables.support_table(support_on(request.user, on=request.today), _duties(request)),
        "hide_up_to": policy_in_force(on=request.today).report.hide_up_to,
    }


@page(Permission.VIEW_SUPERVISION)
def meetings(request: Request) -> HttpResponseBase:
    """The log of meetings of the service."""
    kinds = _kinds(request)
    asked = request.GET.get("kind", "")
    kind = asked if asked in dict(kinds) else ""
    log, pager = page_of(
        request.GET,
        lambda start: meetings_logged(request.user, on=request.today, kind=kind, start=start, size=ROWS),
        size=ROWS,
    )
    given = {
        "filters_form": MeetingFilterForm(initial={"kind": kind}, kinds=kinds),
        "clear": reverse("supervision:meetings") if kind else "",
        "table": tables.meetings_table(log.lines, pager),
        "counts": tables.counts_table(log.counts),
        "guidance": tables.guidance_table(
            log.guidance, opens=may(request.user, Permission.SUPERVISE, on=request.today)
        ),
        "learning": _learning(request),
    }
    return render(request, "supervision/meetings.jinja", given)


@form_page(Permission.RECORD_LEARNING)
def meeting_new(request: Request) -> HttpResponseBase:
    """A meeting is logged, or planned for a day ahead."""
    settled = policy_in_force(on=request.today).supervision.guidance
    guidance = [(key, each.title) for key, each in settled.items()]
    initial = {"on": request.today, "kind": request.GET.get("kind")}
    form = MeetingForm(request.POST or None, initial=initial, kinds=_kinds(request), guidance=guidance)

    def act() -> str:
        given = form.cleaned_data
        facts = actions.MeetingFacts(**given | {"guidance": given["guidance"] or ""})
        actions.record_service_meeting(facts=facts, by=request.user, at=request.now)
        return "The meeting is kept."

    back = reverse("supervision:meetings")
    return form_step(request, None, form, act, title="Log or plan a meeting", button="Keep it", back=back)


def _learning(request: Request) -> Table | None:
    """Findings of audits that wait for the learning day, for whoever prepares it."""
    if not may(request.user, Permission.DRAW_SAMPLE, on=request.today):
        return None
    return tables.to_learn_table(learning_to_take(request.user, on=request.today))


def _duties(request: Request) -> dict[str, str]:
    return {key: each.title for key, each in policy_in_force(on=request.today).supervision.duties.items()}


def _kinds(request: Request) -> list[tuple[str, str]]:
    kinds = policy_in_force(on=request.today).supervision.meetings
    return [(key, kind.title) for key, kind in kinds.items()]
