"""What the commands share: words on the terminal, plain tables, CSV that no spreadsheet runs, files written whole."""

import csv
import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

from openiro.domain.refusal import Refusal
from openiro.formats.cells import safe_cell


class UnableToRun(Refusal):
    """A command was given something that it cannot use."""


def say(text: str) -> None:
    """A line for the person, apart from the output itself (standard error)."""
    print(text, file=sys.stderr)


def show_progress(text: str) -> None:
    """A line on what is being done, on a terminal only."""
    if sys.stderr.isatty():
        print(f"  {text}…", file=sys.stderr)


def parsed_day(text: str) -> date:
    """A day from `2026-03-31` or `31/03/2026`. Raises `UnableToRun`."""
    parts = text.split("/")
    try:
        return date.fromisoformat("-".join(reversed(parts)) if len(parts) == 3 else text)
    except ValueError as fault:
        raise UnableToRun(f"'{text}' is not a day. Write it as 2026-03-31.") from fault


def as_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as aligned columns of text; numbers to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max([len(heading), *(len(row[place]) for row in cells)]) for place, heading in enumerate(headings)]
    lines = [list(headings), ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rjust(width) if _is_number(cell) else cell.ljust(width) for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(padded).rstrip()


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "").lstrip("-").isdigit()


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return out.getvalue()


def _safe(value: object) -> object:
    safe = safe_cell(value) if isinstance(value, str) else value
    return safe.replace("\r", " ") if isinstance(safe, str) else safe


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is complete and on the disk. Raises `UnableToRun`."""
    if path.is_dir():
        raise UnableToRun(f"{path} is a folder. Give the name of a file.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".unfinished", dir=path.parent)
    except OSError as fault:
        raise UnableToRun(f"{path} cannot be written: {fault.strerror}. Choose another place.") from fault
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
