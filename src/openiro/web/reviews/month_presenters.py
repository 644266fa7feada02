"""A month of the diary as its page shows it: names of one officer's children, counts for a whole service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from openiro.domain.scheduling_policy import SchedulingPolicy
from openiro.govuk.dates import MONTHS, weekday_date
from openiro.reviews.queries import DayCount, DiaryEntry, DiaryKind, clashing, monday_of
from openiro.web.reviews.diary_presenters import held_together, notes_by_day
from openiro.web.reviews.words import listed, time_of_day
from openiro.web.shell.deadlines import counted

MOST_A_DAY = 6
WEEK = 7


@dataclass(frozen=True)
class Item:
    """One line of a day: what, where it leads, and a tag where it stands out."""

    text: str
    href: str
    tag: str = ""
    tone: str = ""
    hint: str = ""


@dataclass(frozen=True)
class MonthDay:
    """One day: its number and name, its holidays, its lines. `is_other`: it belongs to the month before or after."""

    number: int
    title: str
    is_today: bool
    is_other: bool
    notes: tuple[str, ...]
    items: tuple[Item, ...]
    left_out: int
    week_href: str


@dataclass(frozen=True)
class DiaryMonth:
    """A month of whole weeks, Monday first."""

    title: str
    previous: str
    next: str
    is_this_month: bool
    weeks: tuple[tuple[MonthDay, ...], ...]


def month_of(text: str, today: date) -> date:
    """The first day of the month that an address names; of this month where it names none that the diary knows."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        day = today
    return (day if 2000 <= day.year < 2100 else today).replace(day=1)


def days_of(first: date) -> tuple[date, date]:
    """The Monday on or before the month's first day, and the Sunday on or after its last."""
    last = _after(first) - timedelta(days=1)
    return monday_of(first), monday_of(last) + timedelta(days=6)


def diary_month(
    first: date,
    items: Mapping[date, Sequence[Item]],
    *,
    scheduling: SchedulingPolicy,
    today: date,
    week_href: Callable[[date], str],
) -> DiaryMonth:
    """The month that begins on `first`, with these lines by day."""
    start, end = days_of(first)
    notes = notes_by_day(start, end, scheduling)
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    shown = [_day(on, first, items.get(on, ()), notes.get(on, ()), today, week_href) for on in days]
    return DiaryMonth(
        title=f"{MONTHS[first.month - 1]} {first.year}",
        previous=(first - timedelta(days=1)).strftime("%Y-%m"),
        next=_after(first).strftime("%Y-%m"),
        is_this_month=first == today.replace(day=1),
        weeks=tuple(tuple(shown[place : place + WEEK]) for place in range(0, len(shown), WEEK)),
    )


def items_of(entries: Sequence[DiaryEntry], scheduling: SchedulingPolicy) -> dict[date, list[Item]]:
    """The lines of one officer's days: reviews, last days in law without a booking, adjourned ones to complete."""
    clashes, together = clashing(entries, scheduling), held_together(_planned(entries))
    found: dict[date, list[Item]] = {}
    for entry in entries:
        found.setdefault(entry.on, []).append(_item(entry, clashes, together))
    return found


def counts_of(counts: Mapping[date, DayCount], week_href: Callable[[date], str]) -> dict[date, list[Item]]:
    """The lines of a whole service's days: how many, each leading to the week."""
    found: dict[date, list[Item]] = {}
    for on, count in counts.items():
        lines = found.setdefault(on, [])
        if count.planned:
            lines.append(Item(counted(count.planned, "review", "reviews"), week_href(on)))
        if count.not_booked:
            text = counted(count.not_booked, "last day", "last days")
            lines.append(Item(text, week_href(on), "Not booked", "soon"))
    return found


def _planned(entries: Sequence[DiaryEntry]) -> list[DiaryEntry]:
    return [entry for entry in entries if entry.kind is DiaryKind.PLANNED]


def _item(entry: DiaryEntry, clashes: Mapping[int, object], together: Mapping[int, str]) -> Item:
    who = entry.name or entry.code
    if entry.kind is DiaryKind.LAST_DAY:
        return Item(who, reverse("children:child", args=[entry.reference]), "Last day", "soon", "Not booked")
    review = reverse("reviews:review", args=[entry.reference, entry.review_number])
    if entry.kind is DiaryKind.RECONVENE:
        return Item(who, review, "Last day", "soon", "Complete the adjourned review")
    number = entry.review_number or 0
    tag, tone = ("Clash", "late") if number in clashes else ("Late", "late") if entry.is_late else ("", "")
    return Item(listed((time_of_day(entry.at), who)), review, tag, tone, together.get(number, ""))


def _day(
    on: date,
    first: date,
    items: Sequence[Item],
    notes: tuple[str, ...],
    today: date,
    week_href: Callable[[date], str],
) -> MonthDay:
    return MonthDay(
        number=on.day,
        title=weekday_date(on),
        is_today=on == today,
        is_other=on.month != first.month,
        notes=notes,
        items=tuple(items[:MOST_A_DAY]),
        left_out=max(len(items) - MOST_A_DAY, 0),
        week_href=week_href(on),
    )


def _after(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=32)).replace(day=1)
