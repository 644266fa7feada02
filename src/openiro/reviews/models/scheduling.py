"""Reviews brought forward, reviews that will be late, and the log of what was moved or cancelled."""

from django.db import models
from django.db.models import Q

from openiro.children.models import Child
from openiro.core.models import both_or_neither
from openiro.people.models import User
from openiro.reviews.models.review import Review


class EarlyReview(models.Model):
    """Something that brings a child's review forward (statute 1B), until a review has been held or it is declined.

    `trigger` is a code of EARLY_REVIEW_TRIGGER; `needed_by` is the day by which it is to be held, where one is known.
    `settled_how` is empty, 'held' or 'declined', with `review` or `settled_reason`.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="early_reviews")
    trigger = models.CharField(max_length=40)
    happened_on = models.DateField()
    needed_by = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_how = models.CharField(max_length=20, blank=True)
    settled_reason = models.CharField(max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="brought_by")

    class Meta:
        constraints = [
            both_or_neither("early_review", "settled"),
            models.CheckConstraint(
                condition=Q(settled_how="", settled_at__isnull=True)
                | Q(settled_how="held", settled_at__isnull=False, review__isnull=False)
                | (Q(settled_how="declined", settled_at__isnull=False) & ~Q(settled_reason="")),
                name="an_early_review_is_held_or_declined_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["child"], condition=Q(settled_at__isnull=True), name="early_review_open"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.trigger}"


class LatenessRequest(models.Model):
    """A review is going to be late: who says so and why, and what the manager decided.

    `due_on` is the last legal day as it stood; `expected_on` the day for which it can be held. `decision` is empty,
    'approved' or 'refused'. `told_head_at`: when the head of service was told.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="lateness_requests")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="lateness")
    due_on = models.DateField()
    expected_on = models.DateField()
    reason = models.CharField(max_length=40)
    words = models.CharField(max_length=400, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, blank=True)
    decision_words = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_head_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            both_or_neither("lateness", "decided"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | Q(decision__in=["approved", "refused"], decided_at__isnull=False),
                name="lateness_is_approved_or_refused",
            ),
            models.UniqueConstraint(
                fields=["child", "due_on"],
                condition=Q(decided_at__isnull=True),
                name="one_open_lateness_request_a_due_date",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], condition=Q(decided_at__isnull=True), name="lateness_to_decide")]

    def __str__(self) -> str:
        return f"{self.child_id} {self.due_on}"


class Rescheduling(models.Model):
    """A planned review was moved or cancelled: from which day to which, why, by whom. Rows are added only.

    `reason` is a code of RESCHEDULING_REASON. `to_on` None: cancelled. `due_on` is the last legal day as it stood.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reschedulings")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=40)
    words = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    authorised_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["moved_at"], name="rescheduling_moved_at")]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.from_on}"
