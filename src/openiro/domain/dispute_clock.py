"""The clock of a dispute: working days, less those on which it stood still for a coded reason.

Source: IRO Handbook 6.2: all formal stages together take 20 working days at most, counted from the first of them. A
council's procedure says when the clock stands still; each such time is recorded with its reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openiro.domain.clocks import CLOCKS
from openiro.domain.working_days import WorkingCalendar

_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """The clock stands still from `began_on`, and runs again from `ended_on`: that day counts. None: it stands yet."""

    began_on: date
    ended_on: date | None = None


def stops_as_at(stops: Iterable[Stop], on: date) -> tuple[Stop, ...]:
    """The stops as known on `on`: one that lasts yet has stopped every day up to `on`, included; later ones none."""
    known = (stop for stop in stops if stop.began_on <= on)
    return tuple(Stop(stop.began_on, min(stop.ended_on or on + _ONE, on + _ONE)) for stop in known)


def is_stopped(stops: Iterable[Stop], on: date) -> bool:
    """Whether the clock stands still on `on`."""
    return any(stop.began_on <= on and (stop.ended_on is None or on < stop.ended_on) for stop in stops)


def due_after(began_on: date, working_days: int, stops: Sequence[Stop], calendar: WorkingCalendar) -> date:
    """The last day, inclusive, of so many working days after `began_on` (day 0), each day that was stopped left out.

    `stops` have an end (`stops_as_at`). Raises `UnableToCountWorkingDays` beyond the years of the calendar.
    """
    due, stopped = calendar.days_after(began_on, working_days), -1
    while (found := _stopped_between(began_on, due, stops, calendar)) != stopped:
        stopped = found
        due = calendar.days_after(began_on, working_days + stopped)
    return due


def counted_days(start: date, end: date, stops: Sequence[Stop], calendar: WorkingCalendar) -> int:
    """Working days after `start` up to `end`, included, on which the clock ran; negative where `end` lies before."""
    if end < start:
        return -counted_days(end, start, stops, calendar)
    return calendar.days_between(start, end) - _stopped_between(start, end, stops, calendar)


def total_due_on(formal_from_on: date, calendar: WorkingCalendar, stops: Sequence[Stop] = ()) -> date:
    """The last day, inclusive, of all formal stages: 20 working days (IRO Handbook 6.2)."""
    return due_after(formal_from_on, CLOCKS["dispute.formal"].limit, stops, calendar)


def stage_due_on(
    began_on: date,
    working_days: int,
    formal_from_on: date | None,
    calendar: WorkingCalendar,
    stops: Sequence[Stop] = (),
) -> date:
    """The last day, inclusive, of a stage that began on `began_on`: its own time, or that of all formal stages if less.

    Raises `UnableToCountWorkingDays` beyond the years of the calendar.
    """
    own = due_after(began_on, working_days, stops, calendar)
    return own if formal_from_on is None else min(own, total_due_on(formal_from_on, calendar, stops))


def _stopped_between(start: date, end: date, stops: Sequence[Stop], calendar: WorkingCalendar) -> int:
    """Working days after `start` up to `end`, included, that lie in any of the stops, each once."""
    number, reached = 0, start + _ONE
    for began, ended in sorted((stop.began_on, stop.ended_on or end + _ONE) for stop in stops):
        first, after = max(began, reached), min(ended, end + _ONE)
        if first < after:
            number += calendar.days_between(first - _ONE, after - _ONE)
            reached = after
    return number
