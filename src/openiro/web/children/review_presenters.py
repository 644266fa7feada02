"""A child's reviews as a table: when held, whether in time, who took part."""

from collections.abc import Callable, Sequence

from openiro.domain.codes import meaning_of
from openiro.domain.review_sequence import Timeliness
from openiro.domain.review_status import ReviewState
from openiro.govuk.dates import medium_date
from openiro.reviews.queries import ChildReviews, ParentLine, ReviewLine
from openiro.web.children.words import MODES, NOT_RECORDED, PARTS
from openiro.web.shell.tables import Cell, Column, Table

LATEST = 5
TONES = {
    Timeliness.IN_TIME: "good",
    Timeliness.LATE: "late",
    Timeliness.LATE_COMPLETION: "late",
    Timeliness.AWAITS_COMPLETION: "soon",
    Timeliness.UNKNOWN: "quiet",
}
COLUMNS = (
    Column("Review"),
    Column("Due by"),
    Column("In time?"),
    Column("Child's part"),
    Column("Parents"),
)


def reviews_tables(reviews: ChildReviews, *, words: bool, href_of: Callable[[int], str]) -> tuple[Table, Table | None]:
    """The reviews held, and those cancelled, latest first: the latest few, and those before, if there are more.

    What people wrote stands there only where `words` says so.
    """
    shown = [line for line in reviews.reviews if line.held_on or line.state is ReviewState.CANCELLED]
    rows = [_row(line, words, href_of(line.number)) for line in shown]
    return _table("Latest reviews", rows[:LATEST]), _table("Earlier reviews", rows[LATEST:]) if rows[LATEST:] else None


def _table(caption: str, rows: Sequence[Sequence[Cell | str]]) -> Table:
    return Table(caption, COLUMNS, rows, empty="No review is recorded yet.", caption_hidden=True)


def _row(line: ReviewLine, words: bool, href: str) -> Sequence[Cell | str]:
    if line.held_on is None:
        reason = line.cancellation_reason if words else ""
        return (
            Cell(f"Planned for {medium_date(line.planned_on)}", href=href, hint=reason),
            "",
            Cell("Cancelled", tone="quiet"),
            "",
            "",
        )
    return (
        Cell(medium_date(line.held_on), href=href, hint=_how(line)),
        medium_date(line.judged.due.due_on) if line.judged else "",
        _timeliness(line),
        _part(line),
        _parents(line.parents),
    )


def _part(line: ReviewLine) -> Cell | str:
    code = line.participation_code
    return Cell(PARTS.get(code, code), hint=code) if code else NOT_RECORDED.capitalize()


def _how(line: ReviewLine) -> str:
    parts = [f"by {line.chaired_by}" if line.chaired_by else "", _meetings(line)]
    parts.append(MODES.get(line.mode, line.mode))
    return ", ".join(filter(None, parts))


def _meetings(line: ReviewLine) -> str:
    return f"{len(line.meetings)} meetings" if len(line.meetings) > 1 else ""


def _timeliness(line: ReviewLine) -> Cell:
    if line.judged is None:
        return Cell("Not counted", hint="held outside any time in care", tone="quiet")
    hint = meaning_of("LATE_REASON", line.late_reason) if line.late_reason else ""
    if line.state is ReviewState.ADJOURNED:
        hint = f"adjourned, complete it by {medium_date(line.reconvene_by)}"
    timeliness = line.judged.timeliness
    return Cell(str(timeliness).capitalize(), tone=TONES[timeliness], hint=hint)


def _parents(parents: Sequence[ParentLine]) -> str:
    return "; ".join(_parent(each) for each in parents) or NOT_RECORDED.capitalize()


def _parent(part: ParentLine) -> str:
    who = part.parent.capitalize()
    if part.attended:
        return f"{who} there"
    if part.views:
        return f"{who} gave views"
    return f"{who}: {meaning_of('PARENT_REASON', part.reason).lower() if part.reason else 'no views'}"
