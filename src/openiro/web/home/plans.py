"""Actions of plans in the day of whoever leads them."""

from datetime import date, timedelta
from typing import Any

from openiro.actionplans.queries import ActionLine, actions_to_do
from openiro.govuk.dates import medium_date
from openiro.web.home.lines import MOST, Line, Section
from openiro.web.shell.navigation import address

DAYS_AHEAD = 14


def plans_section(user: Any, on: date) -> Section:
    """Actions that the person leads and that are late or due in two weeks; one query."""
    found = actions_to_do(user, on=on, until=on + timedelta(days=DAYS_AHEAD))
    lines = tuple(_line(each, on) for each in found[:MOST])
    return Section("plan-actions", "Actions of plans", lines, len(found), see_all=address("plans:list"), tone="soon")


def _line(each: ActionLine, on: date) -> Line:
    late = each.due_on is not None and each.due_on < on
    return Line(
        text=each.words,
        href=address("plans:action", each.number),
        hint=each.plan_label,
        chip=f"{'Was due' if late else 'Due'} {medium_date(each.due_on)}" if each.due_on else "",
        tone="late" if late else "soon",
    )
