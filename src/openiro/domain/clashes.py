"""When two reviews of one officer stand too close: each takes its time, and the way between them too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

NO_TRAVEL = frozenset({"video", "telephone", "paper"})


@dataclass(frozen=True)
class Appointment:
    """A review at a time. `minutes` it takes; `travel` is the officer's way to it in minutes, one way, None not known.

    `family`: brothers and sisters share one; '' for a child without any. `mode` is a code of MODE.
    """

    number: int
    begins: datetime
    minutes: int
    place: str = ""
    mode: str = ""
    travel: int | None = None
    family: str = ""

    @property
    def ends(self) -> datetime:
        """When it is over; the moment itself is free again."""
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def is_away(self) -> bool:
        """Whether the officer has to be there in person; where nobody said how it is held, they do."""
        return self.mode not in NO_TRAVEL


def minutes_between(one: Appointment, other: Appointment, usual: int) -> int:
    """Minutes to be kept free between two reviews of an officer, whichever comes first.

    Between two that are attended in person at different places: the longest of the council's `usual` and the ways
    that are known. Where only one is, the way to it, as far as it is known; none at one place, or from the desk.
    """
    away = [each for each in (one, other) if each.is_away]
    known = [each.travel for each in away if each.travel is not None]
    if len(away) < 2:
        return max(known, default=0)
    if one.place and one.place.strip().casefold() == other.place.strip().casefold():
        return 0
    return max([usual, *known])


def are_held_together(one: Appointment, other: Appointment) -> bool:
    """Whether two reviews of brothers and sisters are one booking: same time, same place."""
    return bool(one.family) and (one.family, one.begins, one.place) == (other.family, other.begins, other.place)


def do_clash(one: Appointment, other: Appointment, usual: int) -> bool:
    """Whether an officer cannot hold both: they overlap, or the way between them takes longer than there is."""
    if are_held_together(one, other):
        return False
    first, second = sorted((one, other), key=lambda each: (each.begins, each.number))
    return first.ends + timedelta(minutes=minutes_between(first, second, usual)) > second.begins


def clashes(appointments: Iterable[Appointment], usual: int) -> Iterator[tuple[Appointment, Appointment]]:
    """Every pair of one officer's reviews that clash, the earlier first; `usual` minutes of travel by policy."""
    for one, other in combinations(sorted(appointments, key=lambda each: (each.begins, each.number)), 2):
        if do_clash(one, other, usual):
            yield one, other
