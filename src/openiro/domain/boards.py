"""The boards that papers go to: in which months they meet, and by when a paper must reach them.

Source: practice (a board sends its papers out before it meets); the days are the council's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openiro.domain.months import add_months
from openiro.domain.policy_reader import Table
from openiro.domain.working_days import WorkingCalendar

MONTHS = 12
LAST_DAY = 31


@dataclass(frozen=True)
class Board:
    """A board that meets on `day` of these months (the last day of a shorter one) and is given a kind of paper, which
    must reach it `working_days_before` before. `others`: reports that other services bring to it."""

    name: str
    paper: str
    months: tuple[int, ...]
    day: int
    working_days_before: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperDue:
    """A meeting ahead, the kind of paper that it is given, and the last day on which the paper is in time."""

    board: str
    paper: str
    meets_on: date
    due_on: date
    others: tuple[str, ...] = ()


def read_boards(tables: Iterable[Table], papers: Mapping[str, str]) -> tuple[Board, ...]:
    """The boards of a policy. Raises `UnableToReadPolicy` for a paper that is none of `papers`, and for odd months."""
    return tuple(_board(table, papers) for table in tables)


def _board(table: Table, papers: Mapping[str, str]) -> Board:
    numbers, paper, day = table.texts("months"), table.text("paper"), table.whole("day", at_least=1)
    board = (table.text("name").strip(), table.whole("working_days_before"))
    others = tuple(table.texts("others")) if "others" in table.names() else ()
    table.finish()
    if not all(number.isdecimal() and 1 <= int(number) <= MONTHS for number in numbers):
        raise table.refuse("months", "give months as '1' to '12'.")
    if paper not in papers:
        raise table.refuse("paper", f"{paper!r} is not a kind of paper. Use one of: {', '.join(papers)}.")
    if day > LAST_DAY or not board[0]:
        raise table.refuse("day", "give a board its name, and a day from 1 to 31.")
    return Board(board[0], paper, tuple(map(int, numbers)), day, board[1], others)


def papers_due(boards: Iterable[Board], on: date, calendar: WorkingCalendar, *, months: int = 6) -> list[PaperDue]:
    """The meetings from `on` to the same day `months` later, the first paper due first.

    Raises `UnableToCountWorkingDays` beyond the calendar.
    """
    found = []
    for board in boards:
        for ahead in range(months + 1):
            first = add_months(on.replace(day=1), ahead)
            meets_on = min(first + timedelta(days=board.day - 1), add_months(first, 1) - timedelta(days=1))
            if first.month in board.months and on <= meets_on <= add_months(on, months):
                due_on = calendar.days_before(meets_on, board.working_days_before)
                found.append(PaperDue(board.name, board.paper, meets_on, due_on, board.others))
    return sorted(found, key=lambda each: (each.due_on, each.board))
