"""When each child's next review falls due: as kept for speed, and as the rules give it from the records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from openiro.children.models import CURRENT, Child
from openiro.children.queries import chunks, computed_care_periods
from openiro.domain.care import CarePeriod as Period
from openiro.domain.care import period_holding
from openiro.domain.clocks import CLOCKS
from openiro.domain.review_sequence import DueDate, ReviewHeld, ReviewRules, ReviewSequence, next_due
from openiro.domain.working_days import UnableToCountWorkingDays
from openiro.reviews.models import Review, ReviewTimetable
from openiro.reviews.queries.rules import timetable_rules

TIMETABLE_FIELDS = ("next_due_on", "rule", "runs_from", "place", "last_held_on", "reviews_held")
TimetableRow = tuple[date | None, str, date | None, int, date | None, int]
# A timetable tells of everything recorded, so that it need not be made anew each morning.
ALL_RECORDED = date.max
_SEQUENCES = {"short_breaks": ReviewSequence.SHORT_BREAKS, "adoption": ReviewSequence.ADOPTION}


@lru_cache(maxsize=8192)
def _held(held_on: date, adjourned_on: date | None, completed_on: date | None) -> ReviewHeld:
    """The facts of a review: most are shared by many children, and cannot change."""
    return ReviewHeld(held_on, adjourned_on, completed_on)


def held_reviews_of(child_ids: Sequence[int]) -> dict[int, list[ReviewHeld]]:
    """The reviews held of each of these children; one query."""
    rows = Review.objects.filter(CURRENT, child_id__in=child_ids, held_on__isnull=False)
    found: dict[int, list[ReviewHeld]] = {}
    facts = rows.order_by("child_id", "held_on").values_list("child_id", "held_on", "adjourned_on", "completed_on")
    for number, held_on, adjourned_on, completed_on in facts.iterator(chunk_size=10_000):
        if held_on is not None:
            found.setdefault(number, []).append(_held(held_on, adjourned_on, completed_on))
    return found


def computed_timetables(child_ids: Sequence[int], rules: ReviewRules) -> dict[int, TimetableRow]:
    """The timetables of those of these children who are in care, by the rules; 2,000 at most, two queries."""
    return timetables_from(computed_care_periods(child_ids), rules)


def timetables_from(periods: Mapping[int, Sequence[Period]], rules: ReviewRules) -> dict[int, TimetableRow]:
    """The timetables that these care periods, by child, give with the reviews held; one query."""
    in_care = [number for number, found in periods.items() if found and found[-1].is_open]
    reviews = held_reviews_of(in_care)
    return {number: _row(periods[number], reviews.get(number, []), rules) for number in in_care}


def kept_timetables(child_ids: Sequence[int]) -> dict[int, TimetableRow]:
    """The timetables kept for these children; one query."""
    rows = ReviewTimetable.objects.filter(child_id__in=child_ids).order_by("child_id")
    return {
        number: (next_due_on, rule, runs_from, place, last_held_on, reviews_held)
        for number, next_due_on, rule, runs_from, place, last_held_on, reviews_held in rows.values_list(
            "child_id", *TIMETABLE_FIELDS
        ).iterator(chunk_size=10_000)
    }


def due_on_of(child: Child) -> date | None:
    """The last legal day of the child's next review as it is kept; None where it is not known or none is needed."""
    return ReviewTimetable.objects.filter(child=child).values_list("next_due_on", flat=True).first()


def faults_in_timetables() -> Iterator[str]:
    """Where a next review kept for speed differs from what the records give, a plain sentence each."""
    rules = timetable_rules()
    numbers = Child.objects.order_by("pk").values_list("pk", flat=True)
    for portion in chunks(numbers.iterator(chunk_size=2000)):
        kept, computed = kept_timetables(portion), computed_timetables(portion, rules)
        for number in portion:
            if kept.get(number) != computed.get(number):
                yield f"The next review kept for child number {number} is not that which the records give."


def due_date(kept: ReviewTimetable) -> DueDate:
    """The due date that a kept timetable holds, with the clock that sets it."""
    sequence = _SEQUENCES.get(kept.rule.partition(".")[0], ReviewSequence.ORDINARY)
    return DueDate(kept.next_due_on, CLOCKS.get(kept.rule), kept.runs_from, sequence, kept.place)


def _row(periods: Sequence[Period], reviews: list[ReviewHeld], rules: ReviewRules) -> TimetableRow:
    period = periods[-1]
    held = [review for review in reviews if period_holding(periods, review.held_on) is period]
    last = held[-1].held_on if held else None
    try:
        due = next_due(period, held, rules, ALL_RECORDED)
    except UnableToCountWorkingDays:
        due = None
    if due is None:
        return (None, "", None, len(held) + 1, last, len(held))
    return (due.due_on, due.clock.id if due.clock else "", due.runs_from, due.place, last, len(held))
