"""Open decisions, those that a manager answers on one page, and those that a person carries out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.core.drafts import DraftLine
from openiro.domain.clocks import CLOCKS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.escalations.actions import answer_decisions
from openiro.people.queries import may
from openiro.reviews.actions import report_progress
from openiro.reviews.queries import (
    STANDINGS,
    DecisionFilters,
    decisions_owned,
    decisions_to_answer,
    open_decisions,
)
from openiro.web.decisions.forms import AnswersForm, ListForm, ProgressForm
from openiro.web.decisions.presenters import cards_of, table_of
from openiro.web.shell.access import form_page, page
from openiro.web.shell.deadlines import counted, rule_of
from openiro.web.shell.drafts import as_sent, draft_on, drop_draft_on
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import page_of
from openiro.web.shell.request import Request

ROWS = 25
ON_ONE_PAGE = 20
DECISION = ("decision", "decisions")


@page(Permission.VIEW_DECISIONS)
def decision_list(request: Request) -> HttpResponseBase:
    """Decisions sent and not judged yet, the earliest due first, narrowed and a page at a time."""
    form = ListForm(request.GET)
    filters = _filters(request, request.GET)
    found, pager = page_of(
        request.GET,
        lambda start: kept(
            request,
            "decisions",
            lambda: open_decisions(request.user, filters, on=request.today, start=start),
            filters,
            start,
        ),
        size=ROWS,
    )
    given = {
        "filters_form": form,
        "clear": reverse("decisions:list") if request.GET else "",
        "table": table_of(found.lines, on=request.today, pager=pager),
        "what": DECISION[0] if found.total == 1 else DECISION[1],
        "disputes_href": _link(request, Permission.VIEW_DISPUTES, "challenge:list"),
        "answer_href": _link(request, Permission.ANSWER_DECISION, "decisions:answer"),
        "mine_href": _link(request, Permission.REPORT_PROGRESS, "decisions:mine"),
    }
    return render(request, "decisions/list.jinja", given)


@form_page(Permission.ANSWER_DECISION)
def answer(request: Request) -> HttpResponseBase:
    """Decisions that wait for this manager, of every review or of one, answered in one go."""
    review = request.GET.get("review", "")
    found = decisions_to_answer(request.user, on=request.today, review=review, limit=ON_ONE_PAGE)
    lines = found.lines
    draft, form = _typed(request, lambda sent: AnswersForm(sent, lines=lines))
    if request.method == "POST" and form.is_valid():
        try:
            done = answer_decisions(answers=form.answers(), by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            drop_draft_on(request)
            _say_answered(request, done.agreed, len(done.disputes))
            return redirect(f"{reverse('decisions:answer')}{f'?review={review}' if review.isdecimal() else ''}")
    given = {
        "form": form,
        "draft": draft,
        "cards": cards_of(form, lines, on=request.today),
        "left_out": found.total - len(lines),
        "others": found.others,
        "clock": f"{rule_of(CLOCKS['after.manager'].id)}.",
        "list_href": reverse("decisions:list"),
    }
    return render(request, "decisions/answer.jinja", given)


@form_page(Permission.REPORT_PROGRESS)
def mine(request: Request) -> HttpResponseBase:
    """Decisions that this person is to carry out, and how far each is."""
    found, pager = page_of(
        request.GET,
        lambda start: decisions_owned(request.user, on=request.today, start=start, size=ON_ONE_PAGE),
        size=ON_ONE_PAGE,
    )
    draft, form = _typed(request, lambda sent: ProgressForm(sent, lines=found.lines, today=request.today))
    if request.method == "POST" and form.is_valid():
        try:
            changed = report_progress(reports=form.reports(), by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            drop_draft_on(request)
            if changed:
                messages.success(request, f"{counted(changed, *DECISION)} brought up to date.")
            else:
                messages.info(request, "Nothing was changed. Say of one decision or more how far it is.")
            return redirect("decisions:mine")
    given = {
        "form": form,
        "draft": draft,
        "cards": cards_of(form, found.lines, on=request.today),
        "pager": pager,
        "list_href": _link(request, Permission.VIEW_DECISIONS, "decisions:list"),
    }
    return render(request, "decisions/mine.jinja", given)


def _typed(request: Request, form_of: Callable[[QueryDict | None], Any]) -> tuple[DraftLine | None, Any]:
    """The form as it was sent, or as this person left it, with what was typed before and not sent."""
    if request.method == "POST":
        return None, form_of(request.POST)
    draft = draft_on(request)
    return draft, form_of(as_sent(draft)).without_faults() if draft else form_of(None)


def _filters(request: Request, query: QueryDict) -> DecisionFilters:
    standing = query.get("standing", "")
    return DecisionFilters(
        standing=standing if standing in STANDINGS else "",
        owner=request.user.code if query.get("mine") else "",
        repeated=bool(query.get("repeated")),
    )


def _link(request: Request, permission: Permission, name: str) -> str:
    return reverse(name) if may(request.user, permission, on=request.today) else ""


def _say_answered(request: Request, agreed: int, objected: int) -> None:
    told = [f"{counted(agreed, *DECISION)} agreed" if agreed else ""]
    if objected:
        told.append(f"{counted(objected, *DECISION)} objected to; the reviewing officer has been told")
    messages.success(request, f"{', '.join(filter(None, told))}.".capitalize())
