"""Deadlines as people say them: working days left, how pressing that is, and which rule sets the date."""

from openiro.domain.clocks import CLOCKS
from openiro.domain.review_sequence import DueDate
from openiro.govuk.dates import medium_date

PRESSING = 5


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
