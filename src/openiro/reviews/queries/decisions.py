"""Decisions as they stand: those of one review, and those still open from the reviews before it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from openiro.children.models import CURRENT, Child
from openiro.children.queries import full_name
from openiro.core.prepared import prepared, up_to_pages
from openiro.core.queries import working_calendar
from openiro.domain.codes import meaning_of
from openiro.domain.decisions import (
    AnswerRule,
    DecisionFacts,
    DecisionState,
    decision_state,
    is_implementable,
    reviews_outstanding,
)
from openiro.domain.decisions_policy import DecisionsPolicy
from openiro.domain.policy import Policy
from openiro.people.models import User
from openiro.people.queries import day_of, may_see_names, policy_in_force
from openiro.reviews.models import Decision, Review, ReviewTimetable
from openiro.reviews.queries.rows import working_days_left

OPEN = Q(outcome="", withdrawn_at__isnull=True)


@dataclass(frozen=True)
class DecisionRules:
    """What decisions are read with on a day: the manager's clock, the council's policy, and whether by name."""

    on: date
    answer: AnswerRule
    policy: DecisionsPolicy
    names: bool


@dataclass(frozen=True)
class DecisionLine:
    """One decision as it stands on a day.

    `number` is its own, `place` its place in the review. `child` is empty for those who see numbers only. `owner` is
    who carries it out, in words. `answer_due_on`: the manager's last day, None before it is sent, with the working
    days left, negative when past. `outstanding`: on the list for how many reviews. `is_overdue`: due, and neither done
    nor judged. `repeats`: the number of the one that it repeats.
    """

    number: int
    review_number: int
    reference: uuid.UUID
    child: str
    child_code: str
    held_on: date | None
    place: int
    text: str
    owner: str
    owner_code: str
    owner_role: str
    owner_name: str
    due_on: date | None
    success: str
    changes_plan: bool
    needs_resources: bool
    asked_by_child: bool
    against_wishes: str
    repeats: int | None
    manager: str
    manager_code: str
    sent_on: date | None
    state: DecisionState
    answer_due_on: date | None
    answer_days_left: int | None
    answer_reason: str
    answered_on: date | None
    is_implementable: bool
    progress: str
    done_on: date | None
    outcome: str
    outcome_reason: str
    outstanding: int
    stands_out: bool
    is_overdue: bool


def decision_rules(user: User, *, on: date) -> DecisionRules:
    """The rules by which decisions are read on `on` by `user`; two queries."""
    policy = policy_in_force(on=on)
    return DecisionRules(on, answer_rule(policy), policy.decisions, may_see_names(user, on=on))


def answer_rule(policy: Policy) -> AnswerRule:
    """The manager's clock under this policy; one query."""
    waits = policy.decisions.resources_need_answer
    return AnswerRule(policy.clock("after.manager"), working_calendar(), policy.reviews.deemed_agreed, waits)


def decisions_of(review: Review, rules: DecisionRules) -> list[DecisionLine]:
    """The decisions of one review in their order; two queries, however many. The caller has applied the scope."""
    return _as_lines(_of(review.pk), rules)


def open_before(review: Review, rules: DecisionRules) -> list[DecisionLine]:
    """Decisions of the child's other reviews that were sent and are still open, or that this review has judged.

    Those repeated by a decision of this review are among them. Two queries.
    """
    return _as_lines(_open_before(review.child_id, review.pk), rules)


def next_review_on(child: Child, *, after: date) -> date | None:
    """The child's next review after that day: planned, else due in law; None where neither is known. One query."""
    found = sorted(_ahead(child.pk, after), key=lambda each: (each[1], each[0]))
    return found[0][0] if found else None


@prepared
def _ahead(child: int, after: date) -> QuerySet[Any, tuple[date, int]]:
    """The days on which the child's next review is planned (0) and due (1)."""
    ahead = Review.objects.filter(
        CURRENT, child=child, held_on__isnull=True, cancelled_at__isnull=True, planned_on__gt=after
    )
    due = ReviewTimetable.objects.filter(child=child, next_due_on__gt=after)
    return ahead.order_by().values_list("planned_on", Value(0)).union(due.values_list("next_due_on", Value(1)))


def decision_lines(rows: QuerySet[Decision], rules: DecisionRules) -> list[DecisionLine]:
    """These decisions as lines, in the order given; two queries."""
    return _as_lines(list(_with_people(rows)), rules)


def lines_numbered(numbers: Sequence[int], rules: DecisionRules) -> list[DecisionLine]:
    """The decisions of these numbers as lines, the earliest due first; two queries, none for no number."""
    return _as_lines(_numbered(*up_to_pages(numbers)), rules) if numbers else []


@prepared
def _numbered(*numbers: int) -> QuerySet[Decision]:
    rows = Decision.objects.filter(pk__in=numbers)
    return _with_people(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))


