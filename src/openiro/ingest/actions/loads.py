"""Writes of loads: check, commit, discard, undo, and the settling of problems."""

from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Min

from openiro.core.actions import SERVICE_STREAM, EventFacts, child_stream, record_event, record_events, set_setting
from openiro.core.models import StreamHead
from openiro.core.queries import setting
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.ingest.actions._problems import keep_problems, restore_earlier, supersede_earlier
from openiro.ingest.actions._undoing import check_can_undo, take_back
from openiro.ingest.actions._writing import Written, tell, write
from openiro.ingest.keeping import keep, kept_path, let_go
from openiro.ingest.models import Load, LoadProblem
from openiro.ingest.preview import Preview, Progress, preview_load, quiet
from openiro.ingest.queries import stale_loads
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.reviews.actions import refresh_care_and_timetables
from openiro.reviews.queries.rules import COVERAGE_SETTING


class UnableToLoad(Refusal):
    """A load cannot be committed, discarded or settled as asked."""


@transaction.atomic
def check_load(*, path: Path, format: str | None = None, year: int | None = None, by: User, at: datetime) -> Load:
    """Read an uploaded file, keep it, and note what it would do and its problems; changes no record of a child.

    Needs `ingest.load_return`. Raises `UnableToRead` for what cannot be understood at all, `UnableToPermit`.
    """
    check_may(by, Permission.LOAD_RETURN, on=day_of(at))
    preview = preview_load(path=path, format=format, year=year)
    return _noted(preview, path, kept_as=keep(path, preview.sha256), by=by, at=at)


def _noted(preview: Preview, path: Path, *, kept_as: str, by: User, at: datetime) -> Load:
    load = Load.objects.create(
        format=preview.incoming.format,
        collection_year=preview.incoming.year,
        file_name=path.name[:200],
        sha256=preview.sha256,
        kept_as=kept_as,
        counts=preview.counts(),
        checked_at=at,
        checked_by=by,
    )
    keep_problems(load, preview.problems())
    _tell_service("ingest.load_checked", load, by=by, at=at)
    return load


@transaction.atomic
def load_at_once(
    *,
    path: Path,
    format: str | None = None,
    year: int | None = None,
    progress: Progress = quiet,
    by: User,
    at: datetime,
) -> Load:
    """Check and commit in one transaction: all good rows or none. Needs and raises as `check_load`."""
    check_may(by, Permission.LOAD_RETURN, on=day_of(at))
    _hold_loads()
    preview = preview_load(path=path, format=format, year=year, progress=progress)
    load = _noted(preview, path, kept_as="", by=by, at=at)
    _commit(load, preview, by=by, at=at, progress=progress)
    return load


@transaction.atomic
def commit_load(*, load: Load, progress: Progress = quiet, by: User, at: datetime) -> Load:
    """Write a checked load: all good rows or none, against what is stored at this moment.

    Needs `ingest.load_return`. Raises `UnableToLoad` where the load was decided before or its file is gone.
    """
    check_may(by, Permission.LOAD_RETURN, on=day_of(at))
    _hold_loads()
    load = Load.objects.select_for_update().get(pk=load.pk)
    _check_is_open(load, "committed")
    path = kept_path(load.kept_as)
    if not load.kept_as or not path.exists():
        raise UnableToLoad(f"The file of load {load.number} is no longer here. Upload it again.")
    preview = preview_load(path=path, format=load.format, year=load.collection_year, progress=progress)
    if preview.sha256 != load.sha256:
        raise UnableToLoad(f"The file of load {load.number} changed after it was checked. Upload it again.")
    kept_as = load.kept_as
    load.counts = preview.counts()
    _commit(load, preview, by=by, at=at, progress=progress)
    _let_go_on_commit(kept_as)
    return load


def _let_go_on_commit(kept_as: str) -> None:
    """Remove a kept file once the decision stands, unless another load waits for the same content."""

    def remove() -> None:
        if not Load.objects.filter(kept_as=kept_as).exists():
            let_go(kept_as)

    transaction.on_commit(remove)


def _hold_loads() -> None:
    """One load is written at a time: the next waits for the lock of the service's stream."""
    list(StreamHead.objects.select_for_update().filter(pk=SERVICE_STREAM))


def _check_is_open(load: Load, verb: str) -> None:
    if load.state != "checked":
        raise UnableToLoad(f"Load {load.number} is {load.state} already, so that it cannot be {verb}.")


