"""A sample is drawn, and looked at; an officer begins an audit of a child of theirs."""

from secrets import randbelow
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.audits.actions import Draw, begin_audit, draw_sample
from openiro.audits.queries import sample_of
from openiro.domain.audit_samples import GREATEST_SEED
from openiro.domain.audits_policy import Auditor
from openiro.domain.permissions import Permission
from openiro.people.queries import officers_on, policy_in_force, role_codes_on, teams
from openiro.web.audits.forms import BeginForm, DrawForm
from openiro.web.audits.list_views import kinds_of
from openiro.web.audits.presenters import audit_table, finding_table, sample_facts
from openiro.web.audits.step import found
from openiro.web.shell.access import form_page, page
from openiro.web.shell.opening import child_form_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent

OF_DAILY_WORK = {Auditor.OWN: "iro", Auditor.CHAIR: "conference_chair"}


@form_page(Permission.DRAW_SAMPLE)
def draw(request: Request) -> HttpResponseBase:
    """A sample is drawn and shared out."""
    form = DrawForm(
        request.POST or None,
        today=request.today,
        kinds=kinds_of(policy_in_force(on=request.today).audits),
        teams=[(each.name, each.name) for each in teams()],
        officers=[(each.code, each.name) for each in officers_on("iro", on=request.today)],
        initial={"rule": "all", "size": 5},
    )

    def act() -> tuple[str, str]:
        given = form.cleaned_data
        seed = randbelow(GREATEST_SEED + 1) if given["seed"] is None else given["seed"]
        wanted = Draw(given["kind"], form.rule_given, given["size"], seed, given["due_on"])
        drawn = draw_sample(draw=wanted, by=request.user, at=request.now)
        return "The sample is drawn, and the auditors are told.", reverse("audits:sample", args=[drawn.pk])

    done = sent(request, form, act)
    given = {"form": form, "title": "Draw a sample", "button": "Draw this sample", "back": reverse("audits:list")}
    return done or render(request, "shell/step.jinja", given)


@page(Permission.DRAW_SAMPLE)
def sample(request: Request, number: int) -> HttpResponseBase:
    """One sample: how it was drawn, and its audits."""
    line = found(lambda: sample_of(request.user, number, on=request.today))
    given = {
        "number": number,
        "facts": sample_facts(line),
        "table": audit_table(line.audits, on=request.today, caption="Its audits", empty="It holds none."),
        "findings": finding_table(
            line.findings, on=request.today, caption="What is to be done for each child", empty="Nothing is found yet."
        ),
    }
    return render(request, "audits/sample.jinja", given)


@child_form_page(Permission.DO_AUDIT, "audits:begin")
def begin(request: Request, child: Any) -> HttpResponseBase:
    """An officer begins an audit that belongs to daily work; one that is open is gone on with."""
    held = role_codes_on(request.user, request.today)
    kinds = policy_in_force(on=request.today).audits.kinds
    own = [(each.id, each.title) for each in kinds if OF_DAILY_WORK.get(each.auditor) in held]
    form = BeginForm(request.POST or None, kinds=own, initial={"kind": own[0][0] if own else ""})

    def act() -> tuple[str, str]:
        audit = begin_audit(child=child, kind=form.cleaned_data["kind"], by=request.user, at=request.now)
        return "The audit is open. Save as you go.", reverse("audits:audit", args=[audit.pk])

    done = sent(request, form, act)
    back = reverse("children:child", args=[child.reference])
    given = {"form": form, "title": "Audit this child's case", "button": "Begin the audit", "back": back}
    return done or render(
        request, "audits/begin.jinja" if not own else "shell/step.jinja", head(request, child) | given
    )
