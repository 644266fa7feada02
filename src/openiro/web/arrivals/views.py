"""Children who came into care lately, and the steps of one of them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.arrivals import actions
from openiro.arrivals.queries import arrival_of, arrivals_followed, sees_refusal, steps_seen
from openiro.children.queries import identity_of
from openiro.domain.arrivals import REFUSED, Taken, pathways_for
from openiro.domain.arrivals_policy import ArrivalStep, StepKind
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission
from openiro.domain.words import sentence
from openiro.people.queries import policy_in_force
from openiro.web.arrivals.forms import DelayForm, StepForm
from openiro.web.arrivals.presenters import LISTS, case_table, counts_table, delay_table, lead_of, listed, steps_table
from openiro.web.shell.access import View, page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager
from openiro.web.shell.opening import can, child_form_page, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

ROWS = 25
NOT_YOURS = "You keep other steps. Ask the child's social worker, or the lead who keeps that one."
REFUSAL = "The young person refused the initial health assessment"


@page(Permission.VIEW_ARRIVALS)
def arrival_list(request: Request) -> HttpResponseBase:
    """Those with a late step, those on the way, and those with nothing left to do."""
    asked = request.GET.get("standing", "")
    chosen = asked if asked in LISTS else next(iter(LISTS))
    shown = kept(request, "arrivals", lambda: _listed(request, chosen), chosen, request.GET.get("page", ""))
    given = {"tabs": [(text, f"?standing={id}", id == chosen) for id, (text, _) in LISTS.items()]}
    return render(request, "arrivals/list.jinja", shown | given)


def _listed(request: Request, chosen: str) -> dict[str, Any]:
    """What is counted, and the page of the list that is asked for."""
    cases = arrivals_followed(request.user, on=request.today)
    rows = listed(cases, chosen)
    pager = Pager(request.GET, len(rows), ROWS)
    return {
        "counts": counts_table(cases),
        "weeks": policy_in_force(on=request.today).arrivals.weeks,
        "table": case_table(pager.cut(rows), request.today, chosen, pager=pager),
        "delays": delay_table(cases),
    }


@child_page(Permission.VIEW_ARRIVALS, "arrivals:child")
def child(request: Request, child: Any) -> HttpResponseBase:
    """The steps of one child, with what is recorded of each and what delays it."""
    case = arrival_of(request.user, child, on=request.today, scopes=request.child_scopes)
    may_record = can(request, Permission.RECORD_ARRIVALS)
    checks = can(request, Permission.RECORD_CHECKS)
    refuses = case is not None and may_record and (case.may_refuse or case.refused_on is not None)
    given = {
        "lead": lead_of(case) if case else "",
        "table": steps_table(case, request.today, may_record=may_record, may_check=checks) if case else None,
        "refuse_href": reverse("arrivals:step", args=[child.reference, REFUSED]) if refuses else "",
        "refuse_text": "Change the refusal" if case and case.refused_on else "The young person refuses",
    }
    return render(request, "arrivals/child.jinja", head(request, child) | given)


def _for_keepers(view: View) -> View:
    """A page for those who keep the step, or for the refusal (None) those who see one that it ends."""

    def opened(request: Request, child: Any, step: str) -> HttpResponseBase:
        policy = policy_in_force(on=request.today).arrivals
        is_refusal = step == REFUSED and policy.may_refuse(age_on(child.born_on, request.today))
        if step not in policy.steps and not is_refusal:
            raise Http404
        seen = _seen(request)
        if not (step in seen or (is_refusal and sees_refusal(seen))):
            messages.error(request, NOT_YOURS)
            return redirect("arrivals:child", child.reference)
        return view(request, child, seen.get(step))

    return opened


@child_form_page(Permission.RECORD_ARRIVALS, "arrivals:step")
@_for_keepers
def step(request: Request, child: Any, step: ArrivalStep | None) -> HttpResponseBase:
    """A step was taken, or the young person refused; what is recorded of it is offered to be put right."""
    kind, id = (step.kind, step.id) if step else (StepKind.DAY, REFUSED)
    known = _recorded(request, child, id)
    form = StepForm(
        request.POST or None,
        today=request.today,
        initial=vars(known) if known else {"done_on": request.today},
        kind=kind,
        is_recorded=known is not None,
        pathways=_pathways(request, child) if kind is StepKind.BOOKING else (),
    )

    def act() -> str:
        if form.cleaned_data.get("mistake"):
            actions.take_back_step(child=child, step=id, by=request.user, at=request.now)
            return "What was recorded by mistake is taken back."
        actions.take_step(child=child, step=id, taken=form.taken, by=request.user, at=request.now)
        return "The step is recorded." if step else "The refusal is recorded. What follows it stands on this page."

    title, facts = step.title if step else REFUSAL, _rule(step)
    return form_step(request, child, form, act, title=title, button="Record this", back=_back(child), facts=facts)


@child_form_page(Permission.RECORD_ARRIVALS, "arrivals:delay")
@_for_keepers
def delay(request: Request, child: Any, step: ArrivalStep | None) -> HttpResponseBase:
    """What delays a step."""
    if step is None:
        raise Http404
    form = DelayForm(request.POST or None, today=request.today, initial={"noted_on": request.today})

    def act() -> str:
        actions.note_delay(child=child, step=step.id, **form.cleaned_data, by=request.user, at=request.now)
        return "The delay is noted."

    title = f"What delays it? {step.title}"
    return form_step(request, child, form, act, title=title, button="Note this delay", back=_back(child))


def _rule(step: ArrivalStep | None) -> list[tuple[str, str]]:
    return [("By when", sentence(step.limit_in_words)), ("Source", step.source)] if step else []


def _recorded(request: Request, child: Any, id: str) -> Taken | None:
    """What is recorded of the step or the refusal, to be put right."""
    case = arrival_of(request.user, child, on=request.today, scopes=request.child_scopes)
    if case is None or id == REFUSED:
        return Taken(case.refused_on) if case and case.refused_on else None
    return next((line.taken for line in case.steps if line.standing.step.id == id), None)


def _seen(request: Request) -> Mapping[str, ArrivalStep]:
    policy = policy_in_force(on=request.today).arrivals
    return steps_seen(request.user, policy, on=request.today, scopes=request.child_scopes)


def _pathways(request: Request, child: Any) -> Any:
    identity = identity_of(child, on=request.today)
    policy = policy_in_force(on=request.today).arrivals
    return pathways_for(policy, identity.age, is_unaccompanied=identity.is_unaccompanied)


def _back(child: Any) -> str:
    return reverse("arrivals:child", args=[child.reference])
