"""Consultation forms, and views in people's own words."""

from django.db import models
from django.db.models import Q

from openiro.children.models import Child
from openiro.core.models import both_or_neither
from openiro.meetings.models import Invitee, Meeting
from openiro.people.models import User


class ConsultationForm(models.Model):
    """The answers of one person to the council's questions before a meeting.

    `respondent` is a code of RESPONDENT; `questions` names the version of the questions (policy), so that old forms
    keep theirs. `answers` maps a question's id to what was answered. Sent once: after `sent_at` nothing changes.
    `entered_by`: the worker who typed in a form that came on paper or was said by telephone.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="consultation_forms")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="consultation_forms")
    invitee = models.OneToOneField(Invitee, on_delete=models.PROTECT, related_name="consultation_form")
    respondent = models.CharField(max_length=20)
    questions = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    how = models.CharField(max_length=30, default="online")
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [both_or_neither("consultation_form", "entered")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.respondent}"


class Statement(models.Model):
    """What the child said, in the child's own words, or what was observed of one who cannot say it.

    `source` (a code of VIEW_SOURCE) says who brought it, `medium` (VIEW_MEDIUM) how, `topic` (VIEW_TOPIC) what about.
    `may_be_quoted` None: the child was not asked. `response` and `responded_on`: what was done about it, as told to
    the child ('you said, we did').
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="statements")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    said_on = models.DateField()
    source = models.CharField(max_length=30)
    medium = models.CharField(max_length=20, blank=True)
    topic = models.CharField(max_length=30, blank=True)
    words = models.TextField()
    is_observation = models.BooleanField(default=False)
    may_be_quoted = models.BooleanField(null=True, blank=True)
    response = models.TextField(blank=True)
    responded_on = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_statement_says_something")]
        indexes = [models.Index(fields=["child", "said_on"], name="statement_child_day")]

    def __str__(self) -> str:
        return f"{self.child_id} {self.said_on}"
