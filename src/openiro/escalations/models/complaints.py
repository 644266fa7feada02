"""Complaints about the reviewing service or about social care, apart from what officers challenge themselves."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child
from openiro.people.models import User
from openiro.voice.models import Statement


class Complaint(models.Model):
    """What somebody complained of; `child` is the child it is about, or None for a care leaver who is not on record.

    `group` (a code of COMPLAINANT) says who complains, `about` (COMPLAINT_ABOUT) of what, `theme` DISPUTE_THEME,
    `outcome` COMPLAINT_OUTCOME, `help` COMPLAINT_HELP. `statement`: the child's own words of which it was made.
    `learning`: what the service takes from it. Rows are added and settled, never removed.
    """

    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints")
    statement = models.OneToOneField(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="complaint"
    )
    group = models.CharField(max_length=20)
    about = models.CharField(max_length=20)
    theme = models.CharField(max_length=40)
    words = models.TextField()
    help = models.CharField(max_length=20)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    learning = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_by__isnull=True, outcome="")
                | (Q(settled_on__gte=F("received_on"), settled_by__isnull=False) & ~Q(outcome="")),
                name="a_complaint_is_settled_by_someone_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(statement__isnull=True) | Q(child__isnull=False),
                name="a_complaint_of_a_childs_words_knows_the_child",
            ),
        ]
        indexes = [models.Index(fields=["received_on"], name="complaint_received_on")]

    def __str__(self) -> str:
        return f"complaint {self.pk}"
