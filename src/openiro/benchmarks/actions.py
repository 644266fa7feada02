"""Writes of published files, and of the views that a person keeps."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from openiro.benchmarks.models import (
    PublishedArea,
    PublishedFile,
    PublishedNeighbour,
    PublishedValue,
    SavedView,
)
from openiro.benchmarks.queries import standing_figures
from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.bulk import insert_objects
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.formats.open_statistics import AreaRead, Published, ValueRead, number_of, read_published
from openiro.formats.open_statistics_layouts import AUTHORITY, LIST
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.people.models import User
from openiro.people.queries import check_may, day_of

VALUE_COLUMNS = ("file", "indicator", "category", "area", "year", "as_at", "printed", "source")
NEIGHBOUR_COLUMNS = ("file", "area", "neighbour", "place")
MOST_VIEWS = 50


class UnableToHoldPublished(Refusal):
    """A published file cannot be taken, committed or removed as asked."""


class UnableToKeepView(Refusal):
    """A view of a measure cannot be kept as asked."""


@transaction.atomic
def check_published(*, path: Path, by: User, at: datetime) -> PublishedFile:
    """Read a published file and note what in it is new; its figures count for nothing until it is committed.

    Needs `ingest.load_return`. Raises `UnableToRead`, `UnableToHoldPublished` for a file that is held already or that
    names a measure which there is not, `UnableToPermit`.
    """
    check_may(by, Permission.LOAD_RETURN, on=day_of(at))
    read = read_published(path)
    _check_is_new(read)
    _check_measures(read)
    years = [value.year for value in read.values]
    file = PublishedFile.objects.create(
        layout=read.layout.id,
        file_name=path.name[:200],
        sha256=read.sha256,
        counts=_counts(read),
        from_year=min(years, default=None),
        to_year=max(years, default=None),
        checked_at=at,
        checked_by=by,
    )
    _keep_areas(read.areas)
    _keep_regions(read.regions)
    rows = ((file, v.indicator, v.category, v.area, v.year, v.as_at, v.printed, v.source) for v in read.values)
    insert_objects(PublishedValue, VALUE_COLUMNS, rows)
    insert_objects(PublishedNeighbour, NEIGHBOUR_COLUMNS, ((file, *row) for row in read.neighbours))
    _tell("benchmarks.file_checked", file, by=by, at=at)
    return file


def _check_is_new(read: Published) -> None:
    same = PublishedFile.objects.filter(sha256=read.sha256, removed_at__isnull=True).first()
    if same is not None:
        what = "is held already" if same.committed_at else "waits already for a decision"
        raise UnableToHoldPublished(f"This file {what}, as {same.file_name}. There is nothing new in it.")


def _check_measures(read: Published) -> None:
    if read.layout.id != LIST:
        return
    for value in read.values:
        try:
            measure_named(value.indicator)
        except UnableToFindMeasure:
            raise UnableToHoldPublished(
                f"There is no measure {value.indicator!r}. Each page of a measure gives its name in files."
            ) from None


def _counts(read: Published) -> dict[str, int]:
    held = standing_figures({value.indicator for value in read.values})
    counts = {"new": 0, "changed": 0, "same": 0, "symbols": 0, "neighbours": len(read.neighbours)}
    for value in read.values:
        counts[_verdict(value, held)] += 1
        counts["symbols"] += number_of(value.printed) is None
    return counts | {"regions": len(read.regions)}


def _verdict(value: ValueRead, held: dict[tuple[str, str, str, int], str]) -> str:
    if value.key not in held:
        return "new"
    return "same" if held[value.key] == value.printed else "changed"


def _keep_areas(areas: Iterable[AreaRead]) -> None:
    """Places by their latest names; what one file leaves out another may have said."""
    known = {area.code: area for area in PublishedArea.objects.all()}
    rows = [
        PublishedArea(
            code=area.code,
            name=area.name or (known[area.code].name if area.code in known else ""),
            level=area.level,
            region=area.region or (known[area.code].region if area.code in known else ""),
        )
        for area in areas
    ]
    PublishedArea.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "level", "region"]
    )


def _keep_regions(regions: Iterable[tuple[str, str]]) -> None:
    """The regions of authorities that are known by name; raises where none is."""
    by_name = dict(regions)
    if not by_name:
        return
    known = list(PublishedArea.objects.filter(level=AUTHORITY, name__in=by_name))
    codes = dict(PublishedArea.objects.filter(level="region").values_list("name", "code"))
    if not known:
        raise UnableToHoldPublished(
            "No authority of this list is known by its code yet. Load a file of figures of authorities first."
        )
    for area in known:
        area.region = codes.get(by_name[area.name], area.region)
    PublishedArea.objects.bulk_update(known, ["region"])


@transaction.atomic
def commit_published(*, file: PublishedFile, by: User, at: datetime) -> None:
    """Let the figures of a checked file count, from now on before those of earlier files.

    Needs `ingest.load_return`. Raises `UnableToHoldPublished` where it was decided before.
    """
    check_may(by, Permission.LOAD_RETURN, on=day_of(at))
    file = PublishedFile.objects.select_for_update().get(pk=file.pk)
    if file.state != "checked":
        raise UnableToHoldPublished("This file was decided on before. Look at the list again.")
    file.committed_at, file.committed_by = at, by
    file.save()
    _tell("benchmarks.file_committed", file, by=by, at=at)


@transaction.atomic
def remove_published(*, file: PublishedFile, by: User, at: datetime) -> None:
    """Let a file count no longer: those before it hold again. A checked one is discarded.

    Needs `ingest.undo_load`; to discard, `ingest.load_return`. Raises `UnableToHoldPublished` where it was removed.
    """
    file = PublishedFile.objects.select_for_update().get(pk=file.pk)
    needed = Permission.LOAD_RETURN if file.state == "checked" else Permission.UNDO_LOAD
    check_may(by, needed, on=day_of(at))
    if file.removed_at is not None:
        raise UnableToHoldPublished("This file was removed before. Look at the list again.")
    file.removed_at, file.removed_by = at, by
    file.save()
    _tell("benchmarks.file_removed", file, by=by, at=at)


def _tell(kind: str, file: PublishedFile, *, by: User, at: datetime) -> None:
    facts = {"file": file.number, "layout": file.layout, "sha256": file.sha256, "counts": file.counts}
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)


@transaction.atomic
def keep_view(*, name: str, measure: str, query: str, by: User, at: datetime) -> SavedView:
    """Keep a measure as it is looked at under a name of one's own; the same name again replaces what was kept.

    Needs `measures.view_measures`. Raises `UnableToKeepView` beyond fifty, `UnableToFindMeasure`.
    """
    check_may(by, Permission.VIEW_MEASURES, on=day_of(at))
    measure_named(measure)
    if SavedView.objects.filter(person=by).exclude(name=name).count() >= MOST_VIEWS:
        raise UnableToKeepView(f"You keep {MOST_VIEWS} views already. Remove one that you no longer use first.")
    what = {"measure": measure, "query": query, "saved_at": at}
    view, _ = SavedView.objects.update_or_create(person=by, name=name, defaults=what)
    facts = {"view": view.pk, "measure": measure}
    record_event(stream=SERVICE_STREAM, kind="benchmarks.view_kept", facts=facts, by=by, at=at)
    return view


@transaction.atomic
def drop_view(*, number: int, by: User, at: datetime) -> None:
    """Remove a view that `by` keeps. Needs `measures.view_measures`. Raises `UnableToKeepView` for none of theirs."""
    check_may(by, Permission.VIEW_MEASURES, on=day_of(at))
    view = SavedView.objects.filter(pk=number, person=by).first()
    if view is None:
        raise UnableToKeepView("That view is not among yours. Look at the list again.")
    facts = {"view": view.pk, "measure": view.measure}
    view.delete()
    record_event(stream=SERVICE_STREAM, kind="benchmarks.view_dropped", facts=facts, by=by, at=at)
