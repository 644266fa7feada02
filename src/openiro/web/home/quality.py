"""Monitoring forms in the day of an officer and of a team's manager."""

from datetime import date
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.govuk.dates import medium_date
from openiro.quality.queries import FormDue, IssueLine, forms_due, issues_waiting
from openiro.web.home.lines import MOST, Action, Line, Section, links_of
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.navigation import address


def forms_section(user: Any, on: date) -> Section:
    """An officer's: reviews whose monitoring form is to be sent."""
    found = forms_due(user, on=on, limit=MOST)
    lines = tuple(_form_line(each, on) for each in found.shown)
    see_all = address("quality:glance")
    return Section("forms-due", "Monitoring forms to send", lines, found.total, see_all=see_all, tone="soon")


def answers_section(user: Any, on: date) -> Section:
    """A manager's: what is amber or red and waits for an answer."""
    found = issues_waiting(user, on=on, limit=MOST)
    lines = tuple(_issue_line(each, on) for each in found.lines)
    see_all = f"{address('quality:issues')}?standing=waiting"
    return Section("forms-to-answer", "Ambers and reds to answer", lines, found.total, see_all=see_all, tone="late")


def _form_line(each: FormDue, on: date) -> Line:
    left = left_until(each.due_on, each.days_left, on)
    href = address("quality:fill-in", each.reference, each.review_number)
    held = f"review of {medium_date(each.held_on)}"
    return Line(
        text=each.child,
        href=address("children:child", each.reference),
        hint=f"R{held[1:]}{', begun' if each.begun else ''}",
        chip=left.sentence,
        tone=left.tone,
        rule=f"due {medium_date(each.due_on)}",
        actions=links_of(Action("Fill in the form", href)),
        about=f"{each.child}, {held}",
    )


def _issue_line(each: IssueLine, on: date) -> Line:
    left = left_until(each.due_on, each.days_left, on)
    about = f"{each.rating}, {each.question}"
    return Line(
        text=each.child,
        href=address("quality:form", each.reference, each.form_number),
        hint=f"{each.rating.capitalize()}: {meaning_of('DISPUTE_THEME', each.theme).lower()}",
        chip=left.sentence,
        tone=left.tone,
        rule=f"answer by {medium_date(each.due_on)}",
        actions=links_of(Action("Answer", address("quality:form-reply", each.reference, each.form_number))),
        about=f"{each.child}: {about}",
        leads_to=f"monitoring form, {about}",
    )
