"""Social workers' reports for reviews: due to be written, and late ones to be asked for."""

from datetime import date
from typing import Any

from openiro.govuk.dates import medium_date
from openiro.reviews.queries import AwaitedReport, reports_awaited
from openiro.web.home.lines import MOST, Action, Group, Line, Section, links_of
from openiro.web.shell.deadlines import days_left, tone_of
from openiro.web.shell.navigation import address

DAYS_AHEAD = 10
DAYS_TO_CHASE = 0
SEEN_AT_MOST = 300


def reports_due_group(user: Any, on: date) -> Group:
    """The reports that this person is to bring within 10 working days, and those that are late."""
    found = reports_awaited(user, on=on, ahead=DAYS_AHEAD, limit=SEEN_AT_MOST)
    section = Section(
        "reports-due",
        "Reports due",
        tuple(_line(each, "Bring it") for each in found[:MOST]),
        len(found),
        lead="The report reaches the IRO before the review, so that the child and the parents can be shown it.",
        see_all=address("reviews:late-papers") if len(found) > MOST else "",
        tone="soon",
    )
    return Group("Your reports", (section,) if found else (), done="No report is due in the next 10 working days")


def reports_to_chase_group(user: Any, on: date) -> Group:
    """The reports that are late, for whoever asks for them."""
    found = [each for each in reports_awaited(user, on=on, ahead=DAYS_TO_CHASE, limit=SEEN_AT_MOST) if each.days_late]
    section = Section(
        "reports-late",
        "Late reports",
        tuple(_line(each, "Ask for it", with_worker=True) for each in found[:MOST]),
        len(found),
        see_all=address("reviews:late-papers"),
        tone="late",
    )
    return Group("Reports to ask for", (section,) if found else (), done="No report is late")


def _line(each: AwaitedReport, action: str, *, with_worker: bool = False) -> Line:
    is_past = bool(each.days_late)
    left = -each.days_late if is_past else each.days_left
    who = [f"{each.worker}, {each.team}" if each.team else each.worker] if with_worker and each.worker else []
    asked = [f"asked on {medium_date(each.chased_on)}"] if each.chased_on else []
    href = address("reviews:review-papers", each.reference, each.review_number)
    return Line(
        text=each.name or each.code,
        href=address("children:child", each.reference),
        hint=". ".join([f"Review on {medium_date(each.review_on)}", *who, *asked]),
        chip=days_left(left, is_past=is_past).capitalize(),
        tone=tone_of(left, is_past=is_past),
        rule=f"report due by {medium_date(each.due_on)}",
        actions=links_of(Action(action, href)),
        about=each.name or each.code,
    )
