"""A child, the people around them, and the episodes of care as the national return describes them."""

import uuid
from enum import StrEnum
from typing import ClassVar

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

    # Names come apart from the return: to type one leaves the rest to the returns.
    NAMES = frozenset({"given_name", "family_name", "search_name", "nhs_number", "disabled"})
    NEVER_LOADED = NAMES | {"withdrawn_at", "names_typed"}

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
    names_typed = models.BooleanField(
        default=False, help_text="somebody put the names right here: no load changes them"
    )

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
    """A row of a file kept as it came, so that nothing is lost: of a return, or of what was challenged elsewhere.

    Rows of `CHALLENGED_ELSEWHERE` (disputes, concerns, compliments, checks between reviews and complaints, of before
    this service or of another system) count in measures; they have no page of their own, for nobody acts on them
    here. So do those of `PROTECTED_ELSEWHERE` (child protection), whose children need not be looked after, and of
    `TOLD_BY_OTHERS`, what other services know of the children. Those of `OF_ANYBODY` need not be of a child on record.
    `child` is None where such a row tells of no child on record.
    """

    CHALLENGED_ELSEWHERE: ClassVar[tuple[str, ...]] = (
        "disputes",
        "concerns",
        "compliments",
        "oversight",
        "complaints",
    )
    PROTECTED_ELSEWHERE: ClassVar[tuple[str, ...]] = ("conferences", "protection_plans")
    TOLD_BY_OTHERS: ClassVar[tuple[str, ...]] = (
        "placement_distances",
        "key_stage_4",
        "care_leavers",
        "care_leaver_entitlements",
        "statements",
        "chairing_observations",
        "disruption_meetings",
        "carer_reviews",
    )
    OF_ANYBODY: ClassVar[tuple[str, ...]] = (*PROTECTED_ELSEWHERE, "care_leavers", "care_leaver_entitlements")

    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="returned_rows")
    table = models.CharField(max_length=30)
    key = models.CharField(max_length=120, blank=True)
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
        indexes = [
            models.Index(fields=["ended_on", "started_on", "child"], name="care_period_days"),
            models.Index(
                fields=["placement", "child"], condition=Q(ended_on__isnull=True), name="care_period_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.started_on}"


class Relationship(Returned):
    """Someone around a child: a parent, a sibling, a carer, a worker. A related child in care is linked."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=120, blank=True)
    related_child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="related_to")
    has_parental_responsibility = models.BooleanField(null=True, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=60, blank=True, help_text="the first language, where not English")
    address_withheld = models.BooleanField(default=False, help_text="must not learn where the child lives")
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


class CheckDone(Returned):
    """Something that the law asks for and a review checks was done for the child on a day: an assessment, a plan.

    `check_id` is an id of the policy's list of checks. `on_file_on`: the day it was put on the child's file, None
    while it was not. `score` is for those that have one (SDQ, 0 to 40); `result` a short code where there is one.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="checks_done")
    check_id = models.CharField(max_length=30)
    done_on = models.DateField()
    on_file_on = models.DateField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.CharField(max_length=30, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "check_id", "done_on"], condition=CURRENT, name="a_check_is_done_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True, recorded_by="")
                | (Q(recorded_at__isnull=False) & ~Q(recorded_by="")),
                name="check_done_recorded_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.check_id} {self.done_on}"


class PermanencePlan(Returned):
    """The plan for where the child is to grow up, from a day; `plan` is a permanence code of Annex A.

    `agreed_on` None: proposed and not agreed. `delay_reason` is a code of PERMANENCE_DELAY.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="permanence_plans")
    plan = models.CharField(max_length=10)
    from_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    matched_on = models.DateField(null=True, blank=True)
    delay_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "plan", "from_on"], condition=CURRENT, name="a_permanence_plan_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")),
                name="permanence_plan_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.plan}"


class PermanenceStep(models.Model):
    """A step on the way to permanence: planned for a day, taken on a day, or given up; a code of PERMANENCE_STEP.

    `delay_reason`: a code of PERMANENCE_DELAY, why it did not or does not happen by its day.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="permanence_steps")
    step = models.CharField(max_length=40)
    planned_on = models.DateField(null=True, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    given_up_on = models.DateField(null=True, blank=True)
    delay_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "step"],
                condition=Q(taken_on__isnull=True, given_up_on__isnull=True),
                name="a_permanence_step_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(taken_on__isnull=False),
                name="a_permanence_step_is_planned_or_taken",
            ),
            models.CheckConstraint(
                condition=Q(taken_on__isnull=True) | Q(given_up_on__isnull=True),
                name="a_permanence_step_taken_is_not_given_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_on"],
                condition=Q(taken_on__isnull=True, given_up_on__isnull=True),
                name="permanence_step_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.step}"


class EntitlementTold(Returned):
    """The child was told of an entitlement, or given a part of the welcome pack, on a day.

    `entitlement` is an id of the policy's list. `understood` None: it was not asked.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="entitlements_told")
    entitlement = models.CharField(max_length=40)
    told_on = models.DateField()
    understood = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "entitlement", "told_on"], condition=CURRENT, name="an_entitlement_is_told_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.entitlement}"


class Need(models.Model):
    """What the child needs in order to be understood and to be themselves: language, communication, identity.

    `kind` is a code of NEED_KIND; `is_met` None: not judged yet.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=30)
    words = models.CharField(max_length=400)
    is_met = models.BooleanField(null=True, blank=True)
    from_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")), name="need_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.kind}"
