"""When each review was due, whether it was in time, and when the next one is due.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 33 (ordinary reviews), reg 36
(adjournment), reg 48 (short breaks); Adoption Agencies Regulations 2005, reg 36 (placed for adoption); and the
ground rules of the project's measures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from openiro.domain.care import CarePeriod, period_holding
from openiro.domain.clocks import CLOCKS, Clock
from openiro.domain.placements import AdoptionSpell, adoption_spells
from openiro.domain.working_days import WorkingCalendar


class ReviewSequence(StrEnum):
    """Which rules set the date of a review."""

    ORDINARY = "ordinary"
    SHORT_BREAKS = "short breaks"
    ADOPTION = "placed for adoption"


class TimelinessDate(StrEnum):
    """Which day of a review of several meetings, or an adjourned one, is held against its due date."""

    FIRST_MEETING = "first meeting"
    COMPLETION = "completion"


class Timeliness(StrEnum):
    """How a review that was held stands."""

    IN_TIME = "in time"
    LATE = "late"
    LATE_COMPLETION = "completed late after adjournment"
    AWAITS_COMPLETION = "adjourned, not yet completed"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class ReviewHeld:
    """A review that was held; of a series of meetings, `held_on` is the day of the first.

    `adjourned_on` and `completed_on` are blank where it was not adjourned or is not completed.
    """

    held_on: date
    adjourned_on: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True)
class DueDate:
    """The last day in time of a review, inclusive, with the clock that sets it and the day it runs from.

    `due_on` and `clock` None: it cannot be known from the records. `place` counts the reviews known in its
    sequence, from 1.
    """

    due_on: date | None
    clock: Clock | None
    runs_from: date | None
    sequence: ReviewSequence
    place: int

    @property
    def statute_rule(self) -> str | None:
        """The number of the rule that sets the date; None where the date is not known."""
        return self.clock.statute_rule if self.clock else None

    def is_overdue_at(self, day: date) -> bool:
        """Whether the review, not held by the end of `day`, is overdue: its last day was `day` or earlier."""
        return self.due_on is not None and self.due_on <= day


@dataclass(frozen=True)
class JudgedReview:
    """A review held, with the day it was due and how it stands."""

    review: ReviewHeld
    due: DueDate
    timeliness: Timeliness

    @property
    def in_time(self) -> bool | None:
        """True in time, False late, None not known (or adjourned, with its completion still in time)."""
        if self.timeliness in (Timeliness.LATE, Timeliness.LATE_COMPLETION):
            return False
        return True if self.timeliness is Timeliness.IN_TIME else None


@dataclass(frozen=True)
class ReviewRules:
    """What the rules need beyond the records.

    `coverage_from` is the first day from which records are complete (None: always); of a care period begun before
    it, or whose start is not known, the first review known has no known predecessor.
    """

    calendar: WorkingCalendar
    coverage_from: date | None = None
    timeliness_date: TimelinessDate = TimelinessDate.FIRST_MEETING


def reviews_in(
    periods: Sequence[CarePeriod], reviews: Iterable[ReviewHeld]
) -> dict[CarePeriod | None, list[ReviewHeld]]:
    """The reviews by the care period that holds their day, in order; under None those outside any.

    Both ends of a period are included; a day that ends one and begins the next belongs to the next.
    """
    found: dict[CarePeriod | None, list[ReviewHeld]] = {}
    for review in sorted(reviews, key=lambda each: each.held_on):
        found.setdefault(period_holding(periods, review.held_on), []).append(review)
    return found


def judged_reviews(
    period: CarePeriod, reviews: Iterable[ReviewHeld], rules: ReviewRules, as_at: date, *, since: date = date.min
) -> tuple[JudgedReview, ...]:
    """Each review of the care period held from `since` to `as_at`, both inclusive, with its due date and timeliness.

    In order. `reviews` are all of the period, since each is judged by those before it. A review is in time when held
    on or before its due date and, if adjourned, completed within 20 working days of the adjournment. Raises
    `UnableToCountWorkingDays` where a date lies outside the calendar.
    """
    chain = _Chain(period, tuple(_held_by(reviews, as_at)), rules)
    dated = ((review, chain.due_of_held(index)) for index, review in enumerate(chain.held) if review.held_on >= since)
    return tuple(JudgedReview(review, due, _timeliness(review, due, rules, as_at)) for review, due in dated)


def next_due(period: CarePeriod, reviews: Iterable[ReviewHeld], rules: ReviewRules, as_at: date) -> DueDate | None:
    """When the next review of the care period is due, as the records stand at the end of `as_at`.

    None where none is required: care has ended, or has not begun. A due date that is not known has `due_on` None.
    Raises `UnableToCountWorkingDays` where the date lies outside the calendar.
    """
    if not period.covers(as_at):
        return None
    chain = _Chain(period, tuple(_held_by(reviews, as_at)), rules)
    return chain.due(as_at, len(chain.held))


def _held_by(reviews: Iterable[ReviewHeld], as_at: date) -> list[ReviewHeld]:
    by_day = {review.held_on: review for review in reviews if review.held_on <= as_at}
    return [by_day[day] for day in sorted(by_day)]


def _timeliness(review: ReviewHeld, due: DueDate, rules: ReviewRules, as_at: date) -> Timeliness:
    if due.due_on is None:
        return Timeliness.UNKNOWN
    completed_on = review.completed_on if review.completed_on and review.completed_on <= as_at else None
    counts_on = review.held_on
    if rules.timeliness_date is TimelinessDate.COMPLETION and completed_on:
        counts_on = completed_on
    if counts_on > due.due_on:
        return Timeliness.LATE
    if review.adjourned_on is None or review.adjourned_on > as_at:
        return Timeliness.IN_TIME
    return _completion(review.adjourned_on, completed_on, rules.calendar, as_at)


def _completion(adjourned_on: date, completed_on: date | None, calendar: WorkingCalendar, as_at: date) -> Timeliness:
    last_day = CLOCKS["review.adjourned"].due_on(adjourned_on, calendar)
    if completed_on is None:
        return Timeliness.LATE_COMPLETION if last_day <= as_at else Timeliness.AWAITS_COMPLETION
    return Timeliness.IN_TIME if completed_on <= last_day else Timeliness.LATE_COMPLETION


@dataclass(frozen=True)
class _Chain:
    """The reviews held in one care period, in order, and the clocks that run between them."""

    period: CarePeriod
    held: tuple[ReviewHeld, ...]
    rules: ReviewRules

    @cached_property
    def spells(self) -> tuple[AdoptionSpell, ...]:
        return adoption_spells(self.period)

    @cached_property
    def is_wholly_known(self) -> bool:
        """Whether every review since care began is among those known."""
        return self.period.start_known and not self._before_coverage(self.period.started_on)

    def due(self, day: date, index: int) -> DueDate:
        """The due date of the review after the first `index`, by the child's position on `day`."""
        spell = self._spell_on(day)
        if spell is not None:
            return self._placed_for_adoption(spell, index)
        if self._is_short_break_on(day):
            return self._in_short_breaks(index)
        return self._ordinary(index)

    def due_of_held(self, index: int) -> DueDate:
        """The due date of a review that was held. The first one known after unknown ones is judged by nothing."""
        due = self.due(self.held[index].held_on, index)
        return due if index or self.is_wholly_known else DueDate(None, None, None, due.sequence, due.place)

    def _ordinary(self, index: int) -> DueDate:
        if not self.is_wholly_known:
            return self._after_unknown(ReviewSequence.ORDINARY, index)
        if all(self._is_short_break_on(review.held_on) for review in self.held[:index]):
            return self._dated("review.first", self.period.started_on, ReviewSequence.ORDINARY, index + 1)
        name = "review.second" if index == 1 else "review.later"
        return self._dated(name, self.held[index - 1].held_on, ReviewSequence.ORDINARY, index + 1)

    def _in_short_breaks(self, index: int) -> DueDate:
        if not self.is_wholly_known:
            return self._after_unknown(ReviewSequence.SHORT_BREAKS, index)
        if index == 0:
            return self._dated("short_breaks.first", self.period.started_on, ReviewSequence.SHORT_BREAKS, 1)
        before = self.held[index - 1].held_on
        return self._dated("short_breaks.later", before, ReviewSequence.SHORT_BREAKS, index + 1)

    def _placed_for_adoption(self, spell: AdoptionSpell, index: int) -> DueDate:
        inside = sum(review.held_on >= spell.started_on for review in self.held[:index])
        if not self.is_wholly_known and inside == index and not self._four_weeks_hold(spell, index):
            return self._after_unknown(ReviewSequence.ADOPTION, index)
        if inside == 0:
            return self._dated("adoption.first", spell.started_on, ReviewSequence.ADOPTION, 1)
        name = "adoption.second" if inside == 1 else "adoption.later"
        return self._dated(name, self.held[index - 1].held_on, ReviewSequence.ADOPTION, inside + 1)

    def _four_weeks_hold(self, spell: AdoptionSpell, index: int) -> bool:
        """Whether the first review since the placement is still to come, though none before it is known."""
        return index == 0 and spell.start_known and not self._before_coverage(spell.started_on)

    def _after_unknown(self, sequence: ReviewSequence, index: int) -> DueDate:
        """The first review known has no known predecessor; each later one is due 6 months after that before it."""
        if index == 0:
            return DueDate(None, None, None, sequence, 1)
        name = {ReviewSequence.SHORT_BREAKS: "short_breaks.later", ReviewSequence.ADOPTION: "adoption.later"}
        clock = name.get(sequence, "review.later")
        return self._dated(clock, self.held[index - 1].held_on, sequence, index + 1)

    def _dated(self, clock: str, runs_from: date, sequence: ReviewSequence, place: int) -> DueDate:
        found = CLOCKS[clock]
        return DueDate(found.due_on(runs_from, self.rules.calendar), found, runs_from, sequence, place)

    def _spell_on(self, day: date) -> AdoptionSpell | None:
        """The placement for adoption of the day; on the last day of care, the one that ends with it."""
        return next(
            (each for each in self.spells if each.covers(day) or day == each.ended_on == self.period.ended_on),
            None,
        )

    def _is_short_break_on(self, day: date) -> bool:
        episode = self.period.episode_on(day)
        return episode is not None and episode.is_short_break

    def _before_coverage(self, day: date) -> bool:
        return self.rules.coverage_from is not None and day < self.rules.coverage_from
