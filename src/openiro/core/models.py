"""Event log, access log, bank holidays, settings, stored files, drafts, and the outbox of notices."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


def both_or_neither(what: str, verb: str) -> models.CheckConstraint:
    """A constraint that holds a moment and the person together: `decided_at` and `decided_by`, or neither."""
    at, by = f"{verb}_at__isnull", f"{verb}_by__isnull"
    together = Q(**{at: True, by: True}) | Q(**{at: False, by: False})
    return models.CheckConstraint(condition=together, name=f"{what}_{verb}_at_and_by_together")


class Event(models.Model):
    """One thing that was done, by whom and when; never changed, never removed (the database refuses both).

    `stream` names whose story it belongs to (a child's, or the service's). Each event holds the hash of the one
    before it in its stream, so that a changed, removed or inserted event shows.
    """

    stream = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    facts = models.TextField(help_text="JSON with sorted keys, hashed as it stands here")
    at = models.DateTimeField()
    by = models.CharField(max_length=60, help_text="code of the person or of the service account")
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="one_event_at_each_place_of_a_stream")
        ]
        indexes = [models.Index(fields=["at"], name="event_at")]

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence} {self.kind}"


class StreamHead(models.Model):
    """How long a stream is and the hash of its last event: what is missing at the end of a stream shows here."""

    stream = models.CharField(max_length=40, primary_key=True)
    length = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.stream


class AccessLogEntry(models.Model):
    """Who read a child's record, on which page, and the reason where one was asked for; never changed or removed."""

    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    child_number = models.BigIntegerField()
    page = models.CharField(max_length=80)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["child_number", "at"], name="access_child_at"),
            models.Index(fields=["by", "at"], name="access_by_at"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.page}"


class BankHoliday(models.Model):
    """A bank holiday in England and Wales. A proclaimed day is added by an administrator."""

    on = models.DateField(unique=True)
    title = models.CharField(max_length=100)
    added_at = models.DateTimeField(null=True, blank=True)
    added_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(added_at__isnull=True, added_by="") | (Q(added_at__isnull=False) & ~Q(added_by="")),
                name="bank_holiday_added_at_and_by_together",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class ServiceSetting(models.Model):
    """A setting of the running service that is kept with its records, such as the policy in force."""

    key = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.key


class Returned(models.Model):
    """A row that a load may bring: the collection year it came from, the load, and whether the load was undone.

    A row typed in the service has neither year nor load; one that a person put right counts as typed from then on, so
    that a later return reports a conflict and overwrites nothing. `save` sees to that, for loads write past it; so
    must whoever updates many at once (`AS_TYPED`). A withdrawn row stays in the table and counts in nothing.
    """

    PROVENANCE: ClassVar[tuple[str, str]] = ("collection_year", "load_number")
    # Fields that no load brings: to change them alone leaves the row resting on its load.
    NEVER_LOADED: ClassVar[frozenset[str]] = frozenset({"withdrawn_at"})
    # For a change of many rows at once, which goes past `save`.
    AS_TYPED: ClassVar[dict[str, None]] = {"collection_year": None, "load_number": None}

    collection_year = models.PositiveSmallIntegerField(null=True, blank=True)
    load_number = models.BigIntegerField(null=True, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save the row, which from then on stands as typed unless only fields changed that no load brings."""
        fields = None if update_fields is None else set(update_fields)
        if not self._state.adding and (fields is None or fields - self.NEVER_LOADED):
            self.stands_as_typed()
            fields = None if fields is None else fields | set(self.PROVENANCE)
        super().save(*args, update_fields=fields, **kwargs)

    def stands_as_typed(self) -> None:
        """Let the row rest on no load any more."""
        self.collection_year = self.load_number = None


class StoredFile(models.Model):
    """A file that somebody put here: kept under its key outside the web root, known by its hash.

    `scan` says what the council's scanner answered: empty where none is set, else a code of FILE_SCAN.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=20, blank=True)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=60, help_text="code of the person")

    def __str__(self) -> str:
        return str(self.key)


class Draft(models.Model):
    """What somebody has typed on a page and not sent yet: kept as they type, gone when it is sent.

    `page` names the form and the record that it is about, never a child's name. `mark` is what stood in the record
    when the page was opened, so that a change in the meantime shows.
    """

    person = models.CharField(max_length=60, help_text="code of the person")
    page = models.CharField(max_length=120)
    answers = models.JSONField()
    mark = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="one_draft_a_person_and_page")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved_at")]

    def __str__(self) -> str:
        return f"{self.person} {self.page}"


class Notice(models.Model):
    """A notice that is to go out by email, kept in the transaction of what it tells of: the outbox.

    `key` is unique, so that one thing is never told twice. `kind` names the template; `facts` fill it and hold no
    child's name or detail: counts, days, and the path of a page to sign in to. `person` is the code of who gets it;
    `address` is for somebody outside who does not sign in. `held_at` marks it as in somebody's hands: one that was
    held and neither sent nor failed may have gone, and is never sent again by itself. `digest`: goes with the others
    of its day.
    """

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    person = models.CharField(max_length=60, blank=True)
    address = models.EmailField(blank=True)
    facts = models.JSONField(default=dict)
    digest = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    provider_reference = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person="") | ~Q(address=""), name="a_notice_goes_to_somebody"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True), name="a_notice_is_sent_or_failed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["made_at"], condition=Q(sent_at__isnull=True, failed_at__isnull=True), name="notice_waiting"
            ),
            models.Index(fields=["person", "made_at"], name="notice_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
