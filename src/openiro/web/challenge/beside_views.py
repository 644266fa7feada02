"""Beside the stages of a dispute: its clock, referrals and advice, documents."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.escalations import actions
from openiro.escalations.queries import UnableToFindBeside, dispute_line, evidence_file, referral_of
from openiro.web.challenge.forms import DocumentForm, ReferralForm, SettleForm, StopForm
from openiro.web.challenge.presenters import dispute_facts
from openiro.web.challenge.step import found_dispute
from openiro.web.shell.files import file_response
from openiro.web.shell.opening import FORM, GET, child_page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step, pressed


@child_page(Permission.RAISE_DISPUTE, "challenge:dispute-stop", methods=FORM)
def stop(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The clock stands still for a coded reason."""
    found = found_dispute(request, child, number)
    form = StopForm(request.POST or None)

    def act() -> str:
        actions.stop_clock(dispute=found, by=request.user, at=request.now, **form.cleaned_data)
        return "The clock stands still from today."

    return _step(request, child, found, form, act, title="Stop the clock", button="Stop the clock")


@child_page(Permission.RAISE_DISPUTE, "challenge:dispute-run", methods=FORM)
def run(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The clock runs again."""
    found = found_dispute(request, child, number)
    form = pressed(request)

    def act() -> str:
        actions.run_clock(dispute=found, by=request.user, at=request.now)
        return "Days count again from today."

    title = "Let the clock run again"
    return _step(request, child, found, form, act, title=title, button=title)


@child_page(Permission.RAISE_DISPUTE, "challenge:dispute-refer", methods=FORM)
def referral(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A referral to Cafcass, or independent advice, at any point."""
    found = found_dispute(request, child, number)
    form = ReferralForm(request.POST or None)

    def act() -> str:
        actions.refer(dispute=found, by=request.user, at=request.now, **form.cleaned_data)
        return "The referral is recorded."

    return _step(request, child, found, form, act, title="Refer, or ask for advice", button="Record it")


@child_page(Permission.RAISE_DISPUTE, "challenge:referral-settle", methods=FORM)
def referral_settle(request: Request, child: Any, number: int, referral: int) -> HttpResponseBase:
    """What came of a referral."""
    found = found_dispute(request, child, number)
    form = SettleForm(request.POST or None)
    try:
        row = referral_of(found, referral)
    except UnableToFindBeside as refusal:
        raise Http404 from refusal

    def act() -> str:
        actions.settle_referral(referral=row, by=request.user, at=request.now, **form.cleaned_data)
        return "What came of it is recorded."

    return _step(request, child, found, form, act, title="What came of it?", button="Save")


@child_page(Permission.VIEW_DISPUTES, "challenge:document-add", methods=FORM)
def document_add(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A document is put to the dispute."""
    found = found_dispute(request, child, number)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()

    def act() -> str:
        file = form.cleaned_data["file"]
        actions.add_evidence(
            dispute=found,
            title=form.cleaned_data["title"],
            name=file.name,
            content=file.read(),
            by=request.user,
            at=request.now,
        )
        return "The document is kept."

    return _step(request, child, found, form, act, title="Put a document to it", button="Put it here", has_files=True)


@child_page(Permission.VIEW_DISPUTES, "challenge:document", methods=GET)
def document(request: Request, child: Any, number: int, document: int) -> HttpResponseBase:
    """One document, to be saved."""
    found = found_dispute(request, child, number)
    try:
        return file_response(evidence_file(found, document))
    except UnableToFindBeside as refusal:
        raise Http404 from refusal


def _step(
    request: Request,
    child: Any,
    dispute: Any,
    form: Any,
    act: Any,
    *,
    title: str,
    button: str,
    has_files: bool = False,
) -> HttpResponseBase:
    facts = dispute_facts(dispute_line(dispute, request.user, on=request.today))
    back = reverse("challenge:dispute", args=[child.reference, dispute.pk])
    return form_step(request, child, form, act, title=title, button=button, back=back, facts=facts, has_files=has_files)
