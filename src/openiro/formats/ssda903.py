"""Reads an SSDA903 return: a folder or zip of CSV files, a workbook, or one XML file, of any collection year."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from openiro.formats.cross_checks import (
    CheckedFile,
    remark_on_ages,
    remark_on_born,
    remark_on_dates,
    remark_on_endings,
    remark_on_history,
    remark_on_reviews_outside_care,
)
from openiro.formats.csv_text import RawTable
from openiro.formats.keys import one_row_a_key
from openiro.formats.layouts import LAYOUT_OF, LAYOUTS
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.missing_reviews import remark_on_missing_reviews
from openiro.formats.problems import ProblemLog, Severity, UnableToRead
from openiro.formats.raw_tables import raw_tables
from openiro.formats.recognise import recognised, remark_on_columns
from openiro.formats.returns import ReadFile, Return
from openiro.formats.row_checks import remark_on_cells, without_unusable_rows
from openiro.formats.source import SourceFile, open_source
from openiro.formats.typed import TypedTable, typed_table
from openiro.formats.xml_return import read_xml_text
from openiro.formats.years import settled_year

FORMAT = "903"
LARGE = 100_000  # so many rows are worth more than one thread
_SEX = {"1": "M", "2": "F", "M": "M", "F": "F"}


def read_return(path: Path, *, year: int | None = None, limits: Limits = LIMITS, remarks: bool = True) -> Return:
    """Read the return at `path` of collection year `year` (stated, or that of its latest DECOM) and check it.

    Rows with an *error* are left out, all else is kept with a *warning*. Raises `UnableToRead` for what cannot be
    understood at all; then nothing of it is to be used. Without `remarks` nobody looks for warnings.
    Source: guide to the SSDA903 collection.
    """
    gathered = _raw_tables(path, limits)
    return checked_return(path.name, gathered.tables, gathered.log, year, remarks=remarks)


def _raw_tables(path: Path, limits: Limits) -> "_Raw":
    files = open_source(path, limits)
    gathered = _Raw()
    for name, raw in raw_tables(files, limits):
        gathered.add(name, raw)
    if not gathered.tables:
        _add_xml(files, gathered, limits)
    if "header" not in gathered.tables:
        raise UnableToRead(
            path.name,
            "It is not an SSDA903 return: no file of it is the header (CHILD, SEX, DOB, ETHNIC).",
            "Give the folder, zip or XML file of one return.",
        )
    return gathered


class _Raw:
    """The files found, each with the layout it was recognised by."""

    def __init__(self) -> None:
        self.tables: dict[str, tuple[str, RawTable]] = {}
        self.log = ProblemLog()

    def add(self, name: str, raw: RawTable) -> None:
        """Recognise a table and keep it. Raises `UnableToRead` for a second one of its kind."""
        layout = recognised(name, raw)
        if layout is None:
            self.log.add_file(name, "", "file_ignored", "The return has no such file. It is left out.")
            return
        if layout.name in self.tables:
            raise UnableToRead(
                name,
                f"It is a second file of the kind {layout.file_name}, beside {self.tables[layout.name][0]}.",
                "Keep one and put the other elsewhere.",
            )
        remark_on_columns(layout, name, raw, self.log)
        self.tables[layout.name] = (name, raw)


def _add_xml(files: tuple[SourceFile, ...], gathered: _Raw, limits: Limits) -> None:
    found = [file for file in files if file.suffix == ".xml"]
    if len(found) > 1:
        raise UnableToRead(found[1].name, "There is more than one XML file.", "Give one return at a time.")
    for file in found:
        for name, raw in read_xml_text(file.name, file.read(), limits).items():
            gathered.tables[name] = (file.name, raw)


def checked_return(
    source: str,
    found: Mapping[str, tuple[str, RawTable]],
    log: ProblemLog,
    stated: int | None,
    *,
    is_903: bool = True,
    is_history: bool = True,
    remarks: bool = True,
) -> Return:
    """The tables of a return, by name with their file, checked. Raises `UnableToRead` where no year can be told.

    Of another format (not `is_903`) reviews of several years are no fault, and the latest day in care or review
    tells the year. `is_history`: whether every review is in it, so that their number can be judged.
    """
    tables = _typed(found)
    usable = {name: without_unusable_rows(table, log) for name, table in tables.items()}
    year = settled_year(source, stated, _latest_day(usable, is_903=is_903))
    for table in tables.values() if remarks else ():
        remark_on_cells(table, year, log)
    header = one_row_a_key(LAYOUT_OF["header"].key, tables["header"].file, usable["header"], log)
    checked = {"header": CheckedFile(LAYOUT_OF["header"], tables["header"].file, header, usable["header"].height)}
    for name, table in tables.items():
        if name != "header":
            checked[name] = _of_children(table, usable[name], header, log)
    if remarks:
        beside = {name: file if name == "header" else _with_birth(file, header) for name, file in checked.items()}
        _remark(beside, tables, year if is_903 else None, log)
        if "episodes" in beside:
            _remark_on_care(beside, year, log, is_history=is_history)
    files = {name: _read_file(tables[name], checked[name], year) for name in checked}
    return Return(FORMAT, year, files, log.frame())


def _latest_day(usable: Mapping[str, pl.DataFrame], *, is_903: bool) -> date | None:
    columns = [("episodes", "decom")] if is_903 else [("episodes", "decom"), ("episodes", "dec"), ("reviews", "review")]
    days = [usable[name][column].max() for name, column in columns if name in usable]
    return max((day for day in days if isinstance(day, date)), default=None)


def _typed(tables: Mapping[str, tuple[str, RawTable]]) -> dict[str, TypedTable]:
    """The tables with their types; of large ones several at a time, outside the interpreter's lock."""
    layouts = [layout for layout in LAYOUTS if layout.name in tables]
    names = [layout.name for layout in layouts]
    files, raws = [tables[name][0] for name in names], [tables[name][1].frame for name in names]
    if sum(raw.height for raw in raws) < LARGE:
        return dict(zip(names, map(typed_table, layouts, files, raws), strict=True))
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return dict(zip(names, pool.map(typed_table, layouts, files, raws), strict=True))