@prepared
def _of(review: int) -> QuerySet[Decision]:
    return _with_people(Decision.objects.filter(CURRENT, review=review).order_by("number"))


@prepared
def _open_before(child: int, review: int) -> QuerySet[Decision]:
    others = Decision.objects.filter(CURRENT, review__child=child, sent_at__isnull=False)
    rows = others.exclude(review=review).filter(Q(outcome="") | Q(judged_at_review=review))
    return _with_people(rows.order_by("review__held_on", "number"))


_COLUMNS = (
    *(column.name for column in Decision._meta.concrete_fields),
    *(f"review__{name}" for name in ("held_on", "completed_on", "child")),
    *(f"review__child__{name}" for name in ("code", "reference", "given_name", "family_name")),
    *(f"{who}__{name}" for who in ("owner", "manager") for name in ("code", "name")),
)


def _with_people(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related("review__child", "owner", "manager").only(*_COLUMNS)


def _as_lines(found: Sequence[Decision], rules: DecisionRules) -> list[DecisionLine]:
    repeats = repeats_among({row.review.child_id for row in found if row.carried_from_id})
    return [_line(row, rules, repeats) for row in found]


def repeats_among(child_ids: Iterable[int]) -> dict[int, int | None]:
    """For each decision of these children that repeats one, the one repeated; one query, none for no child."""
    numbers = list(child_ids)
    if not numbers:
        return {}
    rows = Decision.objects.filter(CURRENT, review__child__in=numbers, carried_from__isnull=False)
    return dict(rows.order_by("pk").values_list("pk", "carried_from_id"))


def facts_of_decision(row: Decision) -> DecisionFacts:
    """The facts of a decision that its state is read from; its review must be at hand."""
    received_on = day_of(row.sent_at) if row.sent_at else None
    marks = {"changes_plan": row.changes_plan, "needs_resources": row.needs_resources}
    return DecisionFacts(received_on, row.answer, row.outcome, review_completed_on=row.review.completed_on, **marks)


def facts_of_unanswered(sent_at: datetime, needs_resources: bool) -> DecisionFacts:
    """The facts from which it is told whether a decision that was sent, and that nobody answered, waits still."""
    return DecisionFacts(day_of(sent_at), needs_resources=needs_resources)


def owner_in_words(row: Decision) -> str:
    """Who carries a decision out: the person, else the name given, else the role; empty where nobody is."""
    if row.owner:
        return row.owner.name
    return row.owner_name or (meaning_of("DECISION_OWNER", row.owner_role) if row.owner_role else "")


def decisions_numbered(numbers: Sequence[int]) -> list[Decision]:
    """These decisions, to be handed to an action; those withdrawn are left out. No scope is applied."""
    return list(Decision.objects.filter(CURRENT, pk__in=numbers).select_related("review__child").order_by("pk"))


def _line(row: Decision, rules: DecisionRules, repeats: Mapping[int, int | None]) -> DecisionLine:
    facts, on = facts_of_decision(row), rules.on
    due = rules.answer.due_on(facts.received_on) if facts.received_on else None
    outstanding = reviews_outstanding(row.pk, repeats)
    return DecisionLine(
        number=row.pk,
        **_of_review(row, rules),
        **_as_written(row),
        manager=row.manager.name if row.manager else "",
        manager_code=row.manager.code if row.manager else "",
        sent_on=facts.received_on,
        state=decision_state(facts, rules.answer, on),
        answer_due_on=due,
        answer_days_left=working_days_left(due, rules.answer.calendar, on),
        answer_reason=row.answer_reason,
        answered_on=row.answered_on,
        is_implementable=is_implementable(facts, rules.answer, on),
        progress=row.progress,
        done_on=row.done_on,
        outcome=row.outcome,
        outcome_reason=row.outcome_reason,
        outstanding=outstanding,
        stands_out=outstanding >= rules.policy.stands_out_after,
        is_overdue=row.due_on is not None and row.due_on < on and row.done_on is None and not row.outcome,
    )


def _of_review(row: Decision, rules: DecisionRules) -> dict[str, Any]:
    child = row.review.child
    return {
        "review_number": row.review_id,
        "reference": child.reference,
        "child": full_name(child) if rules.names else "",
        "child_code": child.code,
        "held_on": row.review.held_on,
    }


def _as_written(row: Decision) -> dict[str, Any]:
    return {
        "place": row.number,
        "text": row.text,
        "owner": owner_in_words(row),
        "owner_code": row.owner.code if row.owner else "",
        "owner_role": row.owner_role,
        "owner_name": row.owner_name,
        "due_on": row.due_on,
        "success": row.success,
        "changes_plan": row.changes_plan,
        "needs_resources": row.needs_resources,
        "asked_by_child": row.asked_by_child,
        "against_wishes": row.against_wishes,
        "repeats": row.carried_from_id,
    }
