"""A dispute about one child or several: its themes, its stages and what was said at each."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child
from openiro.people.models import Team, User
from openiro.reviews.models import Decision, Review


class Dispute(models.Model):
    """A challenge by the reviewing service. It is formal from `formal_from_on` on; informal while that is empty.

    `service` is a code of DISPUTE_SERVICE, `theme` (the main one) of DISPUTE_THEME, `outcome` of DISPUTE_OUTCOME.
    `against_wishes`: why it was raised though the child does not want it; empty where the child does, or nobody knows.
    `agreed`: what both sides agreed. Rows are added and closed, never removed.
    """

    children = models.ManyToManyField(Child, through="DisputedChild", related_name="disputes")
    service = models.CharField(max_length=20, default="looked_after")
    theme = models.CharField(max_length=40)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="disputes")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="disputes")
    summary = models.TextField()
    wanted = models.TextField(blank=True)
    against_wishes = models.TextField(blank=True)
    formal_from_on = models.DateField(null=True, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    agreed = models.TextField(blank=True)
    changed_for_child = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="a_dispute_is_closed_by_someone_with_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(decision__isnull=False, closed_on__isnull=True),
                name="one_open_dispute_a_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["raised_at"], condition=Q(closed_on__isnull=True), name="dispute_open"),
            models.Index(fields=["formal_from_on"], name="dispute_formal_from"),
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class DisputedChild(models.Model):
    """A child whom a dispute is about; brothers and sisters may share one."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="disputed")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="disputed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispute", "child"], name="a_child_is_in_a_dispute_once")]

    def __str__(self) -> str:
        return f"dispute {self.dispute_id}"


class DisputeTheme(models.Model):
    """A further theme of a dispute, beside the main one: a code of DISPUTE_THEME."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="further_themes")
    theme = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispute", "theme"], name="a_theme_of_a_dispute_once")]

    def __str__(self) -> str:
        return f"dispute {self.dispute_id} {self.theme}"


class DisputeStage(models.Model):
    """One stage that a dispute reached: `place` counts from 0 (informal), then the formal stages of the policy.

    `name`, `role` and `working_days` are those of the policy on the day it began. `person` answers it; `taken_by` is
    the role that speaks for the service. `ended_how` is a code of STAGE_END; `reason` says why it was bypassed.
    """

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="stages")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    taken_by = models.CharField(max_length=40, default="iro")
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    working_days = models.PositiveSmallIntegerField()
    began_on = models.DateField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "place"], name="one_stage_a_place_of_a_dispute"),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(ended_on__isnull=True), name="one_open_stage_a_dispute"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_how="") | (Q(ended_on__gte=F("began_on")) & ~Q(ended_how="")),
                name="a_stage_ends_somehow_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, replied_by__isnull=True)
                | Q(replied_at__isnull=False, replied_by__isnull=False),
                name="stage_replied_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.dispute_id} stage {self.place}"
