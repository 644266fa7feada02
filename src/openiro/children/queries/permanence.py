"""Steps of a child on the way to permanence, as they stand."""

from dataclasses import dataclass

from openiro.children.models import Child, PermanenceStep
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
