"""Deadlines as people say them: working days left, how pressing that is, and which rule sets the date."""

from dataclasses import dataclass
from datetime import date

from openiro.domain.clocks import CLOCKS
from openiro.domain.review_sequence import DueDate
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date

PRESSING = 5
_ANCHORS = {
    "review.first": "care began",
    "review.second": "the first review",
    "review.later": "the review before it",
    "short_breaks.first": "the first short break",
    "short_breaks.later": "the review before it",
    "adoption.first": "the child was placed for adoption",
    "adoption.second": "the first review in this placement for adoption",
    "adoption.later": "the review before it",
}


@dataclass(frozen=True)
class Left:
    """How long there is until a last day, in words, and how pressing that is: 'late', 'soon', 'good', 'quiet'."""

    text: str
    tone: str

    @property
    def sentence(self) -> str:
        """The words with a capital letter, as they stand alone."""
        return sentence(self.text)


def left_until(last_on: date | None, left: int | None, today: date) -> Left:
    """'3 working days left', 'last day today', '4 working days overdue'; `left` is counted in working days."""
    if left is None or last_on is None:
        return Left("working days not known", "quiet")
    if left == 0 and last_on > today:
        return Left("no working day left", "soon")
    is_past = last_on < today
    return Left(days_left(left, is_past=is_past), tone_of(left, is_past=is_past))


def rule_in_words(due: DueDate | None) -> str:
    """Why the date is what it is: 'Later review: within 6 months after the review before it (3 May 2026).'"""
    if due is None or due.clock is None or due.runs_from is None:
        return "The records do not say when the review before it was held."
    anchor = _ANCHORS.get(due.clock.id, due.clock.anchor)
    return f"{due.clock.title}: {due.clock.limit_in_words} after {anchor} ({long_date(due.runs_from)})."


def days_left(left: int | None, *, is_past: bool = False) -> str:
    """'3 working days left', 'last day today', '4 working days overdue'.

    `is_past`: the date has passed, if only by a weekend, in which no working day has gone by.
    """
    if left is None:
        return "date not known"
    if left == 0:
        return "overdue" if is_past else "last day today"
    return f"{working_days(left)} left" if left > 0 else f"{working_days(-left)} overdue"


def working_days(number: int) -> str:
    """'1 working day', '20 working days'."""
    return f"{number:,} working day{'' if number == 1 else 's'}"


def tone_of(left: int | None, *, is_past: bool = False) -> str:
    """How pressing that is: 'late', 'soon' for the last 5 days, else 'good'; 'quiet' where it is not known."""
    if left is None:
        return "quiet"
    return "late" if left < 0 or is_past else "soon" if left <= PRESSING else "good"


def due_with_rule(due: DueDate | None) -> str:
    """'due 27 Nov 2026: first review, within 20 working days'."""
    if due is None or due.due_on is None or due.clock is None:
        return "no earlier review to count from"
    return f"due {medium_date(due.due_on)}: {due.clock.title.lower()}, {due.clock.limit_in_words}"


def rule_of(clock_id: str) -> str:
    """'IRO appointed: within 5 working days (Handbook)'."""
    clock = CLOCKS[clock_id]
    return f"{clock.title}: {clock.limit_in_words} ({clock.source})"


def counted(number: int, one: str, several: str) -> str:
    """'1 child', '1,204 children'."""
    return f"{number:,} {one if number == 1 else several}"
