"""Reads a file or folder by the formats of the field, and makes of it rows for the service's tables."""

from collections.abc import Container
from dataclasses import replace
from pathlib import Path

import polars as pl

from openiro.children.models import ReturnedRow
from openiro.formats.annex_a import FORMAT as ANNEX_A
from openiro.formats.layouts import LAYOUT_OF
from openiro.formats.problems import ProblemLog
from openiro.formats.read import read_source
from openiro.formats.returns import Return
from openiro.formats.ssda903 import FORMAT as RETURN
from openiro.formats.templates import FORMAT as TEMPLATES
from openiro.ingest.fitting import fitted, with_usable_keys
from openiro.ingest.incoming import Incoming, IncomingTable
from openiro.ingest.returns import columns_of, filled
from openiro.ingest.template_rows import beside_what_is_known, template_tables


def read_load(path: Path, *, format: str | None, year: int | None) -> Incoming:
    """What `path` holds, in `format` and for collection `year`; both are recognised where they are None.

    Raises `UnableToRead` for what cannot be understood at all.
    """
    return incoming_of(read_source(path, format=format, year=year))


def incoming_of(found: Return) -> Incoming:
    """A return or a set of templates as read, as rows for the service's tables."""
    log = ProblemLog()
    if found.format == TEMPLATES:
        tables = template_tables(found.files, log)
    else:
        told = {name: file for name, file in found.files.items() if name not in LAYOUT_OF}
        beside = template_tables({**told, "header": found.files["header"]}, log) if told else []
        tables = [*_return_tables(found, told), *map(beside_what_is_known, beside)]
    fitting = [_fitted(table) for table in tables]
    problems = [found.problems, log.frame(), *(remarks for _, remarks in fitting)]
    return Incoming(
        found.format, found.year, tuple(table for table, _ in fitting), pl.concat(problems, how="vertical_relaxed")
    )


def _return_tables(found: Return, left_out: Container[str]) -> list[IncomingTable]:
    """Each file of the return as the table that it fills. Another format than the 903 leaves what it lacks as it is.

    Annex A, which tells of one day, fills only what is blank.
    """
    tables = []
    for name, file in found.files.items():
        if name in left_out:
            continue
        table, rows = filled(name, file.frame)
        table = replace(table, blank_keeps=found.format != RETURN, only_fills=found.format == ANNEX_A)
        made = IncomingTable(table, file.counted_as or name, rows, file.read, file.rejected, file_kind=name)
        is_part = found.format != RETURN and table.model is ReturnedRow
        tables.append(beside_what_is_known(made) if is_part else made)
    return tables


def _fitted(table: IncomingTable) -> tuple[IncomingTable, pl.DataFrame]:
    usable, errors = with_usable_keys(table.table, table.rows)
    rows, remarks = fitted(table.table, usable, columns_of(table.file_kind or table.source))
    rejected = table.rejected + (table.rows.height - usable.height if table.is_counted else 0)
    return replace(table, rows=rows, rejected=rejected), pl.concat([errors, remarks])
