"""The written record of a review and the letter to the child: composed, edited, versioned."""

from django.db import models
from django.db.models import Q

from openiro.core.models import both_or_neither
from openiro.meetings.models import Invitee
from openiro.people.models import User
from openiro.reviews.models.review import Review


class ReviewDocument(models.Model):
    """One version of the record of a review or of the letter to the child (`kind`: 'record' or 'letter').

    `sections` is a list of {"id", "heading", "text", "composed"}: what is composed from the review's entries and then
    edited; `composed` is what the entries gave when it was last saved. `template` names the version of the council's
    template. `kept_back`: by part that may be kept from somebody, the words that give it away, wherever they stand.
    Once finished it does not change: a later correction is a new version, and `correction` says what it corrects.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    template = models.CharField(max_length=40)
    sections = models.JSONField(default=list)
    kept_back = models.JSONField(default=dict)
    correction = models.CharField(max_length=300, blank=True)
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
            models.CheckConstraint(
                condition=Q(version=1, correction="") | (Q(version__gt=1) & ~Q(correction="")),
                name="a_later_version_says_what_it_corrects",
            ),
            both_or_neither("document", "changed"),
            both_or_neither("document", "finished"),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.kind} {self.version}"


class DraftComment(models.Model):
    """Somebody was asked whether the draft of a record is accurate: by when, what they answered, and what came of it.

    `left_out`: ids of the parts that were left out of their draft, separated by commas. `outcome` is a code of
    COMMENT_OUTCOME, empty while the IRO has not decided. `words` empty with `answered_at`: they found it accurate.
    """

    document = models.ForeignKey(ReviewDocument, on_delete=models.PROTECT, related_name="comments")
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="draft_comments")
    left_out = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "invitee"], name="a_draft_is_checked_once_by_each"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True) | (~Q(outcome="") & Q(settled_at__isnull=False)),
                name="a_comment_is_settled_with_its_outcome",
            ),
            both_or_neither("draft_comment", "settled"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.invitee_id}"
