"""The monitoring form of a review in its versions, who was sent it, what they answered, and what it found wrong."""

from django.db import models
from django.db.models import Q

from openiro.core.models import both_or_neither
from openiro.escalations.models import Dispute
from openiro.people.models import Team, User
from openiro.reviews.models import Review


class MonitoringForm(models.Model):
    """One version of the form of a review, from 1. It is being filled in until it is sent, and stands from then on.

    `policy_on`: the day whose policy asks its questions. Rows are added, never removed.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="monitoring_forms")
    version = models.PositiveSmallIntegerField()
    policy_on = models.DateField()
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="one_form_a_version_of_a_review"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(sent_at__isnull=True), name="one_form_of_a_review_is_being_filled_in"
            ),
            both_or_neither("form", "sent"),
        ]
        indexes = [models.Index(fields=["sent_at"], name="monitoring_form_sent_at")]

    def __str__(self) -> str:
        return f"review {self.review_id} form {self.version}"


class FormAnswer(models.Model):
    """The answer to one question of a form: see `domain.monitoring.FormWords`.

    `is_taken`: what the review held when the form was sent.
    """

    form = models.ForeignKey(MonitoringForm, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    theme = models.CharField(max_length=40, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    is_taken = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "question"], name="one_answer_a_question_of_a_form")]

    def __str__(self) -> str:
        return f"form {self.form_id} {self.question}"


class FormCopy(models.Model):
    """To which role a sent form went: the whole of it, or (`in_part`) only the questions that are for that role."""

    form = models.ForeignKey(MonitoringForm, on_delete=models.PROTECT, related_name="copies")
    role = models.CharField(max_length=40)
    in_part = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "role"], name="one_copy_a_role_of_a_form")]

    def __str__(self) -> str:
        return f"form {self.form_id} to {self.role}"


class FormReply(models.Model):
    """What somebody who was sent the form answered; never changed, never removed.

    `actions_complete`: the line manager confirms that what was to be done is done. `of_placement`: it is the quality
    report on the placement, from those who look after placements.
    """

    form = models.ForeignKey(MonitoringForm, on_delete=models.PROTECT, related_name="replies")
    words = models.TextField()
    actions_complete = models.BooleanField(default=False)
    of_placement = models.BooleanField(default=False)
    replied_at = models.DateTimeField()
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"form {self.form_id} reply {self.pk}"


class Issue(models.Model):
    """Something that the form of a review found amber or red, tracked until it is resolved or formally disputed.

    `rating` is 'amber' or 'red', `theme` a code of DISPUTE_THEME. `answered_at`: when the service first answered.
    `due_on`: the last day for that.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="issues")
    form = models.ForeignKey(MonitoringForm, on_delete=models.PROTECT, related_name="issues")
    question = models.CharField(max_length=40)
    rating = models.CharField(max_length=10)
    theme = models.CharField(max_length=40)
    agency = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)
    dispute = models.OneToOneField(Dispute, null=True, blank=True, on_delete=models.PROTECT, related_name="issue")

    class Meta:
        constraints = [
            both_or_neither("issue", "resolved"),
            models.CheckConstraint(condition=Q(rating__in=["amber", "red"]), name="an_issue_is_amber_or_red"),
            models.UniqueConstraint(
                fields=["review", "question"],
                condition=Q(resolved_at__isnull=True, dispute__isnull=True),
                name="one_open_issue_a_question_of_a_review",
            ),
        ]
        indexes = [models.Index(fields=["opened_on"], condition=Q(resolved_at__isnull=True), name="issue_unresolved")]

    def __str__(self) -> str:
        return f"issue {self.pk}"
