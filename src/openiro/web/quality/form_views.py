"""The monitoring form of a review: filled in, sent, read, answered; and all forms of a child."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.govuk.dates import date_and_time, long_date
from openiro.people.queries import policy_in_force
from openiro.quality import actions
from openiro.quality.queries import (
    UnableToFindForm,
    answers_of,
    draft_answers,
    form_line,
    form_of,
    forms_about,
    issues_of,
    replies_of,
)
from openiro.reviews.queries import UnableToFindReview, review_of
from openiro.web.quality.forms import MonitoringFields, ReplyForm, facts_of
from openiro.web.quality.presenters import (
    child_table,
    form_tables,
    issue_table,
    rating_cell,
    reply_table,
    standing_cell,
)
from openiro.web.shell.opening import FORM, GET, can, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

SEND = "send"


@child_page(Permission.VIEW_FORMS, "quality:child", methods=GET)
def of_child(request: Request, child: Any) -> HttpResponseBase:
    """Every form of the child, and everything that was amber or red."""
    lines = forms_about(request.user, child, on=request.today)
    issues = issues_of(request.user, child, on=request.today)
    given = {
        "tables": [
            issue_table(issues, on=request.today, caption="Ambers and reds"),
            child_table(lines),
        ],
    }
    return render(request, "quality/child.jinja", head(request, child) | given)


@child_page(Permission.FILL_FORM, "quality:fill-in", methods=FORM)
def fill_in(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The form of a review: what the review holds stands there, the rest is asked; saved as it is, or sent whole."""
    try:
        review = review_of(child, number)
    except UnableToFindReview as refusal:
        raise Http404 from refusal
    answers = draft_answers(review, on=request.today)
    form = MonitoringFields(request.POST or None, answers=answers, initial=facts_of(answers))
    if form.is_bound and form.is_valid() and (done := _keep(request, child, review, form)):
        return done
    policy = policy_in_force(on=request.today).quality
    given = {
        "form": form,
        "sheets": [
            (title, [(form.of(line.question.id)) for line in answers if line.question.sheet == id and not line.taken])
            for id, title in policy.sheets.items()
        ],
        "taken": form_tables([line for line in answers if line.taken], policy.sheets),
        "held_on": review.held_on,
        "review_href": reverse("reviews:review", args=[child.reference, review.pk]),
        "send": SEND,
    }
    return render(request, "quality/fill-in.jinja", head(request, child) | given)


@child_page(Permission.VIEW_FORMS, "quality:form", methods=GET)
def form(request: Request, child: Any, number: int) -> HttpResponseBase:
    """One form as it was sent, what was answered, and how its ambers and reds stand."""
    found = _found(request, child, number)
    line = form_line(found, request.user, on=request.today)
    policy = policy_in_force(on=found.policy_on).quality
    fills = can(request, Permission.FILL_FORM)
    disputes = can(request, Permission.RAISE_DISPUTE)
    issues = issues_of(request.user, child, on=request.today, review=found.review_id)
    given = {
        "title": f"Monitoring form, review of {long_date(line.held_on)}",
        "line": line,
        "sent": f"{line.sent_by}, {date_and_time(line.sent_at)}" if line.sent_at else "",
        "tables": form_tables(answers_of(found, on=request.today), policy.sheets),
        "replies": reply_table(replies_of(found)),
        "issues": [_card(request, child, each, fills=fills, disputes=disputes) for each in issues],
        "steps": _steps(request, child, line),
        "review_href": reverse("reviews:review", args=[child.reference, line.review_number]),
    }
    return render(request, "quality/form.jinja", head(request, child) | given)


@child_page(Permission.ANSWER_FORM, "quality:form-reply", methods=FORM)
def reply(request: Request, child: Any, number: int) -> HttpResponseBase:
    """Whoever was sent the form answers it; the form itself stands."""
    found = _found(request, child, number)
    form = ReplyForm(request.POST or None)

    def act() -> str:
        actions.reply_to_form(form=found, by=request.user, at=request.now, **form.cleaned_data)
        return "Your answer is kept, and the officer is told."

    back = reverse("quality:form", args=[child.reference, number])
    return form_step(request, child, form, act, title="Answer the form", button="Send the answer", back=back)


def _keep(request: Request, child: Any, review: Any, form: MonitoringFields) -> HttpResponseBase | None:
    """Saved, and sent where that was asked; None where it was refused, which the form then says."""
    try:
        kept = actions.save_form(review=review, answers=form.words(), by=request.user, at=request.now)
        if request.POST.get("then") == SEND:
            actions.send_form(form=kept, by=request.user, at=request.now)
            messages.success(request, "The form is sent. What is amber or red is tracked from now on.")
            return redirect("quality:form", child.reference, kept.pk)
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, "What you filled in is saved.")
    return redirect("quality:fill-in", child.reference, review.pk)


def _found(request: Request, child: Any, number: int) -> Any:
    try:
        return form_of(request.user, child, number, on=request.today)
    except UnableToFindForm as refusal:
        raise Http404 from refusal


def _card(request: Request, child: Any, line: Any, *, fills: bool, disputes: bool) -> dict[str, Any]:
    """Something amber or red with the ways to settle it."""
    here = [child.reference, line.number]
    is_open = line.resolved_at is None and line.dispute is None
    return {
        "line": line,
        "rating": rating_cell(line.rating),
        "standing": standing_cell(line, request.today),
        "resolved": f"{line.resolved_by}, {date_and_time(line.resolved_at)}" if line.resolved_at else "",
        "resolve_href": reverse("quality:issue-resolve", args=here) if is_open and fills else "",
        "formal_href": reverse("quality:issue-formal", args=here) if is_open and disputes else "",
        "dispute_href": reverse("challenge:dispute", args=[child.reference, line.dispute]) if line.dispute else "",
    }


def _steps(request: Request, child: Any, line: Any) -> list[tuple[str, str]]:
    steps = []
    if can(request, Permission.ANSWER_FORM) and line.sent_at:
        steps.append(("Answer the form", reverse("quality:form-reply", args=[child.reference, line.number])))
    if can(request, Permission.FILL_FORM):
        text = "Write the next version" if line.sent_at else "Go on filling in"
        steps.append((text, reverse("quality:fill-in", args=[child.reference, line.review_number])))
    return steps
