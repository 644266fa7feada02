"""Whose child it is: who reviews now, what the clock says where nobody does, who may not, and who did before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.allocation.queries import AllocationLine, CandidateLine
from openiro.domain.care import CarePeriod
from openiro.domain.clocks import CLOCKS
from openiro.domain.roles import role
from openiro.domain.working_days import WorkingCalendar
from openiro.govuk.dates import long_date, medium_date
from openiro.web.caseload.words import refusal_in_words, span_in_words
from openiro.web.shell.deadlines import days_left, rule_of, tone_of
from openiro.web.shell.navigation import address
from openiro.web.shell.tables import Cell, Column, Table


@dataclass(frozen=True)
class Standing:
    """How the child stands: in care since when, and the days left where nobody reviews the child."""

    text: str
    chip: str = ""
    tone: str = "quiet"
    rule: str = ""


@dataclass(frozen=True)
class Running:
    """An allocation or cover that holds today, and what can be done about it. An address that is empty: done."""

    officer: str
    officer_href: str
    facts: tuple[str, ...]
    is_iro: bool
    pack_sent: str
    pack_href: str
    child_told: str
    told_href: str
    end_href: str


def runs(line: AllocationLine, on: date) -> bool:
    """Whether it holds on `on`."""
    return line.from_on <= on and (line.to_on is None or line.to_on >= on)


def standing_of(
    lines: Sequence[AllocationLine], period: CarePeriod | None, calendar: WorkingCalendar, on: date
) -> Standing:
    """How the child stands on `on`."""
    if period is None:
        return Standing("Not looked after today")
    since = f"In care since {long_date(period.started_on)}"
    if any(line.role == "iro" and not line.is_cover and runs(line, on) for line in lines):
        return Standing(since)
    due_on = CLOCKS["iro.appointed"].due_on(period.started_on, calendar)
    left = calendar.days_between(on, due_on)
    is_past = due_on < on
    words = f"No IRO yet: {days_left(left, is_past=is_past)}"
    rule = f"allocate by {long_date(due_on)}. {rule_of('iro.appointed')}"
    return Standing(since, words, tone_of(left, is_past=is_past), rule)


def running(line: AllocationLine, child: Any) -> Running:
    """One allocation or cover that holds today."""
    what = "Covers" if line.is_cover else role(line.role).name
    facts = (f"{what}. {span_in_words(line.from_on, line.to_on)}", f"Reason: {line.reason}" if line.reason else "")
    asks = line.role == "iro" and not line.is_cover
    here = (child.reference, line.number)
    return Running(
        officer=line.officer,
        officer_href=address("caseload:officer", line.officer_code),
        facts=tuple(filter(None, facts)),
        is_iro=asks,
        pack_sent=long_date(line.pack_sent_on),
        pack_href=address("caseload:pack-sent", *here) if asks and line.pack_sent_on is None else "",
        child_told=long_date(line.child_told_on),
        told_href=address("caseload:child-told", *here) if asks and line.child_told_on is None else "",
        end_href=address("caseload:allocation-end", *here),
    )


def barred(candidates: Sequence[CandidateLine]) -> list[tuple[str, str]]:
    """Those whom the law forbids, and why."""
    return [(each.officer, refusal_in_words(each)) for each in candidates if each.is_refused]


def history_table(lines: Sequence[AllocationLine], on: date) -> Table:
    """Everyone to whom the child was given, latest first."""
    return Table(
        caption="Everyone who reviewed or covered",
        caption_hidden=True,
        columns=(Column("Officer"), Column("As"), Column("From"), Column("To"), Column("Reason")),
        rows=[
            (
                line.officer,
                "Cover" if line.is_cover else role(line.role).name,
                medium_date(line.from_on),
                medium_date(line.to_on) if line.to_on else Cell("Today", tone="good") if runs(line, on) else "",
                line.reason,
            )
            for line in lines
        ],
        empty="The child was never given to anybody.",
    )
