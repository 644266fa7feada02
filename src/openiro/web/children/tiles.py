"""The four answers at the head of the child's page: when, planned for, by whom, and how the child is looked after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openiro.allocation.queries import AllocationLine
from openiro.children.queries import Timeline
from openiro.core.queries import working_calendar
from openiro.domain.care import NOT_RECORDED as END_NOT_RECORDED
from openiro.domain.clocks import CLOCKS
from openiro.domain.review_status import ReviewState
from openiro.domain.timetable import TimetableStatus
from openiro.domain.words import sentence
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import clock_time, long_date, weekday_date
from openiro.reviews.queries import ChildReviews, ReviewLine
from openiro.web.children.list_presenters import TONES
from openiro.web.children.words import MODES, in_words, length_of
from openiro.web.shell.deadlines import left_until, rule_in_words, working_days


@dataclass(frozen=True)
class Tile:
    """One answer: what it is about, the answer, how pressing it is, and what to know of it.

    `small` is the source in law; `link_text` and `href` lead to what can be done about it.
    """

    heading: str
    answer: str
    chip: str = ""
    tone: str = "quiet"
    lines: tuple[str, ...] = ()
    small: str = ""
    link_text: str = ""
    href: str = ""


def tiles_of(
    timeline: Timeline,
    reviews: ChildReviews | None,
    allocations: Sequence[AllocationLine],
    links: Mapping[str, str],
    href_of: Callable[[int], str],
    council_on: date | None = None,
) -> tuple[Tile, ...]:
    """The answers for one child, most pressing first; of a child who left care only how it ended, and with whom.

    `council_on`: by when the council's own rhythm wants the next review, where that is before the last legal day.
    """
    care = care_tile(timeline)
    if timeline.current is None:
        return (care,)
    officer = officer_tile(timeline, allocations, links, reviews.calendar if reviews else working_calendar())
    if reviews is None:
        return (officer, care)
    open_ones = tuple(
        adjourned_tile(line, timeline.on, href_of(line.number), reviews.calendar)
        for line in reviews.reviews
        if _is_open(line)
    )
    due = due_tile(reviews, timeline.on, links, council_on)
    return (*open_ones, due, planned_tile(reviews, timeline.on, links), officer, care)


def adjourned_tile(review: ReviewLine, on: date, href: str, calendar: WorkingCalendar) -> Tile:
    """By when an adjourned review must be completed."""
    assert review.reconvene_by is not None  # noqa: S101 chosen by the caller
    left = calendar.days_between(on, review.reconvene_by)
    clock = CLOCKS["review.adjourned"]
    return Tile(
        heading="Adjourned review, complete it by",
        answer=_with_year(review.reconvene_by),
        chip=sentence(left_until(review.reconvene_by, left, on).text),
        tone="late" if review.reconvene_by < on else "soon",
        lines=(f"Review of {long_date(review.held_on)}, adjourned on {long_date(review.adjourned_on)}.",),
        small=f"Source: {clock.source}",
        link_text="Open this review",
        href=href,
    )


def due_tile(reviews: ChildReviews, on: date, links: Mapping[str, str], council_on: date | None = None) -> Tile:
    """By when the next review must be held, how many working days are left, and which rule says so."""
    now = reviews.timetable
    if now.due is None or now.due_on is None:
        return Tile(
            "Next review due by",
            "Not known",
            chip="due date not known",
            lines=("The records do not show an earlier review to count from. Record the last one held.",),
            link_text="Record a review",
            href=links["record"],
        )
    source = now.due.clock.source if now.due.clock else ""
    is_booked_late = now.status is TimetableStatus.BOOKED_LATE
    return Tile(
        heading="Next review due by",
        answer=_with_year(now.due_on),
        chip=sentence(left_until(now.due_on, now.working_days_left, on).text),
        tone="good" if is_booked_late and (now.working_days_left or 0) > 20 else TONES[now.status],
        lines=(rule_in_words(now.due), *_council(council_on)),
        small=f"Source: {source}" if source else "",
        link_text="Record a review" if now.status is TimetableStatus.OVERDUE else "",
        href=links["record"],
    )


def planned_tile(reviews: ChildReviews, on: date, links: Mapping[str, str]) -> Tile:
    """When the next review is to be held, and whether that is inside the law's date."""
    ahead = reviews.ahead
    if ahead is None or ahead.planned_on is None:
        tone = "late" if reviews.timetable.status is TimetableStatus.OVERDUE else "quiet"
        return Tile("Planned for", "Not planned yet", tone=tone, link_text="Plan the review", href=links["plan"])
    when = f"{clock_time(datetime.combine(ahead.planned_on, ahead.planned_time))} " if ahead.planned_time else ""
    lines = tuple(filter(None, (_place(when, ahead.place), sentence(MODES.get(ahead.mode, ahead.mode)))))
    answer = _with_year(ahead.planned_on)
    if ahead.state is ReviewState.NOT_RECORDED:
        words = ("Day passed, not recorded", "late", "Record this review", links["record"])
    elif reviews.timetable.due_on is not None and ahead.planned_on > reviews.timetable.due_on:
        words = ("After the last legal day", "late", "Change the plan", links["plan"])
    else:
        days = (ahead.planned_on - on).days
        words = ("Today" if days == 0 else f"In {days} day{'' if days == 1 else 's'}", "good", "", "")
    chip, tone, link_text, href = words
    return Tile("Planned for", answer, chip=chip, tone=tone, lines=lines, link_text=link_text, href=href)


