"""One dispute: read, answered, taken further, closed."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.disputes import DisputeState
from openiro.domain.permissions import Permission
from openiro.domain.words import sentence
from openiro.escalations import actions
from openiro.escalations.queries import DisputeLine, beside, dispute_line, may_reply_to
from openiro.people.queries import policy_in_force
from openiro.web.challenge.forms import CloseForm, NextStageForm, ReplyForm
from openiro.web.challenge.presenters import (
    dispute_facts,
    document_table,
    referral_table,
    stage_table,
    stop_table,
)
from openiro.web.challenge.step import found_dispute
from openiro.web.challenge.words import stage_left, total_left
from openiro.web.shell.navigation import action_from
from openiro.web.shell.opening import FORM, GET, can, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step


@child_page(Permission.VIEW_DISPUTES, "challenge:dispute", methods=GET)
def dispute(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A dispute at its stage: days left of it and of all, what was said, and what this person can do now."""
    found = found_dispute(request, child, number)
    line, aside = dispute_line(found, request.user, on=request.today), beside(found)
    may_raise = can(request, Permission.RAISE_DISPUTE)
    tables = (
        stage_table(line, on=request.today),
        stop_table(aside),
        referral_table(aside, child, number, may_settle=may_raise),
        document_table(aside, child, number),
    )
    given = {
        "title": f"{sentence(policy_in_force(on=request.today).words.dispute)}: {sentence(line.state)}",
        "left": stage_left(line, request.today),
        "total": total_left(line, request.today),
        "line": line,
        "facts": dispute_facts(line),
        "tables": [table for table in tables if table],
        "steps": _steps(request, child, found, line),
        "more": _more(child, line, may_raise=may_raise),
        "action_href": action_from(request, "dispute"),
        "review_href": _review(child, line),
    }
    return render(request, "challenge/dispute.jinja", head(request, child) | given)


@child_page(Permission.VIEW_DISPUTES, "challenge:dispute-reply", methods=FORM)
def reply(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The stage is answered by whom it has reached."""
    found = found_dispute(request, child, number)
    form = ReplyForm(request.POST or None)

    def act() -> str:
        actions.reply_to_dispute(dispute=found, by=request.user, at=request.now, **form.cleaned_data)
        return "Your answer is kept, and whoever raised the dispute is told."

    return _step(request, child, found, form, act, title="Answer this dispute", button="Send the answer")


@child_page(Permission.RAISE_DISPUTE, "challenge:dispute-next", methods=FORM)
def further(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The dispute goes on to a later stage."""
    found = found_dispute(request, child, number)
    line = dispute_line(found, request.user, on=request.today)
    stages = list(enumerate(policy_in_force(on=request.today).stages, start=1))
    ahead = [(place, f"{stage.name}: {stage.title}") for place, stage in stages if place > line.stage.place]
    form = NextStageForm(request.POST or None, stages=ahead, initial={"place": ahead[0][0] if ahead else None})

    def act() -> str:
        given = form.cleaned_data
        actions.escalate(
            dispute=found, to_place=given["place"], reason=given["reason"], by=request.user, at=request.now
        )
        return "The dispute has gone to its next stage."

    title = "Make this formal" if line.total_due_on is None else "Take this further"
    return _step(request, child, found, form, act, title=title, button=title)


@child_page(Permission.RAISE_DISPUTE, "challenge:dispute-close", methods=FORM)
def close(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The dispute is closed with its outcome."""
    found = found_dispute(request, child, number)
    form = CloseForm(request.POST or None)

    def act() -> str:
        actions.close_dispute(dispute=found, by=request.user, at=request.now, **form.cleaned_data)
        return "The dispute is closed."

    return _step(request, child, found, form, act, title="Close this dispute", button="Close this dispute")


def _step(
    request: Request, child: Any, dispute: Any, form: Any, act: Any, *, title: str, button: str
) -> HttpResponseBase:
    line = dispute_line(dispute, request.user, on=request.today)
    back = reverse("challenge:dispute", args=[child.reference, dispute.pk])
    return form_step(request, child, form, act, title=title, button=button, back=back, facts=dispute_facts(line))


def _steps(request: Request, child: Any, dispute: Any, line: DisputeLine) -> list[tuple[str, str]]:
    """What this person can do now, as text and address."""
    if line.state is DisputeState.CLOSED:
        return []
    steps = []
    if may_reply_to(dispute, request.user, on=request.today):
        steps.append(("Answer", "challenge:dispute-reply"))
    if can(request, Permission.RAISE_DISPUTE):
        is_formal = line.total_due_on is not None
        further = len(policy_in_force(on=request.today).stages) > line.stage.place
        steps += [("Take this further" if is_formal else "Make this formal", "challenge:dispute-next")] * further
        steps.append(("Close", "challenge:dispute-close"))
    return [(text, reverse(name, args=[child.reference, line.number])) for text, name in steps]


def _more(child: Any, line: DisputeLine, *, may_raise: bool) -> list[tuple[str, str]]:
    """What else can be done, in smaller print."""
    if line.state is DisputeState.CLOSED:
        return []
    more = [("Put a document to it", "challenge:document-add")]
    if may_raise:
        clock = ("Let the clock run again", "run") if line.is_stopped else ("Stop the clock for a reason", "stop")
        more += [("Refer to Cafcass, or ask for advice", "challenge:dispute-refer")]
        more += [(clock[0], f"challenge:dispute-{clock[1]}")]
    return [(text, reverse(name, args=[child.reference, line.number])) for text, name in more]


def _review(child: Any, line: DisputeLine) -> str:
    if line.review_number is None:
        return ""
    return reverse("reviews:review-answers", args=[child.reference, line.review_number])
