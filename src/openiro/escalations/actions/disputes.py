"""Disputes answered, taken to a later stage, and closed with what changed for the child."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.actions import settle
from openiro.allocation.queries import check_may_for
from openiro.domain.codes import CODE_SETS
from openiro.domain.disputes import DisputeState, UnableToChangeDispute, check_can_become, check_closing
from openiro.domain.permissions import Permission
from openiro.escalations.actions._common import child_of, end_stage, facts_of, hold, record
from openiro.escalations.actions._moving import move
from openiro.escalations.actions._stages import officer_code, tell
from openiro.escalations.models import Dispute
from openiro.escalations.queries import may_reply
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.actions import settle_objection

OUTCOMES = tuple(each.code for each in CODE_SETS["DISPUTE_OUTCOME"])


@transaction.atomic
def reply_to_dispute(*, dispute: Dispute, reply: str, by: User, at: datetime) -> None:
    """Answer the stage that a dispute is in; whoever raised it and the child's officer are told.

    For the person whose stage it is, or another who holds its role for the child. Raises `UnableToChangeDispute` for
    anybody else, without words, or where the dispute is closed or the stage has been answered.
    """
    on = day_of(at)
    check_may_for(by, Permission.VIEW_DISPUTES, child_of(dispute), on=on)
    stage = hold(dispute)
    check_can_become(facts_of(dispute), DisputeState.CLOSED)
    if not may_reply(by, stage, on=on):
        raise UnableToChangeDispute("This stage is answered by somebody else. Its page says by whom.")
    if stage.replied_at is not None:
        raise UnableToChangeDispute("Somebody has answered this stage since you opened the page. Read the answer.")
    if not reply.strip():
        raise UnableToChangeDispute("Write your answer.")
    stage.reply, stage.replied_at, stage.replied_by = reply.strip(), at, by
    stage.save(update_fields=["reply", "replied_at", "replied_by"])
    record(dispute, "escalations.dispute_answered", {"stage": stage.place}, by, at)
    waiting = {dispute.raised_by.code, officer_code(dispute, on)} - {by.code}
    tell(dispute, stage, at, kind="dispute_answered", codes=sorted(waiting))


@transaction.atomic
def escalate(*, dispute: Dispute, to_place: int | None = None, reason: str = "", by: User, at: datetime) -> None:
    """Take a dispute to its next formal stage, or to a later one, those between bypassed for `reason` (rule 5.22).

    The 20 working days of all formal stages run from the first of them. Needs `escalations.raise_dispute` of the
    child. Raises `UnableToChangeDispute` where it is closed or there is no such stage.
    """
    on = day_of(at)
    check_may_for(by, Permission.RAISE_DISPUTE, child_of(dispute), on=on)
    move(dispute, to_place, reason, on, by, at)


@transaction.atomic
def close_dispute(
    *, dispute: Dispute, outcome: str, changed_for_child: str, agreed: str = "", by: User, at: datetime
) -> None:
    """Close a dispute with its outcome (a code of DISPUTE_OUTCOME), what was agreed, and what changed for the child.

    Agreed as asked, a decision that was objected to is agreed after all. Needs `escalations.raise_dispute` of the
    child: whoever answers does not close. Raises `UnableToChangeDispute` where it is closed, for an unknown outcome,
    or where something was agreed and nobody says what changed.
    """
    on = day_of(at)
    check_may_for(by, Permission.RAISE_DISPUTE, child_of(dispute), on=on)
    stage = hold(dispute)
    check_can_become(facts_of(dispute), DisputeState.CLOSED)
    check_closing(outcome, changed_for_child, OUTCOMES)
    end_stage(stage, "withdrawn" if outcome == "withdrawn" else "resolved", on)
    dispute.closed_on, dispute.closed_by = on, by
    dispute.outcome, dispute.agreed, dispute.changed_for_child = outcome, agreed.strip(), changed_for_child.strip()
    dispute.save(update_fields=["closed_on", "closed_by", "outcome", "agreed", "changed_for_child"])
    dispute.stops.filter(ended_on__isnull=True).update(ended_on=on, ended_by=by)
    for row in dispute.disputed.select_related("child"):
        settle(child=row.child, matter="dispute", number=row.pk, by=by, at=at)
    record(dispute, "escalations.dispute_closed", {"outcome": outcome}, by, at)
    if outcome == "agreed" and dispute.decision is not None:
        settle_objection(decision=dispute.decision, by=by, at=at)
