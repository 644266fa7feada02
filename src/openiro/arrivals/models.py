"""A step after a child came into care that was taken on a day, and what delays one."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child
from openiro.people.models import User


class StepTaken(models.Model):
    """A step was taken for a child; `step` is an id of the policy's `arrivals.steps`, or the refusal.

    `done_on`: when it was done, sent or booked; `received_on`: of papers; `appointment_on` and `pathway` (an id of the
    policy's `arrivals.pathways`): of a booking. The assessment itself is a check of the child, and not kept here.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="steps_into_care")
    step = models.CharField(max_length=40)
    done_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    appointment_on = models.DateField(null=True, blank=True)
    pathway = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "step", "done_on"], name="a_step_into_care_is_taken_once_a_day"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("done_on")),
                name="papers_are_received_after_they_are_sent",
            ),
            models.CheckConstraint(
                condition=Q(appointment_on__isnull=True, pathway="")
                | (Q(appointment_on__isnull=False) & ~Q(pathway="")),
                name="an_appointment_has_a_day_and_a_pathway",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.step}"


class StepDelay(models.Model):
    """Something delays a step, noted on a day; `reason`: ARRIVAL_DELAY."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="delays_into_care")
    step = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    noted_on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "step", "reason", "noted_on"], name="a_delay_into_care_is_noted_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.step} {self.reason}"
