"""Reviews in words: how they were held, who took part, how many working days are left and which rule says so."""

from collections.abc import Iterable
from datetime import date, time

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.review_sequence import DueDate, Timeliness
from openiro.govuk.dates import MONTHS, WEEKDAYS

NOT_RECORDED = "Not recorded"
MOTHER, FATHER = "mother", "father"
TONES = {
    Timeliness.IN_TIME: "good",
    Timeliness.LATE: "late",
    Timeliness.LATE_COMPLETION: "late",
    Timeliness.AWAITS_COMPLETION: "soon",
    Timeliness.UNKNOWN: "quiet",
}


def options_of(field: str) -> list[tuple[str, str]]:
    """The codes of a list of ours and what they mean, as the answers to a question."""
    return [(each.code, each.meaning) for each in CODE_SETS[field]]


def in_words(field: str, code: str | None) -> str:
    """What a code means; 'Not recorded' where there is none."""
    return meaning_of(field, code) if code else NOT_RECORDED


def source_of(due: DueDate | None) -> str:
    """The law or guidance that sets the date; empty where the date is not known."""
    return due.clock.source if due and due.clock else ""


def minutes(number: int | None) -> str:
    """'45 minutes', '1 hour 20 minutes'; 'Not recorded' where it is not known."""
    if number is None:
        return NOT_RECORDED
    hours, rest = divmod(number, 60)
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] * bool(hours)
    return " ".join([*parts, f"{rest} minute{'' if rest == 1 else 's'}"] if rest else parts)


def time_of_day(value: time | None) -> str:
    """'2:30pm', '9am', 'midday'; empty where no time is set."""
    if value is None:
        return ""
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    past = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{past}{'am' if value.hour < 12 else 'pm'}"


def full_date(value: date | None) -> str:
    """'Friday 27 November 2026'."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def initials_of(name: str, code: str) -> str:
    """'A. B.' for Ada Bell; the number where there is no name."""
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split()) or code


def listed(parts: Iterable[str]) -> str:
    """The parts that are not empty, with commas between."""
    return ", ".join(part for part in parts if part)
