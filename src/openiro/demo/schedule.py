"""Lays out reviews: first as late as the law allows, then late ones, overdue ones and early ones as the plan counts.

An early review never makes another late: it only puts the next due date off. So reviews are first laid out in time
and few, some are then put off past their day, and early ones are added until the number is right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from openiro.demo.lives import DAY, Life, ReviewLaid
from openiro.demo.plan import Council, Period
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.clocks import CLOCKS
from openiro.domain.months import age_on
from openiro.domain.working_days import WorkingCalendar

SPARE_DAYS = (0, 0, 0, 1, 1, 2, 3, 5, 7)
LATE_BY = (1, 24)
APART = 18
TRIES = 60000
ROUNDS = 12


@dataclass(frozen=True)
class Scheduler:
    """Lays out the reviews of one council."""

    council: Council
    lives: Sequence[Life]
    calendar: WorkingCalendar
    random: Random
    warned: list[str] = field(default_factory=list)

    def lay_out(self) -> None:
        """Fill in the reviews of every life; those before the council's records open are left out at the end."""
        self._plain_until(self.council.opens_on - DAY)
        first = self.council.opens_on
        for period in self.council.periods:
            self._plain_until(period.ends_on)
            _PeriodWork(self, period, first).run()
            first = period.ends_on + DAY
        for life in self.lives:
            life.reviews = [each for each in life.reviews if each.held_on >= self.council.opens_on]

    def _plain_until(self, last: date) -> None:
        for life in self.lives:
            while self._add_next(life, last):
                pass

    def _add_next(self, life: Life, last: date) -> bool:
        review = life.pending or self._next(life)
        life.pending = review
        if review.held_on > last or (life.ended_on and review.held_on >= life.ended_on):
            return False
        life.reviews.append(review)
        life.pending = None
        return True

    def _next(self, life: Life) -> ReviewLaid:
        due = self.due(life, len(life.reviews))
        last = life.reviews[-1].held_on if life.reviews else life.started_on
        return ReviewLaid(self.working_day(due - timedelta(days=self.random.choice(SPARE_DAYS)), last))

    def working_day(self, day: date, after: date) -> date:
        """`day`, or the working day before it; never on or before `after`."""
        while not self.calendar.is_working_day(day):
            day -= DAY
        return max(day, after + DAY)

    def due(self, life: Life, index: int) -> date:
        """The last day in time of the review that follows the first `index`."""
        held = [review.held_on for review in life.reviews[:index]]
        ordinary = self._ordinary_due(life, held)
        if life.adoption_on is None:
            return ordinary
        inside = [day for day in held if day >= life.adoption_on]
        if not inside:
            within = ordinary if ordinary < life.adoption_on else None
            return within or CLOCKS["adoption.first"].due_on(life.adoption_on, self.calendar)
        name = "adoption.second" if len(inside) == 1 else "adoption.later"
        return CLOCKS[name].due_on(held[-1], self.calendar)

    def _ordinary_due(self, life: Life, held: list[date]) -> date:
        if life.status.startswith("short breaks"):
            clock = CLOCKS["short_breaks.later" if held else "short_breaks.first"]
            return clock.due_on(held[-1] if held else life.started_on, self.calendar)
        if not held:
            return CLOCKS["review.first"].due_on(life.started_on, self.calendar)
        name = "review.second" if len(held) == 1 else "review.later"
        return CLOCKS[name].due_on(held[-1], self.calendar)


