"""All proceedings that one sees, and those for one child."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.escalations.queries import children_to_dispute, siblings_to_dispute
from openiro.proceedings import actions
from openiro.proceedings.queries import (
    Standing,
    cases_listed,
    cases_of,
    court_counts,
    referrals_about,
    revocations_of,
)
from openiro.web.court.forms import ApplicationForm, RevocationForm
from openiro.web.court.presenters import case_card, case_table, count_facts, referral_table, revocation_table
from openiro.web.shell.access import page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager
from openiro.web.shell.opening import can, child_form_page, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

ROWS = 25
LISTS = {
    Standing.RUNNING: ("Running", "No proceedings run for a child whom you see."),
    Standing.DELAYED: ("Delayed", "No proceedings are delayed."),
    Standing.ENDED: ("Ended", "No proceedings have ended."),
}


@page(Permission.VIEW_COURT)
def case_list(request: Request) -> HttpResponseBase:
    """Proceedings that run, are delayed or have ended, by the next hearing."""
    asked = request.GET.get("standing", "")
    chosen = Standing(asked) if asked in set(Standing) else Standing.RUNNING
    shown = kept(request, "court", lambda: _listed(request, chosen), chosen, request.GET.get("page", ""))
    given = {"tabs": [(text, f"?standing={each.value}", each is chosen) for each, (text, _) in LISTS.items()]}
    return render(request, "court/list.jinja", shown | given)


def _listed(request: Request, standing: Standing) -> dict[str, Any]:
    """What is counted, and the page of the list that is asked for."""
    cases = cases_listed(request.user, on=request.today, standing=standing)
    caption, empty = LISTS[standing]
    pager = Pager(request.GET, len(cases), ROWS)
    return {
        "counts": count_facts(court_counts(request.user, on=request.today)),
        "table": case_table(pager.cut(cases), request.today, caption=caption, empty=empty, pager=pager),
    }


@child_page(Permission.VIEW_COURT, "court:child")
def child(request: Request, child: Any) -> HttpResponseBase:
    """Everything in court for one child."""
    user, on = request.user, request.today
    may_record, may_oversee = can(request, Permission.RECORD_COURT), can(request, Permission.OVERSEE)
    cases = cases_of(user, child, on=on)
    given = {
        "cards": [case_card(each, on, may_record=may_record, may_oversee=may_oversee) for each in cases],
        "referrals": referral_table(referrals_about(user, child, on=on), child.reference),
        "revocations": revocation_table(revocations_of(user, child, on=on)),
        "may_record": may_record,
        "reference": child.reference,
    }
    return render(request, "court/child.jinja", head(request, child) | given)


@child_form_page(Permission.RECORD_COURT, "court:apply")
def apply(request: Request, child: Any) -> HttpResponseBase:
    """An application about the child, and brothers and sisters."""
    known = siblings_to_dispute(request.user, child, on=request.today, permission=Permission.RECORD_COURT)
    form = ApplicationForm(
        request.POST or None, today=request.today, siblings=[(each.code, each.name) for each in known]
    )

    def act() -> str:
        given = form.cleaned_data
        codes = given.get("siblings") or []
        children = children_to_dispute(request.user, child, codes, on=request.today, permission=Permission.RECORD_COURT)
        actions.open_proceedings(
            children=children,
            kind=given["kind"],
            applied_on=given["applied_on"],
            people=form.people,
            by=request.user,
            at=request.now,
        )
        return "The application is recorded."

    title = "Record an application to the court"
    return form_step(request, child, form, act, title=title, button="Record it", back=back_to(child))


@child_form_page(Permission.RECORD_COURT, "court:revocation")
def revocation(request: Request, child: Any) -> HttpResponseBase:
    """Whether the care order is still needed."""
    form = RevocationForm(request.POST or None, today=request.today, initial={"considered_on": request.today})

    def act() -> str:
        actions.consider_revocation(child=child, **form.cleaned_data, by=request.user, at=request.now)
        return "The conclusion is recorded."

    title = "Is the care order still needed?"
    return form_step(request, child, form, act, title=title, button="Record this conclusion", back=back_to(child))


def back_to(child: Any) -> str:
    """The court page of the child."""
    return reverse("court:child", args=[child.reference])
