"""Court work in the day of an officer: steps of the protocol that are late or soon due."""

from datetime import date
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.domain.court_policy import VIEW_STEP
from openiro.govuk.dates import medium_date
from openiro.proceedings.queries import StepWaiting, steps_waiting
from openiro.web.home.lines import MOST, Action, Line, Section, links_of
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.navigation import address


def court_section(user: Any, on: date) -> Section:
    """Steps of the protocol of Cafcass and IROs, the earliest first; one query."""
    found = steps_waiting(user, on=on)
    lines = tuple(_line(each, on) for each in found[:MOST])
    return Section("court", "Court: steps with the guardian", lines, len(found), see_all=address("court:list"))


def _line(each: StepWaiting, on: date) -> Line:
    step, due_on = each.standing.step, each.standing.due_on
    left = left_until(due_on, each.standing.left, on)
    named = (each.reference, each.number)
    to_do = Action("Record it", address("court:step", *named, step.id))
    if step.id == VIEW_STEP:
        to_do = Action("Give your view", address("court:view", *named))
    return Line(
        text=each.child,
        href=address("court:child", each.reference),
        leads_to="court",
        hint=step.title,
        chip=left.sentence,
        tone=left.tone,
        rule=f"due {medium_date(due_on)}, {step.limit_in_words}" if due_on else "",
        actions=links_of(to_do),
        about=f"{each.child}, {meaning_of('COURT_APPLICATION', each.kind).lower()}, {step.title.lower()}",
    )