@dataclass
class _PeriodWork:
    """Brings the reviews of one period to the plan's numbers."""

    scheduler: Scheduler
    period: Period
    first: date

    def run(self) -> None:
        self._put_off_reviews()
        self._leave_some_overdue()
        self._add_early_reviews()

    @property
    def random(self) -> Random:
        return self.scheduler.random

    def _held(self) -> Iterator[tuple[Life, ReviewLaid]]:
        for life in self.scheduler.lives:
            for review in life.reviews:
                if self.first <= review.held_on <= self.period.ends_on:
                    yield life, review

    def _shuffled(self) -> list[Life]:
        lives = [life for life in self.scheduler.lives if life.started_on <= self.period.ends_on]
        self.random.shuffle(lives)
        return lives

    def _put_off_reviews(self) -> None:
        """Hold as many reviews after their day as the plan counts late, one a child."""
        done = sum(review.late for _, review in self._held())
        wanted = self.period.late
        if self.period.late_share is not None:
            opens_on = self.scheduler.council.opens_on
            known = sum(
                life.started_on >= opens_on or review is not _first_from(life, opens_on)
                for life, review in self._held()
            )
            wanted = round(known * self.period.late_share)
        lives = iter(self._shuffled())
        while done < wanted:
            life = next(lives, None)
            if life is None:
                raise UnableToLayOut(f"Only {done} of {wanted} reviews can be late by {self.period.ends_on}.")
            done += self._put_off_one(life)

    def _put_off_one(self, life: Life) -> bool:
        if not self._may_be_changed(life):
            return False
        for index in range(len(life.reviews) - 1, 0, -1):
            if life.reviews[index].held_on < self.first or not self._is_judged(life, index):
                return False
            day = self._late_day(life, index)
            if day <= self._last_day_before(life, index):
                life.reviews[index] = ReviewLaid(day, late=True)
                life.fixed_until = day
                self._forget_pending(life)
                return True
        return False

    def _may_be_changed(self, life: Life) -> bool:
        """A child who stays in care, in no adoptive home, and of whom nothing was arranged in this period."""
        stays = life.ended_on is None or life.ended_on > self.period.ends_on
        return stays and life.adoption_on is None and life.fixed_until < self.first

    def _is_judged(self, life: Life, index: int) -> bool:
        """Whether what came before is known: of care begun before the records open, two reviews."""
        opens_on = self.scheduler.council.opens_on
        return life.started_on >= opens_on or life.reviews[max(0, index - 2)].held_on >= opens_on

    def _late_day(self, life: Life, index: int) -> date:
        day = self.scheduler.due(life, index) + timedelta(days=self.random.randint(*LATE_BY))
        while not self.scheduler.calendar.is_working_day(day):
            day += DAY
        return day

    def _last_day_before(self, life: Life, index: int) -> date:
        following = life.reviews[index + 1].held_on - timedelta(days=APART) if index + 1 < len(life.reviews) else None
        return min(self.period.ends_on, following or date.max)

    def _forget_pending(self, life: Life) -> None:
        life.pending = None

    def _leave_some_overdue(self) -> None:
        """Leave reviews undone at the end, so that the share of children with all reviews in time is the plan's."""
        share = self.period.all_on_time
        if share is None:
            return
        cohort = [life for life in self.scheduler.lives if self._is_of_cohort(life)]
        since = self.period.all_on_time_from or self.first
        failing = sum(any(review.late and review.held_on >= since for review in life.reviews) for life in cohort)
        wanted = round(len(cohort) * (1 - share)) - failing
        for life in self._shuffled():
            if wanted <= 0:
                return
            wanted -= self._leave_one_overdue(life, since)
        if wanted:
            raise UnableToLayOut(f"{wanted} more children should be overdue at {self.period.ends_on} than can be.")

    def _is_of_cohort(self, life: Life) -> bool:
        last = self.period.ends_on
        if not life.in_care_on(last) or (life.adoption_on and life.adoption_on <= last):
            return False
        return CLOCKS["review.first"].due_on(life.started_on, self.scheduler.calendar) <= last

    def _leave_one_overdue(self, life: Life, since: date) -> bool:
        last = self.period.ends_on
        already = any(review.late and review.held_on >= since for review in life.reviews)
        if already or not self._may_be_changed(life) or not self._is_of_cohort(life) or len(life.reviews) < 2:
            return False
        index = len(life.reviews) - 1
        due = self.scheduler.due(life, index)
        earliest = last - timedelta(days=self.period.overdue_days)
        stays_on = life.ended_on is None or life.ended_on > last + timedelta(
            days=self.period.caught_up_after[1] + APART
        )
        if not stays_on or not earliest <= due <= last or life.reviews[-1].held_on < self.first:
            return False
        life.reviews.pop()
        day = last + timedelta(days=self.random.randint(*self.period.caught_up_after))
        while not self.scheduler.calendar.is_working_day(day):
            day += DAY
        life.pending, life.fixed_until = ReviewLaid(day, late=True), day
        return True

    def _add_early_reviews(self) -> None:
        """Add reviews held before they were due, until the numbers of the plan are reached."""
        if self.period.reviews is None:
            return
        self._reach_children_reviewed()
        young = self.period.reviews_under_4
        if young is not None:
            count = sum(age_on(life.born_on, review.held_on) < 4 for life, review in self._held())
            self._add(young - count, "reviews of children under 4", lambda age: age < 4)
            self._add(self._missing(), "reviews of children of 4 and over", lambda age: age >= 4)
        self._add(self._missing(), "reviews", lambda age: True)

    def _missing(self) -> int:
        return (self.period.reviews or 0) - sum(1 for _ in self._held())

    def _reach_children_reviewed(self) -> None:
        if self.period.children_reviewed is None:
            return
        reviewed = {life.number for life, _ in self._held()}
        wanted = self.period.children_reviewed - len(reviewed)
        if wanted < 0:
            raise UnableToLayOut(f"{-wanted} children too many must be reviewed by {self.period.ends_on}.")
        others = [life for life in self._shuffled() if life.number not in reviewed]
        for life in others:
            if wanted and self._add_one(life, lambda age: True, apart=6):
                wanted -= 1
        if wanted:
            raise UnableToLayOut(f"{wanted} more children should be reviewed by {self.period.ends_on} than can be.")

    def _add(self, wanted: int, what: str, suits: Callable[[int], bool]) -> None:
        if wanted < 0:
            raise UnableToLayOut(f"{-wanted} {what} too many are due by {self.period.ends_on}.")
        reviewed = {life.number for life, _ in self._held()}
        fixed = self.period.children_reviewed is not None
        lives = [life for life in self._shuffled() if not fixed or life.number in reviewed]
        for life in self._order_of_tries(lives):
            if wanted == 0:
                return
            wanted -= self._add_one(life, suits)
        raise UnableToLayOut(f"{wanted} more {what} find no room by {self.period.ends_on}.")

    def _order_of_tries(self, lives: list[Life]) -> Iterator[Life]:
        """Those not reviewed since the wave of early reviews began, newcomers first; then anyone, often."""
        if wave := self.period.early_reviews_from:
            lives = sorted(lives, key=lambda life: len(life.reviews) > 0)
            lacking = [life for life in lives if not self._was_reviewed_since(life, wave)]
            yield from (life for life in lacking * ROUNDS if not self._was_reviewed_since(life, wave))
        for _ in range(TRIES):
            yield self.random.choice(lives)

    def _was_reviewed_since(self, life: Life, day: date) -> bool:
        return any(day <= review.held_on <= self.period.ends_on for review in life.reviews)

    def _add_one(self, life: Life, suits: Callable[[int], bool], apart: int = APART) -> bool:
        earliest = max(life.started_on + timedelta(days=4), self.first)
        latest = min(self.period.ends_on, (life.ended_on or date.max) - timedelta(days=2))
        wave = self.period.early_reviews_from
        if wave and self._was_reviewed_since(life, wave):
            latest = min(latest, wave - DAY)
        elif wave:
            earliest = max(earliest, wave)
        if life.fixed_until >= self.first or earliest > latest:
            return False
        day = earliest + timedelta(days=self.random.randint(0, (latest - earliest).days))
        if not self.scheduler.calendar.is_working_day(day) or not suits(age_on(life.born_on, day)):
            return False
        if any(abs((review.held_on - day).days) < apart for review in life.reviews):
            return False
        life.reviews.append(ReviewLaid(day))
        life.reviews.sort(key=lambda review: review.held_on)
        if life.reviews[-1].held_on == day:
            self._forget_pending(life)
        return True


def _first_from(life: Life, day: date) -> ReviewLaid | None:
    return next((review for review in life.reviews if review.held_on >= day), None)
