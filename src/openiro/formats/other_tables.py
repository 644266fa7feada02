"""What the readers of Annex A and of the Standard Safeguarding Dataset share: finding tables, and checking them.

Either becomes the tables of the 903, row for row, and goes through the same checks; problems then name the file, row
and heading that the person has.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from openiro.formats.csv_text import AGAIN, RawTable
from openiro.formats.layouts import LAYOUT_OF, Layout
from openiro.formats.limits import Limits
from openiro.formats.problems import ProblemLog, UnableToRead
from openiro.formats.raw_tables import raw_tables
from openiro.formats.recognise import recognised, remark_on_columns
from openiro.formats.returns import ReadFile, Return
from openiro.formats.source import open_source
from openiro.formats.ssda903 import checked_return

NO_DAY = "1900-01-01"  # beside a child who is in no usable row of the header, so that only this is remarked on


@dataclass(frozen=True)
class FoundTable:
    """One table as it stands in the source: the name of its file or sheet, and its rows of text."""

    file: str
    frame: pl.DataFrame


@dataclass(frozen=True)
class Speech:
    """How a format speaks of the columns of the 903: file of the return -> column -> heading.

    `counted_as`: file of the return -> the name under which its rows are counted. `silent`: columns of the 903 that
    the format never holds, whose blanks are remarked on once. `is_history`: whether every review is in it.
    """

    format: str
    headings: Mapping[str, Mapping[str, str]]
    counted_as: Mapping[str, str]
    silent: frozenset[str]
    is_history: bool


def plain_heading(heading: str) -> str:
    """A heading without case, blanks and marks: 'Child\u2019s Legal Status' and "CHILD'S_LEGAL_STATUS" are one."""
    return re.sub("[^A-Z0-9]", "", heading.upper())


def renamed(raw: RawTable, canonical: Callable[[str], str]) -> RawTable:
    """The table under the headings of its layout; of two that mean one column, the later keeps its own."""
    taken: dict[str, str] = {}
    for heading in raw.headings:
        column, again, rest = heading.partition(AGAIN)
        name = canonical(column) + again + rest
        taken[heading] = heading if name in taken.values() else name
    return RawTable(tuple(taken.values()), raw.frame.rename(taken), raw.surplus, raw.cleaned)


def found_tables(
    path: Path, layouts: Sequence[Layout], canonical: Callable[[str], str], limits: Limits, log: ProblemLog
) -> dict[str, FoundTable]:
    """The tables at `path` by the name of their layout. Raises `UnableToRead` for a second one of a kind."""
    files = open_source(path, limits)
    found: dict[str, FoundTable] = {}
    for name, raw in raw_tables(files, limits):
        raw = renamed(raw, canonical)
        layout = recognised(name, raw, layouts)
        if layout is None:
            continue
        if layout.name in found:
            wrong = f"It is a second {layout.file_name}, beside {found[layout.name].file}."
            raise UnableToRead(name, wrong, "Keep one and put the other elsewhere.")
        label = name.removesuffix(".csv") if any(file.suffix == ".xlsx" for file in files) else name
        remark_on_columns(layout, label, raw, log)
        found[layout.name] = FoundTable(label, _whole(layout, raw.frame))
    return found


def _whole(layout: Layout, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the layout, those that are not there null throughout."""
    cells = [
        (pl.col(column.name) if column.name in frame.columns else pl.lit(None, pl.String)).alias(column.name)
        for column in layout.columns
    ]
    return frame.select("row", *cells)


def as_return(
    source: str, speech: Speech, tables: Mapping[str, FoundTable], log: ProblemLog, year: int | None
) -> Return:
    """The tables, under the columns of the 903 (those not there are blank), checked and made into a return."""
    raw = {name: (table.file, _raw(LAYOUT_OF[name], table.frame)) for name, table in tables.items()}
    read = checked_return(source, raw, log, year, is_903=False, is_history=speech.is_history)
    files = {name: file.counted(speech.counted_as[name]) for name, file in read.files.items()}
    return Return(speech.format, read.year, files, _in_its_words(read.problems, speech, tables))


def with_files(made: Return, others: Mapping[str, ReadFile]) -> Return:
    """The return with files of our templates beside it, which the source told of too."""
    return replace(made, files={**made.files, **others})


def _raw(layout: Layout, frame: pl.DataFrame) -> RawTable:
    headings = tuple(column.name for column in layout.columns)
    cells = [pl.col(name) if name in frame.columns else pl.lit(None, pl.String).alias(name) for name in headings]
    return RawTable(headings, frame.select("row", *cells), pl.DataFrame(schema={"row": pl.Int64}), False)


def _in_its_words(problems: pl.DataFrame, speech: Speech, tables: Mapping[str, FoundTable]) -> pl.DataFrame:
    """The problems under the headings of the source, without those that hold of the whole format."""
    never_there = pl.col("column").is_in(sorted(speech.silent)) & (pl.col("code") == "code_missing")
    told = problems.filter(~never_there & (pl.col("code") != "code_outdated"))
    for name, headings in speech.headings.items():
        if name in tables:
            for column, heading in headings.items():
                told = _with_heading(told, tables[name].file, column, heading)
    return told.unique(maintain_order=True)


def _with_heading(problems: pl.DataFrame, file: str, column: str, heading: str) -> pl.DataFrame:
    here = (pl.col("file") == file) & (pl.col("column") == column)
    message = pl.col("message").str.replace(rf"\b{column}\b", heading.replace("$", "$$"))
    return problems.with_columns(
        column=pl.when(here).then(pl.lit(heading[:40])).otherwise("column"),
        message=pl.when(here).then(message).otherwise("message"),
    )
