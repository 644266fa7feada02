"""What a reader has to say about a file: a problem of one row, or the refusal of the whole load."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from openiro.domain.refusal import Refusal


class Severity(StrEnum):
    """An error rejects its row; a warning keeps it and shows on the data-quality page."""

    ERROR = "error"
    WARNING = "warning"


MOST_PROBLEMS = 1_000_000
PROBLEM_SCHEMA = pl.Schema(
    {
        "file": pl.String(),
        "row": pl.Int64(),
        "column": pl.String(),
        "code": pl.String(),
        "severity": pl.String(),
        "message": pl.String(),
        "child": pl.String(),
    }
)


@dataclass(frozen=True)
class Problem:
    """One problem. `row` is the number a spreadsheet shows (the heading is 1), `column` empty for a whole row."""

    file: str
    row: int
    column: str
    code: str
    severity: str
    message: str
    child: str | None


@dataclass(frozen=True)
class Remark:
    """What a warning says: its column (upper case, empty for the row), code and message or its expression."""

    column: str
    code: str
    message: pl.Expr | str


class UnableToRead(Refusal):
    """The file or folder cannot be understood at all; the message says what is wrong and what to do."""

    def __init__(self, file: str, wrong: str, remedy: str) -> None:
        self.file, self._told = file, (file, wrong, remedy)
        super().__init__(f"{file}: {wrong} {remedy}".strip() if file else f"{wrong} {remedy}".strip())

    def __reduce__(self) -> tuple[type["UnableToRead"], tuple[str, str, str]]:
        """What it is made of again in another process."""
        return UnableToRead, self._told


class ProblemLog:
    """Collects problems as frames, so that a file with a problem in every row stays cheap.

    Beyond `most` of them it raises `UnableToRead`: a list that nobody could work through is no answer by row.
    """

    def __init__(self, most: int = MOST_PROBLEMS) -> None:
        self._frames: list[pl.DataFrame] = []
        self._left = self._most = most

    def add_rows(
        self, file: str, rows: pl.DataFrame, column: str, code: str, severity: Severity, message: pl.Expr | str
    ) -> None:
        """One problem for each row of `rows`, a frame with `row` and `child`; `message` may be an expression."""
        if rows.is_empty():
            return
        self._left -= rows.height
        if self._left < 0:
            raise UnableToRead(
                file,
                f"It has more than {self._most:,} problems, the last of them in {column or 'whole rows'} ({code}).",
                "Check that it is the right file and that every column stands under its heading.",
            )
        text = pl.lit(message) if isinstance(message, str) else message
        self._frames.append(
            rows.select(
                file=pl.lit(file),
                row=pl.col("row").cast(pl.Int64),
                column=pl.lit(column),
                code=pl.lit(code),
                severity=pl.lit(severity.value),
                message=text.cast(pl.String),
                child=pl.col("child") if "child" in rows.columns else pl.lit(None, pl.String),
            )
        )

    def add_where(self, file: str, frame: pl.DataFrame, mask: pl.Series, remark: Remark) -> None:
        """A warning for each row of `frame` where `mask` holds."""
        if mask.any():
            self.add_rows(file, frame.filter(mask), remark.column, remark.code, Severity.WARNING, remark.message)

    def add_file(self, file: str, column: str, code: str, message: str) -> None:
        """A warning about a file as a whole, shown at its heading (row 1)."""
        self.add_rows(file, pl.DataFrame({"row": [1]}), column, code, Severity.WARNING, message)

    def frame(self) -> pl.DataFrame:
        """Every problem, by file and row."""
        if not self._frames:
            return pl.DataFrame(schema=PROBLEM_SCHEMA)
        return pl.concat(self._frames, how="vertical").sort("file", "row", "column", maintain_order=True)


def as_problems(frame: pl.DataFrame) -> tuple[Problem, ...]:
    """The rows of a problem frame as values."""
    return tuple(_problems(frame.iter_rows(named=True)))


def _problems(rows: Iterable[dict[str, object]]) -> Iterable[Problem]:
    return (Problem(**row) for row in rows)  # type: ignore[arg-type]
