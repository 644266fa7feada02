"""Allocation of officers to children, and involvements that bar an officer or give a worker sight of a child."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import CURRENT, Child
from openiro.core.models import Returned
from openiro.people.models import Team, User


class Allocation(Returned):
    """An officer (IRO or conference chair) for a child, from one day to another, both included; or cover for one."""

    NEVER_LOADED = frozenset({"withdrawn_at", "pack_sent_on", "child_told_on"})

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="allocations")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    is_cover = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    pack_sent_on = models.DateField(null=True, blank=True)
    child_told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "role"],
                condition=Q(to_on__isnull=True, is_cover=False, withdrawn_at__isnull=True),
                name="one_officer_of_a_role_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["child", "officer", "role", "from_on"],
                condition=CURRENT,
                name="an_allocation_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="allocation_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["officer", "role", "to_on"], name="allocation_officer")]

    def __str__(self) -> str:
        return f"{self.child_id} {self.role}"


class Involvement(Returned):
    """How a worker is or was involved with a child's case: it gives sight of the child, and bars them as IRO."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="involvements")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="involvements")
    kind = models.CharField(max_length=40)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "worker", "kind", "from_on"],
                condition=CURRENT,
                name="an_involvement_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="involvement_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["worker", "to_on"], name="involvement_worker")]

    def __str__(self) -> str:
        return f"{self.child_id} {self.kind}"


class Reached(models.Model):
    """A matter of a child has reached somebody senior, who sees the child until it is settled.

    `matter` is a code of REACHED_MATTER and `number` that of the matter's own record (a dispute, a late review).
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="reached")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reached")
    matter = models.CharField(max_length=30)
    number = models.BigIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "matter", "number"], name="a_matter_reaches_a_person_once"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="reached_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["person", "to_on"], name="reached_person")]

    def __str__(self) -> str:
        return f"{self.matter} {self.number}"
