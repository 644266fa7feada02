"""What is audited: a sample that can be drawn again, its audits with their answers, and findings until closed."""

from django.db import models
from django.db.models import Q

from openiro.children.models import Child
from openiro.core.models import both_or_neither
from openiro.people.models import User
from openiro.reviews.models import Review


class AuditSample(models.Model):
    """A sample as it was drawn: by which rule (AUDIT_RULE and `value`), how many of which population, with what seed.

    `population` holds the references among which it was drawn, so that the same can be drawn again. Never changed.
    """

    kind = models.CharField(max_length=30)
    rule = models.CharField(max_length=20)
    value = models.CharField(max_length=200, blank=True)
    size = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    population = models.JSONField(default=list)
    due_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"audit sample {self.pk}"


class Audit(models.Model):
    """One audit by one auditor: of a child, or of the work of an `officer` at a review.

    `questions` are those of the kind's `version` on the day it was given out, as they were asked. `seconds`: how long
    the auditor had it open, measured. `grade` is one of the council's. Submitted, nobody changes it any more.
    `told_on`: when the officer was given the feedback in supervision.
    """

    sample = models.ForeignKey(AuditSample, null=True, blank=True, on_delete=models.PROTECT, related_name="audits")
    kind = models.CharField(max_length=30)
    version = models.CharField(max_length=20)
    questions = models.JSONField(default=list)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="audits")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="audits")
    officer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="audits_of_work")
    team = models.CharField(max_length=120, blank=True)
    auditor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="audits_given")
    given_at = models.DateTimeField()
    due_on = models.DateField()
    grade = models.CharField(max_length=30, blank=True)
    feedback = models.TextField(blank=True)
    seconds = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            both_or_neither("audit", "submitted"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(grade=""), name="a_submitted_audit_has_a_grade"
            ),
            models.CheckConstraint(
                condition=Q(officer__isnull=True) | ~Q(officer=models.F("auditor")), name="nobody_audits_own_work"
            ),
        ]
        indexes = [
            models.Index(fields=["auditor", "due_on"], condition=Q(submitted_at__isnull=True), name="audit_to_do"),
            models.Index(fields=["kind", "submitted_at"], name="audit_kind_submitted"),
        ]

    def __str__(self) -> str:
        return f"audit {self.pk}"


class AuditAnswer(models.Model):
    """The answer to one question of an audit: a code of AUDIT_MET or a grade, and words."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=30)
    theme = models.CharField(max_length=30, blank=True)
    answer = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "question"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return f"audit {self.audit_id} {self.question}"


class AuditFinding(models.Model):
    """What is to be done after an audit, by whom and when: answered by its owner, closed by the auditor.

    `agency`: which agency is to act, where it is not social care. `for_learning`: to be taken to the next learning day.
    `returned`: why the last answer did not settle it. Rows are added and closed, never removed.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    theme = models.CharField(max_length=30)
    text = models.TextField()
    agency = models.CharField(max_length=120, blank=True)
    for_learning = models.BooleanField(default=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="audit_findings")
    due_on = models.DateField()
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("finding", "answered"),
            both_or_neither("finding", "closed"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(answered_at__isnull=False), name="a_closed_finding_is_answered"
            ),
        ]
        indexes = [models.Index(fields=["owner", "due_on"], condition=Q(closed_at__isnull=True), name="finding_open")]

    def __str__(self) -> str:
        return f"finding {self.pk}"
