"""Reviews of adoption that the law asks for beside the ordinary ones, of a child who is not placed for adoption.

Source: Adoption Agencies Regulations 2005 (AAR), reg 36. Until a child with a placement order is placed, the ordinary
reviews go on (CPPCR, reg 3), and one meeting may serve both: any review held since counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from openiro.domain.care import CarePeriod
from openiro.domain.clocks import CLOCKS, Clock
from openiro.domain.placements import adoption_spells
from openiro.domain.review_sequence import ReviewHeld
from openiro.domain.working_days import WorkingCalendar

PLACEMENT_ORDER = "E1"


@dataclass(frozen=True)
class FurtherDate:
    """A last day in law beside that of the ordinary review, inclusive, with its clock and the day it runs from.

    `earliest_on`: the first day on which the review may be held; None where no rule sets one.
    """

    clock: Clock
    runs_from: date
    due_on: date
    earliest_on: date | None


def further_dates(
    period: CarePeriod, reviews: Iterable[ReviewHeld], calendar: WorkingCalendar, on: date
) -> tuple[FurtherDate, ...]:
    """The further last days as the records stand at the end of `on`, the earliest first.

    Under a placement order and not placed: within 3 months of the order, then 6 months after the review before it
    (AAR reg 36(1) and (2)). Returned by prospective adopters: 28 to 42 days after the return (statute 1.55).
    """
    held = sorted(review.held_on for review in reviews if period.started_on <= review.held_on <= on)
    found = [*_under_authority(period, held, calendar, on), *_returned(period, held, calendar, on)]
    return tuple(sorted(found, key=lambda each: each.due_on))


def _under_authority(
    period: CarePeriod, held: list[date], calendar: WorkingCalendar, on: date
) -> Iterator[FurtherDate]:
    since = _placement_order_since(period, on)
    if since is None or any(spell.covers(on) for spell in adoption_spells(period)):
        return
    after = [day for day in held if day >= since]
    if after:
        yield _dated("authority.later", after[-1], calendar)
    else:
        yield _dated("authority.first", since, calendar)


def _returned(period: CarePeriod, held: list[date], calendar: WorkingCalendar, on: date) -> Iterator[FurtherDate]:
    ended = [spell.ended_on for spell in adoption_spells(period) if spell.ended_on and spell.ended_on <= on]
    if not ended or ended[-1] == period.ended_on or any(spell.covers(on) for spell in adoption_spells(period)):
        return
    found = _dated("adoption.disrupted", ended[-1], calendar)
    if found.earliest_on is not None and not any(day >= found.earliest_on for day in held):
        yield found


def _placement_order_since(period: CarePeriod, on: date) -> date | None:
    """The first day of the placement order that runs on `on`; None where none does."""
    since = None
    for episode in period.episodes:
        if episode.started_on > on:
            break
        if episode.legal_status != PLACEMENT_ORDER:
            since = None
        elif since is None:
            since = episode.started_on
    return since


def _dated(name: str, runs_from: date, calendar: WorkingCalendar) -> FurtherDate:
    clock = CLOCKS[name]
    return FurtherDate(clock, runs_from, clock.due_on(runs_from, calendar), clock.earliest_on(runs_from, calendar))
