"""The parts of a review as its task list shows them, and where saving one of them leads."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from openiro.domain.permissions import Permission
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request


@dataclass(frozen=True)
class Part:
    """One part: its id, title and page, who may work on it, who owns it, and the clock that it runs by ('' none)."""

    id: str
    title: str
    page: str
    permission: Permission
    owner: str
    clock: str = ""


P = Permission
PARTS: tuple[Part, ...] = (
    Part("arrangements", "Arrangements", "reviews:review-replan", P.PLAN_REVIEW, "Business support"),
    Part("people", "Consultation and invitations", "reviews:review-people", P.INVITE, "IRO", "before.invitations"),
    Part(
        "papers", "Social worker's report", "reviews:review-papers", P.BRING_PAPERS, "Social worker", "before.reports"
    ),
    Part("meetings", "Meetings", "reviews:review-meetings", P.RECORD_REVIEW, "IRO"),
    Part("participation", "Participation", "reviews:review-participation", P.RECORD_REVIEW, "IRO"),
    Part("checks", "Checks", "reviews:review-checks", P.RECORD_REVIEW, "IRO"),
    Part("decisions", "Decisions", "reviews:review-decisions", P.RECORD_REVIEW, "IRO", "after.decisions"),
    Part("record", "Record", "reviews:review-write-record", P.RECORD_REVIEW, "IRO", "after.record"),
    Part("letter", "Letter to the child", "reviews:review-write-letter", P.RECORD_REVIEW, "IRO", "after.distribution"),
    Part("answer", "Manager's answer", "reviews:review-answers", P.VIEW_DECISIONS, "Team manager", "after.manager"),
    Part(
        "distribution",
        "Distribution",
        "reviews:review-distribution",
        P.DISTRIBUTE_RECORD,
        "Business support",
        "after.distribution",
    ),
)
PART = {part.id: part for part in PARTS}


def page_of(part: Part, child: Any, review: Any) -> str:
    """The address of a part of this review."""
    return reverse(part.page, args=[child.reference, review.pk])


def after_saving(request: Request, child: Any, review: Any, part: Part) -> HttpResponseBase:
    """To the next part that this person may work on where they chose to go on, else to the review's task list.

    After the letter, the last that is written, comes the page that finishes the review.
    """
    if "continue" in request.POST and part.id == "letter":
        return redirect("reviews:review-finish", child.reference, review.pk)
    if "continue" in request.POST:
        place = PARTS.index(part)
        for following in PARTS[place + 1 :]:
            if can(request, following.permission):
                try:
                    return redirect(page_of(following, child, review))
                except NoReverseMatch:
                    continue
    return redirect("reviews:review", child.reference, review.pk)
