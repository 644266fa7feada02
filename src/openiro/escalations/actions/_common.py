"""What actions of disputes share: holding one, ending its stage, and its event. Called in their transaction."""

from datetime import date, datetime

from openiro.children.models import Child
from openiro.core.actions import EventFacts, child_stream, record_events
from openiro.domain.disputes import INFORMAL, DisputeFacts
from openiro.escalations.models import Dispute, DisputeStage
from openiro.people.models import User


def child_of(dispute: Dispute) -> Child:
    """The first of the children whom the dispute is about."""
    return dispute.disputed.select_related("child").order_by("pk")[0].child


def facts_of(dispute: Dispute) -> DisputeFacts:
    """The facts from which its state is read."""
    return DisputeFacts(dispute.formal_from_on, dispute.closed_on)


def hold(dispute: Dispute) -> DisputeStage:
    """Nobody else changes the dispute until this is done; the stage it is in, or the last one where it is closed."""
    Dispute.objects.select_for_update().get(pk=dispute.pk)
    dispute.refresh_from_db()
    return dispute.stages.order_by("place").last() or DisputeStage(dispute=dispute, place=INFORMAL)


def end_stage(stage: DisputeStage, how: str, on: date) -> None:
    """The stage has ended: `how` is a code of STAGE_END."""
    stage.ended_on, stage.ended_how = on, how
    stage.save(update_fields=["ended_on", "ended_how"])


def record(dispute: Dispute, kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    """One event in the story of each child whom the dispute is about."""
    told = {"dispute": dispute.pk, **facts}
    numbers = dispute.disputed.order_by("pk").values_list("child_id", flat=True)
    record_events((EventFacts(child_stream(number), kind, told) for number in numbers), by=by, at=at)
