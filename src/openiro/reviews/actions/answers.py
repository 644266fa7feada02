"""What managers answer to the decisions of reviews, what counts as agreed in silence, and who is reminded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from openiro.allocation.queries import UnableToSeeChild, check_may_for, children_visible_to, officers_of
from openiro.children.models import CURRENT
from openiro.core.actions import EventFacts, child_stream, record_event, record_events
from openiro.core.notices import queue_notice
from openiro.domain.decisions import AGREED, DEEMED, OBJECTED, AnswerRule, check_may_answer, is_deemed
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force
from openiro.reviews.models import Decision
from openiro.reviews.queries.decisions import OPEN, answer_rule, facts_of_decision

WAITING = OPEN & Q(answer="", sent_at__isnull=False, review__withdrawn_at__isnull=True)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """A manager's answer to one decision: 'agreed', or 'objected' and why."""

    number: int
    answer: str
    reason: str = ""


@transaction.atomic
def answer_decisions(*, answers: Sequence[Answer], by: User, at: datetime) -> list[Decision]:
    """Keep a manager's answers, of one review or many, all of them or none; answers the decisions objected to.

    Needs `reviews.answer_decision` of each child. Raises `UnableToSeeChild` where one is not theirs to answer, and
    `UnableToChangeDecision` where somebody was quicker, the time is over and silence counts as agreement, or an
    objection has no reason. `escalations.actions.answer_decisions` does the same and opens the disputes that follow.
    """
    on = day_of(at)
    check_may(by, Permission.ANSWER_DECISION, on=on)
    wanted = {each.number: each for each in answers}
    visible = children_visible_to(by, on=on, permission=Permission.ANSWER_DECISION)
    rows = list(_held(Q(pk__in=wanted, review__child__in=visible)))
    if len(rows) != len(wanted):
        raise UnableToSeeChild("One of these decisions is not yours to answer. Open the list again.")
    rule = answer_rule(policy_in_force(on=on))
    for row in rows:
        given = wanted[row.pk]
        check_may_answer(facts_of_decision(row), rule, on, answer=given.answer, reason=given.reason)
        row.answer, row.answered_on, row.answered_by = given.answer, on, by
        row.answer_reason = given.reason.strip() if given.answer == OBJECTED else ""
        row.save(update_fields=["answer", "answered_on", "answered_by", "answer_reason"])
    for of_review in _by_review(rows):
        _record(of_review, "reviews.decisions_answered", by, at)
        _tell_officer(of_review, at)
    return [row for row in rows if row.answer == OBJECTED]


@transaction.atomic
def settle_objection(*, decision: Decision, by: User, at: datetime) -> None:
    """A decision that was objected to is agreed after all, as a dispute was settled; the objection stays readable.

    Needs `reviews.view_decisions` of the child. Does nothing where it is not objected to any more.
    """
    check_may_for(by, Permission.VIEW_DECISIONS, decision.review.child, on=day_of(at))
    row = _held(Q(pk=decision.pk)).get()
    if row.answer != OBJECTED:
        return
    row.answer = AGREED
    row.save(update_fields=["answer"])
    facts = {"review": row.review_id, "decision": row.pk}
    kind = "reviews.objection_settled"
    record_event(stream=child_stream(row.review.child_id), kind=kind, facts=facts, by=by, at=at)


@transaction.atomic
def deem_unanswered(*, on: date, by: User, at: datetime) -> int:
    """Decisions that nobody answered in time count as agreed, where policy says so (rule 3.07); answers how many.

    The first day after the manager's last one is kept as that of the answer, whenever this runs; running it twice
    changes nothing. Needs `reviews.answer_decision` (the service account's).
    """
    check_may(by, Permission.ANSWER_DECISION, on=on)
    rule = answer_rule(policy_in_force(on=on))
    if not rule.deemed_agreed:
        return 0
    over = [row for row in _held(WAITING) if is_deemed(facts_of_decision(row), rule, on)]
    for row in over:
        row.answer, row.answered_on = DEEMED, _last_day(row, rule) + A_DAY
        row.save(update_fields=["answer", "answered_on"])
    for of_review in _by_review(over):
        _record(of_review, "reviews.decisions_deemed", by, at)
        _tell_of_silence(of_review, rule, at)
    return len(over)


@transaction.atomic
def remind_unanswered(*, on: date, by: User, at: datetime) -> int:
    """Remind each manager, once for each review, of decisions still to answer; answers how many were reminded.

    Needs `reviews.answer_decision` (the service account's). Running it twice reminds nobody twice.
    """
    check_may(by, Permission.ANSWER_DECISION, on=on)
    policy = policy_in_force(on=on)
    if not policy.decisions.remind_after:
        return 0
    rule, reminded = answer_rule(policy), 0
    for of_review in _by_review(Decision.objects.filter(WAITING).select_related("review", "manager")):
        row, due_on = of_review[0], _last_day(of_review[0], rule)
        late = rule.calendar.days_between(day_of(row.sent_at or at), on) >= policy.decisions.remind_after
        if not late or row.manager is None:
            continue
        reminded += queue_notice(
            key=f"decisions_unanswered:{row.review_id}:{row.manager.code}:{due_on.isoformat()}",
            kind="decisions_unanswered",
            person_code=row.manager.code,
            facts={"count": len(of_review), "due_on": due_on, "path": reverse("decisions:answer")},
            digest=True,
            at=at,
        )
    return reminded


