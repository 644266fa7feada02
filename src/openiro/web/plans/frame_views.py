"""What the council holds itself to: priorities, principles and promises, with the figures and actions that show it."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.actionplans.queries import actions_serving, told_of
from openiro.domain.permissions import Permission
from openiro.domain.plans_policy import Promise
from openiro.domain.report_policy import Span, period_of
from openiro.measures.compute import measure_named
from openiro.people.queries import may, policy_in_force
from openiro.web.plans.figures import figures_of
from openiro.web.plans.tables import elsewhere_table, log_table, promises_table
from openiro.web.shell.access import page
from openiro.web.shell.request import Request


@page(Permission.VIEW_PLANS)
def frames(request: Request) -> HttpResponseBase:
    """Every frame of the policy with its promises."""
    settled = policy_in_force(on=request.today).plans
    actions = actions_serving(request.user, list(settled.served), on=request.today)
    figures = _figures(request, {key: promise for key, (_, promise) in settled.served.items()})
    tables = [(frame, promises_table(id, frame, figures, actions)) for id, frame in settled.frames.items()]
    return render(request, "plans/frames.jinja", {"frames": tables})


@page(Permission.VIEW_PLANS)
def promise(request: Request, frame: str, promise: str) -> HttpResponseBase:
    """One promise: its figures, and what is done."""
    key = f"{frame}.{promise}"
    of, found = policy_in_force(on=request.today).plans.served.get(key, (None, None))
    if of is None or found is None:
        raise Http404
    actions = actions_serving(request.user, [key], on=request.today)[key]
    add = f"{reverse('plans:action-new')}?{urlencode({'serves': key})}"
    given = {
        "frame": of,
        "promise": found,
        "facts": [("Promise", found.words), ("Where it stands", of.source), *_figures(request, {key: found})[key]],
        "table": elsewhere_table(actions, request.today),
        "log": log_table(told_of(request.user, key, on=request.today)),
        "steps": [("Add an action", add)] if may(request.user, Permission.WRITE_PLANS, on=request.today) else [],
    }
    return render(request, "plans/promise.jinja", given)


def _figures(request: Request, promises: dict[str, Promise]) -> dict[str, list[tuple[str, str]]]:
    """Of each promise its measures by title, with the figure of the year to date."""
    first, last = period_of(Span.YEAR, request.today)
    asked: Any = [SimpleNamespace(measure=measure) for each in promises.values() for measure in each.measures]
    found = figures_of(asked, first, last, request.today)
    return {
        key: [(measure_named(id).title, found.get(id, _not_told(id))) for id in each.measures]
        for key, each in promises.items()
    }


def _not_told(measure: str) -> str:
    return "see Measures, by category" if measure_named(measure).keys else "not known yet"
