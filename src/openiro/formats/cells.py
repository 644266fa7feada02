"""Tables as CSV that no spreadsheet runs, one by one or in a zip."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

# A cell that begins so is a formula to a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MOMENT = (1980, 1, 1, 0, 0, 0)  # the same tables give the same bytes


def safe_cell(value: object) -> object:
    """The value as a cell: a text that a spreadsheet would take for a formula is marked as text, None is blank."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv_text(lines: Iterable[Sequence[object]]) -> str:
    """Lines for a spreadsheet: no cell that it would take for a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(value) for value in line] for line in lines)
    return text.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, each under its name; the same bytes whenever they are the same."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, kept in files.items():
            file = zipfile.ZipInfo(name, MOMENT)
            file.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(file, kept)
    return content.getvalue()


def zipped_tables(tables: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A zip with a CSV file for each table, its first line the headings; UTF-8 with a mark."""
    return zipped({f"{name}.csv": csv_text(lines).encode("utf-8-sig") for name, lines in tables.items()})
