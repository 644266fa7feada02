"""Reads a file or folder by the formats of the field, and makes of it rows for the service's tables."""

from pathlib import Path

import polars as pl

from openiro.formats.returns import ReadFile, Return
from openiro.formats.ssda903 import FORMAT as SSDA903
from openiro.formats.ssda903 import read_return
from openiro.ingest.fitting import fitted
from openiro.ingest.incoming import Incoming, IncomingTable
from openiro.ingest.returns import filled


def read_load(path: Path, *, format: str | None, year: int | None) -> Incoming:
    """What `path` holds, in `format` and for collection `year`; both are recognised where they are None.

    Raises `UnableToRead` for what cannot be understood at all.
    """
    return incoming_of(read_return(path, year=year))


def incoming_of(found: Return) -> Incoming:
    """A return as read, as rows for the service's tables."""
    problems = [found.problems]
    tables = []
    for name, file in found.files.items():
        table, remarks = _incoming_table(name, file)
        tables.append(table)
        problems.append(remarks)
    return Incoming(SSDA903, found.year, tuple(tables), pl.concat(problems, how="vertical_relaxed"))


def _incoming_table(name: str, file: ReadFile) -> tuple[IncomingTable, pl.DataFrame]:
    table, rows = filled(name, file.frame)
    rows, remarks = fitted(table, rows)
    return IncomingTable(table, name, rows, file.read, file.rejected), remarks
