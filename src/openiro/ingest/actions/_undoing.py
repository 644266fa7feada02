"""Takes a load back: changed rows as they were, new rows withdrawn, nothing deleted."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from openiro.allocation.models import Allocation
from openiro.children.models import (
    CarePeriod,
    Child,
    EntitlementTold,
    Episode,
    PermanencePlan,
    ReturnedRow,
    UnaccompaniedStatus,
)
from openiro.core.models import Returned
from openiro.domain.refusal import Refusal
from openiro.ingest.actions._bulk import id_batches
from openiro.ingest.actions._writing import MOMENT_OF_DAY
from openiro.ingest.links import identified
from openiro.ingest.models import Load, LoadChange, LoadConfirmation
from openiro.ingest.tables import TABLES, LoadedTable, canonical
from openiro.reviews.models import Decision, ParentParticipation, Review, ReviewCheck, ReviewTimetable

# Records on which others hang, which would be left hanging; what is worked out anew is no record of its own.
_HUNG_ON: tuple[type[models.Model], ...] = (Child, Review, Decision)
_WORKED_OUT = (CarePeriod, ReviewTimetable)
# The way from a row to its child, for each kind of row that a load makes.
_CHILD_OF: dict[type[models.Model], str] = {
    Child: "pk",
    Episode: "child_id",
    Review: "child_id",
    UnaccompaniedStatus: "child_id",
    ReturnedRow: "child_id",
    Allocation: "child_id",
    PermanencePlan: "child_id",
    EntitlementTold: "child_id",
    ParentParticipation: "review__child_id",
    Decision: "review__child_id",
    ReviewCheck: "review__child_id",
}


STAFF_FILE = "staff"


class UnableToUndo(Refusal):
    """A load cannot be taken back as things stand."""


def check_can_undo(load: Load) -> None:
    """Raises `UnableToUndo` unless `load` stands and nothing later rests on what it brought."""
    if load.state != "committed":
        raise UnableToUndo(f"Load {load.number} is {load.state}; only a committed load can be undone.")
    if any(load.counts.get(STAFF_FILE, {}).get(verdict) for verdict in ("new", "changed")):
        raise UnableToUndo(
            f"Load {load.number} brought staff, whose roles and posts others may rest on by now. "
            "End their roles and posts under People, or load a corrected file."
        )
    later = _later_load(load)
    if later is not None:
        raise UnableToUndo(
            f"Load {later} came after load {load.number} and rests on the same rows. Undo load {later} first."
        )


def _later_load(load: Load) -> int | None:
    """The latest standing load that touched a row which `load` made, changed or confirmed."""
    later = Q(load__number__gt=load.number, load__committed_at__isnull=False, load__undone_at__isnull=True)
    rests = LoadChange.objects.filter(later, previous_load=load.number)
    confirms = LoadConfirmation.objects.filter(later, previous_load=load.number)
    numbers = [rows.aggregate(latest=models.Max("load__number"))["latest"] for rows in (rests, confirms)]
    own = LoadChange.objects.filter(load=load)
    for name in own.order_by("table").values_list("table", flat=True).distinct():
        again = LoadChange.objects.filter(later, table=name, row_id__in=own.filter(table=name).values("row_id"))
        numbers.append(again.aggregate(latest=models.Max("load__number"))["latest"])
    return max((number for number in numbers if number is not None), default=None)


def take_back(load: Load, *, at: datetime) -> list[int]:
    """Put back what `load` changed and withdraw what it made; answers the primary keys of the children touched.

    Runs in the transaction of the undoing. Raises `UnableToUndo` where a record that is not of this load hangs on a
    child or review that would be withdrawn.
    """
    touched: set[int] = set()
    for confirmation in LoadConfirmation.objects.filter(load=load).order_by("pk"):
        _unconfirm(confirmation)
    for model in _CHILD_OF:
        made = _made(load, model)
        touched |= set(made.order_by().values_list(_CHILD_OF[model], flat=True))
        made.update(withdrawn_at=at)
    for name in LoadChange.objects.filter(load=load).order_by("table").values_list("table", flat=True).distinct():
        touched |= _put_back(load, TABLES[name], at=at)
    _check_nothing_hangs(at)
    return sorted(child for child in touched if child is not None)


def _made(load: Load, model: type[models.Model]) -> QuerySet[Any]:
    """The rows that `load` made: they bear its number, and it kept no earlier state of them."""
    names = [table.name for table in TABLES.values() if table.model is model]
    changed = LoadChange.objects.filter(load=load, table__in=names).values("row_id")
    rows = model._default_manager.filter(load_number=load.number, withdrawn_at__isnull=True)
    return rows.exclude(pk__in=changed)


def _unconfirm(confirmation: LoadConfirmation) -> None:
    model = TABLES[confirmation.table].model
    for ids in id_batches(confirmation.row_ids):
        model._default_manager.filter(pk__in=ids, load_number=confirmation.load_id).update(
            collection_year=confirmation.previous_year, load_number=confirmation.previous_load
        )


def _put_back(load: Load, table: LoadedTable, *, at: datetime) -> set[int]:
    """Restore the rows of one table; one that somebody has corrected in the service since stays as corrected."""
    changes = LoadChange.objects.filter(load=load, table=table.name).order_by("pk")
    for row_id, before in changes.values_list("row_id", "before").iterator(chunk_size=2000):
        values = dict(_stored(table, name, value) for name, value in before.items() if name != "withdrawn")
        if before.get("withdrawn"):
            values["withdrawn_at"] = at
        standing = {"load_number": load.number} if "load_number" in before else {}
        table.model._default_manager.filter(pk=row_id, **standing).update(**values)
    if table.model not in _CHILD_OF:
        return set()
    rows = table.model._default_manager.filter(pk__in=changes.values("row_id"))
    return set(rows.order_by().values_list(_CHILD_OF[table.model], flat=True))


def _stored(table: LoadedTable, name: str, value: Any) -> tuple[str, Any]:
    """A field and its value as the record keeps it."""
    if name in table.paths:
        column, (kind, _) = next((column, link) for column, link in table.links.items() if link[1] == (name,))
        return column, identified(kind, value) if value else None
    if name in table.moments and value:
        return name, datetime.fromisoformat(f"{value} {MOMENT_OF_DAY}+00:00")
    if name in table.null_for_blank:
        return name, value or None
    return name, json.loads(value) if table.readers.get(name) is canonical else value


def _dependents() -> Iterator[tuple[type[Any], str]]:
    """Every kind of record that hangs on another, and the name of its way there."""
    for parent in _HUNG_ON:
        for relation in parent._meta.related_objects:
            if relation.related_model not in _WORKED_OUT:
                yield relation.related_model, relation.field.name


def _check_nothing_hangs(at: datetime) -> None:
    for model, parent in _dependents():
        hanging = model._default_manager.filter(**{f"{parent}__withdrawn_at": at})
        if issubclass(model, Returned):
            hanging = hanging.filter(withdrawn_at__isnull=True)
        number = hanging.count()
        if number:
            raise UnableToUndo(
                f"{number:,} {model._meta.verbose_name} record(s) made since rest on children or reviews of this load, "
                "so that undoing it would leave them without. Load a corrected return instead."
            )
