"""A dispute goes to its next stage: asked for by somebody, or by itself. Called by actions, in their transaction."""

from datetime import date, datetime

from openiro.domain.disputes import DisputeState, check_can_become, next_place
from openiro.escalations.actions._common import end_stage, facts_of, hold, record
from openiro.escalations.actions._stages import begin_stage, skip_stages
from openiro.escalations.models import Dispute
from openiro.people.models import User
from openiro.people.queries import policy_in_force


def move(dispute: Dispute, to_place: int | None, reason: str, on: date, by: User, at: datetime) -> None:
    """To the next formal stage, or to `to_place`; the caller has asked whether it may."""
    stage = hold(dispute)
    check_can_become(facts_of(dispute), DisputeState.FORMAL)
    policy = policy_in_force(on=on)
    place = next_place(stage.place, policy.stages, wanted=to_place)
    end_stage(stage, "escalated", on)
    if dispute.formal_from_on is None:
        dispute.formal_from_on = on
        dispute.save(update_fields=["formal_from_on"])
    skip_stages(dispute, range(stage.place + 1, place), policy, on, reason)
    begin_stage(dispute, place, policy, on, by, at)
    record(dispute, "escalations.dispute_escalated", {"from": stage.place, "to": place}, by, at)
