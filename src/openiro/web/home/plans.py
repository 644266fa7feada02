"""Actions of plans in the day of whoever leads them."""

from datetime import date, timedelta
from typing import Any

from openiro.actionplans.queries import ActionLine, actions_to_do
from openiro.govuk.dates import medium_date
from openiro.web.home.lines import MOST, Group, Line, Section
from openiro.web.shell.navigation import address

DAYS_AHEAD = 14


def plans_group(user: Any, on: date) -> Group | None:
    """Actions that the person leads and that are late or due in two weeks; None where there are none."""
    found = actions_to_do(user, on=on, until=on + timedelta(days=DAYS_AHEAD))
    if not found:
        return None
    lines = tuple(_line(each, on) for each in found[:MOST])
    section = Section("plan-actions", "Actions due", lines, len(found), see_all=address("plans:list"))
    return Group("Your actions in plans", (section,))


def _line(each: ActionLine, on: date) -> Line:
    late = each.due_on is not None and each.due_on < on
    return Line(
        text=each.words,
        href=address("plans:action", each.number),
        hint=each.plan_label,
        chip=f"{'Was due' if late else 'Due'} {medium_date(each.due_on)}" if each.due_on else "",
        tone="late" if late else "soon",
    )
