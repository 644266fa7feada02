"""One review in words, and what may be done with it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.core.queries import working_calendar
from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.domain.review_sequence import Timeliness
from openiro.domain.review_status import ReviewState
from openiro.domain.timetable import Timetable
from openiro.govuk.dates import date_and_time, long_date
from openiro.people.queries import may_see_free_text, role_codes_on
from openiro.reviews.queries import ReviewLine, working_days_left
from openiro.web.reviews.words import NOT_RECORDED, TONES, full_date, in_words, listed, minutes, source_of, time_of_day
from openiro.web.shell.deadlines import left_until, rule_in_words
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Column, Table

HIDDEN = "Not shown to your role"
STATE_TONES = {
    ReviewState.PLANNED: "info",
    ReviewState.NOT_RECORDED: "late",
    ReviewState.HELD: "soon",
    ReviewState.ADJOURNED: "soon",
    ReviewState.COMPLETED: "good",
    ReviewState.CANCELLED: "quiet",
}
# What may be done in which state: the words, the page, the permission. The first is the main one.
STEPS = (
    ("Record this review", "record", Permission.RECORD_REVIEW, {ReviewState.PLANNED, ReviewState.NOT_RECORDED}),
    ("Complete it", "complete", Permission.RECORD_REVIEW, {ReviewState.HELD, ReviewState.ADJOURNED}),
    ("Adjourn it", "adjourn", Permission.RECORD_REVIEW, {ReviewState.HELD}),
    ("Change date, time or place", "replan", Permission.PLAN_REVIEW, {ReviewState.PLANNED, ReviewState.NOT_RECORDED}),
    (
        "Correct the record",
        "correct",
        Permission.CORRECT_REVIEW,
        {ReviewState.HELD, ReviewState.ADJOURNED, ReviewState.COMPLETED},
    ),
    ("Cancel this review", "cancel", Permission.CANCEL_REVIEW, {ReviewState.PLANNED, ReviewState.NOT_RECORDED}),
)


@dataclass(frozen=True)
class Answer:
    """One thing to know at a glance: a few words, their tone, and what stands behind them."""

    heading: str
    text: str
    tone: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A thing that may be done with the review."""

    text: str
    href: str


@dataclass(frozen=True)
class ReviewPage:
    """What the page of one review shows."""

    title: str
    state: str
    state_tone: str
    answers: tuple[Answer, ...]
    facts: tuple[tuple[str, str], ...]
    part: tuple[tuple[str, str], ...]
    meetings: Table | None
    steps: tuple[Step, ...]
    recorded: str
    next_href: str


def review_page_of(request: Request, child: Any, line: ReviewLine, row: Any, now: Timetable) -> ReviewPage:
    """The review as its page shows it; `row` is the record itself, `now` the child's timetable of the day."""
    words = may_see_free_text(request.user, on=request.today)
    return ReviewPage(
        title=f"Review of {long_date(line.held_on)}" if line.held_on else f"Review on {long_date(line.planned_on)}",
        state=str(line.state).capitalize(),
        state_tone=STATE_TONES[line.state],
        answers=tuple(_answers(line, now, request.today)),
        facts=tuple(_facts(line, words)),
        part=tuple(_parts(line)) if line.held_on else (),
        meetings=_meetings(line) if len(line.meetings) > 1 else None,
        steps=tuple(_steps(request, child, line)),
        recorded=_recorded(row),
        next_href=reverse("reviews:review-next") if "iro" in role_codes_on(request.user, request.today) else "",
    )


def digest_of(line: ReviewLine) -> str:
    """A mark of what stands in a review: when it differs, somebody has changed the review in the meantime."""
    facts = (*(str(getattr(line, name)) for name in sorted(line.__dataclass_fields__) if name not in _FLEETING),)
    return hashlib.sha256("|".join(facts).encode()).hexdigest()[:32]


# These follow from the day on which one looks.
_FLEETING = ("judged", "state", "reconvene_by")


def _answers(line: ReviewLine, now: Timetable, today: date) -> list[Answer]:
    """How the review stands in law, and what comes next."""
    found = (_in_time(line, now, today), _to_complete(line, today), _next(line, now, today))
    return [answer for answer in found if answer is not None]


def _in_time(line: ReviewLine, now: Timetable, today: date) -> Answer | None:
    if line.state is ReviewState.CANCELLED:
        return None
    if line.held_on is None:
        return _booked(line, now, today)
    if line.judged is None:
        return Answer("In time?", "Not counted", "quiet", ("It was held outside any time in care.",))
    due, timeliness = line.judged.due, line.judged.timeliness
    why = in_words("LATE_REASON", line.late_reason) if line.late_reason else ""
    lines = (f"Due by {long_date(due.due_on)}", rule_in_words(due), why, source_of(due))
    return Answer("In time?", _standing(timeliness), TONES[timeliness], tuple(filter(None, lines)))


