"""Something amber or red: resolved, or made a formal dispute."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date
from openiro.quality import actions
from openiro.quality.queries import UnableToFindForm, issue_of
from openiro.web.quality.forms import FormalForm, ResolveForm
from openiro.web.shell.opening import FORM, child_page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step


@child_page(Permission.FILL_FORM, "quality:issue-resolve", methods=FORM)
def resolve(request: Request, child: Any, number: int) -> HttpResponseBase:
    """What came of it."""
    found = _found(request, child, number)
    form = ResolveForm(request.POST or None)

    def act() -> str:
        actions.resolve_issue(issue=found, by=request.user, at=request.now, **form.cleaned_data)
        return "It is resolved."

    title = f"Resolve this {found.rating}"
    return form_step(request, child, form, act, title=title, button=title, back=_back(found), facts=_facts(found))


@child_page(Permission.FILL_FORM, "quality:issue-formal", methods=FORM)
def formal(request: Request, child: Any, number: int) -> HttpResponseBase:
    """It becomes a formal dispute."""
    found = _found(request, child, number)
    form = FormalForm(request.POST or None)

    def act() -> tuple[str, str]:
        dispute = actions.make_issue_formal(issue=found, by=request.user, at=request.now, **form.cleaned_data)
        onward = reverse("challenge:dispute", args=[child.reference, dispute.pk])
        return "This is a formal dispute now. The 20 working days run from today.", onward

    title = "Make this formal"
    return form_step(request, child, form, act, title=title, button=title, back=_back(found), facts=_facts(found))


def _found(request: Request, child: Any, number: int) -> Any:
    try:
        return issue_of(request.user, child, number, on=request.today)
    except UnableToFindForm as refusal:
        raise Http404 from refusal


def _back(found: Any) -> str:
    return reverse("quality:form", args=[found.review.child.reference, found.form_id])


def _facts(found: Any) -> list[tuple[str, str]]:
    facts = [
        ("Rating", found.rating.capitalize()),
        ("Theme", meaning_of("DISPUTE_THEME", found.theme)),
        ("Agency", found.agency),
        ("Why", found.reason),
        ("Since", long_date(found.opened_on)),
    ]
    return [(label, text) for label, text in facts if text]
