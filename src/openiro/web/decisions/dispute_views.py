"""One dispute: read, answered, taken further, closed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.codes import CODE_SETS
from openiro.domain.disputes import DisputeState
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.escalations import actions
from openiro.escalations.queries import DisputeLine, UnableToFindDispute, dispute_line, dispute_of, may_reply_to
from openiro.people.queries import policy_in_force
from openiro.web.decisions.forms import CloseForm, NextStageForm, ReplyForm
from openiro.web.decisions.presenters import dispute_facts, stage_left, stage_table
from openiro.web.decisions.words import sentence
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.opening import FORM, GET, can, child_page, head
from openiro.web.shell.request import Request

OUTCOMES = [(each.code, each.meaning) for each in CODE_SETS["DISPUTE_OUTCOME"]]


@child_page(Permission.VIEW_DISPUTES, "decisions:dispute", methods=GET)
def dispute(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A dispute at its stage: days left of it and of all, what was said, and what this person can do now."""
    found = _found(request, child, number)
    line = dispute_line(found, request.user, on=request.today)
    left = stage_left(line, request.today)
    given = {
        "title": f"Dispute: {sentence(line.state)}",
        "left": left,
        "total": left_until(line.total_due_on, line.total_days_left, request.today) if line.total_due_on else None,
        "line": line,
        "facts": dispute_facts(line),
        "stages": stage_table(line, on=request.today),
        "steps": _steps(request, child, found, line),
        "review_href": _review(child, line),
    }
    return render(request, "decisions/dispute.jinja", head(request, child) | given)


@child_page(Permission.VIEW_DISPUTES, "decisions:dispute-reply", methods=FORM)
def reply(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The stage is answered by whom it has reached."""
    found = _found(request, child, number)
    form = ReplyForm(request.POST or None)

    def act() -> str:
        actions.reply_to_dispute(dispute=found, by=request.user, at=request.now, **form.cleaned_data)
        return "Your answer is kept, and whoever raised the dispute is told."

    return _step(request, child, found, form, act, title="Answer this dispute", button="Send the answer")


@child_page(Permission.RAISE_DISPUTE, "decisions:dispute-next", methods=FORM)
def further(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The dispute goes on to a later stage."""
    found = _found(request, child, number)
    line = dispute_line(found, request.user, on=request.today)
    stages = list(enumerate(policy_in_force(on=request.today).stages, start=1))
    ahead = [(place, f"{stage.name}: {stage.title}") for place, stage in stages if place > line.stage.place]
    form = NextStageForm(request.POST or None, stages=ahead, initial={"place": ahead[0][0] if ahead else None})

    def act() -> str:
        actions.escalate(dispute=found, to_place=form.cleaned_data["place"], by=request.user, at=request.now)
        return "The dispute has gone to its next stage."

    title = "Make this formal" if line.total_due_on is None else "Take this further"
    return _step(request, child, found, form, act, title=title, button=title)


@child_page(Permission.RAISE_DISPUTE, "decisions:dispute-close", methods=FORM)
def close(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The dispute is closed with its outcome."""
    found = _found(request, child, number)
    form = CloseForm(request.POST or None, outcomes=OUTCOMES)

    def act() -> str:
        actions.close_dispute(dispute=found, by=request.user, at=request.now, **form.cleaned_data)
        return "The dispute is closed."

    return _step(request, child, found, form, act, title="Close this dispute", button="Close this dispute")


def _found(request: Request, child: Any, number: int) -> Any:
    try:
        return dispute_of(request.user, child, number, on=request.today)
    except UnableToFindDispute as refusal:
        raise Http404 from refusal


def _step(
    request: Request, child: Any, dispute: Any, form: Any, act: Callable[[], str], *, title: str, button: str
) -> HttpResponseBase:
    """A page with one form; what the action says stands on the dispute's page, and its refusal on the form."""
    back = reverse("decisions:dispute", args=[child.reference, dispute.pk])
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, act())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(back)
    line = dispute_line(dispute, request.user, on=request.today)
    given = {"form": form, "title": title, "button": button, "back": back, "facts": dispute_facts(line)}
    return render(request, "decisions/step.jinja", head(request, child) | given)


def _steps(request: Request, child: Any, dispute: Any, line: DisputeLine) -> list[tuple[str, str]]:
    """What this person can do now, as text and address."""
    if line.state is DisputeState.CLOSED:
        return []
    steps = []
    if may_reply_to(dispute, request.user, on=request.today):
        steps.append(("Answer", "decisions:dispute-reply"))
    if can(request, Permission.RAISE_DISPUTE):
        is_formal = line.total_due_on is not None
        further = len(policy_in_force(on=request.today).stages) > line.stage.place
        steps += [("Take this further" if is_formal else "Make this formal", "decisions:dispute-next")] * further
        steps.append(("Close", "decisions:dispute-close"))
    return [(text, reverse(name, args=[child.reference, line.number])) for text, name in steps]


def _review(child: Any, line: DisputeLine) -> str:
    if line.review_number is None:
        return ""
    return reverse("reviews:review-answers", args=[child.reference, line.review_number])
