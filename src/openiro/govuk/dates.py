"""Dates and times as people read them. Template filters: a missing value gives an empty text."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONDON = ZoneInfo("Europe/London")


def long_date(value: date | None) -> str:
    """'21 November 2026'."""
    if value is None:
        return ""
    value = _day(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_date(value: date | None) -> str:
    """'21 Nov': only where the year is plain from the place it stands in."""
    if value is None:
        return ""
    value = _day(value)
    return f"{value.day} {MONTHS[value.month - 1][:3]}"


def medium_date(value: date | None) -> str:
    """'21 Nov 2026': for tables."""
    if value is None:
        return ""
    return f"{short_date(value)} {_day(value).year}"


def weekday_date(value: date | None) -> str:
    """'Saturday 21 November'."""
    if value is None:
        return ""
    value = _day(value)
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


def month_year(value: date | None) -> str:
    """'November 2026'."""
    if value is None:
        return ""
    value = _day(value)
    return f"{MONTHS[value.month - 1]} {value.year}"


def clock_time(value: datetime | None) -> str:
    """'2:30pm', '9am', 'midday', 'midnight', in London."""
    if value is None:
        return ""
    local = _local(value)
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def date_and_time(value: datetime | None) -> str:
    """'21 November 2026 at 2:30pm', in London."""
    if value is None:
        return ""
    return f"{long_date(value)} at {clock_time(value)}"


def iso_date(value: date | None) -> str:
    """'2026-11-21': for addresses and the `datetime` attribute."""
    return "" if value is None else _day(value).isoformat()


FILTERS = {
    function.__name__: function
    for function in (
        long_date,
        short_date,
        medium_date,
        weekday_date,
        month_year,
        clock_time,
        date_and_time,
        iso_date,
    )
}


def _local(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(LONDON)


def _day(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value