def officer_tile(
    timeline: Timeline, allocations: Sequence[AllocationLine], links: Mapping[str, str], calendar: WorkingCalendar
) -> Tile:
    """Who reviews the child; where nobody does, by when somebody must."""
    on = timeline.on
    running = [line for line in allocations if line.role == "iro" and _runs(line, on)]
    holder = next((line for line in running if not line.is_cover), None)
    cover = next((line for line in running if line.is_cover), None)
    if holder is None:
        return _nobody(timeline, cover, links, calendar)
    lines = [f"Since {long_date(holder.from_on)} ({length_of(holder.from_on, on)})"]
    if cover is not None:
        until = f" until {long_date(cover.to_on)}" if cover.to_on else ""
        lines.append(f"Covered by {cover.officer}{until}")
    return Tile(
        "Reviewing officer",
        holder.officer,
        tone="info",
        lines=tuple(lines),
        link_text="Change officer or cover",
        href=links["allocate"],
    )


def care_tile(timeline: Timeline) -> Tile:
    """How the child is looked after today, or how care ended."""
    on, current = timeline.on, timeline.current
    if current is not None:
        placed = next((each.started_on for each in reversed(timeline.placements) if each.ended_on is None), None)
        place = sentence(in_words("PLACE", timeline.placement))
        since = f", since {long_date(placed)}" if placed else ""
        return Tile(
            heading="Looked after",
            answer=sentence(in_words("LS", timeline.legal_status)),
            tone="info",
            lines=(
                f"In care since {long_date(current.started_on)} ({length_of(current.started_on, on)})",
                f"{place}{since}",
            ),
        )
    last = timeline.periods[-1] if timeline.periods else None
    if last is None or last.ended_on is None:
        return Tile("Looked after", "Never in care, by these records")
    why = in_words("REC", last.end_reason if last.end_reason != END_NOT_RECORDED else "")
    began = f"In care from {long_date(last.started_on)}, {length_of(last.started_on, last.ended_on)}"
    return Tile("Left care", _with_year(last.ended_on), lines=(sentence(f"{why}."), began))


def _council(day: date | None) -> tuple[str, ...]:
    return (f"The council's own rhythm asks for it by {long_date(day)}.",) if day else ()


def _nobody(
    timeline: Timeline, cover: AllocationLine | None, links: Mapping[str, str], calendar: WorkingCalendar
) -> Tile:
    clock = CLOCKS["iro.appointed"]
    lines = [f"Covered by {cover.officer}"] if cover else []
    chip = ""
    left = 0
    if timeline.current is not None:
        due_on = clock.due_on(timeline.current.started_on, calendar)
        left = calendar.days_between(timeline.on, due_on)
        chip = f"{working_days(left)} left to allocate" if left >= 0 else f"{working_days(-left)} overdue"
        lines.append(f"An IRO {clock.limit_in_words} of entering care: by {long_date(due_on)}.")
    return Tile(
        "Reviewing officer",
        "No IRO yet",
        chip=chip,
        tone="soon" if left >= 0 else "late",
        lines=tuple(lines),
        small=f"Source: {clock.source}",
        link_text="Allocate an IRO",
        href=links["allocate"],
    )


def _is_open(line: ReviewLine) -> bool:
    return line.state is ReviewState.ADJOURNED and line.reconvene_by is not None


def _runs(line: AllocationLine, on: date) -> bool:
    return line.from_on <= on and (line.to_on is None or line.to_on >= on)


def _with_year(day: date) -> str:
    return f"{weekday_date(day)} {day.year}"


def _place(when: str, place: str) -> str:
    return f"{when.strip()}, {place}" if when and place else when.strip() or place
