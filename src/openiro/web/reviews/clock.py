"""What the law's clock says of a child's reviews: as they stand, and if one were held on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openiro.children.queries import care_periods_of
from openiro.domain.adoption_reviews import FurtherDate, further_dates
from openiro.domain.care import CarePeriod, period_holding, period_on
from openiro.domain.policy import Policy
from openiro.domain.review_sequence import JudgedReview, ReviewHeld, ReviewRules
from openiro.domain.timetable import Timetable, timetable
from openiro.reviews.queries import judge
from openiro.reviews.queries.rules import rules_and_policy
from openiro.reviews.queries.timetables import held_reviews_of


@dataclass(frozen=True)
class WhatIf:
    """A review as it would be judged, and the timetable that would follow. `judged` None: outside any time in care."""

    judged: JudgedReview | None
    after: Timetable

    @property
    def due_on(self) -> date | None:
        """The last day in law of the review itself."""
        return self.judged.due.due_on if self.judged else None

    @property
    def is_late(self) -> bool:
        """Whether a reason for lateness must be given."""
        return self.judged is not None and self.judged.in_time is False


@dataclass(frozen=True)
class ReviewClock:
    """A child's time in care and reviews held, with the rules and the policy that hold on `on`."""

    periods: tuple[CarePeriod, ...]
    held: tuple[ReviewHeld, ...]
    rules: ReviewRules
    policy: Policy
    on: date

    @property
    def now(self) -> Timetable:
        """When the next review is due, as the records stand."""
        return self._timetable(self.held)

    def if_held(self, review: ReviewHeld) -> WhatIf:
        """What would follow from that review, held besides those that are recorded."""
        known = [*(each for each in self.held if each.held_on != review.held_on), review]
        judged = judge(self.periods, known, self.rules, self.on)
        return WhatIf(next((each for each in judged if each.review == review), None), self._timetable(known))

    def if_held_on(self, day: date) -> WhatIf:
        """What would follow from a review held, and completed, on that day, which may lie ahead."""
        return replace(self, on=max(day, self.on)).if_held(ReviewHeld(day, None, day))

    @property
    def further(self) -> tuple[FurtherDate, ...]:
        """Last days in law beside that of the ordinary review; none where the child is not looked after."""
        period = period_on(self.periods, self.on)
        return further_dates(period, self.held, self.rules.calendar, self.on) if period else ()

    def is_in_care(self, day: date) -> bool:
        """Whether the child was looked after on that day."""
        return period_holding(self.periods, day) is not None

    def has_review_on(self, day: date) -> bool:
        """Whether a review held on that day is recorded."""
        return any(each.held_on == day for each in self.held)

    def without(self, held_on: date | None) -> "ReviewClock":
        """The same before the review of that day was recorded: for putting that one right."""
        kept = tuple(each for each in self.held if each.held_on != held_on)
        return replace(self, held=kept)

    def _timetable(self, held: Iterable[ReviewHeld]) -> Timetable:
        return timetable(self.periods, held, self.rules, self.on)


def review_clock(child: Any, *, on: date) -> ReviewClock:
    """The clock of one child's reviews; six queries."""
    held = tuple(held_reviews_of([child.pk]).get(child.pk, ()))
    return ReviewClock(care_periods_of(child), held, *rules_and_policy(on=on), on)
