"""Every clock of the service as data: from which event, how long, and which rule says so.

Offsets count from the anchor as day 0 and include the last day. Working days are those of England and Wales;
months and years follow the corresponding day, clamped to the month's end, and are not moved off a day that is
not a working day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from openiro.domain.clock_table import SOURCES, TABLE
from openiro.domain.months import add_months
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar


class UnableToRunClock(Refusal):
    """A clock was asked for by a name that it does not have, or for a moment when it counts days."""


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


class Direction(StrEnum):
    """Whether the limit lies after the anchor or before it."""

    AFTER = "after"
    BEFORE = "before"


class Confidence(StrEnum):
    """How well the source of a rule is known."""

    VERIFIED = "V"
    SECOND_HAND = "S"
    FROM_MEMORY = "M"
    INFERRED = "I"


@dataclass(frozen=True)
class Clock:
    """One time limit: `title` within `limit` `unit` after (or before) `anchor`.

    `earliest` is the first day on which the thing may be done, in the same unit, where the law sets one.
    `statute_rule` is the number of the rule in the project's table of rules; `source` is the law or guidance;
    `local` says that a council's policy may set another limit.
    """

    id: str
    title: str
    anchor: str
    limit: int
    unit: Unit
    statute_rule: str
    source: str
    confidence: Confidence
    direction: Direction = Direction.AFTER
    earliest: int | None = None
    local: bool = False
    note: str = ""

    def due_on(self, anchor: date, calendar: WorkingCalendar) -> date:
        """The last day that is in time, inclusive, with `anchor` as day 0.

        For a clock that runs before its anchor it is the last day on which the thing may be done. Hours
        count as whole days, rounded up. Raises `UnableToCountWorkingDays` beyond the years of `calendar`.
        """
        return self._moved(anchor, self.limit, calendar)

    def earliest_on(self, anchor: date, calendar: WorkingCalendar) -> date | None:
        """The first day on which the thing may be done, inclusive; None where no rule sets one."""
        return None if self.earliest is None else self._moved(anchor, self.earliest, calendar)

    def due_at(self, anchor: datetime) -> datetime:
        """The last moment in time of a clock counted in hours; else raises `UnableToRunClock`."""
        if self.unit is not Unit.HOURS:
            raise UnableToRunClock(f"{self.title} is counted in {self.unit}, not in hours: ask for its last day.")
        return anchor + timedelta(hours=self.limit)

    def was_met(self, anchor: date, done_on: date, calendar: WorkingCalendar) -> bool:
        """Whether `done_on` is in time: by the last day and, where a rule sets an earliest, not before it."""
        earliest = self.earliest_on(anchor, calendar)
        return done_on <= self.due_on(anchor, calendar) and (earliest is None or done_on >= earliest)

    @property
    def limit_in_words(self) -> str:
        """The limit as people say it: `within 20 working days`, `at least 10 working days before`."""
        unit = self.unit.removesuffix("s") if self.limit == 1 else self.unit
        if self.earliest is not None:
            return f"{self.earliest} to {self.limit} {unit}"
        if self.direction is Direction.BEFORE:
            return f"at least {self.limit} {unit} before"
        return f"within {self.limit} {unit}"

    def _moved(self, anchor: date, count: int, calendar: WorkingCalendar) -> date:
        before = self.direction is Direction.BEFORE
        if self.unit is Unit.WORKING_DAYS:
            return calendar.days_before(anchor, count) if before else calendar.days_after(anchor, count)
        signed = -count if before else count
        if self.unit in (Unit.MONTHS, Unit.YEARS):
            return add_months(anchor, signed * (12 if self.unit is Unit.YEARS else 1))
        if self.unit is Unit.HOURS:
            return anchor + timedelta(days=-(-signed // 24))
        return anchor + timedelta(days=signed * (7 if self.unit is Unit.WEEKS else 1))


def _clock(row: str) -> Clock:
    id, title, anchor, limit, rule, source, confidence, *notes = (cell.strip() for cell in row.split("|"))
    number, _, unit = limit.partition(" ")
    earliest, _, latest = number.rpartition("-")
    short, _, place = source.partition(", ")
    return Clock(
        id=id,
        title=title,
        anchor=anchor,
        limit=int(latest),
        unit=Unit(unit.removesuffix(" before")),
        statute_rule=rule,
        source=", ".join(filter(None, (SOURCES[short], place))),
        confidence=Confidence(confidence),
        direction=Direction.BEFORE if unit.endswith(" before") else Direction.AFTER,
        earliest=int(earliest) if earliest else None,
        local="local" in notes,
        note="; ".join(note for note in notes if note != "local"),
    )


CLOCKS: dict[str, Clock] = {clock.id: clock for clock in map(_clock, TABLE.strip().splitlines())}


def clock(id: str) -> Clock:
    """The clock of that id as law and guidance set it. Raises `UnableToRunClock` where there is none."""
    try:
        return CLOCKS[id]
    except KeyError:
        raise UnableToRunClock(f"There is no clock {id!r}. The clocks are: {', '.join(CLOCKS)}.") from None


def with_limit(id: str, limit: int, unit: Unit) -> Clock:
    """That clock with a council's own limit. Raises `UnableToRunClock` where law leaves no choice."""
    found = clock(id)
    if not found.local:
        choice = ", ".join(each.id for each in CLOCKS.values() if each.local)
        raise UnableToRunClock(f"{found.title} is set by law or guidance. A policy may set: {choice}.")
    return replace(found, limit=limit, unit=unit)
