"""The parts of a review that are saved as they are filled in: papers, checks, and notes under headings."""

from django.db import models
from django.db.models import Q

from openiro.core.models import Returned
from openiro.people.models import User
from openiro.reviews.models.review import Review


class ReviewPaper(models.Model):
    """A paper that is expected for a review (`kind`, a code of PAPER_KIND): when it came, and to whom it was shown.

    `received_on` None: it has not come. `shared_on`: shown to the child, the parents and others before the review,
    but for those of `not_shown_to` (codes of SHOWN_PAPER, separated by commas).
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30)
    received_on = models.DateField(null=True, blank=True)
    shared_on = models.DateField(null=True, blank=True)
    not_shown_to = models.CharField(max_length=40, blank=True)
    not_needed = models.BooleanField(default=False)
    note = models.CharField(max_length=400, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "kind"], name="one_paper_a_kind_of_a_review")]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.kind}"


class ReviewCheck(Returned):
    """One check at a review: whether it was up to date, and whether it was on the child's file: two facts.

    `check_id` is an id of the policy's list. `up_to_date` and `on_file` are 'yes', 'no' or 'not_applicable', empty
    while nobody has said. `done_on`: when the thing was last done, as it was known at the review.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="checks")
    check_id = models.CharField(max_length=30)
    up_to_date = models.CharField(max_length=20, blank=True)
    on_file = models.CharField(max_length=20, blank=True)
    done_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "check_id"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_answer_a_check_of_a_review",
            ),
            models.CheckConstraint(
                condition=Q(up_to_date__in=["", "yes", "no", "not_applicable"])
                & Q(on_file__in=["", "yes", "no", "not_applicable"]),
                name="a_check_is_answered_yes_no_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.check_id}"


class ReviewNote(models.Model):
    """What was said at a review under one heading (an id of the policy's list of headings)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="notes")
    heading = models.CharField(max_length=30)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "heading"], name="one_note_a_heading_of_a_review")]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.heading}"
