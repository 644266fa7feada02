"""A workbook's sheets to the same frames of strings as CSV files; formulas give the value last shown, as text."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import python_calamine

from openiro.formats.csv_text import RawTable, table_of_rows
from openiro.formats.limits import Limits
from openiro.formats.problems import UnableToRead
from openiro.formats.source import DAMAGE

_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = "xl/worksheets/"


def read_workbook(name: str, data: bytes, limits: Limits) -> Iterator[tuple[str, RawTable]]:
    """Each sheet that is not empty, under its name with `.csv`. Raises `UnableToRead`."""
    workbook = _opened(name, data, limits)
    try:
        sheets = [
            (sheet, workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
            for sheet in workbook.sheet_names
        ]
    except (python_calamine.CalamineError, *DAMAGE) as fault:
        raise _damaged(name) from fault
    for sheet, rows in sheets:
        texts = [[_text(cell) for cell in row] for row in rows]
        if any(any(row) for row in texts):
            yield f"{sheet}.csv", table_of_rows(f"{name}, sheet {sheet}", texts)


def sheet_names(name: str, data: bytes, limits: Limits) -> tuple[str, ...]:
    """The names of the sheets. Raises `UnableToRead`."""
    return tuple(_opened(name, data, limits).sheet_names)


def _opened(name: str, data: bytes, limits: Limits) -> python_calamine.CalamineWorkbook:
    _check_size(name, data, limits)
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (python_calamine.CalamineError, *DAMAGE) as fault:
        raise _damaged(name) from fault


def _damaged(name: str) -> UnableToRead:
    return UnableToRead(name, "It cannot be opened as a workbook.", "Save it again as .xlsx.")


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _check_size(name: str, data: bytes, limits: Limits) -> None:
    """Refuse a workbook that unpacks to more than it may, or whose sheets claim more cells than it could hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > limits.workbook_bytes:
                raise UnableToRead(name, "It is too large for a workbook of templates.", "Give CSV files.")
            for entry in entries:
                if entry.filename.startswith(_SHEET):
                    _check_cells(name, archive.read(entry), limits)
    except DAMAGE as fault:
        raise _damaged(name) from fault


def _check_cells(name: str, sheet: bytes, limits: Limits) -> None:
    width = height = 0
    for letters, number in _CELL.findall(sheet):
        width, height = max(width, _column(letters)), max(height, int(number))
    if width * height > limits.workbook_cells:
        raise UnableToRead(
            name,
            f"A sheet claims {height:,} rows by {width:,} columns.",
            "Delete what stands far below or beside the table.",
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
