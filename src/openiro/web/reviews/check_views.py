"""The checks of a review on one page, and a missing plan for permanence raised from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.queries import names_of
from openiro.reviews import actions
from openiro.reviews.queries import ReviewChecks, review_checks
from openiro.web.reviews.checks_form import PLAN, UNDERSTOOD, ChecksForm, facts_of
from openiro.web.reviews.checks_presenters import panel_of, sections_of
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.parts import PART
from openiro.web.reviews.words import options_of
from openiro.web.shell.request import Request


@review_page(Permission.RECORD_REVIEW, "reviews:review-checks")
def review_checks_page(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Every check that applies to the child, answered on one page."""
    known = review_checks(review, on=request.today)

    def form_of(sent: Any, initial: dict[str, Any]) -> ChecksForm:
        return ChecksForm(sent, initial=initial, known=known, today=request.today)

    def save(form: ChecksForm) -> str:
        actions.save_checks(
            review=review,
            answers=form.answers(),
            told=form.told(),
            understood=form.cleaned_data.get(UNDERSTOOD),
            plan=form.cleaned_data.get(PLAN) or "",
            by=request.user,
            at=request.now,
        )
        return "The checks are saved."

    return part_page(
        request,
        child,
        review,
        PART["checks"],
        form_of=form_of,
        facts=facts_of(known),
        save=save,
        template="reviews/checks.jinja",
        given=_beside(request, child, review, known),
    )


@review_page(Permission.RECORD_REVIEW, "reviews:review-permanence", methods=("POST",))
def review_permanence(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The button of the checks' page: the missing plan for permanence is raised with the team manager now."""
    try:
        told = actions.escalate_missing_permanence_plan(
            review=review, reason=request.POST.get("reason", ""), by=request.user, at=request.now
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        nobody = "It is raised. No team manager is recorded for the child: tell them yourself."
        messages.success(request, "It is raised. The team manager gets a notice now." if told else nobody)
    return redirect("reviews:review-checks", child.reference, review.pk)


def _beside(request: Request, child: Any, review: Any, known: ReviewChecks) -> dict[str, Any]:
    """What stands beside the questions: the missing plan, and what must be answered."""
    names = _names(request, known.escalation.by) if known.escalation else {}
    return {
        "sections_of": sections_of,
        "panel": panel_of(known, options_of("PERMANENCE_DELAY"), names),
        "raise_href": reverse("reviews:review-permanence", args=[child.reference, review.pk]),
        "day": known.child.on,
        "needed": [each.check.title for each in known.missing],
    }


def _names(request: Request, code: str) -> dict[str, str]:
    """The name of whoever raised it, who is mostly the reader."""
    return {code: request.user.name} if code == request.user.code else names_of({code})
