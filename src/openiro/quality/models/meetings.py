"""Meetings about quality: of a team or of the service, each month, with a line for each thing that was looked at."""

from django.db import models
from django.db.models import Q

from openiro.children.models import Child
from openiro.core.models import both_or_neither
from openiro.people.models import Team, User


class QualityMeeting(models.Model):
    """One meeting. `kind` is an id of the policy's meetings; `team` None: one of the service.

    Its lines are made when it is prepared; it is closed when its summary goes out, and stands from then on.
    """

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    summary = models.TextField(blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("quality_meeting", "closed"),
            models.UniqueConstraint(
                fields=["kind", "team", "held_on"], nulls_distinct=False, name="one_quality_meeting_a_day_and_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class MeetingAttendee(models.Model):
    """Somebody who was to be there, by what they are and by name, and whether they were."""

    meeting = models.ForeignKey(QualityMeeting, on_delete=models.PROTECT, related_name="attendees")
    place = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    attended = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="one_attendee_a_place")]

    def __str__(self) -> str:
        return f"meeting {self.meeting_id} {self.place}"


class MeetingLine(models.Model):
    """One line of the agenda, what was said of it, and what is to be done by whom and when.

    `about` is the name of a member of `domain.quality_policy.About`; `code` a theme or a rating;
    `number` is that of the record behind it.
    """

    meeting = models.ForeignKey(QualityMeeting, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=20)
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    since_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    action = models.TextField(blank=True)
    who = models.CharField(max_length=120, blank=True)
    by_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="one_line_a_place_of_a_meeting"),
            models.CheckConstraint(condition=~Q(action="") | Q(done_on__isnull=True), name="only_an_action_is_done"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.meeting_id} line {self.place}"
