"""Every table of text in a source: its CSV files, and the sheets of its workbooks."""

from collections.abc import Iterator, Sequence

from openiro.formats.csv_text import RawTable, check_size, read_csv_text
from openiro.formats.limits import Limits
from openiro.formats.source import SourceFile
from openiro.formats.workbook import read_workbook


def raw_tables(files: Sequence[SourceFile], limits: Limits) -> Iterator[tuple[str, RawTable]]:
    """The name and rows of each table, one at a time, bounded all together. Raises `UnableToRead`."""
    cells = 0
    for file in files:
        for name, raw in _tables_of(file, is_alone=len(files) == 1, limits=limits):
            cells += raw.frame.height * raw.frame.width
            check_size(name, 1, cells, limits)
            yield name, raw


def _tables_of(file: SourceFile, *, is_alone: bool, limits: Limits) -> Iterator[tuple[str, RawTable]]:
    if file.suffix == ".xlsx":
        yield from read_workbook(file.name, file.read(), limits)
    elif file.suffix == ".csv" or (file.suffix == ".txt" and is_alone):
        yield file.name, read_csv_text(file.name, file.read(), limits)
