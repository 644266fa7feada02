"""Records to write and to send, as the page of the day shows them."""

from collections.abc import Sequence
from datetime import date

from openiro.domain.clocks import CLOCKS
from openiro.govuk.dates import long_date, medium_date
from openiro.reviews.queries import WritingLine, WritingWork
from openiro.web.home.lines import MOST, Action, Line, Section, links_of
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.navigation import address

WRITE, SEND = "after.record", "after.distribution"


def writing_sections(work: WritingWork, on: date) -> list[Section]:
    """The sections of an officer: what is to be written, what is to be sent."""
    return [write_section(work.to_write, on), send_section(work.to_send, on)]


def write_section(lines: Sequence[WritingLine], on: date) -> Section:
    """Reviews whose record is to be written."""
    title, page = "Write the record", "reviews:review-write-record"
    shown = tuple(_line(each, on, WRITE, title, page) for each in lines[:MOST])
    return Section("to-write", "Records to write", shown, len(lines), lead=_lead(WRITE), tone="soon")


def send_section(lines: Sequence[WritingLine], on: date) -> Section:
    """Reviews whose record is finished, and not with everybody yet."""
    title, page = "Send it", "reviews:review-distribution"
    shown = tuple(_line(each, on, SEND, title, page) for each in lines[:MOST])
    return Section("to-send", "Records to send", shown, len(lines), lead=_lead(SEND), tone="soon")


def _lead(clock: str) -> str:
    return f"{CLOCKS[clock].limit_in_words.capitalize()} after the review is completed."


def _line(each: WritingLine, on: date, clock: str, title: str, page: str) -> Line:
    left = left_until(each.due_on, each.days_left, on)
    name = each.name or each.code
    rule = f"due {medium_date(each.due_on)}: {CLOCKS[clock].limit_in_words}" if each.due_on else ""
    return Line(
        text=name,
        href=address("children:child", each.reference),
        hint=f"Review of {long_date(each.held_on)}",
        chip=left.sentence if each.due_on else "Not completed",
        tone=left.tone,
        rule=rule,
        actions=links_of(Action(title, address(page, each.reference, each.review_number))),
        about=name,
    )