def _commit(load: Load, preview: Preview, *, by: User, at: datetime, progress: Progress) -> None:
    written = Written()
    for table, comparison in zip(preview.incoming.tables, preview.comparisons, strict=True):
        progress(f"Writing {table.source}")
        write(load, comparison, written)
    progress("Writing the history of each child")
    child_ids = tell(load, written, by=by, at=at)
    progress("Working out care periods and due dates")
    load.committed_at, load.committed_by, load.kept_as = at, by, ""
    load.save()
    _refresh(child_ids, by=by, at=at)
    supersede_earlier(load)
    _tell_service("ingest.load_committed", load, by=by, at=at)


@transaction.atomic
def discard_load(*, load: Load, by: User, at: datetime) -> None:
    """Drop a checked load: its file is removed, the note that it was checked stays.

    Needs `ingest.load_return`. Raises `UnableToLoad` where it was decided before.
    """
    check_may(by, Permission.LOAD_RETURN, on=day_of(at))
    load = Load.objects.select_for_update().get(pk=load.pk)
    _check_is_open(load, "discarded")
    kept_as = load.kept_as
    load.discarded_at, load.discarded_by, load.kept_as = at, by, ""
    load.save()
    _tell_service("ingest.load_discarded", load, by=by, at=at)
    _let_go_on_commit(kept_as)


def discard_forgotten(*, before: datetime, by: User, at: datetime) -> int:
    """Discard every load that was checked before a moment and never decided; answers how many."""
    forgotten = stale_loads(before=before)
    for load in forgotten:
        discard_load(load=load, by=by, at=at)
    return len(forgotten)


@transaction.atomic
def undo_load(*, load: Load, by: User, at: datetime) -> None:
    """Take a committed load back: what it changed is as before, what it made is withdrawn, nothing is deleted.

    Needs `ingest.undo_load`. Raises `UnableToUndo` where a later load or record rests on what it brought.
    """
    check_may(by, Permission.UNDO_LOAD, on=day_of(at))
    _hold_loads()
    load = Load.objects.select_for_update().get(pk=load.pk)
    check_can_undo(load)
    child_ids = take_back(load, at=at)
    facts = {"load": load.number}
    record_events((EventFacts(child_stream(pk), "ingest.rows_taken_back", facts) for pk in child_ids), by=by, at=at)
    load.undone_at, load.undone_by = at, by
    load.save()
    _refresh(child_ids, by=by, at=at)
    restore_earlier(load)
    _tell_service("ingest.load_undone", load, by=by, at=at)


@transaction.atomic
def settle_problem(*, problem: LoadProblem, by: User, at: datetime) -> None:
    """Take a problem off the work list: it was put right at its source, or is right as it stands.

    Needs `ingest.assign_problem`. Settling it again changes nothing.
    """
    check_may(by, Permission.ASSIGN_PROBLEM, on=day_of(at))
    problem = LoadProblem.objects.select_for_update().get(pk=problem.pk)
    if problem.settled_at is not None:
        return
    problem.settled_at, problem.settled_by = at, by
    problem.save(update_fields=["settled_at", "settled_by"])
    facts = {"load": problem.load_id, "file": problem.file, "row": problem.row, "code": problem.code}
    record_event(stream=SERVICE_STREAM, kind="ingest.problem_settled", facts=facts, by=by, at=at)


@transaction.atomic
def _tell_service(kind: str, load: Load, *, by: User, at: datetime) -> None:
    facts = {
        "load": load.number,
        "format": load.format,
        "year": load.collection_year,
        "sha256": load.sha256,
        "counts": load.counts,
    }
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)


def _refresh(child_ids: list[int], *, by: User, at: datetime) -> None:
    """Care periods and due dates of the children touched, and of every child where the first covered day moved."""
    has_moved = _keep_coverage(by=by, at=at)
    refresh_care_and_timetables(None if has_moved else child_ids)


def _keep_coverage(*, by: User, at: datetime) -> bool:
    """Keep the first day of the earliest collection year loaded, before which care is not fully known; did it move?"""
    standing = Load.objects.filter(committed_at__isnull=False, undone_at__isnull=True)
    first = standing.aggregate(first=Min("collection_year"))["first"]
    value = date(first - 1, 4, 1).isoformat() if first else ""
    if value == setting(COVERAGE_SETTING):
        return False
    set_setting(key=COVERAGE_SETTING, value=value, by=by, at=at)
    return True
