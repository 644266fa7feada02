"""What a load would do, before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from openiro.ingest.comparison import Comparison, compared
from openiro.ingest.findings import all_problems
from openiro.ingest.incoming import Incoming, content_hash
from openiro.ingest.models import Load
from openiro.ingest.reading import read_load

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Preview:
    """What a load would do: its rows by table against what is stored, and the problems found."""

    incoming: Incoming
    sha256: str
    comparisons: tuple[Comparison, ...]

    def problems(self) -> pl.DataFrame:
        """Everything found wrong, conflicts with typed records included, by file and row."""
        return all_problems(self.incoming, self.comparisons)

    def counts(self) -> dict[str, dict[str, int]]:
        """For each file: rows read, new, changed, the same, in conflict, rejected. A repeated row is the same."""
        return {
            table.source: _counts(table.read, table.rejected, comparison.counts())
            for table, comparison in zip(self.incoming.tables, self.comparisons, strict=True)
            if table.is_counted
        }


def _counts(read: int, rejected: int, found: dict[str, int]) -> dict[str, int]:
    repeated = read - rejected - sum(found.values())
    return {"read": read, **found, "same": found["same"] + repeated, "rejected": rejected}


def quiet(_: str) -> None:
    """Show no progress."""


def preview_load(
    *, path: Path, format: str | None = None, year: int | None = None, progress: Progress = quiet
) -> Preview:
    """Read `path` and hold it against what is stored; writes nothing.

    `format` and collection `year` are recognised where they are None. Raises `UnableToRead` for what cannot be
    understood at all.
    """
    progress("Reading the files")
    incoming = read_load(path, format=format, year=year)
    progress("Comparing with what is stored")
    return preview_of(incoming, content_hash(path))


def preview_of(incoming: Incoming, sha256: str) -> Preview:
    """Hold what was read against what is stored; `sha256` tells whether the same content stands already."""
    is_repeat = Load.objects.filter(
        sha256=sha256,
        format=incoming.format,
        collection_year=incoming.year,
        committed_at__isnull=False,
        undone_at__isnull=True,
    ).exists()
    comparisons = tuple(
        compared(table.table, table.rows, year=incoming.year, is_repeat=is_repeat) for table in incoming.tables
    )
    return Preview(incoming, sha256, comparisons)
