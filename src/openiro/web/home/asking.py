"""Sections of the day about asking people before reviews."""

from datetime import date
from typing import Any

from openiro.govuk.dates import long_date, weekday_date
from openiro.reviews.queries import ReviewToAsk, children_to_hear, invitations_to_send
from openiro.web.home.lines import MOST, Action, Group, Line, Section, links_of
from openiro.web.shell.deadlines import days_left, rule_of, tone_of
from openiro.web.shell.navigation import address


def invitations_section(user: Any, on: date) -> Section:
    """Reviews ahead for which invitations are to go out."""
    work = invitations_to_send(user, on=on, limit=MOST)
    lines = tuple(_line(each, on, "Invite people", "reviews:review-people") for each in work.shown)
    lead = f"{rule_of('before.invitations')}."
    return Section("to-invite", "Invitations to send", lines, work.total, lead=lead, tone="soon")


def hearing_group(user: Any, on: date) -> Group:
    """Children with a review ahead who have not been heard before it."""
    work = children_to_hear(user, on=on, limit=MOST)
    lines = tuple(_line(each, on, "Hear the child", "reviews:review-responses") for each in work.shown)
    section = Section("to-hear", "Children to be heard before a review", lines, work.total, lead=_lead(), tone="soon")
    done = "Every child with a review in the next 6 weeks has been heard"
    return Group("Children's views", (section,) if lines else (), done=done)


def _lead() -> str:
    return f"{rule_of('before.child')}. Ask who wants help to say what they think."


def _line(each: ReviewToAsk, on: date, action: str, page: str) -> Line:
    who = each.line.name or each.line.code
    is_past = each.do_by < on
    return Line(
        text=who,
        href=address("children:child", each.line.reference),
        hint=f"Review on {weekday_date(each.planned_on)}",
        chip=days_left(each.days_left, is_past=is_past).capitalize(),
        tone=tone_of(each.days_left, is_past=is_past),
        rule=f"by {long_date(each.do_by)}",
        actions=links_of(Action(action, address(page, each.line.reference, each.review_number))),
        about=who,
    )
