"""Plans: listed, begun, read, handed out, carried forward; findings of inspections."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.actionplans import actions
from openiro.actionplans.queries import (
    UnableToFindPlan,
    actions_from,
    actions_of,
    findings_listed,
    plan_after,
    plan_of,
    plans_listed,
)
from openiro.domain.permissions import Permission
from openiro.people.queries import may, policy_in_force
from openiro.web.plans.figures import figures_of
from openiro.web.plans.forms import CarryForm, FindingForm, PlanForm
from openiro.web.plans.tables import (
    HEADINGS,
    action_table,
    elsewhere_table,
    file_rows,
    finding_table,
    paper,
    plan_table,
)
from openiro.web.shell.access import form_page, page
from openiro.web.shell.files import as_csv, as_word
from openiro.web.shell.navigation import action_from
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step


@page(Permission.VIEW_PLANS)
def plan_list(request: Request) -> HttpResponseBase:
    """Every plan, the latest first."""
    kinds = policy_in_force(on=request.today).plans.kinds
    given = {
        "title": "Action plans",
        "lead": "What the service sets out to do in a year, and how far it has come.",
        "table": plan_table(plans_listed(request.user, on=request.today), kinds),
        "steps": [("Begin a plan", reverse("plans:new"))] if _writes(request) else [],
        "more": [
            ("Priorities and promises of the council", reverse("plans:frames")),
            ("Judgements and findings of inspections", reverse("plans:findings")),
        ],
    }
    return render(request, "plans/list.jinja", given)


@page(Permission.VIEW_PLANS)
def finding_list(request: Request) -> HttpResponseBase:
    """What inspections judged and found."""
    given = {
        "title": "Inspections",
        "lead": "What inspections judged and found, to be answered by actions.",
        "table": finding_table(findings_listed(request.user, on=request.today)),
        "steps": [("Keep a finding", reverse("plans:finding-new"))] if _writes(request) else [],
        "more": [("What was done about each, for Word", reverse("plans:findings-word"))],
        "back": ("Action plans", reverse("plans:list")),
    }
    return render(request, "plans/list.jinja", given)


@form_page(Permission.WRITE_PLANS)
def plan_new(request: Request) -> HttpResponseBase:
    """A plan is begun."""
    kinds = list(policy_in_force(on=request.today).plans.kinds.items())
    form = PlanForm(request.POST if request.method == "POST" else None, kinds=kinds)

    def act() -> tuple[str, str]:
        begun = actions.begin_plan(by=request.user, at=request.now, **form.cleaned_data)
        return "The plan is begun. Add its actions.", reverse("plans:plan", args=[begun.pk])

    return form_step(request, None, form, act, title="Begin a plan", button="Begin it", back=reverse("plans:list"))


@form_page(Permission.WRITE_PLANS)
def finding_new(request: Request) -> HttpResponseBase:
    """A judgement or a finding is kept."""
    form = FindingForm(request.POST if request.method == "POST" else None)
    back = reverse("plans:findings")

    def act() -> tuple[str, str]:
        actions.record_finding(by=request.user, at=request.now, **form.cleaned_data)
        return "It is kept.", back

    return form_step(request, None, form, act, title="Keep a judgement or a finding", button="Keep it", back=back)


@page(Permission.VIEW_PLANS)
def plan(request: Request, number: int) -> HttpResponseBase:
    """One plan with its actions; it prints as it stands."""
    found = found_plan(request, number)
    lines = actions_of(found)
    add = f"{reverse('plans:action-new')}?plan={found.pk}"
    later = plan_after(found)
    steps = [("Add an action", add)]
    if later is not None:
        steps.append(("Carry forward what is left", reverse("plans:plan-carry", args=[found.pk])))
    given = {
        "plan": found,
        "kind": policy_in_force(on=request.today).plans.kinds.get(found.kind, found.kind),
        "table": action_table(lines, _figures(request, found, lines), "Actions", request.today),
        "elsewhere": elsewhere_table(actions_from(request.user, request.path, on=request.today), request.today),
        "action_href": action_from(request, "plan"),
        "steps": steps if _writes(request) else [],
    }
    return render(request, "plans/plan.jinja", given)


@page(Permission.VIEW_PLANS)
def plan_word(request: Request, number: int) -> HttpResponseBase:
    """The plan and its progress for Word."""
    found = found_plan(request, number)
    lines, council = actions_of(found), policy_in_force(on=request.today).council
    made = paper(found, council, lines, _figures(request, found, lines), request.today)
    return as_word(f"plan-{found.kind}-{found.from_on.year}", made)


@page(Permission.VIEW_PLANS)
def plan_csv(request: Request, number: int) -> HttpResponseBase:
    """The plan and its progress for a spreadsheet."""
    found = found_plan(request, number)
    lines = actions_of(found)
    rows = [HEADINGS, *file_rows(lines, _figures(request, found, lines))]
    return as_csv(f"plan-{found.kind}-{found.from_on.year}", rows)


@form_page(Permission.WRITE_PLANS)
def plan_carry(request: Request, number: int) -> HttpResponseBase:
    """What was not achieved goes on in the next plan of the kind."""
    found = found_plan(request, number)
    later = plan_after(found)
    back = reverse("plans:plan", args=[number])
    form = CarryForm(request.POST if request.method == "POST" else None)

    def act() -> tuple[str, str]:
        count = actions.carry_forward(plan=found, to=later or found, by=request.user, at=request.now)
        onward = reverse("plans:plan", args=[later.pk]) if later else back
        return f"Actions carried forward: {count}.", onward

    facts = [("From", found.label), ("To", later.label if later else "No later plan is begun")]
    return form_step(
        request, None, form, act, title="Carry forward what is left", button="Carry forward", back=back, facts=facts
    )


def found_plan(request: Request, number: int) -> Any:
    """The plan; not there where there is none."""
    try:
        return plan_of(request.user, number, on=request.today)
    except UnableToFindPlan as refusal:
        raise Http404 from refusal


def _figures(request: Request, found: Any, lines: Any) -> dict[str, str]:
    return figures_of(lines, found.from_on, found.to_on, request.today)


def _writes(request: Request) -> bool:
    return may(request.user, Permission.WRITE_PLANS, on=request.today)
