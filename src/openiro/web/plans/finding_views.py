"""A finding of an inspection: what was done about it since, and what shows that it is better."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.actionplans.queries import actions_by_source, actions_from, findings_listed
from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date
from openiro.people.queries import policy_in_force
from openiro.web.plans.tables import elsewhere_table, evidence_paper
from openiro.web.shell.access import page
from openiro.web.shell.files import as_word
from openiro.web.shell.navigation import action_from
from openiro.web.shell.request import Request


@page(Permission.VIEW_PLANS)
def finding(request: Request, number: int) -> HttpResponseBase:
    """What was found, and the actions that were made of it with how far they have come."""
    lines = findings_listed(request.user, on=request.today)
    line: Any = next((each for each in lines if each.number == number), None)
    if line is None:
        raise Http404
    facts = [
        ("Inspection", line.inspection),
        ("Published", long_date(line.published_on)),
        ("What was judged", line.area),
        ("Judgement", meaning_of("INSPECTION_JUDGEMENT", line.judgement)),
        ("What was found", line.words or "Nothing more"),
    ]
    given = {
        "line": line,
        "facts": facts,
        "table": elsewhere_table(actions_from(request.user, request.path, on=request.today), request.today),
        "action_href": action_from(request, "inspection"),
    }
    return render(request, "plans/finding.jinja", given)


@page(Permission.VIEW_PLANS)
def evidence(request: Request) -> HttpResponseBase:
    """Every finding with what was done since, what changed and what shows it: for a monitoring visit."""
    lines = findings_listed(request.user, on=request.today)
    paths = {line.number: reverse("plans:finding", args=[line.number]) for line in lines}
    made = actions_by_source(request.user, list(paths.values()), on=request.today)
    pairs = [(line, made[paths[line.number]]) for line in lines]
    council = policy_in_force(on=request.today).council
    return as_word("improvement-evidence", evidence_paper(pairs, council, request.today))
