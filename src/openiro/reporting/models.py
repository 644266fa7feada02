"""Papers that people write: the period they speak of, and the words beside the figures, every version kept."""

from django.db import models
from django.db.models import F, Q

from openiro.people.models import User


class Paper(models.Model):
    """A paper of one kind for one period, both days included. Its figures are counted when it is read."""

    kind = models.CharField(max_length=20)
    from_on = models.DateField()
    to_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_on", "to_on"], name="one_paper_of_a_kind_and_period"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="paper_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on} to {self.to_on}"


class Narrative(models.Model):
    """What was written in one section of a paper; a later text is a later version, and the earlier one stays."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="narratives")
    section = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "section", "version"], name="one_text_a_version_of_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.section} {self.version}"
