"""Every table of text in a source: its CSV files, and the sheets of its workbooks."""

from collections.abc import Iterator, Sequence

from openiro.formats.csv_text import RawTable, read_csv_text
from openiro.formats.limits import Limits
from openiro.formats.source import SourceFile
from openiro.formats.workbook import read_workbook


def raw_tables(files: Sequence[SourceFile], limits: Limits) -> Iterator[tuple[str, RawTable]]:
    """The name and rows of each table, one at a time. Raises `UnableToRead`."""
    for file in files:
        if file.suffix == ".xlsx":
            yield from read_workbook(file.name, file.read(), limits)
        elif file.suffix == ".csv" or (file.suffix == ".txt" and len(files) == 1):
            yield file.name, read_csv_text(file.name, file.read(), limits)
