"""What an IRO does for a child between reviews, and what the IRO is told."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child
from openiro.core.models import both_or_neither
from openiro.people.models import User


class OversightLevel(models.Model):
    """How closely a child is watched between reviews (a code of OVERSIGHT_LEVEL), from a day, for a reason."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="oversight_levels")
    level = models.CharField(max_length=20)
    reason = models.CharField(max_length=400, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=Q(to_on__isnull=True), name="one_oversight_level"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="oversight_level_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.level}"


class OversightCheck(models.Model):
    """A look at a child's plan between two reviews: midway, in depth, or a follow-up (a code of OVERSIGHT_KIND).

    `due_on` is the day asked for by policy when it was done. `outcome` is a code of OVERSIGHT_OUTCOME, `words` the
    outcome of chasing in the IRO's own words.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="oversight_checks")
    kind = models.CharField(max_length=20)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField()
    outcome = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "kind", "done_on"], name="one_check_of_a_kind_a_day"),
        ]
        indexes = [models.Index(fields=["done_by", "done_on"], name="oversight_check_officer")]

    def __str__(self) -> str:
        return f"{self.child_id} {self.kind}"


class MidpointUpdate(models.Model):
    """The social worker's update to the IRO between two reviews: when it was asked for, due, and came.

    `midpoint_on`: the day halfway between the two reviews, of which there is one update.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="midpoint_updates")
    worker = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    midpoint_on = models.DateField()
    asked_on = models.DateField()
    due_on = models.DateField()
    words = models.TextField(blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "midpoint_on"], name="one_update_a_midpoint"),
            both_or_neither("midpoint", "received"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.due_on}"


class OfficerContact(models.Model):
    """A contact of the IRO about a child: a visit, a call, a message; with whom, and whether the child was alone.

    `kind` is a code of CONTACT_KIND, `with_whom` of CONTACT_WITH, `standing` of CONTACT_STANDING (offered, done,
    accepted,
    declined): a visit that was offered is brought up to date by the same row. `minutes` includes travel.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="officer_contacts")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    with_whom = models.CharField(max_length=20)
    standing = models.CharField(max_length=20, default="done")
    on = models.DateField()
    alone = models.BooleanField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["child", "on"], name="officer_contact_child"),
            models.Index(fields=["officer", "on"], name="officer_contact_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.kind}"


class ChangeNotified(models.Model):
    """A change of which the IRO is to be told (Regulations; IRO Handbook, chapter 3), and what the IRO did with it.

    `event` is a code of CHANGE_EVENT. `was_told` False: the IRO found out otherwise, and says so by one click.
    `disposition` is a code of CHANGE_DISPOSITION, empty while the IRO has not decided.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="changes_notified")
    event = models.CharField(max_length=40)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    was_told = models.BooleanField(default=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    disposition = models.CharField(max_length=20, blank=True)
    disposition_words = models.TextField(blank=True)
    disposed_at = models.DateTimeField(null=True, blank=True)
    disposed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [both_or_neither("change", "disposed")]
        indexes = [
            models.Index(fields=["child"], condition=Q(disposed_at__isnull=True), name="change_to_dispose"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.event}"
