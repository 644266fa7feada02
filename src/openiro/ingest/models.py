"""Loads of returns and templates: what was read, what it changed, how to undo it, and the problems to put right."""

from typing import Any

from django.db import models
from django.db.models import Q

from openiro.people.models import User


def _moment() -> "models.DateTimeField[Any, Any]":
    return models.DateTimeField(null=True, blank=True)


def _person() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


def _together(verb: str) -> models.CheckConstraint:
    at, by = f"{verb}_at__isnull", f"{verb}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=f"load_{verb}_at_and_by_together"
    )


class Load(models.Model):
    """One file or folder that was read. Its state is read from what was done to it and when.

    `counts` holds for each table the rows read, new, changed, the same, in conflict and rejected. `kept_as` names the
    uploaded file in the service's data directory until the load is committed or discarded.
    """

    number = models.BigAutoField(primary_key=True)
    format = models.CharField(max_length=20)
    collection_year = models.PositiveSmallIntegerField(null=True, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    kept_as = models.CharField(max_length=260, blank=True)
    counts = models.JSONField(default=dict)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    committed_at = _moment()
    committed_by = _person()
    discarded_at = _moment()
    discarded_by = _person()
    undone_at = _moment()
    undone_by = _person()

    class Meta:
        constraints = [
            _together("committed"),
            _together("discarded"),
            _together("undone"),
            models.CheckConstraint(
                condition=Q(committed_at__isnull=True) | Q(discarded_at__isnull=True),
                name="a_load_is_committed_or_discarded",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(committed_at__isnull=False),
                name="only_a_committed_load_is_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"load {self.number}"

    @property
    def state(self) -> str:
        """Where the load stands: `checked`, `committed`, `discarded` or `undone`."""
        if self.undone_at is not None:
            return "undone"
        if self.discarded_at is not None:
            return "discarded"
        return "checked" if self.committed_at is None else "committed"


class LoadProblem(models.Model):
    """One thing that a load found wrong, by file and spreadsheet row, and the role that can put it right.

    `is_superseded`: a later load of the same return was committed, and its own problems hold instead.
    """

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="problems")
    file = models.CharField(max_length=120)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    message = models.CharField(max_length=400)
    child_code = models.CharField(max_length=30, blank=True)
    owner = models.CharField(max_length=40)
    is_superseded = models.BooleanField(default=False)
    settled_at = _moment()
    settled_by = _person()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="problem_settled_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["error", "warning"]), name="a_problem_is_an_error_or_a_warning"
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "load", "file", "row"],
                condition=Q(settled_at__isnull=True, is_superseded=False),
                name="open_problems_by_owner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.load_id} {self.file} {self.row} {self.code}"


class LoadChange(models.Model):
    """A row that a load changed, as it was before: what undoing the load puts back.

    A row that a load made has none; it is known by its `load_number` and withdrawn when the load is undone.
    """

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="changes")
    table = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    previous_load = models.BigIntegerField(null=True, blank=True)
    before = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["load", "table", "row_id"], name="one_before_a_row_of_a_load")]

    def __str__(self) -> str:
        return f"{self.load_id} {self.table} {self.row_id}"


class LoadConfirmation(models.Model):
    """Rows that a later return repeated unchanged: only the year and load that they rest on moved.

    `previous_year` and `previous_load` are what the rows in `row_ids` rested on before.
    """

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="confirmations")
    table = models.CharField(max_length=30)
    previous_year = models.PositiveSmallIntegerField(null=True, blank=True)
    previous_load = models.BigIntegerField()
    row_ids = models.JSONField()

    def __str__(self) -> str:
        return f"{self.load_id} {self.table} {self.previous_load}"
