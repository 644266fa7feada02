"""Published files: those held, those that wait for a decision, those removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openiro.benchmarks.models import PublishedFile, PublishedValue
from openiro.domain.permissions import Permission
from openiro.formats.open_statistics_layouts import Layout, layout_named
from openiro.people.models import User
from openiro.people.queries import check_may, day_of

STANDS = {"file__committed_at__isnull": False, "file__removed_at__isnull": True}


class UnableToFindPublished(LookupError):
    """There is no published file of that number."""


@dataclass(frozen=True)
class FileLine:
    """One published file as a page shows it. `years` are the first and last collection year of its figures."""

    number: int
    layout: Layout
    file_name: str
    state: str
    counts: dict[str, Any]
    years: tuple[int, int] | None
    checked_at: datetime
    checked_by: str
    committed_at: datetime | None
    committed_by: str
    removed_at: datetime | None
    removed_by: str


def published_files(user: User, *, at: datetime) -> list[FileLine]:
    """Every published file, the latest first. Needs `ingest.view_loads`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    rows = PublishedFile.objects.select_related("checked_by", "committed_by", "removed_by").order_by("-number")
    return [_line(row) for row in rows]


def published_file(user: User, number: int, *, at: datetime) -> FileLine:
    """One published file. Needs `ingest.view_loads`. Raises `UnableToFindPublished`."""
    found = next((each for each in published_files(user, at=at) if each.number == number), None)
    if found is None:
        raise UnableToFindPublished(f"There is no published file {number}.")
    return found


def published_file_by_number(number: int) -> PublishedFile:
    """The file itself, to be handed to an action. Raises `UnableToFindPublished`."""
    found = PublishedFile.objects.filter(pk=number).first()
    if found is None:
        raise UnableToFindPublished(f"There is no published file {number}.")
    return found


def standing_figures(indicators: Iterable[str]) -> dict[tuple[str, str, str, int], str]:
    """What is printed for each indicator, category, area and collection year in the latest file that stands."""
    rows = PublishedValue.objects.filter(indicator__in=list(indicators), **STANDS).order_by("file__committed_at", "pk")
    columns = rows.values_list("indicator", "category", "area", "year", "printed")
    return {(name, category, area, year): printed for name, category, area, year, printed in columns}


def _line(row: PublishedFile) -> FileLine:
    return FileLine(
        number=row.number,
        layout=layout_named(row.layout),
        file_name=row.file_name,
        state=row.state,
        counts=row.counts,
        years=None if row.from_year is None or row.to_year is None else (row.from_year, row.to_year),
        checked_at=row.checked_at,
        checked_by=row.checked_by.name,
        committed_at=row.committed_at,
        committed_by=row.committed_by.name if row.committed_by else "",
        removed_at=row.removed_at,
        removed_by=row.removed_by.name if row.removed_by else "",
    )
