"""One action: made, perhaps of something found elsewhere; read with its progress; changed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.actionplans import actions
from openiro.actionplans.queries import (
    UnableToFindPlan,
    action_line,
    action_of,
    may_tell,
    plan_of,
    plans_listed,
    progress_of,
)
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.roles import can
from openiro.people.queries import PeopleFilter, may, people_on, policy_in_force, user_by_code
from openiro.web.plans.figures import figures_of
from openiro.web.plans.forms import ActionForm, ProgressForm
from openiro.web.plans.tables import action_facts, progress_table
from openiro.web.shell.access import form_page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step, sent

MOST_PEOPLE = 500
KEPT = (
    *("priority", "words", "outcome_sought", "lead_words", "timescale", "due_on"),
    *("source", "serves", "measure", "target"),
)


@form_page(Permission.WRITE_PLANS)
def action_new(request: Request) -> HttpResponseBase:
    """A new action, in the plan and from the source that the address names."""
    plan, source = request.GET.get("plan", ""), request.GET.get("source", "")
    known = {each.code for each in CODE_SETS["ACTION_SOURCE"]}
    serves = request.GET.get("serves", "")
    form = _form(request, {"plan": plan, "source": source if source in known else "", "serves": serves})

    def act() -> tuple[str, str]:
        chosen = plan_of(request.user, int(form.cleaned_data["plan"]), on=request.today)
        part = form.part(_lead(form), request.GET.get("at", ""))
        added = actions.add_action(plan=chosen, part=part, by=request.user, at=request.now)
        return "The action is in the plan.", reverse("plans:action", args=[added.pk])

    back = reverse("plans:plan", args=[plan]) if plan.isdecimal() and len(plan) < 10 else reverse("plans:list")
    return form_step(request, None, form, act, title="Add an action", button="Add it", back=back)


@form_page(Permission.WRITE_PLANS)
def action_change(request: Request, number: int) -> HttpResponseBase:
    """An action is put in other words, days or hands."""
    found = _found(request, number)
    initial = {name: getattr(found, name) for name in KEPT}
    lead = found.lead.code if found.lead else ""
    form = _form(request, {**initial, "plan": str(found.plan_id), "lead": lead})
    back = reverse("plans:action", args=[number])

    def act() -> tuple[str, str]:
        part = form.part(_lead(form), found.source_path)
        actions.change_action(action=found, part=part, by=request.user, at=request.now)
        return "The action is changed.", back

    del form.fields["plan"]
    return form_step(request, None, form, act, title="Change this action", button="Save", back=back)


@form_page(Permission.VIEW_PLANS)
def action(request: Request, number: int) -> HttpResponseBase:
    """One action with what was told of it; its lead tells more."""
    found = _found(request, number)
    tells = may_tell(found, request.user, on=request.today)
    form: Any = ProgressForm(request.POST if request.method == "POST" else None) if tells else None
    if request.method == "POST" and form is None:
        raise PermissionDenied

    def tell() -> str:
        actions.tell_progress(action=found, by=request.user, at=request.now, **form.cleaned_data)
        return "The progress is kept."

    done = sent(request, form, tell, reverse("plans:action", args=[number])) if form is not None else None
    if done is not None:
        return done
    line, plan = action_line(found), found.plan
    writes = may(request.user, Permission.WRITE_PLANS, on=request.today)
    given = {
        "plan": plan,
        "line": line,
        "facts": action_facts(
            line, _served(request, line.serves), figures_of([line], plan.from_on, plan.to_on, request.today)
        ),
        "table": progress_table(progress_of(found)),
        "form": form,
        "steps": [("Change this action", reverse("plans:action-change", args=[number]))] if writes else [],
    }
    return render(request, "plans/action.jinja", given)


def _served(request: Request, serves: str) -> str:
    """What an action serves, in words; its id where the policy does not have it any more."""
    frame, promise = policy_in_force(on=request.today).plans.served.get(serves, (None, None))
    return f"{frame.title}: {promise.words}" if frame and promise else serves


def _form(request: Request, initial: dict[str, Any]) -> ActionForm:
    plans = [(str(line.number), line.label) for line in plans_listed(request.user, on=request.today)]
    people = people_on(PeopleFilter(), on=request.today, size=MOST_PEOPLE)
    leads = [
        (person.code, person.name)
        for person in people
        if can((held.role for held in person.roles), Permission.VIEW_PLANS)
    ]
    data = request.POST if request.method == "POST" else None
    served = [
        (key, f"{frame.title}: {promise.words}")
        for key, (frame, promise) in policy_in_force(on=request.today).plans.served.items()
    ]
    return ActionForm(data, plans=plans, leads=leads, served=served, initial=initial)


def _lead(form: ActionForm) -> Any:
    code = form.cleaned_data["lead"]
    return user_by_code(code) if code else None


def _found(request: Request, number: int) -> Any:
    try:
        return action_of(request.user, number, on=request.today)
    except UnableToFindPlan as refusal:
        raise Http404 from refusal
