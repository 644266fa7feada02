"""Checks of single rows: what makes a row unusable, and what is only remarked on."""

import polars as pl

from openiro.domain.codes import codes_ever, codes_valid
from openiro.formats.layouts import Column, Kind
from openiro.formats.problems import ProblemLog, Severity
from openiro.formats.typed import TypedTable

SHOWN = 20


def without_unusable_rows(table: TypedTable, log: ProblemLog) -> pl.DataFrame:
    """The rows that can be used. An *error* is logged for each that cannot: contract, `openiro load --json`."""
    frame = table.frame
    faults: list[tuple[pl.Series, str, str, str]] = []
    for column in table.layout.columns:
        if column.fatal:
            faults.extend(_fatal_faults(table, column))
    faults.extend(_backward_episodes(table))
    bad = pl.repeat(False, frame.height, eager=True)
    for mask, name, code, message in faults:
        rows = frame.filter(mask)
        log.add_rows(table.file, rows, name, code, Severity.ERROR, message)
        bad = bad | mask
    return frame.filter(~bad) if faults else frame


def _fatal_faults(table: TypedTable, column: Column) -> list[tuple[pl.Series, str, str, str]]:
    values = table.frame[column.field]
    if not values.null_count():
        return []
    if column.kind is not Kind.DATE:
        return [(values.is_null(), column.name, "child_missing", "The row names no child (CHILD is empty).")]
    impossible = table.impossible.get(column.field, pl.repeat(False, len(values), eager=True))
    faults = [
        (
            values.is_null() & ~impossible,
            column.name,
            "date_missing",
            f"{column.name} is empty. Without it the row cannot be used.",
        ),
        (
            impossible,
            column.name,
            "date_invalid",
            f"{column.name} is not a date (dd/mm/yyyy). Without it the row cannot be used.",
        ),
    ]
    return [fault for fault in faults if fault[0].any()]


def _backward_episodes(table: TypedTable) -> list[tuple[pl.Series, str, str, str]]:
    if table.layout.name != "episodes":
        return []
    mask = (table.frame["dec"] < table.frame["decom"]).fill_null(False)
    if not mask.any():
        return []
    return [(mask, "DEC", "ends_before_start", "The episode ends (DEC) before it starts (DECOM).")]


def remark_on_cells(table: TypedTable, year: int, log: ProblemLog) -> None:
    """Log warnings for cells that are impossible, blank where they should not be, or no code of `year`."""
    frame = table.frame
    for column in table.layout.columns:
        if column.kind is Kind.TEXT:
            _remark_on_formulas(table, frame, column, log)
        if column.fatal:
            continue
        if column.field in table.impossible:
            _remark_on_impossible(table, column, log)
        if column.required and frame[column.field].null_count():
            _remark_on_blank(table, frame, column, log)
        if column.code_set:
            _remark_on_codes(table, frame, column, year, log)


def _remark_on_impossible(table: TypedTable, column: Column, log: ProblemLog) -> None:
    rows = table.frame.filter(table.impossible[column.field])
    if column.kind is Kind.NUMBER:
        log.add_rows(
            table.file, rows, column.name, "number_invalid", Severity.WARNING, f"{column.name} is not a number."
        )
        return
    rest = " The episode is taken to be open." if column.name == "DEC" else " It is left out."
    message = f"{column.name} is not a date (dd/mm/yyyy).{rest}"
    log.add_rows(table.file, rows, column.name, "date_invalid", Severity.WARNING, message)


def _remark_on_blank(table: TypedTable, frame: pl.DataFrame, column: Column, log: ProblemLog) -> None:
    blank = frame[column.field].is_null()
    if column.field in table.impossible:
        blank = blank & ~table.impossible[column.field]
    code = "date_missing" if column.kind is Kind.DATE else "code_missing"
    log.add_rows(table.file, frame.filter(blank), column.name, code, Severity.WARNING, f"{column.name} is empty.")


def _remark_on_codes(table: TypedTable, frame: pl.DataFrame, column: Column, year: int, log: ProblemLog) -> None:
    values = pl.col(column.field)
    valid = sorted(codes_valid(column.code_set, year))
    odd = frame.filter(values.is_not_null() & ~values.is_in(valid))
    if odd.is_empty():
        return
    outdated = values.is_in(sorted(codes_ever(column.code_set)))
    shown = values.str.slice(0, SHOWN)
    log.add_rows(
        table.file,
        odd.filter(~outdated),
        column.name,
        "code_unknown",
        Severity.WARNING,
        pl.format(f"{column.name} '{{}}' is not a code of the return.", shown),
    )
    log.add_rows(
        table.file,
        odd.filter(outdated),
        column.name,
        "code_outdated",
        Severity.WARNING,
        pl.format(f"{column.name} '{{}}' is not a code of the {year - 1}/{year % 100:02d} return.", shown),
    )


def _remark_on_formulas(table: TypedTable, frame: pl.DataFrame, column: Column, log: ProblemLog) -> None:
    values = frame[column.field]
    first = values.str.slice(0, 1)
    suspicious = first.is_in(["=", "+", "-", "@"])
    if not suspicious.any():
        return
    log.add_rows(
        table.file,
        frame.filter(suspicious.fill_null(False)),
        column.name,
        "formula",
        Severity.WARNING,
        f"{column.name} begins like a spreadsheet formula. It is kept as text and never calculated.",
    )
