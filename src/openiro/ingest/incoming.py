"""What a load brings: rows by table, the problems found while reading, and the counts."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from openiro.ingest.tables import LoadedTable

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class IncomingTable:
    """The usable rows of one file, one for each key, with `row` and `file`, named as the columns of `table`.

    `source`: the name under which its rows are counted. `read`: rows in the file; `rejected`: those with an error.
    `is_counted`: false for a table that a file fills besides the one that its rows are counted by. `file_kind`: the
    file of the return that it is, where it is counted under another name.
    """

    table: LoadedTable
    source: str
    rows: pl.DataFrame
    read: int
    rejected: int
    is_counted: bool = True
    file_kind: str = ""


@dataclass(frozen=True)
class Incoming:
    """A return or a set of templates as read. `problems` has the columns of `formats.problems.PROBLEM_SCHEMA`."""

    format: str
    year: int | None
    tables: tuple[IncomingTable, ...]
    problems: pl.DataFrame


def content_hash(path: Path) -> str:
    """SHA-256, in hexadecimal, of a file, or of the names and hashes of the files of a folder."""
    if path.is_dir():
        listed = [f"{file.name} {content_hash(file)}" for file in _files(path)]
        return hashlib.sha256("\n".join(listed).encode("utf-8", "surrogateescape")).hexdigest()
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for part in _parts(stream.read):
            digest.update(part)
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))


def _parts(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while part := read(CHUNK):
        yield part
