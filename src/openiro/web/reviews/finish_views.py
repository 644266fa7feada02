"""A review finished: everything that is missing at once, each with the way to it; then one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.review_parts import UnableToFinishReview
from openiro.domain.words import sentence
from openiro.govuk import forms
from openiro.people.queries import policy_in_force, user_by_code
from openiro.reviews import actions
from openiro.reviews.queries import facts_to_finish, people_around
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.task_list import missing_links
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request

WHO = "which manager answers the decisions"


class FinishForm(forms.Form):
    """Who answers the decisions, where they have not gone yet; or that the review made none."""

    manager = forms.SelectField(label="Which manager answers the decisions?", options=(), required=False)
    no_decisions = forms.CheckboxField(label="This review made no decisions", required=False)

    def __init__(self, *args: Any, answerers: Any, decisions: int, is_sent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["manager"].set_options([(each.code, each.name) for each in answerers])
        if is_sent or not decisions:
            del fields["manager"]
        if is_sent or decisions:
            del fields["no_decisions"]


@review_page(Permission.RECORD_REVIEW, "reviews:review-finish")
def review_finish(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """All that is missing, with links; where nothing is, the button that finishes the review."""
    policy = policy_in_force(on=request.today)
    answerers = people_around(child, policy.decisions.answered_by, on=request.today).answerers
    facts = facts_to_finish(review, has_manager=True, no_decisions=True)
    form = FinishForm(
        request.POST or None,
        answerers=answerers,
        decisions=facts.decisions,
        is_sent=review.decisions_sent_on is not None,
        initial={"manager": answerers[0].code if len(answerers) == 1 else None},
    )
    if form.is_bound and form.is_valid() and _finished(request, review, form):
        messages.success(request, "The review is finished: decisions sent, record and letter written.")
        return redirect("reviews:review", child.reference, review.pk)
    given = {
        "form": form,
        "missing": missing_links(request, child, review, facts),
        "is_finished": review.record_finished_on is not None and review.decisions_sent_on is not None,
        "back": reverse("reviews:review", args=[child.reference, review.pk]),
    }
    return render(request, "reviews/finish.jinja", head(request, child) | given)


def _finished(request: Request, review: Any, form: FinishForm) -> bool:
    """Finish it; a refusal stands on the form, by the question that it is about."""
    code = form.cleaned_data.get("manager")
    try:
        actions.finish_review(
            review=review,
            manager=user_by_code(code) if code else None,
            no_decisions=bool(form.cleaned_data.get("no_decisions")),
            by=request.user,
            at=request.now,
        )
    except UnableToFinishReview as refusal:
        for each in refusal.missing:
            about_manager = each.words == WHO and "manager" in form.fields
            field = "manager" if about_manager else "no_decisions" if "no_decisions" in form.fields else None
            form.refuse(sentence(each.words), field if each.part == "decisions" else None)
        return False
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
