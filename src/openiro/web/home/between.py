"""Between reviews in the day of an officer, a social worker and the manager."""

from datetime import date
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import medium_date
from openiro.reviews.queries.oversight import (
    BetweenLine,
    ChangeLine,
    UpdateLine,
    between_counts,
    between_work,
    changes_waiting,
    updates_to_give,
)
from openiro.web.home.lines import MOST, Action, Line, Section, Stat, links_of
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.navigation import address


def checks_section(user: Any, on: date, calendar: WorkingCalendar) -> Section:
    """An officer's plans to check."""
    work = between_work(user, on=on, calendar=calendar, by_officer=False)
    checks = tuple(_check_line(line, on) for line in work.checks[:MOST])
    title, see_all = "Plans to check between reviews", address("oversight:list")
    return Section("checks-between", title, checks, len(work.checks), see_all=see_all, tone="soon")


def changes_section(user: Any, on: date) -> Section:
    """Changes for which the officer has not said what follows."""
    found = changes_waiting(user, on=on, limit=MOST)
    lines = tuple(_change_line(each) for each in found.shown)
    return Section(
        "changes", "Changes to deal with", lines, found.total, see_all=address("oversight:list"), tone="late"
    )


def updates_section(user: Any, on: date) -> Section:
    """A social worker's: updates that were asked for."""
    found = updates_to_give(user, on=on)
    lines = tuple(_update_line(each) for each in found[:MOST])
    return Section("updates", "Updates the IRO asks for", lines, len(found), tone="soon")


def between_stats(user: Any, on: date) -> tuple[Stat, ...]:
    """The manager's counts: checks overdue, changes that wait, updates that are late."""
    counts = between_counts(user, on=on)
    href = address("oversight:pattern")
    return (
        _stat("Checks between reviews overdue", counts.checks_late, href),
        _stat("Changes not dealt with", counts.waiting, href),
        _stat("Updates late", counts.updates_late, href),
    )


def _stat(label: str, number: int, href: str) -> Stat:
    return Stat(label, f"{number:,}", "", href, "soon" if number else "good")


def _check_line(line: BetweenLine, on: date) -> Line:
    due = line.check.due_on if line.check else None
    left = left_until(due, line.check_left, on)
    kind = meaning_of("OVERSIGHT_KIND", line.check.kind) if line.check else ""
    return Line(
        text=line.name or line.code,
        href=address("oversight:child", line.reference),
        leads_to="between reviews",
        hint=kind,
        chip=left.sentence,
        tone=left.tone,
        rule=f"due {medium_date(due)}" if due else "",
        actions=links_of(Action("Check the plan", address("oversight:list"))),
        about=line.name or line.code,
    )


def _change_line(each: ChangeLine) -> Line:
    who = each.name or each.code
    return Line(
        text=who,
        href=address("oversight:child", each.reference),
        leads_to="between reviews",
        hint=meaning_of("CHANGE_EVENT", each.event),
        chip="Told" if each.was_told else "Not told",
        tone="soon" if each.was_told else "late",
        rule=f"of {medium_date(each.happened_on)}",
        actions=links_of(Action("Say what follows", address("oversight:change", each.reference, each.number))),
        about=who,
    )


def _update_line(each: UpdateLine) -> Line:
    who = each.name or each.code
    return Line(
        text=who,
        href=address("children:child", each.reference),
        chip="Late" if each.is_late else "Asked for",
        tone="late" if each.is_late else "soon",
        rule=f"due {medium_date(each.due_on)}",
        actions=links_of(Action("Give the update", address("oversight:update", each.reference, each.number))),
        about=who,
    )