def _standing(timeliness: Timeliness) -> str:
    return "Not known" if timeliness is Timeliness.UNKNOWN else str(timeliness).capitalize()


def _booked(line: ReviewLine, now: Timetable, today: date) -> Answer:
    if now.due is None or now.due_on is None or line.planned_on is None:
        return Answer("Last day in law", "Not known", "quiet", (rule_in_words(now.due),))
    left, late = left_until(now.due_on, now.working_days_left, today), line.planned_on > now.due_on
    why = f"Why it must be late: {in_words('LATE_REASON', line.late_reason).lower()}" if line.late_reason else ""
    booked = "Booked after the last day" if late else "Booked in time"
    lines = (left.sentence, booked, why, rule_in_words(now.due), source_of(now.due))
    tone = "late" if late else left.tone
    return Answer("Last day in law", full_date(now.due_on), tone, tuple(filter(None, lines)))


def _to_complete(line: ReviewLine, today: date) -> Answer | None:
    """The clock of an adjourned review."""
    if line.state is not ReviewState.ADJOURNED or line.reconvene_by is None:
        return None
    left = left_until(line.reconvene_by, working_days_left(line.reconvene_by, working_calendar(), today), today)
    rule = f"20 working days after it was adjourned ({long_date(line.adjourned_on)})."
    return Answer("To be completed by", full_date(line.reconvene_by), left.tone, (left.sentence, rule))


def _next(line: ReviewLine, now: Timetable, today: date) -> Answer | None:
    if line.held_on is None:
        return None
    if now.due is None:
        return Answer("Next review", "Not required", "quiet", ("The child is not looked after any more.",))
    if now.due_on is None:
        return Answer("Next review", "Not known", "quiet", (rule_in_words(now.due),))
    left = left_until(now.due_on, now.working_days_left, today)
    lines = (left.sentence, rule_in_words(now.due), source_of(now.due))
    return Answer("Next review due by", full_date(now.due_on), left.tone, lines)


def _facts(line: ReviewLine, words: bool) -> list[tuple[str, str]]:
    planned = listed((full_date(line.planned_on), time_of_day(line.planned_time)))
    adjourned = line.adjournment_reason if words else HIDDEN
    cancelled = line.cancellation_reason if words else HIDDEN
    facts = [
        ("Planned for", planned),
        ("Held on", full_date(line.held_on)),
        ("How", in_words("MODE", line.mode)),
        ("Place", line.place if line.place or line.held_on else "Not set yet"),
        ("How long", minutes(line.duration_minutes) if line.held_on else ""),
        ("Chaired by", line.chaired_by or (NOT_RECORDED if line.held_on else "")),
        ("Adjourned on", full_date(line.adjourned_on)),
        ("What was missing", adjourned if line.adjourned_on else ""),
        ("Completed on", full_date(line.completed_on)),
        ("At the time", "The child was missing" if line.missing_at_time else ""),
        ("Why it was cancelled", cancelled if line.cancellation_reason else ""),
    ]
    return [(name, text) for name, text in facts if text]


def _parts(line: ReviewLine) -> list[tuple[str, str]]:
    code = line.participation_code
    child = f"{meaning_of('REVIEW_CODE', code)} ({code})" if code else NOT_RECORDED
    known = {part.parent: part for part in line.parents}
    return [("Child", child), *((name.capitalize(), _parent(known.get(name))) for name in ("mother", "father"))]


def _parent(part: Any) -> str:
    if part is None:
        return NOT_RECORDED
    there = "There" if part.attended else "Not there"
    if part.views:
        return f"{there}, views given"
    return f"{there}, views not given: {in_words('PARENT_REASON', part.reason).lower()}"


def _meetings(line: ReviewLine) -> Table:
    rows: Sequence[Sequence[str]] = [
        (str(each.part), full_date(each.held_on), in_words("MODE", each.mode), minutes(each.minutes))
        for each in line.meetings
    ]
    columns = (Column("Meeting"), Column("Day"), Column("How"), Column("How long"))
    return Table("Meetings", columns, rows, caption_hidden=True)


def _steps(request: Request, child: Any, line: ReviewLine) -> list[Step]:
    found = []
    for text, step, permission, states in STEPS:
        if line.state in states and can(request, permission):
            number = () if step == "record" else (line.number,)
            found.append(Step(text, reverse(f"reviews:review-{step}", args=[child.reference, *number])))
    return found


def _recorded(row: Any) -> str:
    if row.recorded_at is None:
        return "From a return that was loaded" if row.load_number else ""
    return f"Recorded by {row.recorded_by.name} on {date_and_time(row.recorded_at)}"
