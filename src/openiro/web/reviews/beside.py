"""The last review beside this one: how it went, and which of its decisions are still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.decisions import AnswerRule
from openiro.domain.permissions import Permission
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date
from openiro.people.queries import may_see_names
from openiro.reviews.queries import ChildReviews, DecisionLine, DecisionRules, ReviewLine, open_before
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request

MOST = 6


@dataclass(frozen=True)
class OpenDecision:
    """A decision of an earlier review that is still open: what, who, when; `stands_out`: for several reviews."""

    text: str
    hint: str
    stands_out: str


@dataclass(frozen=True)
class LastReview:
    """The review before this one. `more` counts the open decisions that are left out here."""

    title: str
    href: str
    facts: tuple[tuple[str, str], ...]
    decisions: tuple[OpenDecision, ...]
    more: int


def last_review(request: Request, child: Any, review: Any, known: ChildReviews) -> LastReview | None:
    """The review held before this one, with the decisions still open; None before the first. Two queries."""
    before = review.held_on or review.planned_on
    earlier = [line for line in known.reviews if line.held_on and before and line.held_on < before]
    if not earlier:
        return None
    last = earlier[0]
    found = _open(request, review, known) if can(request, Permission.VIEW_DECISIONS) else []
    return LastReview(
        title=f"Last review: {long_date(last.held_on)}",
        href=reverse("reviews:review", args=[child.reference, last.number]),
        facts=tuple(_facts(last)),
        decisions=tuple(_decision(line) for line in found[:MOST]),
        more=max(len(found) - MOST, 0),
    )


def _open(request: Request, review: Any, known: ChildReviews) -> Sequence[DecisionLine]:
    policy = known.policy
    rules = DecisionRules(
        request.today,
        AnswerRule(
            policy.clock("after.manager"),
            known.calendar,
            policy.reviews.deemed_agreed,
            policy.decisions.resources_need_answer,
        ),
        policy.decisions,
        may_see_names(request.user, on=request.today),
    )
    return [line for line in open_before(review, rules) if not line.outcome]


def _facts(line: ReviewLine) -> list[tuple[str, str]]:
    code = line.participation_code
    parents = [f"{part.parent}: {'views given' if part.views else 'no views'}" for part in line.parents]
    facts = [
        ("Child", meaning_of("REVIEW_CODE", code) if code else ""),
        ("Parents", sentence(", ".join(parents))),
        ("Chaired by", line.chaired_by),
    ]
    return [(name, text) for name, text in facts if text]


def _decision(line: DecisionLine) -> OpenDecision:
    due = f"by {medium_date(line.due_on)}" if line.due_on else ""
    done = f"done on {medium_date(line.done_on)}, says its owner" if line.done_on else ""
    hint = ", ".join(filter(None, [line.owner, due, done]))
    return OpenDecision(line.text, hint, f"Outstanding for {line.outstanding} reviews" if line.stands_out else "")
