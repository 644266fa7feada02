"""Action plans: when an action is due, and whether what a plan is called fits its days."""

import re
from datetime import date

from openiro.domain.months import add_months
from openiro.domain.refusal import Refusal

DONE = frozenset({"achieved", "not_achieved"})
QUARTER = 3
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?:\s*(?:/|-|\u2013|to)\s*(20\d\d|\d\d)(?!\d))?")


class UnableToPlan(Refusal):
    """A plan, an action or its progress cannot be kept as asked."""


def check_label(label: str, from_on: date, to_on: date) -> None:
    """The years that a plan is called by are those of its first and last day, both included in the plan.

    'Priorities for 2016/17' names 2016 and 2017; one year alone is that of the first or the last day. Raises
    `UnableToPlan` where a name is blank or names other years, and where the plan ends before it begins.
    """
    if not label.strip():
        raise UnableToPlan("Say what the plan is called, with its year.")
    if to_on <= from_on:
        raise UnableToPlan("The plan ends before it begins. Give the first day, then the last.")
    for first, second in _YEAR.findall(label):
        last = first[:2] + second[-2:] if second else ""
        years = (from_on.year, to_on.year)
        fits = (int(first), int(last)) == years if last else int(first) in years
        if not fits:
            named = f"{first}/{second[-2:]}" if second else first
            days = f"{from_on.day:02}/{from_on.month:02}/{from_on.year} to {to_on.day:02}/{to_on.month:02}/{to_on.year}"
            raise UnableToPlan(f"The plan is called by {named}, and runs from {days}. Put the name or the days right.")


def next_due_on(timescale: str, due_on: date | None, told_on: date) -> date | None:
    """The day by which an action, or word of it, is due; None where it is ongoing.

    `timescale` is a code of ACTION_TIMESCALE; `told_on`: when progress was last told of, or the action was made.
    Quarterly: three months later (practice; nothing in law).
    """
    return {"date": due_on, "quarterly": add_months(told_on, QUARTER)}.get(timescale)
