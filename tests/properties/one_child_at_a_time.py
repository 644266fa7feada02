"""The same measures counted slowly, one child after another, by the rules of `domain`: what the engines must equal."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from openiro.domain.care import (
    CarePeriod,
    care_periods,
    is_looked_after_on,
    is_short_break_on,
    period_on,
    placement_on,
    seen_at,
)
from openiro.domain.codes import ADOPTION_PLACEMENTS
from openiro.domain.months import add_months, age_on
from openiro.domain.placements import placements
from openiro.domain.review_sequence import JudgedReview, ReviewRules, judged_reviews, next_due, reviews_in
from openiro.domain.working_days import WorkingCalendar
from tests.properties.messy_councils import Child

PARTICIPATED = {"PN1", "PN2", "PN3", "PN5", "PN6"}
CODED = PARTICIPATED | {"PN4", "PN7"}


class Slow:
    """The figures of a period, as counts by name, and who they count (`who`)."""

    def __init__(
        self, children: list[Child], from_on: date, to_on: date, coverage_from: date, calendar: WorkingCalendar
    ) -> None:
        self.from_on, self.to_on = from_on, to_on
        self.rules = ReviewRules(calendar, coverage_from)
        self.calendar = calendar
        self.counts: Counter[str] = Counter()
        self.who: dict[str, set[str]] = {}
        for child in children:
            for name in self._marks(child):
                self.counts[name] += 1
                self.who.setdefault(name, set()).add(child.child)

    def _marks(self, child: Child) -> Iterator[str]:
        periods = care_periods(seen_at(child.episodes, self.to_on))
        yield from self._population(periods)
        yield from self._flow(periods)
        yield from self._stays(child, periods)
        held = reviews_in(periods, [review for review in child.reviews if review.held_on <= self.to_on])
        judged = {period: judged_reviews(period, held.get(period, []), self.rules, self.to_on) for period in periods}
        yield from self._reviews(child, periods, judged)
        yield from self._timetable(child, periods, judged)

    def _in_period(self, day: date | None) -> bool:
        return day is not None and self.from_on <= day <= self.to_on

    def _population(self, periods: tuple[CarePeriod, ...]) -> Iterator[str]:
        if is_looked_after_on(periods, self.to_on):
            yield "looked_after"
        if is_short_break_on(periods, self.to_on):
            yield "short_breaks"
        day = self.from_on
        while day <= self.to_on:
            if (day + timedelta(days=1)).day == 1 and is_looked_after_on(periods, day):
                yield f"month {day:%Y-%m}"
            day += timedelta(days=1)

    def _flow(self, periods: tuple[CarePeriod, ...]) -> Iterator[str]:
        started = [
            period for period in periods if self._in_period(period.started_on) and not period.episodes[0].is_short_break
        ]
        known = [period for period in started if period.start_known]
        if known:
            yield "started"
            earlier = [period for period in periods if period.started_on < known[-1].started_on]
            if all(episode.is_short_break for period in earlier for episode in period.episodes):
                yield "first_time"
        elif started:
            yield "started unknown"
        ended = [
            period
            for period in periods
            if self._in_period(period.ended_on) and period.counted_as_ceased and not _last_is_short(period)
        ]
        if ended and not is_looked_after_on(periods, self.to_on):
            yield "ceased"
            yield f"ceased {ended[-1].end_reason}"

    def _reviews(
        self,
        child: Child,
        periods: tuple[CarePeriod, ...],
        judged: dict[CarePeriod, tuple[JudgedReview, ...]],
    ) -> Iterator[str]:
        codes = dict(zip((review.held_on for review in child.reviews), child.codes, strict=True))
        for review in self._counted(judged):
            day = review.review.held_on
            yield "held"
            yield {True: "in time", False: "late", None: "unknown"}[review.in_time]
            if age_on(child.born_on, day) >= 4:
                code = codes[day]
                yield "participated" if code in PARTICIPATED else "coded otherwise" if code in CODED else "uncoded"

    def _counted(self, judged: dict[CarePeriod, tuple[JudgedReview, ...]]) -> Iterator[JudgedReview]:
        for period, reviews in judged.items():
            for review in reviews:
                episode = period.episode_on(review.review.held_on)
                if self._in_period(review.review.held_on) and episode and not episode.is_short_break:
                    yield review

    def _timetable(
        self,
        child: Child,
        periods: tuple[CarePeriod, ...],
        judged: dict[CarePeriod, tuple[JudgedReview, ...]],
    ) -> Iterator[str]:
        current = period_on(periods, self.to_on)
        if current is None:
            return
        due = next_due(current, [each.review for each in judged[current]], self.rules, self.to_on)
        assert due is not None
        overdue, unknown_due = due.is_overdue_at(self.to_on), due.due_on is None
        yield from ["overdue"] * overdue + ["overdue unknown"] * unknown_due
        settled = self.calendar.days_after(current.started_on, 20) <= self.to_on
        if not is_looked_after_on(periods, self.to_on) or not settled:
            return
        if placement_on(periods, self.to_on) in ADOPTION_PLACEMENTS:
            return
        marks = [review.in_time for review in self._counted({current: judged[current]})]
        if False in marks or overdue:
            yield "failed"
        else:
            yield "not judged" if None in marks or unknown_due else "all on time"

    def _stays(self, child: Child, periods: tuple[CarePeriod, ...]) -> Iterator[str]:
        if not is_looked_after_on(periods, self.to_on):
            return
        stays = placements(periods)
        if sum(stay.was_in(self.from_on, self.to_on) for stay in stays) >= 3:
            yield "three placements"
        current = period_on(periods, self.to_on)
        assert current is not None
        if age_on(child.born_on, self.to_on) < 16 and current.started_on <= add_months(self.to_on, -30):
            yield "long term"
            settled_by = add_months(self.to_on, -24)
            if any(stay.ended_on is None and stay.started_on <= settled_by for stay in stays):
                yield "stable"


def _last_is_short(period: CarePeriod) -> bool:
    last = period.episode_on(period.ended_on) if period.ended_on else None
    return last is not None and last.is_short_break
