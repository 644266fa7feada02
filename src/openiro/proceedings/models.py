"""Proceedings in court: the application, whom it is about, hearings, the steps of the protocol, delay, revocation."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child
from openiro.people.models import User


class Proceedings(models.Model):
    """One application to the court, `kind` a code of COURT_APPLICATION, about one child or brothers and sisters.

    Guardian and solicitor are private persons: text of this record, seen by those who see it.
    """

    kind = models.CharField(max_length=40)
    applied_on = models.DateField()
    case_number = models.CharField(max_length=40, blank=True)
    guardian = models.CharField(max_length=120, blank=True)
    guardian_contact = models.CharField(max_length=200, blank=True)
    solicitor = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.applied_on}"


class ChildInCourt(models.Model):
    """A child whom proceedings are about, and how they ended for that child; `final_order`: FINAL_ORDER."""

    proceedings = models.ForeignKey(Proceedings, on_delete=models.PROTECT, related_name="parts")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="in_court")
    ended_on = models.DateField(null=True, blank=True)
    final_order = models.CharField(max_length=40, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceedings", "child"], name="a_child_is_once_in_proceedings"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, final_order="") | (Q(ended_on__isnull=False) & ~Q(final_order="")),
                name="proceedings_end_with_an_order_or_none",
            ),
        ]
        indexes = [models.Index(fields=["child"], condition=Q(ended_on__isnull=True), name="child_in_court_now")]

    def __str__(self) -> str:
        return f"{self.proceedings_id} {self.child_id}"


class Hearing(models.Model):
    """A hearing; `kind`: COURT_HEARING, `outcome`: HEARING_OUTCOME, blank until it is known.

    `consulted` says whether the IRO was consulted before it; None: nobody has said.
    """

    proceedings = models.ForeignKey(Proceedings, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    outcome = models.CharField(max_length=40, blank=True)
    consulted = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceedings", "kind", "on"], name="a_hearing_is_listed_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.proceedings_id} {self.kind} {self.on}"


class StepTaken(models.Model):
    """A step of the protocol was taken for a child on a day; `step` is an id of the policy's `court.steps`.

    Of the IRO's view on the final care plan, `view` is a code of PLAN_VIEW and `consulted` of PLAN_CONSULTED.
    """

    part = models.ForeignKey(ChildInCourt, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=40)
    done_on = models.DateField()
    view = models.CharField(max_length=40, blank=True)
    consulted = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "step"], name="a_step_is_taken_once"),
            models.CheckConstraint(
                condition=Q(view="", consulted="") | (~Q(view="") & ~Q(consulted="")),
                name="a_view_says_whether_the_iro_was_consulted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.step}"


class CourtDelay(models.Model):
    """Something delays the proceedings, noted on a day; `cause`: COURT_DELAY."""

    proceedings = models.ForeignKey(Proceedings, on_delete=models.PROTECT, related_name="delays")
    cause = models.CharField(max_length=40)
    noted_on = models.DateField()
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.proceedings_id} {self.cause}"


class RevocationConsidered(models.Model):
    """It was considered on a day whether a care order is still needed; `conclusion`: REVOCATION."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="revocations_considered")
    considered_on = models.DateField()
    conclusion = models.CharField(max_length=40)
    again_on = models.DateField(null=True, blank=True)
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(again_on__isnull=True) | Q(again_on__gt=F("considered_on")),
                name="an_order_is_considered_again_later",
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.considered_on}"
