"""Steps of a child on the way to permanence, as they stand."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from openiro.children.models import CURRENT, Child, PermanencePlan, PermanenceStep
from openiro.children.queries.care import UnableToFindRecord
from openiro.domain.permanence import StepDays


@dataclass(frozen=True)
class StepLine:
    """A step on the way to permanence: a code of PERMANENCE_STEP, its days, and what delays it."""

    number: int
    step: str
    days: StepDays
    delay_reason: str


def permanence_step_of(child: Child, number: int) -> StepLine:
    """One step of the child that waits. Raises `UnableToFindRecord`, also where it was taken or given up."""
    waiting = PermanenceStep.objects.filter(child=child, taken_on__isnull=True, given_up_on__isnull=True)
    row = waiting.filter(pk=number).first()
    if row is None:
        raise UnableToFindRecord("That step does not wait any more. Look at the list again.")
    return StepLine(row.pk, row.step, StepDays(row.planned_on), row.delay_reason)


@dataclass(frozen=True)
class PlanStanding:
    """A plan for permanence (PERMANENCE): how many children it stands for, agreed, and matched with a family."""

    plan: str
    children: int
    agreed: int
    matched: int


def plans_standing(*, on: date) -> list[PlanStanding]:
    """Plans for permanence that stood on `on`, most children first; parallel plans each count. One query.

    For a paper of the service, which names no child.
    """
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = PermanencePlan.objects.filter(CURRENT, stands, from_on__lte=on, child__withdrawn_at__isnull=True)
    counted = (
        rows.order_by()
        .values_list("plan")
        .annotate(
            children=Count("child", distinct=True),
            agreed=Count("child", distinct=True, filter=Q(agreed_on__lte=on)),
            matched=Count("child", distinct=True, filter=Q(matched_on__lte=on)),
        )
    )
    return sorted((PlanStanding(*row) for row in counted), key=lambda line: (-line.children, line.plan))
