"""A review as a task list: every part with its state, its owner, its clock, and what it still lacks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch

from openiro.domain.review_parts import Missing, PartStanding, PartState, ReviewPartFacts, missing_of, standings
from openiro.domain.working_days import UnableToCountWorkingDays, WorkingCalendar
from openiro.govuk.dates import long_date
from openiro.web.reviews.parts import PART, Part, page_of
from openiro.web.shell.deadlines import Left, left_until
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request

TONES = {PartState.DONE: "good", PartState.STARTED: "info", PartState.TO_DO: "soon", PartState.LATER: "quiet"}


@dataclass(frozen=True)
class Task:
    """One line of the task list. `href` is empty for those who may not work on it, and while it has to wait."""

    id: str
    title: str
    href: str
    owner: str
    state: str
    tone: str
    due: str
    left: Left | None
    rule: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class MissingLink:
    """One thing that is missing, and the page where it is put right (empty for those who may not)."""

    text: str
    href: str


def tasks_of(request: Request, child: Any, review: Any, facts: ReviewPartFacts, known: Any) -> tuple[Task, ...]:
    """The parts of the review, in their order, as this person sees them; `known` are the child's reviews."""
    try:
        found = standings(facts, request.today, known.calendar, known.policy.clock)
    except UnableToCountWorkingDays:
        return ()
    return tuple(_task(request, child, review, each, known.calendar) for each in found)


def missing_links(request: Request, child: Any, review: Any, facts: ReviewPartFacts) -> tuple[MissingLink, ...]:
    """Everything that is missing before the review can be finished, each with the way to it."""
    return tuple(_link(request, child, review, each) for each in missing_of(facts))


def _link(request: Request, child: Any, review: Any, missing: Missing) -> MissingLink:
    part = PART[missing.part]
    is_whole = missing.words == f"the {part.title.lower()}"
    text = part.title if is_whole else f"{part.title}: {missing.words}"
    return MissingLink(text, _href(request, child, review, part))


def _task(request: Request, child: Any, review: Any, standing: PartStanding, calendar: WorkingCalendar) -> Task:
    part = PART[standing.part]
    waits = standing.state is PartState.LATER
    is_late = standing.is_late
    return Task(
        id=part.id,
        title=part.title,
        href="" if waits else _href(request, child, review, part),
        owner=part.owner,
        state="Late" if is_late else str(standing.state).capitalize(),
        tone="late" if is_late else TONES[standing.state],
        due=long_date(standing.due_on) if standing.due_on else "",
        left=_left(standing, request.today, calendar),
        rule=f"{standing.clock.title}: {standing.clock.limit_in_words}, {standing.clock.source}"
        if standing.clock
        else "",
        missing=tuple(each.words for each in standing.missing) if not waits else (),
    )


def _rule(standing: PartStanding) -> str:
    clock = standing.clock
    return f"{clock.title}: {clock.limit_in_words}, {clock.source}" if clock else ""


def _left(standing: PartStanding, today: date, calendar: WorkingCalendar) -> Left | None:
    if standing.due_on is None or standing.state is PartState.DONE:
        return None
    return left_until(standing.due_on, calendar.days_between(today, standing.due_on), today)


def _href(request: Request, child: Any, review: Any, part: Part) -> str:
    if not can(request, part.permission) or (part.id == "arrangements" and review.held_on):
        return ""
    try:
        return page_of(part, child, review)
    except NoReverseMatch:
        return ""
