"""A week of the diary as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from openiro.core.queries import bank_holidays_from, working_calendar
from openiro.domain.codes import meaning_of
from openiro.domain.scheduling_policy import SchedulingPolicy
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import long_date, medium_date, weekday_date
from openiro.reviews.queries import DiaryEntry, DiaryKind, clashing, monday_of, working_days_left
from openiro.web.reviews.words import time_of_day
from openiro.web.shell.deadlines import left_until, working_days
from openiro.web.shell.tables import Cell, Column, Table

SHOWN_WHOLE, SHOWN_OF_MORE = 100, 20
SATURDAY = 5
COLUMNS = (Column("Time"), Column("Child"), Column("Where and how"), Column("IRO"), Column("Last day in law"))
LAST_COLUMNS = (Column("Last day"), Column("Child"), Column("IRO"), Column("What to do"))


@dataclass(frozen=True)
class DiaryDay:
    """One day: its name, what makes it special (bank and school holidays), and its reviews."""

    on: date
    title: str
    notes: tuple[str, ...]
    is_today: bool
    is_past: bool
    table: Table | None


@dataclass(frozen=True)
class DiaryWeek:
    """A week of the diary. `left_out`: how many lines more there are than the page shows."""

    title: str
    booked: int
    previous: str
    next: str
    is_this_week: bool
    days: tuple[DiaryDay, ...]
    unbooked: Table
    reconvene: Table | None
    clashes: int
    left_out: int


def week_of(text: str, today: date) -> date:
    """The Monday of the week that an address names; of this week where it names none that the diary knows."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    return monday_of(day if 2000 <= day.year < 2100 else today)


def diary_week(
    entries: Sequence[DiaryEntry], monday: date, *, scheduling: SchedulingPolicy, today: date, booking: bool
) -> DiaryWeek:
    """The week from `monday` on; `booking`: whether to offer booking what has no booking."""
    calendar = working_calendar()
    planned = [entry for entry in entries if entry.kind is DiaryKind.PLANNED]
    last_days = [entry for entry in entries if entry.kind is DiaryKind.LAST_DAY]
    reconvene = [entry for entry in entries if entry.kind is DiaryKind.RECONVENE]
    clashes, shown, shown_last = clashing(planned, scheduling), _shown(planned), _shown(last_days)
    notes = notes_by_day(monday, monday + timedelta(days=6), scheduling)
    together = held_together(planned)
    rows = {entry: _planned_row(entry, calendar, today, _marks(entry, clashes, together)) for entry in shown}
    return DiaryWeek(
        title=f"{long_date(monday)} to {long_date(monday + timedelta(days=6))}",
        booked=len(planned),
        previous=(monday - timedelta(days=7)).isoformat(),
        next=(monday + timedelta(days=7)).isoformat(),
        is_this_week=monday == monday_of(today),
        days=tuple(_days(monday, rows, notes, today)),
        unbooked=_last_days(shown_last, calendar, today, booking),
        reconvene=_to_reconvene(reconvene, calendar, today) if reconvene else None,
        clashes=len(clashes),
        left_out=len(planned) - len(shown) + len(last_days) - len(shown_last),
    )


def _shown(lines: list[DiaryEntry]) -> list[DiaryEntry]:
    """All of them where a person can read them; the first few where an IRO has to be chosen anyway."""
    return lines if len(lines) <= SHOWN_WHOLE else lines[:SHOWN_OF_MORE]


def _days(
    monday: date, rows: dict[DiaryEntry, list[Cell | str]], notes: dict[date, tuple[str, ...]], today: date
) -> list[DiaryDay]:
    days = []
    for number in range(7):
        on = monday + timedelta(days=number)
        found = [row for entry, row in rows.items() if entry.on == on]
        of_day = notes.get(on, ())
        if found or number < SATURDAY or of_day:
            title = weekday_date(on)
            table = Table(f"Reviews on {title}", COLUMNS, found, caption_hidden=True) if found else None
            days.append(DiaryDay(on, title, of_day, on == today, on < today, table))
    return days


def notes_by_day(from_on: date, to_on: date, scheduling: SchedulingPolicy) -> dict[date, tuple[str, ...]]:
    """Bank and school holidays from one day to another, both included, by day; one query."""
    bank = {line.on: line.title for line in bank_holidays_from(from_on) if line.on <= to_on}
    found = {}
    for number in range((to_on - from_on).days + 1):
        on = from_on + timedelta(days=number)
        school = scheduling.holiday_on(on)
        notes = (f"Bank holiday: {bank[on]}" if on in bank else "", school.title if school else "")
        if any(notes):
            found[on] = tuple(filter(None, notes))
    return found


