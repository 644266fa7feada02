"""A looked-after review, its meetings, the parents' part in it, and when the child's next one falls due."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child
from openiro.core.models import Returned
from openiro.meetings.models import Meeting
from openiro.people.models import User


class Review(Returned):
    """A looked-after review. Its state (planned, held, adjourned, completed, cancelled) is read from these facts.

    `held_on` is the day of its first meeting. `meeting` holds the people around it, once anybody is. `child_chaired` is
    a code of CHILD_CHAIRED, `seen_alone` of SEEN_ALONE, `no_part_reason` of NO_PART_REASON; each empty while nobody
    has said. `advocate`: the child was supported by an advocate at or for the review. `travel` of the IRO is one way.
    `kept_away_on`: the day on which the IRO and the social worker decided that being there was not in the child's best
    interests, with why and what was arranged instead.
    """

    NEVER_LOADED = frozenset({"withdrawn_at", "meeting", "chaired_by", "travel_minutes", "travel_miles"})

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="reviews")
    chaired_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    planned_on = models.DateField(null=True, blank=True)
    planned_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    held_on = models.DateField(null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    participation_code = models.CharField(max_length=4, blank=True)
    adjourned_on = models.DateField(null=True, blank=True)
    adjournment_reason = models.CharField(max_length=200, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    late_reason = models.CharField(max_length=40, blank=True)
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="review")
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    travel_miles = models.PositiveSmallIntegerField(null=True, blank=True)
    child_chaired = models.CharField(max_length=20, blank=True)
    seen_before_on = models.DateField(null=True, blank=True, help_text="the IRO saw the child before the review")
    seen_alone = models.CharField(max_length=20, blank=True)
    views_medium = models.CharField(max_length=20, blank=True)
    no_part_reason = models.CharField(max_length=40, blank=True)
    kept_away_on = models.DateField(null=True, blank=True)
    kept_away_why = models.CharField(max_length=400, blank=True)
    kept_away_instead = models.CharField(max_length=400, blank=True)
    missing_at_time = models.BooleanField(default=False)
    advocate = models.BooleanField(null=True, blank=True)
    decisions_sent_on = models.DateField(null=True, blank=True)
    record_finished_on = models.DateField(null=True, blank=True)
    distributed_on = models.DateField(null=True, blank=True)
    care_plan_updated_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancellation_reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "held_on"],
                condition=Q(held_on__isnull=False, withdrawn_at__isnull=True),
                name="one_review_held_a_day",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(held_on__isnull=True, cancelled_at__isnull=True, withdrawn_at__isnull=True),
                name="one_review_ahead_of_a_child",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(held_on__isnull=False),
                name="a_review_is_planned_or_held",
            ),
            models.CheckConstraint(
                condition=Q(adjourned_on__isnull=True)
                | (Q(held_on__isnull=False, adjourned_on__gte=F("held_on")) & ~Q(adjournment_reason="")),
                name="a_review_is_adjourned_after_it_opened_and_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(held_on__isnull=False, completed_on__gte=F("held_on")),
                name="a_review_is_completed_after_it_was_held",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancellation_reason="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False, held_on__isnull=True)
                    & ~Q(cancellation_reason="")
                ),
                name="a_review_is_cancelled_by_someone_for_a_reason_before_it_is_held",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True, recorded_by__isnull=True)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="review_recorded_at_and_by_together",
            ),
        ]
        indexes = [
            # Of those held only: else a review that is planned would be looked for among all that are.
            models.Index(fields=["held_on"], condition=Q(held_on__isnull=False), name="review_held_on"),
            models.Index(fields=["child"], condition=Q(withdrawn_at__isnull=False), name="review_withdrawn"),
            models.Index(fields=["planned_on"], name="review_planned_on"),
            models.Index(fields=["adjourned_on"], condition=Q(adjourned_on__isnull=False), name="review_adjourned_on"),
            models.Index(
                fields=["held_on"],
                condition=Q(
                    held_on__isnull=False,
                    completed_on__isnull=True,
                    recorded_at__isnull=False,
                    withdrawn_at__isnull=True,
                ),
                name="review_to_complete",
            ),
            models.Index(
                fields=["held_on", "record_finished_on"],
                condition=Q(recorded_at__isnull=False, distributed_on__isnull=True, withdrawn_at__isnull=True),
                name="review_to_send",
            ),
            models.Index(
                fields=["planned_on"],
                condition=Q(held_on__isnull=True, cancelled_at__isnull=True, withdrawn_at__isnull=True),
                name="review_ahead",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class ReviewMeeting(models.Model):
    """One meeting of a review that was held as a series, or of an adjourned one; the first is part 1."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="meetings")
    part = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    mode = models.CharField(max_length=20, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "part"], name="one_meeting_a_part")]

    def __str__(self) -> str:
        return f"review {self.review_id} part {self.part}"


class ParentParticipation(Returned):
    """A parent's part in a review: attended, views obtained in whatever way, or the reason why not."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="parents")
    parent = models.CharField(max_length=10)
    attended = models.BooleanField()
    views = models.BooleanField()
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "parent"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_answer_a_parent",
            ),
            models.CheckConstraint(condition=Q(parent__in=["mother", "father"]), name="a_parent_is_mother_or_father"),
            models.CheckConstraint(condition=Q(views=False) | Q(reason=""), name="no_reason_where_views_were_obtained"),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} {self.parent}"


class ReviewTimetable(models.Model):
    """When a child's next review falls due: a cache made from episodes and reviews, checked by `openiro verify`.

    There is one for each child in care; `next_due_on` is empty where the law's clock cannot be known.
    """

    child = models.OneToOneField(Child, on_delete=models.PROTECT, primary_key=True, related_name="timetable")
    next_due_on = models.DateField(null=True, blank=True)
    rule = models.CharField(max_length=40, blank=True, help_text="the clock of domain.clocks that sets the date")
    runs_from = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=1, help_text="which review of its sequence it will be, from 1")
    last_held_on = models.DateField(null=True, blank=True)
    reviews_held = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["next_due_on"], name="timetable_next_due")]

    def __str__(self) -> str:
        return str(self.child_id)
