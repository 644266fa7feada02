"""Loads and problems as tables and figures of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from openiro.govuk.dates import date_and_time
from openiro.ingest.queries import CountLine, LoadLine, OwnerCount, ProblemKind, ProblemLine
from openiro.web.imports.words import (
    SEVERITIES,
    STATES,
    code_in_words,
    format_in_words,
    number_in_words,
    owner_in_words,
    year_in_words,
    years_in_words,
)
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table


class Described(Protocol):
    """A problem as its record describes it."""

    load_id: int
    file: str
    row: int
    column: str
    severity: str
    message: str
    child_code: str
    owner: str


@dataclass(frozen=True)
class Totals:
    """Rows of a load over all its files."""

    read: int
    new: int
    changed: int
    same: int
    conflict: int
    rejected: int

    @classmethod
    def of(cls, counts: Sequence[CountLine]) -> "Totals":
        names = ("read", "new", "changed", "same", "conflict", "rejected")
        return cls(*(sum(getattr(line, name) for line in counts) for name in names))


@dataclass(frozen=True)
class LoadPage:
    """What the page of one load says at its head."""

    line: LoadLine
    totals: Totals

    @property
    def title(self) -> str:
        return title_of(self.line)

    @property
    def state(self) -> tuple[str, str]:
        return STATES[self.line.state]

    @property
    def summary(self) -> str:
        """The rows of the load in a few words."""
        totals = self.totals
        return f"{totals.new:,} new, {totals.changed:,} changed, {totals.rejected:,} left out"

    @property
    def _written(self) -> str:
        added = number_in_words(self.totals.new, "new row", "new rows")
        changed = number_in_words(self.totals.changed, "row", "rows")
        if not self.totals.new:
            if not self.totals.changed:
                return "Every row that can be used is stored already, so committing changes no record."
            return f"{changed} will be changed and none added."
        return f"{added} will be added and {self.totals.changed or 'none'} changed."

    @property
    def undoing(self) -> list[str]:
        """What undoing means for the rows of the load."""
        says = []
        if self.totals.changed:
            changed = number_in_words(self.totals.changed, "row that it changed goes", "rows that it changed go")
            says.append(f"The {changed} back to what stood before.")
        if self.totals.new:
            added = number_in_words(self.totals.new, "row that it added is", "rows that it added are")
            says.append(f"The {added} withdrawn. Nothing is deleted, and the history keeps both.")
        return says

    @property
    def consequence(self) -> str:
        """What committing would do, in one sentence or two."""
        totals = self.totals
        does = self._written
        if totals.rejected:
            left = number_in_words(totals.rejected, "row has an error and is", "rows have errors and are")
            does += f" {left} left out; all other rows go in."
        if totals.conflict:
            typed = number_in_words(totals.conflict, "row differs", "rows differ")
            does += f" {typed} from what somebody typed in the service: what was typed stands."
        return does


@dataclass(frozen=True)
class OwnerTile:
    """How many problems wait for one role, and the way to them."""

    label: str
    number: int
    hint: str
    href: str


def title_of(line: LoadLine) -> str:
    """'903 return, 2016/17'."""
    year = f", {year_in_words(line.collection_year)}" if line.collection_year else ""
    return f"{format_in_words(line.format)}{year}"


def load_table(lines: Sequence[LoadLine], pager: Pager) -> Table:
    """The loads so far, newest first."""
    columns = [
        Column("Load"),
        Column("State"),
        Column("Last done"),
        Column("New", numeric=True),
        Column("Changed", numeric=True),
        Column("Left out", numeric=True),
        Column("Open problems", numeric=True),
    ]
    rows = [_load_row(line) for line in lines[pager.start : pager.stop]]
    return Table("Loads so far", columns, rows, empty="Nothing has been loaded yet", pager=pager)


def _load_row(line: LoadLine) -> list[Cell | str]:
    totals = Totals.of(line.counts)
    state, tone = STATES[line.state]
    at, by = line.decided_at or line.checked_at, line.decided_by or line.checked_by
    return [
        Cell(f"{title_of(line)}, load {line.number}", reverse("imports:load", args=[line.number]), hint=line.file_name),
        Cell(state, tone=tone),
        Cell(date_and_time(at), hint=f"by {by}"),
        *(f"{number:,}" for number in (totals.new, totals.changed, totals.rejected, line.open_problems)),
    ]


def loads_with_problems(lines: Sequence[LoadLine]) -> Table:
    """The loads that stand and have open problems, newest first: where each opens to its kinds of problem."""
    columns = [Column("Load"), Column("Committed"), Column("Open problems", numeric=True)]
    rows: list[list[Cell | str]] = [
        [
            Cell(title_of(line), reverse("imports:load", args=[line.number]), hint=f"{line.number}: {line.file_name}"),
            date_and_time(line.decided_at),
            f"{line.open_problems:,}",
        ]
        for line in lines
        if line.state == "committed" and line.open_problems
    ]
    return Table("By load", columns, rows, empty="No load has an open problem")


def count_table(line: LoadLine) -> Table:
    """The rows of a load by file."""
    names = ("New", "Changed", "The same", "In conflict", "Left out", "Read")
    columns = [Column("File"), *(Column(name, numeric=True) for name in names)]
    rows = [[count.source.replace("_", " "), *(f"{number:,}" for number in _numbers(count))] for count in line.counts]
    return Table("Rows by file", columns, rows, empty="No file of this load has a row")


def _numbers(count: CountLine) -> tuple[int, ...]:
    return (count.new, count.changed, count.same, count.conflict, count.rejected, count.read)


def kind_table(kinds: Sequence[ProblemKind]) -> Table:
    """The problems of a load by kind, each with who can put it right."""
    columns = [
        Column("Kind of problem"),
        Column("Where"),
        Column("What happens"),
        Column("Who can put it right"),
        Column("How many", numeric=True),
    ]
    return Table("Problems by kind", columns, [_kind_row(kind) for kind in kinds], empty="No open problems")


def _kind_row(kind: ProblemKind) -> list[Cell | str]:
    what, tone = SEVERITIES[kind.severity]
    first = f"row {kind.first_row:,}" if kind.number == 1 else f"first in row {kind.first_row:,}"
    return [
        Cell(code_in_words(kind.code), _one_by_one(kind), hint=kind.example),
        Cell(_place(kind.file, kind.column), hint=first),
        Cell(what, tone=tone),
        owner_in_words(kind.owner),
        f"{kind.number:,}",
    ]


def _one_by_one(kind: ProblemKind) -> str:
    wanted = {"severity": kind.severity, "file": kind.file, "owner": kind.owner, "code": kind.code}
    return f"?{urlencode(wanted)}#problems"


def tiles_of(kinds: Sequence[ProblemKind]) -> list[OwnerTile]:
    """A tile for each role that problems of one load wait for, most first, and the way to them on the same page."""
    counts: dict[str, tuple[int, int]] = {}
    for kind in kinds:
        errors, number = counts.get(kind.owner, (0, 0))
        counts[kind.owner] = (errors + (kind.number if kind.severity == "error" else 0), number + kind.number)
    most_first = sorted(counts.items(), key=lambda count: (-count[1][1], count[0]))
    return [
        OwnerTile(owner_in_words(owner), number, _left_out(errors), f"?owner={owner}#problems")
        for owner, (errors, number) in most_first
    ]


def _left_out(errors: int) -> str:
    return f"{number_in_words(errors, 'row', 'rows')} left out"


def _place(file: str, column: str) -> str:
    return f"{file}, {column}" if column else file


def problem_table(
    lines: Sequence[ProblemLine], pager: Pager, *, caption: str, empty: str, may_settle: bool, back: str = ""
) -> Table:
    """Problems one by one. `back`: the query text of the list, which settling comes back to."""
    columns = [Column("Where"), Column("What is wrong"), Column("What happens"), Column("Who can put it right")]
    if may_settle:
        columns.append(Column("Settle"))
    rows = [_problem_row(line, may_settle=may_settle, back=back) for line in lines]
    return Table(caption, columns, rows, empty=empty, pager=pager)


def _problem_row(line: ProblemLine, *, may_settle: bool, back: str) -> list[Cell | str]:
    what, tone = SEVERITIES[line.severity]
    row: list[Cell | str] = [
        Cell(line.file, hint=place_in_words(line)),
        Cell(line.message, hint=f"Child {line.child_code}" if line.child_code else ""),
        Cell(what, tone=tone),
        owner_in_words(line.owner),
    ]
    if may_settle:
        row.append(_settle_cell(line, back))
    return row


def _settle_cell(line: ProblemLine, back: str) -> Cell:
    if line.settled_at:
        return Cell("Settled", hint=f"by {line.settled_by}")
    return Cell(f"Settle\u00a0row\u00a0{line.row:,}", f"{reverse('imports:problem-settle', args=[line.number])}{back}")


def place_in_words(line: "ProblemLine | Described") -> str:
    """'row 12, column DECOM'."""
    return f"row {line.row:,}, column {line.column}" if line.column else f"row {line.row:,}"


def owner_tiles(counts: Sequence[OwnerCount]) -> list[OwnerTile]:
    """A tile for each role that problems wait for, most first."""
    return [
        OwnerTile(
            owner_in_words(count.owner),
            count.errors + count.warnings,
            _left_out(count.errors),
            f"{reverse('imports:problem-list')}?owner={count.owner}",
        )
        for count in sorted(counts, key=lambda count: -(count.errors + count.warnings))
    ]


@dataclass(frozen=True)
class Coverage:
    """The collection years of one format that are loaded and stand."""

    format: str
    years: str


def coverage_of(lines: Sequence[LoadLine]) -> list[Coverage]:
    """Which years of which format stand, by format."""
    found: dict[str, set[int]] = {}
    for line in lines:
        if line.state == "committed" and line.collection_year:
            found.setdefault(line.format, set()).add(line.collection_year)
    return [Coverage(format_in_words(code), years_in_words(list(years))) for code, years in sorted(found.items())]


@dataclass(frozen=True)
class ProblemFacts:
    """One problem with all that is known of it."""

    load: int
    rows: list[tuple[str, str]]


def facts_of(problem: Described) -> ProblemFacts:
    """What the page of one problem says of it."""
    place = f"{problem.file}, {place_in_words(problem)}"
    rows = [("What is wrong", problem.message), ("Where", place), ("Child", problem.child_code)]
    rows += [
        ("What happens", SEVERITIES[problem.severity][0]),
        ("Who can put it right", owner_in_words(problem.owner)),
    ]
    return ProblemFacts(problem.load_id, [(name, value) for name, value in rows if value])
