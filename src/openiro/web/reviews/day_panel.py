"""What is to be known of a day before a review is booked for it: law, holidays, the IRO's day, the next review."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from openiro.children.queries import children_needing_time
from openiro.core.queries import bank_holidays_from
from openiro.domain.codes import meaning_of
from openiro.domain.months import add_months
from openiro.domain.review_sequence import ReviewSequence
from openiro.domain.scheduling_policy import AuthorityReviews, SchedulingPolicy
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import long_date
from openiro.reviews.queries import Booking, ClashLine, clashes_with, needed_early, working_days_left
from openiro.web.reviews.clock import ReviewClock
from openiro.web.reviews.words import full_date, minutes, time_of_day
from openiro.web.shell.deadlines import rule_in_words, working_days
from openiro.web.shell.request import Request

SATURDAY = 5


@dataclass(frozen=True)
class Note:
    """One thing to know of the day: a word or two with their tone, and what stands behind them."""

    tag: str
    tone: str
    text: str


@dataclass(frozen=True)
class DayPanel:
    """Everything to know of a day, the most pressing first."""

    title: str
    notes: tuple[Note, ...]


def day_panel(
    request: Request,
    child: Any,
    clock: ReviewClock,
    day: date,
    *,
    scheduling: SchedulingPolicy,
    booking: Booking | None = None,
) -> DayPanel:
    """What speaks for and against a review on `day`; with `booking` also against its hour."""
    notes = [
        law_note(clock, day),
        *_further_notes(clock, day, scheduling),
        *_early_notes(child, day),
        *age_notes(child.born_on, clock, day),
        *holiday_notes(day, scheduling, clock.rules.calendar),
        *_time_notes(child, scheduling, request.today),
        *(_clash_notes(clashes_with(request.user, child, booking, scheduling, on=request.today)) if booking else ()),
        next_note(clock, day),
    ]
    order = {"late": 0, "soon": 1, "info": 2, "good": 3, "quiet": 4}
    return DayPanel(full_date(day), tuple(sorted(notes, key=lambda note: order[note.tone])))


def law_note(clock: ReviewClock, day: date) -> Note:
    """How far before or after the last day in law it is."""
    due_on = clock.now.due_on
    if due_on is None:
        return Note("Last day not known", "quiet", rule_in_words(clock.now.due))
    apart = working_days_left(due_on, clock.rules.calendar, day) or 0
    last = f"The last day in law is {full_date(due_on)}"
    if day > due_on:
        return Note("Late", "late", f"{last}: this is {working_days(-apart)} after it.")
    if day == due_on:
        return Note("Last day", "soon", f"{last}: this is the very day.")
    return Note("In time", "good", f"{last}: this is {working_days(apart)} before it.")


def next_note(clock: ReviewClock, day: date) -> Note:
    """When the next review would fall due."""
    after = clock.if_held_on(day).after
    if after.due_on is None:
        return Note("Next review", "quiet", "When the review after it falls due is not known.")
    text = f"Held on this day, the next falls due by {full_date(after.due_on)}. {rule_in_words(after.due)}"
    return Note("Next review", "quiet", text)


def holiday_notes(day: date, scheduling: SchedulingPolicy, calendar: WorkingCalendar) -> list[Note]:
    """Weekend, bank holiday and school holiday; one query, of a bank holiday alone."""
    notes = []
    if day.weekday() >= SATURDAY:
        notes.append(Note("Weekend", "soon", "It is not a working day."))
    bank = next(iter(bank_holidays_from(day)), None) if day in calendar.holidays else None
    if bank is not None:
        notes.append(Note("Bank holiday", "soon", bank.title))
    school = scheduling.holiday_on(day)
    if school is not None:
        days = f"{long_date(school.from_on)} to {long_date(school.to_on)}"
        notes.append(Note("School holiday", "info", f"{school.title}, {days}: school may not be there."))
    return notes


def age_notes(born_on: date, clock: ReviewClock, day: date) -> list[Note]:
    """What the child's age, or the place in the sequence, asks of a review on the day (statute 1.10, 1.30, 1.31)."""
    notes = []
    adult, sixteen = add_months(born_on, 18 * 12), add_months(born_on, 16 * 12)
    if day >= adult:
        notes.append(
            Note("Aged 18", "soon", f"The child turns 18 on {long_date(adult)}: no review is needed from then on.")
        )
    elif day >= sixteen and not any(review.held_on >= sixteen for review in clock.held):
        notes.append(Note("First at 16", "info", "First review since the 16th birthday: staying put is considered."))
    due = clock.now.due
    if due is not None and due.place == 2 and due.sequence is ReviewSequence.ORDINARY:
        notes.append(Note("Second review", "info", "A plan for permanence is to be in place by this review."))
    return notes


def holidays_until(last_on: date | None, today: date, scheduling: SchedulingPolicy) -> tuple[str, ...]:
    """The school holidays from today to the last day in law, in words."""
    if last_on is None or last_on < today:
        return ()
    found = scheduling.holidays_between(today, last_on)
    return tuple(f"{each.title}, {long_date(each.from_on)} to {long_date(each.to_on)}" for each in found)


def _further_notes(clock: ReviewClock, day: date, scheduling: SchedulingPolicy) -> list[Note]:
    notes = []
    for each in clock.further:
        if each.clock.id.startswith("authority") and scheduling.authority_reviews is AuthorityReviews.OFF:
            continue
        last = f"{each.clock.title}: by {long_date(each.due_on)} ({each.clock.source})."
        if day > each.due_on:
            notes.append(Note("Late", "late", last))
        elif each.earliest_on is not None and day < each.earliest_on:
            notes.append(Note("Too early", "soon", f"{last} Not before {long_date(each.earliest_on)}."))
        else:
            notes.append(Note("In time", "good", last))
    return notes


def _early_notes(child: Any, day: date) -> list[Note]:
    """Early reviews asked for, held against the day."""
    notes = []
    for trigger, needed_by in needed_early(child):
        late = day > needed_by
        text = f"{meaning_of('EARLY_REVIEW_TRIGGER', trigger)}: needed by {long_date(needed_by)}."
        notes.append(Note("Too late" if late else "Early review", "late" if late else "good", text))
    return notes


def _time_notes(child: Any, scheduling: SchedulingPolicy, today: date) -> list[Note]:
    """More time than usual, where the child needs it to take part."""
    if not scheduling.minutes_for_needs or not children_needing_time([child.pk], on=today):
        return []
    length = minutes(scheduling.minutes_of(needs_time=True))
    return [Note("More time", "info", f"This child needs more time to take part: allow {length}.")]


def _clash_notes(clashes: list[ClashLine]) -> list[Note]:
    return [
        Note("Clash", "late", f"{each.officer} has another review at {time_of_day(each.at)}: {each.name or each.code}.")
        for each in clashes
    ]


def booking_of(day: date, at: time | None, given: Any, review_number: int | None = None) -> Booking | None:
    """The booking that a form's answers make; None without an hour, against which nothing can be held."""
    if at is None:
        return None
    return Booking(
        on=day,
        at=at,
        place=(given.get("place") or "").strip(),
        mode=given.get("mode") or "",
        travel=given.get("travel_minutes"),
        review_number=review_number,
    )
