"""What was done for a child, plans for permanence, what the child was told and needs: seen and recorded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.children import actions
from openiro.children.queries import (
    UnableToFindRecord,
    need_of,
    permanence_plan_of,
    permanence_step_of,
    recordable_checks,
    records_all_checks,
)
from openiro.domain.codes import meaning_of
from openiro.domain.permanence import StepDays
from openiro.domain.permissions import Permission
from openiro.people.queries import may_see_free_text, policy_in_force
from openiro.reviews.queries import child_checks, glance_at
from openiro.web.children.check_forms import (
    CheckDoneForm,
    EndForm,
    NeedForm,
    NeedJudgedForm,
    PermanenceForm,
    StepForm,
    TellForm,
)
from openiro.web.children.check_presenters import checks_table, needs_table, plans_table, steps_table, told_table
from openiro.web.shell.access import View
from openiro.web.shell.opening import child_form_page, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent

NOT_YOURS = "You keep other checks of this child. Ask the child's social worker or reviewing officer."


@child_page(Permission.RECORD_CHECKS, "children:checks")
def checks(request: Request, child: Any) -> HttpResponseBase:
    """Every check that applies to the child, plans for permanence, what the child was told, and needs."""
    glance = glance_at(child, on=request.today)
    known = child_checks(child, on=request.today, glance=glance)
    asked = [each.check for each in known.standings]
    may_all = _records_all(request)
    sees_words = may_all and may_see_free_text(request.user, on=request.today)
    recordable = recordable_checks(request.user, asked, on=request.today, scopes=request.child_scopes)
    given = {
        "checks": checks_table(child, known, recordable),
        "plans": plans_table(child, known.plans, may_record=may_all),
        "steps": steps_table(child, glance.steps, on=request.today, may_record=may_all),
        "told": told_table(known),
        "needs": needs_table(child, glance.needs) if sees_words else None,
        "may_all": may_all,
        "reference": child.reference,
    }
    return render(request, "children/checks.jinja", head(request, child) | given)


@child_form_page(Permission.RECORD_CHECKS, "children:check-record")
def check_record(request: Request, child: Any, check: str) -> HttpResponseBase:
    """That something was done, on which day, and when it was put on the file."""
    listed = policy_in_force(on=request.today).checks.checks
    if check not in listed:
        raise Http404
    if not recordable_checks(request.user, [listed[check]], on=request.today, scopes=request.child_scopes):
        return _not_yours(request, child)
    form = CheckDoneForm(request.POST or None, today=request.today, check=listed[check])

    def save() -> str:
        given = {name: value for name, value in form.cleaned_data.items() if value is not None}
        actions.record_check_done(child=child, check_id=check, **given, by=request.user, at=request.now)
        return f"Recorded: {listed[check].title}."

    return _step(request, child, form, save, title=f"Record: {listed[check].title}", button="Record this")


def _for_all(view: View) -> View:
    """A page for those who record every check of this child, and not those alone that a lead keeps."""

    def opened(request: Request, child: Any, **named: Any) -> HttpResponseBase:
        return view(request, child, **named) if _records_all(request) else _not_yours(request, child)

    return opened


@child_form_page(Permission.RECORD_CHECKS, "children:permanence")
@_for_all
def permanence(request: Request, child: Any) -> HttpResponseBase:
    """A plan for permanence is recorded."""
    initial = {"from_on": request.today, "agreed_on": request.today, "replaces": True}
    form = PermanenceForm(request.POST or None, today=request.today, initial=initial)

    def save() -> str:
        given = form.cleaned_data | {"delay_reason": form.cleaned_data["delay_reason"] or ""}
        actions.record_permanence_plan(child=child, **given, by=request.user, at=request.now)
        return "The plan for permanence is recorded."

    return _step(request, child, form, save, title="Record a plan for permanence", button="Record this plan")


@child_form_page(Permission.RECORD_CHECKS, "children:permanence-end")
@_for_all
def permanence_end(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A plan for permanence does not hold any more."""
    plan = _found(lambda: permanence_plan_of(child, number))
    form = EndForm(request.POST or None, today=request.today, initial={"ended_on": request.today})

    def save() -> str:
        actions.end_permanence_plan(plan=plan, **form.cleaned_data, by=request.user, at=request.now)
        return "The plan is ended. It stays in the history."

    title = f"End the plan: {meaning_of('PERMANENCE', plan.plan)}"
    return _step(request, child, form, save, title=title, button="End this plan")


