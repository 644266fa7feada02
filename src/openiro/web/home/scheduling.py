"""What of the dates of reviews waits for somebody: early ones, late ones, and what has reached a head of service."""

from datetime import date
from typing import Any

from openiro.core.queries import working_calendar
from openiro.domain.codes import meaning_of
from openiro.govuk.dates import medium_date
from openiro.reviews.queries import (
    EarlyLine,
    LatenessLine,
    LatenessList,
    late_reviews_reached,
    open_early_reviews,
    working_days_left,
)
from openiro.web.home.lines import MOST, Action, Group, Line, Section, group_of, links_of
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.navigation import address


def early_section_of_officer(user: Any, on: date) -> Section:
    """Reviews asked for early, which their officer may decline."""
    return early_section(user, on, declining=True)


def early_section(user: Any, on: date, *, declining: bool = False) -> Section:
    """Reviews asked for early that are not held yet, those needed first at the head; one query."""
    found = open_early_reviews(user, on=on, limit=MOST)
    calendar = working_calendar() if found.shown else None
    lines = tuple(early_line(line, calendar, on, declining=declining) for line in found.shown)
    lead = "Something has happened, or is proposed, that brings the review forward."
    return Section("early", "Early reviews asked for", lines, found.total, lead=lead, tone="soon")


def early_line(line: EarlyLine, calendar: Any, on: date, *, declining: bool) -> Line:
    """A review asked for early: by when it is needed, and why."""
    left = left_until(line.needed_by, working_days_left(line.needed_by, calendar, on), on)
    decline = address("reviews:early-decline", line.reference, line.number) if declining else ""
    return Line(
        text=line.name or line.code,
        href=address("reviews:dates", line.reference),
        leads_to="dates of reviews",
        hint=meaning_of("EARLY_REVIEW_TRIGGER", line.trigger),
        chip=left.sentence,
        tone=left.tone,
        rule=f"needed by {medium_date(line.needed_by)}" if line.needed_by else "",
        actions=links_of(Action("Book it", address("reviews:review-plan", line.reference)), Action("Decline", decline)),
        about=line.name or line.code,
    )


def lateness_section(found: LatenessList) -> Section:
    """Reviews that will be late, each waiting for the manager to approve or solve it."""
    lines = tuple(lateness_line(line, "Approve or solve", "reviews:lateness-decide") for line in found.shown[:MOST])
    lead = "Each is approved, or solved, before its last day in law."
    return Section("lateness", "Late reviews to decide", lines, found.total, lead=lead, tone="late")


def lateness_line(line: LatenessLine, text: str, page: str) -> Line:
    """A review that will be late: until when, and why."""
    return Line(
        text=line.name or line.code,
        href=address("reviews:dates", line.reference),
        leads_to="dates of reviews",
        hint=f"{meaning_of('LATE_REASON', line.reason)}. Asked by {line.asked_by}",
        chip=f"To be held on {medium_date(line.expected_on)}",
        tone="late",
        rule=f"last day in law {medium_date(line.due_on)}",
        actions=links_of(Action(text, address(page, line.reference, line.number))),
        about=line.name or line.code,
    )


def reached_group(user: Any, on: date) -> Group:
    """The day of a head of service or director: what has reached them and is not settled."""
    found = late_reviews_reached(user, on=on, limit=MOST)
    lines = tuple(lateness_line(line, "Read why", "reviews:lateness") for line in found.shown)
    lead = "The manager approved that they are held after their last day in law. They stand here until they are held."
    late = Section("late", "Late reviews", lines, found.total, lead=lead, tone="late")
    return group_of("What has reached you", [late])
