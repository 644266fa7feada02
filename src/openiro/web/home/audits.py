"""Audits in the day of whoever audits, and findings in that of whoever answers or closes them."""

from datetime import date
from typing import Any

from openiro.audits.queries import AuditLine, FindingLine, audits_to_do, findings_to_do
from openiro.govuk.dates import medium_date
from openiro.web.home.lines import MOST, Action, Line, Section, links_of
from openiro.web.shell.navigation import address


def audits_section(user: Any, on: date) -> Section:
    """What this person is to audit."""
    lines = [_audit_line(each, on) for each in audits_to_do(user, on=on)]
    return _section("audits", "Audits to do", lines)


def findings_section(user: Any, on: date) -> Section:
    """Findings to answer, and findings to close. The manager has them above the list of audits."""
    to_answer, to_close = findings_to_do(user, on=on)
    lines = [_finding_line(each, on, "Answer") for each in to_answer]
    lines += [_finding_line(each, on, "Settle") for each in to_close]
    return _section("findings", "Findings of audits", lines)


def _section(anchor: str, title: str, lines: list[Line]) -> Section:
    return Section(anchor, title, tuple(lines[:MOST]), len(lines), see_all=address("audits:list"), tone="soon")


def _audit_line(line: AuditLine, on: date) -> Line:
    href = address("audits:audit", line.number)
    about = f"audit {line.number}, {line.child}"
    return Line(
        text=f"Audit {line.number}: {line.child}",
        href=href,
        hint=line.kind,
        chip=_due(line.due_on, on),
        tone="late" if line.due_on < on else "soon",
        actions=links_of(Action("Audit", href)),
        about=about,
    )


def _finding_line(line: FindingLine, on: date, what: str) -> Line:
    href = address("audits:finding", line.number)
    return Line(
        text=f"Finding {line.number}: {line.child}",
        href=href,
        hint=line.theme,
        chip=_due(line.due_on, on),
        tone="late" if line.due_on < on else "soon",
        actions=links_of(Action(what, href)),
        about=f"finding {line.number}, {line.child}",
    )


def _due(due_on: date, on: date) -> str:
    return f"{'Was due' if due_on < on else 'Due'} {medium_date(due_on)}"
