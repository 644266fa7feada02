"""Supervision and what came of it, what is kept of officers, meetings and who comes to them, documents approved."""

from django.db import models
from django.db.models import F, Q

from openiro.people.models import User


class Supervision(models.Model):
    """One meeting of an officer with their manager: booked for a day, then held; `kind` is a code of SUPERVISION_KIND.

    What was recorded is not changed. Seen by the officer and by who supervises, nobody else.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="supervisions")
    kind = models.CharField(max_length=20)
    planned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(held_on__isnull=False),
                name="supervision_is_booked_or_held",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(held_on__isnull=True), name="one_supervision_of_a_kind_ahead"
            ),
            models.CheckConstraint(condition=~Q(person=F("recorded_by")), name="nobody_records_their_own_supervision"),
        ]

    def __str__(self) -> str:
        return f"supervision {self.pk}"


class SupervisionTopic(models.Model):
    """What was on the agenda, with the number that the sheet gave that day; `topic` is a code of SHEET_TOPIC."""

    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="topics")
    topic = models.CharField(max_length=20)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supervision", "topic"], name="a_topic_is_on_an_agenda_once")]

    def __str__(self) -> str:
        return f"supervision {self.supervision_id} {self.topic}"


class SupervisionAction(models.Model):
    """What was agreed in supervision, by when, and that it was done."""

    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="actions")
    words = models.TextField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"supervision {self.supervision_id} action {self.pk}"


class StaffRecord(models.Model):
    """Who somebody is at work: `gender` is a code of STAFF_GENDER, `ethnicity` of ETHNIC, each empty if not said."""

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff_record")
    qualification = models.CharField(max_length=120, blank=True)
    registration = models.CharField(max_length=20, blank=True)
    registered_until = models.DateField(null=True, blank=True)
    qualified_year = models.PositiveSmallIntegerField(null=True, blank=True)
    experience = models.TextField(blank=True)
    started_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, blank=True)
    ethnicity = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"staff record of {self.person_id}"


class Learning(models.Model):
    """Something learned, booked or wanted; `kind` is a code of LEARNING_KIND, `standing` of LEARNING_STANDING."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="learning")
    kind = models.CharField(max_length=20)
    standing = models.CharField(max_length=10)
    title = models.CharField(max_length=160)
    on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"learning {self.pk}"


class SessionGiven(models.Model):
    """A training session that an officer gave; `audience` is a code of SESSION_AUDIENCE, `rating` from 1 to 5."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions_given")
    audience = models.CharField(max_length=20)
    topic = models.CharField(max_length=160)
    on = models.DateField()
    attended = models.PositiveSmallIntegerField()
    rating = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    feedback = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5), name="a_rating_is_from_1_to_5"
            )
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class DutyHeld(models.Model):
    """A duty beside reviews, both days included, with the hours a week that it takes; `duty` is a key of the policy."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")
    duty = models.CharField(max_length=40)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="duty_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "duty"], condition=Q(to_on__isnull=True), name="a_duty_is_held_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.duty}"


class GuidanceRead(models.Model):
    """Somebody says that they have read guidance as it stands `since` a day; `guidance` is a key of the policy."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="guidance_read")
    guidance = models.CharField(max_length=40)
    since = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guidance", "since", "person"], name="guidance_is_read_once_as_it_stands")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.guidance}"


class ServiceMeeting(models.Model):
    """A meeting of the service or with a partner; `kind` is a key of the policy, `speaker` who came and from where.

    `guidance`: a key of the policy's guidance on which the meeting briefed, if any. `lead`: who plans and leads it, in
    words. `young_people`: how many of those who came were children and young people. One whose day is ahead is planned.
    """

    kind = models.CharField(max_length=40)
    guidance = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    topic = models.CharField(max_length=160)
    speaker = models.CharField(max_length=160, blank=True)
    lead = models.CharField(max_length=160, blank=True)
    attended = models.PositiveSmallIntegerField(null=True, blank=True)
    young_people = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["on"], name="service_meeting_on")]

    def __str__(self) -> str:
        return f"meeting of the service {self.pk}"


class GroupMember(models.Model):
    """Who belongs to a group from a day on; `group` is a key of the policy, `part` a code of MEMBER_PART.

    `name` is that of a councillor or an officer. A child or young person stands by what they speak for, never by name.
    """

    group = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=20)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="membership_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["group", "name"], condition=Q(to_on__isnull=True), name="a_member_belongs_to_a_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk} of {self.group}"


class MeetingPresence(models.Model):
    """Somebody came to a meeting: a member of a group, or an officer of the service."""

    meeting = models.ForeignKey(ServiceMeeting, on_delete=models.PROTECT, related_name="presences")
    member = models.ForeignKey(GroupMember, null=True, blank=True, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True, person__isnull=False) | Q(member__isnull=False, person__isnull=True),
                name="a_member_or_an_officer_came",
            ),
            models.UniqueConstraint(fields=["meeting", "member"], name="a_member_came_once"),
            models.UniqueConstraint(fields=["meeting", "person"], name="an_officer_came_once"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.meeting_id} presence {self.pk}"


class MeetingPoint(models.Model):
    """What a meeting had on its agenda, or what was raised there; what was answered, and what came of it."""

    meeting = models.ForeignKey(ServiceMeeting, on_delete=models.PROTECT, related_name="points")
    words = models.TextField()
    answer = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"meeting {self.meeting_id} point {self.pk}"


class DocumentApproved(models.Model):
    """A policy, procedure or statement was approved on a day; `document` is a key of the policy.

    `young_people_on`: when children and young people agreed to it. `words`: its version, or what changed.
    """

    document = models.CharField(max_length=40)
    on = models.DateField()
    young_people_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "on"], name="a_document_is_approved_once_a_day")]

    def __str__(self) -> str:
        return f"document {self.document} approved {self.pk}"