@child_form_page(Permission.RECORD_CHECKS, "children:step-add")
@_for_all
def step_add(request: Request, child: Any) -> HttpResponseBase:
    """A step on the way to permanence is planned, or recorded as done."""
    form = StepForm(request.POST or None, today=request.today)
    return _step_page(request, child, form, title="Plan or record a step to permanence")


@child_form_page(Permission.RECORD_CHECKS, "children:step-change")
@_for_all
def step_change(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A step that waits is done, planned anew, delayed, or given up."""
    line = _found(lambda: permanence_step_of(child, number))
    initial = {"planned_on": line.days.planned_on, "delay_reason": line.delay_reason}
    form = StepForm(request.POST or None, today=request.today, initial=initial, step=line.step)
    return _step_page(request, child, form, title=meaning_of("PERMANENCE_STEP", line.step), step=line.step)


def _step_page(request: Request, child: Any, form: StepForm, *, title: str, step: str = "") -> HttpResponseBase:
    def save() -> str:
        given = form.cleaned_data
        days = StepDays(given["planned_on"], given["taken_on"], request.today if given.get("given_up") else None)
        how: dict[str, Any] = {"step": step or given["step"], "delay_reason": given["delay_reason"] or ""}
        actions.record_permanence_step(child=child, days=days, **how, by=request.user, at=request.now)
        return "The step to permanence is recorded."

    return _step(request, child, form, save, title=title, button="Record this step")


@child_form_page(Permission.RECORD_CHECKS, "children:entitlements")
@_for_all
def entitlements(request: Request, child: Any) -> HttpResponseBase:
    """What the child was told and given on a day."""
    known = child_checks(child, on=request.today)
    form = TellForm(
        request.POST or None,
        today=request.today,
        initial={"told_on": request.today},
        entitlements=known.entitlements,
        known=known.told,
    )

    def save() -> str:
        given = form.cleaned_data
        day = given["told_on"]
        before = [line.entitlement for line in known.told if line.told_on == day]
        told = (*before, *form.chosen(given))
        how = {"told_on": day, "understood": given["understood"]}
        actions.tell_entitlements(child=child, entitlements=told, **how, by=request.user, at=request.now)
        return "What the child was told is recorded."

    return _step(request, child, form, save, title="Tell the child of entitlements", button="Record this")


@child_form_page(Permission.RECORD_CHECKS, "children:need-add")
@_for_all
def need_add(request: Request, child: Any) -> HttpResponseBase:
    """What the child needs is recorded."""
    form = NeedForm(request.POST or None, today=request.today, initial={"from_on": request.today})

    def save() -> str:
        actions.record_need(child=child, **form.cleaned_data, by=request.user, at=request.now)
        return "The need is recorded."

    return _step(request, child, form, save, title="Record what the child needs", button="Record this need")


@child_form_page(Permission.RECORD_CHECKS, "children:need-judge")
@_for_all
def need_judge(request: Request, child: Any, number: int) -> HttpResponseBase:
    """Whether a need is met, or is none any more."""
    need = _found(lambda: need_of(child, number))
    form = NeedJudgedForm(request.POST or None, today=request.today, initial={"is_met": need.is_met})

    def save() -> str:
        actions.judge_need(need=need, **form.cleaned_data, by=request.user, at=request.now)
        return "Whether the need is met is recorded."

    title = f"Is it met? {meaning_of('NEED_KIND', need.kind)}"
    return _step(request, child, form, save, title=title, button="Record this")


def _records_all(request: Request) -> bool:
    return records_all_checks(request.user, on=request.today, scopes=request.child_scopes)


def _not_yours(request: Request, child: Any) -> HttpResponseBase:
    messages.error(request, NOT_YOURS)
    return redirect("children:checks", child.reference)


def _found(find: Callable[[], Any]) -> Any:
    try:
        return find()
    except UnableToFindRecord as refusal:
        raise Http404 from refusal


def _step(
    request: Request, child: Any, form: Any, save: Callable[[], str], *, title: str, button: str
) -> HttpResponseBase:
    """A page with one form; what the action says stands on the page of checks, and its refusal on the form."""
    back = reverse("children:checks", args=[child.reference])
    given = {"form": form, "title": title, "button": button, "back": back}
    return sent(request, form, save, back) or render(request, "children/care-form.jinja", head(request, child) | given)
