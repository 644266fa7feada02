"""Checks of single rows: what makes a row unusable, and what is only remarked on."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from openiro.domain.codes import codes_ever, codes_valid
from openiro.formats.layouts import Column, Kind
from openiro.formats.problems import ProblemLog, Severity
from openiro.formats.typed import TypedTable

SHOWN = 20
FORMULA = "^[=+@-]"
_WRITTEN_AS = {
    Kind.DATE: ("date_invalid", "is not a date (dd/mm/yyyy)."),
    Kind.NUMBER: ("number_invalid", "is not a whole number."),
    Kind.DECIMAL: ("number_invalid", "is not a number."),
    Kind.FLAG: ("flag_invalid", "is neither yes nor no."),
}


@dataclass(frozen=True)
class _Fault:
    """What makes rows unusable, with a mask of them."""

    mask: pl.Series
    column: str
    code: str
    message: str


def without_unusable_rows(table: TypedTable, log: ProblemLog) -> pl.DataFrame:
    """The rows that can be used. An *error* is logged for each that cannot: contract, `openiro load --json`."""
    frame = table.frame
    bad: pl.Series | None = None
    for fault in _faults(table):
        log.add_rows(table.file, frame.filter(fault.mask), fault.column, fault.code, Severity.ERROR, fault.message)
        bad = fault.mask if bad is None else bad | fault.mask
    return frame if bad is None else frame.filter(~bad)


def _faults(table: TypedTable) -> Iterator[_Fault]:
    found: list[_Fault | None] = [*_backward(table)]
    for column in table.layout.columns:
        if column.fatal:
            found.extend((_blank(table, column), _impossible(table, column), _no_word(table, column)))
    return (fault for fault in found if fault is not None and fault.mask.any())


def _blank(table: TypedTable, column: Column) -> _Fault | None:
    values = table.frame[column.field]
    if not values.null_count():
        return None
    blank = values.is_null()
    if column.field in table.impossible:
        blank = blank & ~table.impossible[column.field]
    if column.name == "CHILD":
        return _Fault(blank, column.name, "child_missing", "The row names no child (CHILD is empty).")
    code = "date_missing" if column.kind is Kind.DATE else "value_missing"
    return _Fault(blank, column.name, code, f"{column.name} is empty. Without it the row cannot be used.")


def _impossible(table: TypedTable, column: Column) -> _Fault | None:
    if column.field not in table.impossible:
        return None
    code, wrong = _WRITTEN_AS[column.kind]
    message = f"{column.name} {wrong} Without it the row cannot be used."
    return _Fault(table.impossible[column.field], column.name, code, message)


def _no_word(table: TypedTable, column: Column) -> _Fault | None:
    if not column.words:
        return None
    values = table.frame[column.field]
    allowed = [word for word, _ in column.words]
    mask = (values.is_not_null() & ~values.is_in(allowed)).fill_null(False)
    return _Fault(mask, column.name, "code_unknown", f"{column.name} must be one of: {', '.join(allowed)}.")


def _backward(table: TypedTable) -> list[_Fault]:
    layout = table.layout
    if layout.period is None or not layout.period_is_fatal:
        return []
    start, end = layout.period
    mask = (table.frame[end] < table.frame[start]).fill_null(False)
    message = f"It ends ({end.upper()}) before it starts ({start.upper()})."
    return [_Fault(mask, end.upper(), "ends_before_start", message)]


def remark_on_cells(table: TypedTable, year: int | None, log: ProblemLog) -> None:
    """Log warnings for cells that are impossible, blank where they should not be, or no code of `year`."""
    odd = _odd_cells(table, year)
    for column in table.layout.columns:
        if column.kind is Kind.TEXT and column.field in odd:
            _remark_on_formulas(table, column, log)
        if not column.fatal:
            _remark_on_cell(table, column, log)
        if column.code_set and year is not None and column.field in odd:
            _remark_on_codes(table, column, year, log)


def _remark_on_cell(table: TypedTable, column: Column, log: ProblemLog) -> None:
    if column.field in table.impossible:
        _remark_on_impossible(table, column, log)
    if column.required:
        _remark_on_blank(table, column, log)
    if column.words:
        _remark_on_words(table, column, log)


def _odd_cells(table: TypedTable, year: int | None) -> frozenset[str]:
    """The columns in which some cell is no code of `year` or begins like a formula: all looked at in one pass."""
    looks = [
        ~pl.col(column.field).is_in(sorted(codes_valid(column.code_set, year)))
        for column in table.layout.columns
        if column.code_set and year is not None
    ]
    looks += [pl.col(column.field).str.contains(FORMULA) for column in table.layout.columns if column.kind is Kind.TEXT]
    found = table.frame.select(look.any() for look in looks)
    return frozenset(name for name in found.columns if found[name][0])


def _remark_on_impossible(table: TypedTable, column: Column, log: ProblemLog) -> None:
    code, wrong = _WRITTEN_AS[column.kind]
    rest = "The episode is taken to be open." if column.name == "DEC" else "It is left out."
    rows = table.frame.filter(table.impossible[column.field])
    log.add_rows(table.file, rows, column.name, code, Severity.WARNING, f"{column.name} {wrong} {rest}")


def _remark_on_blank(table: TypedTable, column: Column, log: ProblemLog) -> None:
    fault = _blank(table, column)
    if fault is None:
        return
    code = "code_missing" if column.code_set else fault.code
    message = f"{column.name} is empty."
    log.add_rows(table.file, table.frame.filter(fault.mask), column.name, code, Severity.WARNING, message)


def _remark_on_codes(table: TypedTable, column: Column, year: int, log: ProblemLog) -> None:
    values = pl.col(column.field)
    valid = sorted(codes_valid(column.code_set, year))
    odd = table.frame.filter(values.is_not_null() & ~values.is_in(valid))
    outdated = values.is_in(sorted(codes_ever(column.code_set)))
    remarks = (
        (~outdated, "code_unknown", "the return"),
        (outdated, "code_outdated", f"the {year - 1}/{year % 100:02d} return"),
    )
    for mask, code, which in remarks:
        message = pl.format(f"{column.name} '{{}}' is not a code of {which}.", values.str.slice(0, SHOWN))
        log.add_rows(table.file, odd.filter(mask), column.name, code, Severity.WARNING, message)


def _remark_on_words(table: TypedTable, column: Column, log: ProblemLog) -> None:
    fault = _no_word(table, column)
    if fault is not None:
        rows = table.frame.filter(fault.mask)
        log.add_rows(table.file, rows, column.name, fault.code, Severity.WARNING, fault.message)


def _remark_on_formulas(table: TypedTable, column: Column, log: ProblemLog) -> None:
    suspicious = table.frame[column.field].str.contains(FORMULA)
    message = f"{column.name} begins like a spreadsheet formula. It is kept as text and never calculated."
    rows = table.frame.filter(suspicious.fill_null(False))
    log.add_rows(table.file, rows, column.name, "formula", Severity.WARNING, message)