def held_together(planned: Sequence[DiaryEntry]) -> dict[int, str]:
    """By number of the review: which brothers and sisters have theirs at the same time and place."""
    groups: dict[object, list[DiaryEntry]] = {}
    for entry in planned:
        if entry.family:
            groups.setdefault((entry.family, entry.on, entry.at, entry.place), []).append(entry)
    return {
        entry.review_number or 0: "Together with " + ", ".join(_who(other) for other in group if other is not entry)
        for group in groups.values()
        if len(group) > 1
        for entry in group
    }


@dataclass(frozen=True)
class Marks:
    """What stands out at a review of the diary: a clash, and brothers and sisters at the same time."""

    clash: str
    together: str


def _marks(entry: DiaryEntry, clashes: dict[int, list[DiaryEntry]], together: dict[int, str]) -> Marks:
    number = entry.review_number or 0
    others = sorted({time_of_day(other.at) for other in clashes.get(number, ())})
    clash = f"Clash: also at {', '.join(others)}" if others else ""
    return Marks(clash, together.get(number, ""))


def _planned_row(entry: DiaryEntry, calendar: WorkingCalendar, today: date, marks: Marks) -> list[Cell | str]:
    review = reverse("reviews:review", args=[entry.reference, entry.review_number])
    mode = meaning_of("MODE", entry.mode) if entry.mode else ""
    place = entry.place or ("" if mode else "Not set yet")
    time = Cell(time_of_day(entry.at) or "No time yet")
    return [
        Cell(marks.clash, tone="late", hint=time.text) if marks.clash else time,
        Cell(_who(entry), href=review, hint=marks.together or (entry.code if entry.name else "")),
        Cell(place or mode, hint=mode if place else ""),
        entry.officer or "Nobody",
        _last_day(entry, calendar, today),
    ]


def _last_day(entry: DiaryEntry, calendar: WorkingCalendar, today: date) -> Cell:
    if entry.due_on is None:
        return Cell("Not known", tone="quiet", chip=True)
    left = left_until(entry.due_on, working_days_left(entry.due_on, calendar, today), today)
    if not entry.is_late:
        return Cell(medium_date(entry.due_on), tone=left.tone, hint=left.text, chip=True)
    after = working_days_left(entry.on, calendar, entry.due_on)
    late = f"Booked {working_days(after)} late" if after else "Booked after it"
    return Cell(late, tone="late", hint=f"{medium_date(entry.due_on)}, {left.text}", chip=True)


def _last_days(entries: Sequence[DiaryEntry], calendar: WorkingCalendar, today: date, booking: bool) -> Table:
    rows = [
        (
            _day_cell(entry, calendar, today),
            _child_cell(entry),
            entry.officer or "Nobody",
            Cell("Book a review", href=reverse("reviews:review-plan", args=[entry.reference])) if booking else "",
        )
        for entry in entries
    ]
    empty = "No last day in law falls in this week without a booking."
    return Table("Last days in law without a booking", LAST_COLUMNS, rows, empty=empty, caption_hidden=True)


def _to_reconvene(entries: Sequence[DiaryEntry], calendar: WorkingCalendar, today: date) -> Table:
    rows = [
        (
            _day_cell(entry, calendar, today),
            _child_cell(entry),
            entry.officer or "Nobody",
            Cell("Open the review", href=reverse("reviews:review", args=[entry.reference, entry.review_number])),
        )
        for entry in entries
    ]
    return Table("Adjourned reviews to complete", LAST_COLUMNS, rows, caption_hidden=True)


def _day_cell(entry: DiaryEntry, calendar: WorkingCalendar, today: date) -> Cell:
    left = left_until(entry.on, working_days_left(entry.on, calendar, today), today)
    return Cell(weekday_date(entry.on), tone=left.tone, hint=left.text, chip=True)


def _child_cell(entry: DiaryEntry) -> Cell:
    page: Any = reverse("children:child", args=[entry.reference])
    return Cell(_who(entry), href=page, hint=entry.code if entry.name else "")


def _who(entry: DiaryEntry) -> str:
    return entry.name or entry.code
