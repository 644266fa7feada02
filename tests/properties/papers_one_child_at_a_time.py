"""What follows reviews, counted slowly: one child after another, by the rules of `domain`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from openiro.domain.after_review import AFTER_REVIEW, ReviewOver, clocks_after
from openiro.domain.care import CarePeriod, care_periods, is_looked_after_on, seen_at
from openiro.domain.months import age_on
from openiro.domain.review_sequence import ReviewHeld, reviews_in
from openiro.domain.working_days import WorkingCalendar
from tests.properties.messy_papers import ENTITLEMENTS, Decision, Filed, Papers

CLOCK_NAMES = {True: "met", False: "missed", None: "open"}


class SlowPapers:
    """The figures of a period, as counts by name."""

    def __init__(
        self, council: Sequence[Filed], from_on: date, to_on: date, coverage_from: date, calendar: WorkingCalendar
    ) -> None:
        self.from_on, self.to_on, self.coverage_from, self.calendar = from_on, to_on, coverage_from, calendar
        self.counts: Counter[str] = Counter()
        for each in council:
            self.counts.update(self._marks(each))

    def _in_period(self, day: date | None) -> bool:
        return day is not None and self.from_on <= day <= self.to_on

    def _marks(self, each: Filed) -> Iterator[str]:
        periods = care_periods(seen_at(each.child.episodes, self.to_on))
        papers = dict(zip((review.held_on for review in each.child.reviews), each.papers, strict=True))
        known = [review for review in each.child.reviews if review.held_on <= self.to_on]
        supported = False
        for period, held in reviews_in(periods, known).items():
            for place, review in enumerate(held):
                if period is None or _is_short(period, review.held_on):
                    continue
                found = papers[review.held_on]
                yield from self._completion(found)
                yield from self._of_decisions(found.decisions)
                if self._in_period(review.held_on):
                    yield from self._at_the_review(each, period, held, place, found)
                    supported = supported or found.columns["advocate"] is True
        if supported:
            yield "child with advocate"
        if is_looked_after_on(periods, self.to_on):
            yield from self._told(each)

    def _completion(self, papers: Papers) -> Iterator[str]:
        if not self._in_period(papers.completed_on):
            return
        days = {name: day for name, day in papers.columns.items() if isinstance(day, date) and name != "seen_before_on"}
        over = ReviewOver(papers.completed_on, **days, decisions=[one.answered for one in papers.decisions])
        for name, clock in zip(AFTER_REVIEW, clocks_after(over, self.calendar, self.to_on), strict=True):
            yield f"{name} {CLOCK_NAMES[clock.was_met]}"

    def _of_decisions(self, decisions: Sequence[Decision]) -> Iterator[str]:
        for one in decisions:
            if self._in_period(one.answered.answered_on):
                yield "agreed" if one.answered.answer == "agreed" else "objected or deemed"
            if self._in_period(one.judged_on):
                yield "implemented" if one.outcome == "implemented" else "not implemented"

    def _at_the_review(
        self, each: Filed, period: CarePeriod, held: Sequence[ReviewHeld], place: int, papers: Papers
    ) -> Iterator[str]:
        day = held[place].held_on
        yield from self._permanence(each, period, place, day)
        for check, (answer, on_file) in papers.checks.items():
            yield from _answers(f"{check}", answer, answer)
            yield from _answers(f"{check}_on_file", answer, on_file)
        if age_on(each.child.born_on, day) >= 4:
            yield "chaired" if papers.columns["child_chaired"] in ("part", "all") else "not chaired"
        seen = papers.columns["seen_before_on"]
        before = held[place - 1].held_on if place else None
        in_time = isinstance(seen, date) and seen <= day and (seen > before if before else seen >= period.started_on)
        yield "seen before" if in_time else "not seen before"
        if papers.columns["advocate"]:
            yield "with advocate"

    def _permanence(self, each: Filed, period: CarePeriod, place: int, day: date) -> Iterator[str]:
        if not period.start_known or period.started_on < self.coverage_from:
            if place < 2:
                yield "place unknown"
        elif place == 1:
            planned = any(
                plan.from_on <= day and plan.agreed_on and plan.agreed_on <= day <= (plan.ended_on or day)
                for plan in each.plans
            )
            yield "planned" if planned else "not planned"

    def _told(self, each: Filed) -> Iterator[str]:
        for name, (youngest, oldest) in ENTITLEMENTS.items():
            if youngest <= age_on(each.child.born_on, self.to_on) <= oldest:
                told = any(day <= self.to_on for day in each.told[name])
                yield f"told of {name}" if told else f"not told of {name}"


def _answers(name: str, applies: str | None, answer: str | None) -> Iterator[str]:
    if applies != "not_applicable" and answer in ("yes", "no"):
        yield f"{name} {answer}"


def _is_short(period: CarePeriod, day: date) -> bool:
    """Under V3 or V4 that day; on the last day of care, the episode that ended with it."""
    episode = period.episode_on(day)
    return episode is None or episode.is_short_break
