"""Two parts of a review: what it decides, and what the manager answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from openiro.domain.decisions import DecisionState, smart_prompts
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.queries import InviteeLine, invitees_of
from openiro.people.queries import user_by_code
from openiro.reviews import actions
from openiro.reviews.queries import (
    DecisionLine,
    DecisionRules,
    decision_rules,
    decisions_of,
    next_review_on,
    open_before,
    people_around,
)
from openiro.web.reviews.challenging import DISPUTE, challenge_ways
from openiro.web.reviews.decisions_form import (
    About,
    DecisionsForm,
    facts_of_form,
    quick_days,
    rows_asked,
    with_rows_of_others,
)
from openiro.web.reviews.decisions_words import rows_of, seen_of
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.parts import PART, page_of
from openiro.web.shell.deadlines import counted, left_until, rule_of
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.request import Request

DECISION = ("decision", "decisions")
THIS, AFTER = PART["decisions"], PART["record"]


@dataclass(frozen=True)
class _Writing:
    """What the page of a review's decisions is made with."""

    request: Request
    review: Any
    about: About
    rows: int

    def form_of(self, data: QueryDict | None, initial: dict[str, Any]) -> DecisionsForm:
        """The form as it was sent, with what others wrote meanwhile; else with what stands in the record."""
        both = with_rows_of_others(data, self.about) if data is not None else None
        rows = self.rows if both is None else max(self.rows, rows_asked(both, self.about, ""))
        given = initial | _manager(self.about)
        return DecisionsForm(both, about=self.about, rows=rows, initial=given, today=self.request.today)

    def save(self, form: DecisionsForm) -> str:
        """Keep all of it in one action."""
        number = actions.save_decisions(
            review=self.review,
            decisions=form.decisions(),
            judged=form.judged(),
            by=self.request.user,
            at=self.request.now,
        )
        return f"{counted(number, *DECISION).capitalize()} kept."


@review_page(Permission.RECORD_REVIEW, "reviews:review-decisions")
def review_decisions(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What the review decides, several decisions on one page, after what came of the decisions before."""
    rules = decision_rules(request.user, on=request.today)
    lines = decisions_of(review, rules)
    about = _about(child, review, rules, lines, request.today)
    sent = with_rows_of_others(request.POST, about) if request.POST else None
    page = _Writing(request, review, about, rows_asked(sent, about, request.GET.get("rows", "")))
    hints = {line.number: _hints(line, rules) for line in about.lines}
    done = part_page(
        request,
        child,
        review,
        THIS,
        form_of=page.form_of,
        facts=facts_of_form(about),
        save=page.save,
        template="reviews/decisions.jinja",
        given={
            "sent": seen_of([line for line in lines if line.sent_on is not None], on=request.today),
            "earlier": seen_of(about.earlier, on=request.today),
            "rows_of": lambda form: rows_of(form, about, hints),
            "clock": f"{rule_of(THIS.clock)}.",
        },
    )
    saved = isinstance(done, HttpResponseRedirect) and request.method == "POST"
    return _then(request, child, review, page.rows) if saved else done


@review_page(Permission.VIEW_DECISIONS, "reviews:review-answers", methods=GET)
def review_answers(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What the manager answered to each decision of the review, and by when an answer is due."""
    rules = decision_rules(request.user, on=request.today)
    lines = [line for line in decisions_of(review, rules) if line.sent_on is not None]
    waiting = [line for line in lines if line.state is DecisionState.SENT]
    may_answer = waiting and can(request, Permission.ANSWER_DECISION)
    left = None
    if waiting:
        first = min(waiting, key=lambda line: line.answer_due_on or date.max)
        left = left_until(first.answer_due_on, first.answer_days_left, request.today)
    given = {
        "part": PART["answer"],
        "lines": seen_of(lines, on=request.today),
        "left": left,
        "clock": rule_of("after.manager"),
        "resources_wait": rules.answer.resources_wait,
        "silence": rules.answer.deemed_agreed,
        "answer_href": f"{reverse('decisions:answer')}?review={review.pk}" if may_answer else "",
        "challenge": challenge_ways(request, child, review=review.pk),
        "dispute_href": dict(challenge_ways(request, child)).get(DISPUTE, ""),
        "write_href": page_of(THIS, child, review) if can(request, THIS.permission) else "",
        "back": reverse("reviews:review", args=[child.reference, review.pk]),
    }
    return render(request, "reviews/answers.jinja", head(request, child) | given)


def _about(child: Any, review: Any, rules: DecisionRules, lines: list[DecisionLine], on: date) -> About:
    held_on = review.held_on or review.planned_on or on
    return About(
        lines=tuple(line for line in lines if line.sent_on is None),
        earlier=tuple(open_before(review, rules)),
        around=people_around(child, rules.policy.answered_by, on=on),
        choices=quick_days(held_on, next_review_on(child, after=held_on)),
        invited=tuple(each for each in invitees_of(review.meeting) if _has_only_a_name(each)),
        first_place=max((line.place for line in lines if line.sent_on is not None), default=0) + 1,
    )


def _has_only_a_name(each: InviteeLine) -> bool:
    """Somebody who does not sign in and is known by name; the child is in the list as 'the child'."""
    return bool(each.name) and not each.person and each.role != "child" and not each.is_excluded


def _manager(about: About) -> dict[str, str]:
    """The manager who answers, where there is no choice."""
    answerers = about.around.answerers
    return {"manager": answerers[0].code} if len(answerers) == 1 else {}


def _hints(line: DecisionLine, rules: DecisionRules) -> tuple[str, ...]:
    return smart_prompts(
        text=line.text, owner=line.owner, due_on=line.due_on, success=line.success, policy=rules.policy, on=rules.on
    )


def _then(request: Request, child: Any, review: Any, rows: int) -> HttpResponseBase:
    """Where saving leads: on, back, to one more row, to the hints, or out to the manager."""
    here = page_of(THIS, child, review)
    if "another" in request.POST:
        return redirect(f"{here}?rows={rows + 1}#decision-{rows + 1}")
    if "check" in request.POST:
        return redirect(here)
    if "send" in request.POST:
        return _send(request, child, review, here)
    if "continue" in request.POST:
        return redirect(_following(child, review))
    return redirect("reviews:review", child.reference, review.pk)


def _send(request: Request, child: Any, review: Any, here: str) -> HttpResponseBase:
    """Send what was just kept; what is still missing stands on the page of the decisions."""
    code = request.POST.get("manager", "")
    if not code:
        messages.error(request, "Choose which manager answers, then send. What you wrote is kept.")
        return redirect(here)
    try:
        manager = user_by_code(code)
        number = actions.send_decisions(review=review, manager=manager, by=request.user, at=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(here)
    messages.success(request, f"{counted(number, *DECISION).capitalize()} sent to {manager.name}.")
    return redirect(_following(child, review))


def _following(child: Any, review: Any) -> str:
    """The part after the decisions; the review's own page where it is not served."""
    try:
        return page_of(AFTER, child, review)
    except NoReverseMatch:
        return reverse("reviews:review", args=[child.reference, review.pk])
