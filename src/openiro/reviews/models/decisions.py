"""What a review decided: who is to do what by when, what the manager answered, and what came of it."""

from django.db import models
from django.db.models import F, Q

from openiro.core.models import Returned
from openiro.people.models import User
from openiro.reviews.models.review import Review


class Decision(Returned):
    """One decision (recommendation) of a review.

    `number` is its place in the review, from 1. Its owner is a person of the service, or stands by role and name
    alone. `sent_at`: when it went to the manager who answers (`manager`); `sent_by` is empty where a load says only
    the day. `answer` is empty, 'agreed', 'objected' or 'deemed' (the clock ran out and policy counts that as
    agreement); `answered_by` is empty where it was deemed.
    `changes_plan`: it changes the care plan, and may not be carried out before the review is completed.
    `outcome` is judged at the next review (`judged_at_review`): a code of DECISION_OUTCOME. `carried_from`: the
    decision of the review before that this one repeats. `asked_by_child`: the child asked for it. `against_wishes`: why
    it differs from what the child wants, as it was explained to the child; empty where it does not differ.
    """

    NEVER_LOADED = frozenset({"withdrawn_at", "progress", "done_on", "needs_resources"})

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    heading = models.CharField(max_length=30, blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions_owned")
    owner_role = models.CharField(max_length=40, blank=True)
    owner_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    success = models.CharField(max_length=300, blank=True, help_text="how we shall know that it is done")
    changes_plan = models.BooleanField(default=False)
    needs_resources = models.BooleanField(default=False, help_text="money or a service that a manager must consider")
    asked_by_child = models.BooleanField(default=False)
    against_wishes = models.TextField(blank=True)
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated")
    manager = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    progress = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True, help_text="as its owner says")
    outcome = models.CharField(max_length=20, blank=True)
    outcome_reason = models.TextField(blank=True)
    judged_at_review = models.ForeignKey(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions_judged"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_decision_a_number_of_a_review",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "agreed", "objected", "deemed"]), name="an_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="an_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(answer="objected") | ~Q(answer_reason=""), name="an_objection_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("pk")), name="no_decision_repeats_itself"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | Q(sent_by__isnull=True),
                name="a_decision_is_sent_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["manager", "sent_at"],
                condition=Q(answer="", sent_at__isnull=False, withdrawn_at__isnull=True),
                name="decision_to_answer",
            ),
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(outcome="", withdrawn_at__isnull=True),
                name="decision_open_of_owner",
            ),
            models.Index(
                fields=["due_on", "id", "outcome", "review", "answer", "done_on"],
                condition=Q(outcome="", sent_at__isnull=False, withdrawn_at__isnull=True),
                name="decision_open",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} decision {self.number}"
