"""Plans of a year, their actions with progress, and what inspections found."""

from django.db import models
from django.db.models import F, Q

from openiro.people.models import User


class Plan(models.Model):
    """A plan of a year from `from_on` to `to_on`, both included; `kind` is an id of the policy's kinds of plan."""

    kind = models.CharField(max_length=30)
    label = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_on"], name="one_plan_of_a_kind_from_a_day"),
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="a_plan_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Action(models.Model):
    """One action. `lead` is a person of the service, else `lead_words` says who leads.

    `timescale` is a code of ACTION_TIMESCALE, `source` of ACTION_SOURCE, `source_path` the page of this service that
    it came from, `state` of ACTION_STATE as last told. `measure` is the id of the live measure that `target` is for.
    `serves` is a promise of the policy's frames. `carried_from`: the action of the plan before, of which this is what
    is left.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    priority = models.CharField(max_length=120)
    words = models.TextField()
    outcome_sought = models.TextField(blank=True)
    lead = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead_words = models.CharField(max_length=120, blank=True)
    timescale = models.CharField(max_length=20)
    due_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40)
    source_path = models.CharField(max_length=200, blank=True)
    serves = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    target = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    state = models.CharField(max_length=20, default="in_progress")
    told_on = models.DateField()
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(timescale="date", due_on__isnull=False) | (~Q(timescale="date") & Q(due_on__isnull=True)),
                name="an_action_by_a_day_has_the_day",
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=False) | ~Q(lead_words=""), name="somebody_leads_an_action"
            ),
            models.CheckConstraint(
                condition=Q(measure="", target__isnull=True) | (~Q(measure="") & Q(target__isnull=False)),
                name="a_target_is_of_a_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"


class Progress(models.Model):
    """How far an action had come on a day: a code of ACTION_STATE, what it changed, and what shows it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    state = models.CharField(max_length=20)
    impact = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"action {self.action_id} progress {self.pk}"


class Finding(models.Model):
    """A judgement or a finding of an inspection; `judgement` is a code of INSPECTION_JUDGEMENT."""

    inspection = models.CharField(max_length=120)
    area = models.CharField(max_length=120)
    judgement = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    published_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"finding {self.pk}"
