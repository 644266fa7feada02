"""Event log, access log, bank holidays and the settings of the service."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


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
    that a later return reports a conflict and overwrites nothing. A withdrawn row stays in the table and counts in
    nothing.
    """

    PROVENANCE: ClassVar[tuple[str, str]] = ("collection_year", "load_number")

    collection_year = models.PositiveSmallIntegerField(null=True, blank=True)
    load_number = models.BigIntegerField(null=True, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def stands_as_typed(self) -> None:
        """Let the row rest on no load any more; the caller saves the fields of `PROVENANCE`."""
        self.collection_year = self.load_number = None
