"""An officer at work: the staff record, learning, sessions given, duties."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.audits.queries import observations_of, record_audits_of
from openiro.domain.permissions import Permission
from openiro.people.queries import policy_in_force, role_codes_on
from openiro.supervision import actions
from openiro.supervision.queries import StaffFacts, colleague_of, duty_of, record_of, staff_facts_of
from openiro.web.shell.access import form_page, page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step
from openiro.web.supervision import tables
from openiro.web.supervision.forms import DutyForm, LastDayForm, LearningForm, SessionForm, StaffForm
from openiro.web.supervision.opening import found, supervises


@page(Permission.VIEW_SUPERVISION)
def at_work(request: Request, code: str) -> HttpResponseBase:
    """What is kept of one officer, for themselves and for who supervises."""
    officer = found(lambda: colleague_of(request.user, code, on=request.today))
    is_officer = "iro" in role_codes_on(officer, request.today)
    kept, may_change = record_of(officer, on=request.today), supervises(request)
    grades = {each.id: each.title for each in policy_in_force(on=request.today).audits.grades}
    given = {
        "officer": officer,
        "staff": tables.staff_facts(kept.staff),
        "learning": tables.learning_table(kept.learning),
        "sessions": tables.sessions_table(kept.sessions),
        "duties": tables.duties_table(kept.duties, code, may_end=may_change),
        "audited": [
            tables.audited_table("Observations of chairing", observations_of(officer), grades),
            tables.audited_table("Audits of records", record_audits_of(officer), grades),
        ]
        if is_officer
        else [],
        "may_change": may_change,
        "back": reverse("supervision:sheet", args=[code]) if is_officer else reverse("supervision:team"),
    }
    return render(request, "supervision/at-work.jinja", given)


@form_page(Permission.SUPERVISE)
def staff_record(request: Request, code: str) -> HttpResponseBase:
    """Who an officer is at work."""
    officer = found(lambda: colleague_of(request.user, code, on=request.today))
    form = StaffForm(request.POST or None, initial=asdict(staff_facts_of(officer)))

    def act() -> str:
        given = form.cleaned_data
        facts = StaffFacts(**given | {name: given[name] or "" for name in ("gender", "ethnicity")})
        actions.keep_staff_record(person=officer, facts=facts, by=request.user, at=request.now)
        return "The staff record is kept."

    return _step(request, officer, form, act, "Staff record", "Save the record")


@form_page(Permission.RECORD_LEARNING)
def learning_new(request: Request, code: str) -> HttpResponseBase:
    """Something learned, booked or wanted."""
    officer = found(lambda: colleague_of(request.user, code, on=request.today))
    form = LearningForm(request.POST or None, initial={"standing": "done", "on": request.today})

    def act() -> str:
        facts = actions.LearningFacts(**form.cleaned_data)
        actions.record_learning(person=officer, facts=facts, by=request.user, at=request.now)
        return "The learning is recorded."

    return _step(request, officer, form, act, "Record learning", "Record it")


@form_page(Permission.RECORD_LEARNING)
def session_new(request: Request, code: str) -> HttpResponseBase:
    """A training session that the officer gave."""
    officer = found(lambda: colleague_of(request.user, code, on=request.today))
    form = SessionForm(request.POST or None, initial={"on": request.today})

    def act() -> str:
        facts = actions.SessionFacts(**form.cleaned_data)
        actions.record_session(person=officer, facts=facts, by=request.user, at=request.now)
        return "The session is recorded."

    return _step(request, officer, form, act, "Record a session given", "Record it")


@form_page(Permission.SUPERVISE)
def duty_new(request: Request, code: str) -> HttpResponseBase:
    """A duty beside reviews, with the hours that it takes."""
    officer = found(lambda: colleague_of(request.user, code, on=request.today))
    duties = policy_in_force(on=request.today).supervision.duties
    titles = [(key, kind.title) for key, kind in duties.items()]
    form = DutyForm(request.POST or None, initial={"from_on": request.today}, duties=titles)

    def act() -> str:
        actions.give_duty(person=officer, by=request.user, at=request.now, **form.cleaned_data)
        return "The duty is given. The caseload guide is lessened by its hours."

    return _step(request, officer, form, act, "Give a duty", "Give the duty")


@form_page(Permission.SUPERVISE)
def duty_end(request: Request, code: str, number: int) -> HttpResponseBase:
    """The last day of a duty."""
    officer = found(lambda: colleague_of(request.user, code, on=request.today))
    duty = found(lambda: duty_of(officer, number))
    form = LastDayForm(request.POST or None, initial={"to_on": request.today})

    def act() -> str:
        actions.end_duty(duty=duty, by=request.user, at=request.now, **form.cleaned_data)
        return "The duty has its last day."

    return _step(request, officer, form, act, "End a duty", "Save the last day")


def _step(
    request: Request, officer: Any, form: Any, act: Callable[[], str], title: str, button: str
) -> HttpResponseBase:
    back = reverse("supervision:at-work", args=[officer.code])
    return form_step(request, None, form, act, title=f"{title}: {officer.name}", button=button, back=back)