@transaction.atomic
def remind_owners(*, on: date, by: User, at: datetime) -> int:
    """Remind owners of what is due soon, and once a week of what is overdue; answers how many were reminded.

    Needs `reviews.answer_decision` (the service account's). Running it twice reminds nobody twice.
    """
    check_may(by, Permission.ANSWER_DECISION, on=on)
    policy = policy_in_force(on=on)
    calendar = answer_rule(policy).calendar
    soon = calendar.days_after(on, policy.decisions.owner_reminded_before)
    rows = Decision.objects.filter(OPEN, owner__isnull=False, owner__is_active=True, due_on__lte=soon)
    open_ones = rows.filter(done_on__isnull=True, sent_at__isnull=False).exclude(answer=OBJECTED)
    found = list(open_ones.order_by("owner__code", "due_on").values_list("owner__code", "due_on"))
    year, week, _ = on.isocalendar()
    reminded = 0
    for code, theirs in groupby(found, key=lambda each: each[0]):
        days = [due_on for _, due_on in theirs if due_on]
        past, ahead = [day for day in days if day < on], [day for day in days if day >= on]
        if past:
            reminded += _remind(f"decisions_overdue:{code}:{year}-{week}", "decisions_overdue", code, past, at)
        for day in sorted(set(ahead)):
            same = [each for each in ahead if each == day]
            reminded += _remind(f"decisions_due:{code}:{day.isoformat()}", "decisions_due", code, same, at)
    return reminded


def _remind(key: str, kind: str, code: str, days: list[date], at: datetime) -> bool:
    facts = {"count": len(days), "due_on": min(days), "path": reverse("decisions:mine")}
    return queue_notice(key=key, kind=kind, person_code=code, facts=facts, digest=True, at=at)


def _held(which: Q) -> QuerySet[Decision]:
    """The decisions, in one order for everybody, and nobody else's until this is done."""
    rows = Decision.objects.filter(CURRENT, which).select_for_update(of=("self",))
    return rows.select_related("review__child", "manager").order_by("pk")


def _by_review(rows: Iterable[Decision]) -> list[list[Decision]]:
    ordered = sorted(rows, key=lambda row: (row.review_id, row.sent_at, row.pk))
    return [list(group) for _, group in groupby(ordered, key=lambda row: (row.review_id, row.sent_at))]


def _last_day(row: Decision, rule: AnswerRule) -> date:
    """The last day for the manager's answer to a decision that was sent."""
    received_on = facts_of_decision(row).received_on
    assert received_on is not None  # noqa: S101
    return rule.due_on(received_on)


def _record(rows: list[Decision], kind: str, by: User, at: datetime) -> None:
    told = [{"decision": row.pk, "answer": row.answer} for row in rows]
    facts = {"review": rows[0].review_id, "answers": told}
    record_events([EventFacts(child_stream(rows[0].review.child_id), kind, facts)], by=by, at=at)


def _tell_officer(rows: list[Decision], at: datetime) -> None:
    """The child's officer is told how many were answered, or objected to."""
    child = rows[0].review.child
    officer = officers_of([child.pk], on=day_of(at)).get(child.pk)
    if officer is None:
        return
    objected = sum(row.answer == OBJECTED for row in rows)
    kind = "decision_objected" if objected else "decisions_answered"
    queue_notice(
        key=f"{kind}:{rows[0].review_id}:{rows[0].pk}",
        kind=kind,
        person_code=officer.officer_code,
        facts={
            "count": objected or len(rows),
            "path": reverse("reviews:review-answers", args=[child.reference, rows[0].review_id]),
        },
        digest=not objected,
        at=at,
    )


def _tell_of_silence(rows: list[Decision], rule: AnswerRule, at: datetime) -> None:
    """The manager, and the child's officer, are told that silence counts as agreement."""
    child, row = rows[0].review.child, rows[0]
    officer = officers_of([child.pk], on=day_of(at)).get(child.pk)
    codes = [row.manager.code if row.manager else "", officer.officer_code if officer else ""]
    for code in filter(None, codes):
        queue_notice(
            key=f"decisions_deemed:{row.review_id}:{row.pk}:{code}",
            kind="decisions_deemed_agreed",
            person_code=code,
            facts={
                "count": len(rows),
                "due_on": _last_day(row, rule),
                "path": reverse("reviews:review-answers", args=[child.reference, row.review_id]),
            },
            digest=True,
            at=at,
        )
