"""What is said without formality: a concern as a thread of messages, and good practice worth telling."""

from django.db import models
from django.db.models import Q

from openiro.children.models import Child
from openiro.escalations.models.disputes import Dispute
from openiro.people.models import Team, User
from openiro.reviews.models import Review


class Concern(models.Model):
    """An informal concern about a child, put to one person of the service or to another agency by name.

    `theme` is a code of DISPUTE_THEME, `service` of DISPUTE_SERVICE, `outcome` of CONCERN_OUTCOME. `working_days` is
    the policy's time for an answer on the day it was raised. `dispute`: what it became. Rows are added and closed,
    never removed.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="concerns")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")
    service = models.CharField(max_length=20, default="looked_after")
    theme = models.CharField(max_length=40)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=120, blank=True)
    working_days = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    changed_for_child = models.TextField(blank=True)
    dispute = models.ForeignKey(Dispute, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, agency="") | (Q(person__isnull=True) & ~Q(agency="")),
                name="a_concern_is_put_to_one_person_or_agency",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="a_concern_is_closed_by_someone_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="formal", dispute__isnull=False) | (~Q(outcome="formal") & Q(dispute__isnull=True)),
                name="a_concern_that_became_formal_knows_its_dispute",
            ),
        ]
        indexes = [models.Index(fields=["raised_at"], condition=Q(closed_on__isnull=True), name="concern_open")]

    def __str__(self) -> str:
        return f"concern {self.pk}"


class ConcernMessage(models.Model):
    """One message of a concern's thread; never changed, never removed."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"concern {self.concern_id} message {self.pk}"


class Compliment(models.Model):
    """Good practice that the service tells of: whose, for which child, and what was good.

    `theme` is a code of COMPLIMENT_THEME. It is the worker's, the team's, or both.
    """

    worker = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="compliments")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="compliments")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="compliments")
    theme = models.CharField(max_length=40)
    words = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(team__isnull=False), name="a_compliment_is_somebodys"
            )
        ]

    def __str__(self) -> str:
        return f"compliment {self.pk}"
