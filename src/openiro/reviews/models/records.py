"""The written record of a review and the letter to the child: composed, edited, versioned."""

from django.db import models
from django.db.models import Q

from openiro.core.models import both_or_neither
from openiro.people.models import User
from openiro.reviews.models.review import Review


class ReviewDocument(models.Model):
    """One version of the record of a review or of the letter to the child (`kind`: 'record' or 'letter').

    `sections` is a list of {"id", "heading", "text"}: what is composed from the review's entries and then edited.
    `template` names the version of the council's template. Once finished it does not change: a later correction is
    a new version.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=40)
    sections = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "version"], name="one_document_a_version"),
            models.UniqueConstraint(
                fields=["review", "kind"],
                condition=Q(finished_at__isnull=True),
                name="one_document_in_work_a_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=["record", "letter"]), name="a_document_is_record_or_letter"),
            both_or_neither("document", "changed"),
            both_or_neither("document", "finished"),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.kind} {self.version}"
