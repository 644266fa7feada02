"""Disputes raised, answered, taken to a later stage, and closed with what changed for the child."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.actions import settle
from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import EventFacts, child_stream, record_events
from openiro.domain.codes import CODE_SETS
from openiro.domain.disputes import (
    INFORMAL,
    DisputeFacts,
    DisputeState,
    UnableToChangeDispute,
    check_can_become,
    check_closing,
    next_place,
)
from openiro.domain.permissions import Permission
from openiro.escalations.actions._stages import begin_stage, officer_code, skip_stages, tell
from openiro.escalations.models import Dispute, DisputedChild, DisputeStage
from openiro.escalations.queries import may_reply
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.actions import settle_objection
from openiro.reviews.models import Decision, Review
from openiro.reviews.queries import teams_of

THEMES = tuple(each.code for each in CODE_SETS["DISPUTE_THEME"])
OUTCOMES = tuple(each.code for each in CODE_SETS["DISPUTE_OUTCOME"])


@transaction.atomic
def raise_dispute(
    *,
    children: Sequence[Child],
    theme: str,
    summary: str,
    wanted: str,
    review: Review | None = None,
    decision: Decision | None = None,
    formal: bool,
    by: User,
    at: datetime,
) -> Dispute:
    """Raise a dispute about one child or several, informally or at once at the first formal stage (rules 5.15, 5.20).

    Needs `escalations.raise_dispute` of each child. Raises `UnableToChangeDispute` without a child, a known theme or
    words that say what it is about, or where the decision is disputed already.
    """
    on = day_of(at)
    for child in children:
        check_may_for(by, Permission.RAISE_DISPUTE, child, on=on)
    role = policy_in_force(on=on).stages[0].answered_by
    return open_dispute(
        children=children,
        theme=theme,
        summary=summary,
        wanted=wanted,
        review=review,
        decision=decision,
        formal=formal,
        answered_by=role,
        by=by,
        at=at,
    )


@transaction.atomic
def open_dispute(
    *,
    children: Sequence[Child],
    theme: str,
    summary: str,
    wanted: str,
    review: Review | None,
    decision: Decision | None,
    formal: bool,
    answered_by: str,
    by: User,
    at: datetime,
) -> Dispute:
    """The same for an action that has asked already whether `by` may; `answered_by`: who answers while it is informal.

    Raises as `raise_dispute`.
    """
    on = day_of(at)
    _check(children, theme, summary, decision)
    policy = policy_in_force(on=on)
    team = teams_of([children[0].pk], on=on).get(children[0].pk)
    dispute = Dispute.objects.create(
        theme=theme,
        team_id=team,
        review=review,
        decision=decision,
        summary=summary.strip(),
        wanted=wanted.strip(),
        formal_from_on=on if formal else None,
        raised_at=at,
        raised_by=by,
    )
    DisputedChild.objects.bulk_create(DisputedChild(dispute=dispute, child=child) for child in children)
    begin_stage(dispute, 1 if formal else INFORMAL, policy, by, at, role=answered_by)
    _record(dispute, "escalations.dispute_raised", {"theme": theme, "formal": formal}, by, at)
    return dispute


@transaction.atomic
def reply_to_dispute(*, dispute: Dispute, reply: str, by: User, at: datetime) -> None:
    """Answer the stage that a dispute is in; whoever raised it and the child's officer are told.

    For the person whose stage it is, or another who holds its role for the child. Raises `UnableToChangeDispute` for
    anybody else, without words, or where the dispute is closed or the stage has been answered.
    """
    on = day_of(at)
    check_may_for(by, Permission.VIEW_DISPUTES, _child(dispute), on=on)
    stage = _hold(dispute)
    check_can_become(_facts(dispute), DisputeState.CLOSED)
    if not may_reply(by, stage, on=on):
        raise UnableToChangeDispute("This stage is answered by somebody else. Its page says by whom.")
    if stage.replied_at is not None:
        raise UnableToChangeDispute("Somebody has answered this stage since you opened the page. Read the answer.")
    if not reply.strip():
        raise UnableToChangeDispute("Write your answer.")
    stage.reply, stage.replied_at, stage.replied_by = reply.strip(), at, by
    stage.save(update_fields=["reply", "replied_at", "replied_by"])
    _record(dispute, "escalations.dispute_answered", {"stage": stage.place}, by, at)
    waiting = {dispute.raised_by.code, officer_code(dispute, on)} - {by.code}
    tell(dispute, stage, at, kind="dispute_answered", codes=sorted(waiting))


@transaction.atomic
def escalate(*, dispute: Dispute, to_place: int | None = None, by: User, at: datetime) -> None:
    """Take a dispute to its next formal stage, or to a later one, those between being bypassed (rule 5.22).

    The 20 working days of all formal stages run from the first of them. Needs `escalations.raise_dispute` of the
    child. Raises `UnableToChangeDispute` where it is closed or there is no such stage.
    """
    on = day_of(at)
    check_may_for(by, Permission.RAISE_DISPUTE, _child(dispute), on=on)
    stage = _hold(dispute)
    check_can_become(_facts(dispute), DisputeState.FORMAL)
    policy = policy_in_force(on=on)
    place = next_place(stage.place, policy.stages, wanted=to_place)
    _end(stage, "escalated", on)
    if dispute.formal_from_on is None:
        dispute.formal_from_on = on
        dispute.save(update_fields=["formal_from_on"])
    skip_stages(dispute, range(stage.place + 1, place), policy, on)
    begin_stage(dispute, place, policy, by, at)
    _record(dispute, "escalations.dispute_escalated", {"from": stage.place, "to": place}, by, at)


@transaction.atomic
def close_dispute(*, dispute: Dispute, outcome: str, changed_for_child: str, by: User, at: datetime) -> None:
    """Close a dispute with its outcome, a code of DISPUTE_OUTCOME, and what changed for the child.

    Agreed as asked, a decision that was objected to is agreed after all. Needs `escalations.raise_dispute` of the
    child: whoever answers does not close. Raises `UnableToChangeDispute` where it is closed, for an unknown outcome,
    or where something was agreed and nobody says what changed.
    """
    on = day_of(at)
    check_may_for(by, Permission.RAISE_DISPUTE, _child(dispute), on=on)
    stage = _hold(dispute)
    check_can_become(_facts(dispute), DisputeState.CLOSED)
    check_closing(outcome, changed_for_child, OUTCOMES)
    _end(stage, "withdrawn" if outcome == "withdrawn" else "resolved", on)
    dispute.closed_on, dispute.closed_by = on, by
    dispute.outcome, dispute.changed_for_child = outcome, changed_for_child.strip()
    dispute.save(update_fields=["closed_on", "closed_by", "outcome", "changed_for_child"])
    for row in dispute.disputed.select_related("child"):
        settle(child=row.child, matter="dispute", number=row.pk, by=by, at=at)
    _record(dispute, "escalations.dispute_closed", {"outcome": outcome}, by, at)
    if outcome == "agreed" and dispute.decision is not None:
        settle_objection(decision=dispute.decision, by=by, at=at)


def _check(children: Sequence[Child], theme: str, summary: str, decision: Decision | None) -> None:
    if not children:
        raise UnableToChangeDispute("A dispute is about at least one child. Choose the child.")
    if theme not in THEMES:
        raise UnableToChangeDispute("Choose from the list what the dispute is about.")
    if not summary.strip():
        raise UnableToChangeDispute("Say what the dispute is about.")
    if decision is not None and Dispute.objects.filter(decision=decision, closed_on__isnull=True).exists():
        raise UnableToChangeDispute("This decision is disputed already. Answer in that dispute.")


def _child(dispute: Dispute) -> Child:
    return dispute.disputed.select_related("child").order_by("pk")[0].child


def _facts(dispute: Dispute) -> DisputeFacts:
    return DisputeFacts(dispute.formal_from_on, dispute.closed_on)


def _hold(dispute: Dispute) -> DisputeStage:
    """Nobody else changes the dispute until this is done; the stage it is in, or the last one where it is closed."""
    Dispute.objects.select_for_update().get(pk=dispute.pk)
    dispute.refresh_from_db()
    return dispute.stages.order_by("place").last() or DisputeStage(dispute=dispute, place=INFORMAL)


def _end(stage: DisputeStage, how: str, on: date) -> None:
    stage.ended_on, stage.ended_how = on, how
    stage.save(update_fields=["ended_on", "ended_how"])


def _record(dispute: Dispute, kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    """One event in the story of each child whom the dispute is about."""
    told = {"dispute": dispute.pk, **facts}
    numbers = dispute.disputed.order_by("pk").values_list("child_id", flat=True)
    record_events((EventFacts(child_stream(number), kind, told) for number in numbers), by=by, at=at)
