"""Decisions in words: where each stands, and how long is left."""

from datetime import date

from openiro.domain.decisions import DecisionState
from openiro.domain.words import sentence
from openiro.govuk.dates import medium_date
from openiro.reviews.queries import DecisionLine
from openiro.web.shell.deadlines import Left, left_until
from openiro.web.shell.tables import Cell

TONES = {
    DecisionState.WRITTEN: "quiet",
    DecisionState.SENT: "soon",
    DecisionState.AGREED: "good",
    DecisionState.CONTESTED: "late",
    DecisionState.DEEMED: "info",
    DecisionState.JUDGED: "quiet",
}


def state_cell(line: DecisionLine, on: date) -> Cell:
    """Where a decision stands: waiting with the days left, agreed, contested; done, says its owner."""
    if line.done_on is not None:
        return Cell("Done", tone="good", hint=f"says the owner, on {medium_date(line.done_on)}")
    if line.state is DecisionState.SENT:
        return Cell("With the manager", tone="soon", hint=answer_left(line, on).text)
    waits = line.state in (DecisionState.AGREED, DecisionState.DEEMED) and not line.is_implementable
    return Cell(sentence(line.state), tone=TONES[line.state], hint="once the review is completed" if waits else "")


def answer_left(line: DecisionLine, on: date) -> Left:
    """How long the manager has to answer."""
    return left_until(line.answer_due_on, line.answer_days_left, on)


def due_cell(line: DecisionLine) -> Cell | str:
    """By when a decision is to be carried out; one that is overdue says so."""
    if line.due_on is None:
        return "No day"
    if line.is_overdue:
        return Cell("Overdue", tone="late", hint=f"due {medium_date(line.due_on)}")
    return medium_date(line.due_on)


def outstanding_cell(line: DecisionLine) -> Cell | str:
    """For how many reviews it has been on the list, where that is more than one."""
    if line.outstanding < 2:
        return "New"
    words = f"{line.outstanding} reviews"
    return Cell(words, tone="late") if line.stands_out else words


def child_of(line: DecisionLine) -> str:
    """The child by name, or by number for those who see no names."""
    return line.child or line.child_code
