"""What a reader gives: the usable rows of each file, the counts, and every problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from openiro.formats.problems import PROBLEM_SCHEMA


@dataclass(frozen=True)
class ReadFile:
    """The usable rows of one file: `row`, `file` and its columns in lower case, one row for each key.

    `read` rows were in the file, `rejected` had an error, `repeated` gave way to a row under the same key.
    `counted_as`: the name under which its rows are counted, where that is not `name`.
    """

    name: str
    file: str
    frame: pl.DataFrame
    read: int
    rejected: int
    repeated: int
    counted_as: str = ""

    def counted(self, name: str) -> "ReadFile":
        """The same rows, counted under the name of the table that they came from."""
        return replace(self, counted_as=name)

    @property
    def kept(self) -> int:
        """Rows of the frame: those read, without the rejected and the repeated ones."""
        return self.read - self.rejected - self.repeated


@dataclass(frozen=True)
class Return:
    """One return, or one set of templates, as read: files by name, and every problem (`PROBLEM_SCHEMA`)."""

    format: str
    year: int | None
    files: Mapping[str, ReadFile] = field(default_factory=dict)
    problems: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PROBLEM_SCHEMA))