def _of_children(table: TypedTable, usable: pl.DataFrame, header: pl.DataFrame, log: ProblemLog) -> CheckedFile:
    """The rows whose child is in the header, one for each key."""
    known = usable["child"].is_in(header["child"].implode())
    kept = usable
    if not known.all():
        kept = usable.filter(known)
        wrong = "The child is in no usable row of the header."
        log.add_rows(table.file, usable.filter(~known), "CHILD", "child_not_in_header", Severity.ERROR, wrong)
    single = one_row_a_key(table.layout.key, table.file, kept, log)
    return CheckedFile(table.layout, table.file, single, kept.height)


def _with_birth(file: CheckedFile, header: pl.DataFrame) -> CheckedFile:
    """The same with the date of birth of the child, and its place in the header, beside each row."""
    born = header.select("child", born_on="dob").with_row_index("child_number")
    return replace(file, frame=file.frame.join(born, on="child", how="left", maintain_order="left"))


def _remark(checked: dict[str, CheckedFile], tables: dict[str, TypedTable], year: int | None, log: ProblemLog) -> None:
    for name, file in checked.items():
        remark_on_endings(file, _rows_with_impossible_end(tables[name]), log)
        if name != "header":
            remark_on_born(file, log)
            remark_on_ages(file, log)
            remark_on_dates(file, year, log)


def _remark_on_care(checked: dict[str, CheckedFile], year: int, log: ProblemLog, *, is_history: bool) -> None:
    remark_on_history(checked["episodes"], year, log)
    if "reviews" in checked:
        remark_on_reviews_outside_care(checked["reviews"], checked["episodes"], year, log)
        if is_history:
            remark_on_missing_reviews(checked["reviews"], checked["episodes"], year, log)


def _rows_with_impossible_end(table: TypedTable) -> pl.Series | None:
    if "dec" not in table.impossible:
        return None
    return table.frame["row"].filter(table.impossible["dec"])


def _read_file(table: TypedTable, checked: CheckedFile, year: int) -> ReadFile:
    frame = checked.frame
    if "sex" in frame.columns:
        frame = frame.with_columns(sex=pl.col("sex").replace_strict(_SEX, default="U"))
    if table.layout.yearly:
        frame = frame.with_columns(year=pl.lit(year, pl.Int64))
    return ReadFile(
        table.layout.name,
        table.file,
        frame.with_columns(file=pl.lit(table.file)),
        read=table.frame.height,
        rejected=table.frame.height - checked.accepted,
        repeated=checked.accepted - frame.height,
    )
