"""What stands beside the stages of a dispute: when its clock stood still, referrals and advice, evidence."""

from django.db import models
from django.db.models import F, Q

from openiro.core.models import StoredFile, both_or_neither
from openiro.escalations.models.disputes import Dispute
from openiro.people.models import User


class ClockStop(models.Model):
    """The clock of a dispute stands still from `began_on` and runs again from `ended_on`; `reason`: CLOCK_STOP."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="stops")
    reason = models.CharField(max_length=40)
    began_on = models.DateField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(ended_on__isnull=True), name="a_clock_stands_still_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | Q(ended_on__gte=F("began_on"), ended_by__isnull=False),
                name="a_stop_ends_by_someone_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.dispute_id} stopped {self.began_on}"


class Referral(models.Model):
    """A referral or a request for advice at any point of a dispute, and what came of it; `kind` is a code of REFERRAL.

    `to` names who was asked: the provider of the advice, the person at Cafcass, who chaired a discussion.
    """

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [both_or_neither("referral", "settled")]

    def __str__(self) -> str:
        return f"dispute {self.dispute_id} {self.kind}"


class Evidence(models.Model):
    """A document that somebody put to a dispute. It is never taken back."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"dispute {self.dispute_id} evidence {self.pk}"
