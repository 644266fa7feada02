"""A child, the people around them, and the episodes of care as the national return describes them."""

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from openiro.core.models import Returned

CURRENT = Q(withdrawn_at__isnull=True)


class RelationshipKind(StrEnum):
    """Who somebody is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    SIBLING = "sibling"
    OWN_CHILD = "own_child"
    OTHER_FAMILY = "other_family"
    CARER = "carer"
    ADVOCATE = "advocate"
    INDEPENDENT_VISITOR = "independent_visitor"
    GUARDIAN = "guardian"
    OTHER = "other"

    @property
    def in_words(self) -> str:
        """As people say it: `brother or sister`."""
        return _RELATIONSHIPS_IN_WORDS.get(self, self.replace("_", " "))


_RELATIONSHIPS_IN_WORDS = {
    RelationshipKind.SIBLING: "brother or sister",
    RelationshipKind.OWN_CHILD: "the child's own child",
    RelationshipKind.OTHER_FAMILY: "other family",
    RelationshipKind.GUARDIAN: "children's guardian (Cafcass)",
    RelationshipKind.OTHER: "other person",
}
PARENTS = frozenset({RelationshipKind.MOTHER, RelationshipKind.FATHER})


class Child(Returned):
    """A child who is or was looked after. `reference` stands in addresses; it says nothing about the child."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=30, unique=True, help_text="the council's number for the child (CHILD)")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    search_name = models.CharField(
        max_length=170, blank=True, db_index=True, help_text="family and given name, casefolded"
    )
    born_on = models.DateField()
    sex = models.CharField(max_length=1)
    ethnicity = models.CharField(max_length=8, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True, db_index=True)
    is_mother = models.BooleanField(null=True, blank=True)
    disabled = models.BooleanField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.reference)


class Episode(Returned):
    """A stretch of care under one legal status in one placement, from its first day; codes as in SSDA903."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="episodes")
    started_on = models.DateField()
    reason_started = models.CharField(max_length=4, blank=True)
    legal_status = models.CharField(max_length=4, blank=True)
    need = models.CharField(max_length=4, blank=True)
    placement = models.CharField(max_length=4, blank=True)
    provider = models.CharField(max_length=4, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason_ended = models.CharField(max_length=4, blank=True)
    reason_place_change = models.CharField(max_length=8, blank=True)
    home_postcode = models.CharField(max_length=10, blank=True)
    placement_postcode = models.CharField(max_length=10, blank=True)
    urn = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "started_on"], condition=CURRENT, name="one_episode_a_first_day"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="episode_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.started_on}"


class UnaccompaniedStatus(Returned):
    """The child is an unaccompanied asylum-seeking child, until `ended_on` where it is known (DUC)."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="unaccompanied")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=CURRENT, name="one_unaccompanied_status_a_child")
        ]

    def __str__(self) -> str:
        return str(self.child_id)


class ReturnedRow(Returned):
    """A row of a return that no rule of this service reads yet, kept as it came so that nothing is lost."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="returned_rows")
    table = models.CharField(max_length=30)
    key = models.CharField(max_length=40, blank=True)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "table", "key"], condition=CURRENT, name="one_returned_row_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.table}"


class CarePeriod(models.Model):
    """A care period, read from the episodes by `domain.care`: a cache with one refresher, checked by `openiro verify`.

    `legal_status` and `placement` are those of its last episode.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="care_periods")
    started_on = models.DateField()
    start_known = models.BooleanField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True)
    counted_as_ceased = models.BooleanField(default=False)
    legal_status = models.CharField(max_length=4, blank=True)
    placement = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "started_on"], name="one_care_period_a_first_day"),
            models.UniqueConstraint(fields=["child"], condition=Q(ended_on__isnull=True), name="one_open_care_period"),
        ]
        indexes = [models.Index(fields=["ended_on", "started_on"], name="care_period_days")]

    def __str__(self) -> str:
        return f"{self.child_id} {self.started_on}"


class Relationship(Returned):
    """Someone around a child: a parent, a sibling, a carer, a worker. A related child in care is linked."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=120, blank=True)
    related_child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="related_to")
    has_parental_responsibility = models.BooleanField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RelationshipKind]), name="relationship_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(related_child__isnull=False),
                name="a_related_person_is_named_or_linked",
            ),
            models.CheckConstraint(condition=~Q(child=F("related_child")), name="nobody_is_their_own_relation"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.kind}"
