"""A meeting about a child, the people around it, what they were sent, and the private links that they were given."""

from django.db import models
from django.db.models import F, Q

from openiro.children.models import Child, Relationship
from openiro.core.models import StoredFile, both_or_neither
from openiro.people.models import User


class Meeting(models.Model):
    """What is common to a meeting of any kind about one child; the review or conference itself points here."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="gatherings")
    kind = models.CharField(max_length=20, help_text="a code of MEETING_KIND")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Invitee(models.Model):
    """Somebody who is invited to a meeting, or who must not be; how they were consulted, replied and took part.

    They are a person around the child (`relationship`), a worker (`person`), or stand by `name` alone. `role` is a
    code of INVITEE_ROLE. `child_wishes`: whether the child wants them there. `supported_by` is a
    code of CONSULTATION_SUPPORT. `views` None: not recorded yet;
    `views_reason` says why none were obtained. `attended` None: not recorded yet.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitees")
    role = models.CharField(max_length=30)
    relationship = models.ForeignKey(Relationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    is_excluded = models.BooleanField(default=False, help_text="must not be invited")
    exclusion_reason = models.CharField(max_length=40, blank=True)
    exclusion_note = models.CharField(max_length=400, blank=True)
    child_wishes = models.CharField(max_length=20, blank=True)
    child_worries = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=60, blank=True, help_text="of the interpreter who is needed")
    interpreter_booked_on = models.DateField(null=True, blank=True)
    support_needed = models.CharField(max_length=200, blank=True)
    invited_on = models.DateField(null=True, blank=True)
    invited_how = models.CharField(max_length=20, blank=True)
    consulted_on = models.DateField(null=True, blank=True)
    consulted_how = models.CharField(max_length=30, blank=True)
    supported_by = models.CharField(max_length=30, blank=True, help_text="who helps the child to be heard")
    chased_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=20, blank=True)
    attended = models.BooleanField(null=True, blank=True)
    attended_how = models.CharField(max_length=20, blank=True)
    apologies = models.BooleanField(default=False)
    views = models.BooleanField(null=True, blank=True)
    views_how = models.CharField(max_length=30, blank=True)
    views_reason = models.CharField(max_length=40, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "relationship"],
                condition=Q(removed_at__isnull=True, relationship__isnull=False),
                name="a_relation_is_invited_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(removed_at__isnull=True, person__isnull=False),
                name="a_worker_is_invited_once",
            ),
            models.CheckConstraint(
                condition=Q(is_excluded=False) | (Q(invited_on__isnull=True) & ~Q(exclusion_reason="")),
                name="who_is_excluded_is_not_invited_and_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(relationship__isnull=False) | Q(person__isnull=False) | ~Q(name="") | Q(role="child"),
                name="an_invitee_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(views__isnull=True) | Q(views=False) | Q(views_reason=""),
                name="no_reason_where_views_of_an_invitee_were_obtained",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="invitee_person")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.role}"


class Distribution(models.Model):
    """One paper that went to one person on a day, or was withheld from them for a reason.

    `paper` is a code of PAPER (decisions, record, letter); `version` is that of the paper that was sent.
    `redactions`: names of the parts that were left out for this person, separated by commas.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="distributions")
    invitee = models.ForeignKey(Invitee, null=True, blank=True, on_delete=models.PROTECT, related_name="distributions")
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    how = models.CharField(max_length=20, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withheld_reason = models.CharField(max_length=40, blank=True)
    withheld_note = models.CharField(max_length=400, blank=True)
    redactions = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            both_or_neither("distribution", "sent"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False, withheld_reason="") | Q(sent_at__isnull=True),
                name="a_paper_is_sent_or_withheld",
            ),
            models.CheckConstraint(
                condition=Q(invitee__isnull=False) | Q(person__isnull=False), name="a_paper_goes_to_somebody"
            ),
            models.UniqueConstraint(
                fields=["invitee", "paper", "version"],
                condition=Q(invitee__isnull=False),
                name="a_paper_goes_to_an_invitee_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.paper}"


class GuestLink(models.Model):
    """A private link for somebody who does not sign in: to one form or one letter, once, until it expires.

    Only the hash of its key is kept. `purpose` is a code of LINK_PURPOSE. `used_at`: when what it was for was done.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="guest_links")
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="guest_links")
    purpose = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of the letter that it shows")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_guest_link_lasts_a_while")
        ]
        indexes = [models.Index(fields=["invitee", "purpose"], name="guest_link_invitee")]

    def __str__(self) -> str:
        return f"{self.invitee_id} {self.purpose}"


class Attachment(models.Model):
    """A document that belongs to a meeting: the social worker's report, a consultation form on paper, a plan.

    `kind` is a code of ATTACHMENT_KIND.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=30)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind}"
