"""The papers that a council makes of its figures: their kinds, and the sections of each in the council's own order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openiro.domain.months import add_months
from openiro.domain.policy_reader import Table


class ReportKind(StrEnum):
    """The kinds of paper. The annual report is required by the IRO Handbook, chapter 7; the others are a council's."""

    ANNUAL = "annual"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    PANEL = "panel"


class ReportSection(StrEnum):
    """The parts that a paper may hold, in any order."""

    PURPOSE = "purpose"
    KEY_MESSAGES = "key_messages"
    SERVICE = "service"
    CHILDREN = "children"
    EQUALITY = "equality"
    PERMANENCE = "permanence"
    TIMELINESS = "timeliness"
    PARTICIPATION = "participation"
    PARENTS = "parents"
    ENTITLEMENTS = "entitlements"
    CARE_PLANNING = "care_planning"
    BETWEEN_REVIEWS = "between_reviews"
    OVERSIGHT = "oversight"
    VIEWS = "views"
    QUALITY = "quality"
    CHALLENGE = "challenge"
    OPEN_DISPUTES = "open_disputes"
    SYSTEMIC = "systemic"
    COURT = "court"
    CHILD_PROTECTION = "child_protection"
    FOSTERING = "fostering"
    RESOURCES = "resources"
    ACHIEVEMENTS = "achievements"
    WORK_PROGRAMME = "work_programme"
    SUMMARY = "summary"


class Span(StrEnum):
    """The length of the periods that a kind of paper is made for."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True)
class KindOfReport:
    """What a kind is called, at the head of the paper and in a list; for which periods; and for whom it is made.

    `is_for_many`: those who see figures with small numbers hidden read it too. Only papers of whole years are: from
    shorter periods beside them a hidden number could be worked out.
    """

    name: str
    title: str
    span: Span
    purpose: str
    is_for_many: bool = False


KINDS = {
    ReportKind.ANNUAL: KindOfReport(
        "Annual report",
        "Independent reviewing officers' annual report",
        Span.YEAR,
        "The report that guidance asks for, for the corporate parenting panel and the public.",
        is_for_many=True,
    ),
    ReportKind.QUARTERLY: KindOfReport(
        "Quarterly report",
        "Independent reviewing officers' quarterly report",
        Span.QUARTER,
        "What reviews and challenge showed in a quarter, for managers.",
    ),
    ReportKind.MONTHLY: KindOfReport(
        "Monthly report",
        "Independent reviewing service: the month",
        Span.MONTH,
        "Timeliness, answers and challenge in a month, for managers.",
    ),
    ReportKind.WEEKLY: KindOfReport(
        "Weekly report",
        "Independent reviewing service: the week",
        Span.WEEK,
        "What was held and what is late, for the team's meeting.",
    ),
    ReportKind.PANEL: KindOfReport(
        "Panel paper",
        "Paper to the corporate parenting panel",
        Span.YEAR,
        "The figures of a year that the panel asks about, without the full report.",
        is_for_many=True,
    ),
}


@dataclass(frozen=True)
class ReportPolicy:
    """The sections of each kind of paper, in the council's order, and what the council calls them.

    A section that `headings` does not name has the usual heading. Counts from 1 to `hide_up_to` are hidden in what is
    published (0: none are).
    """

    sections: Mapping[ReportKind, tuple[ReportSection, ...]]
    headings: Mapping[ReportSection, str]
    hide_up_to: int


def read_report(table: Table) -> ReportPolicy:
    """Read `[policy.report]`. Raises `UnableToReadPolicy` for a section that is not known."""
    policy = ReportPolicy(
        sections={kind: _sections(table, _key(kind)) for kind in ReportKind},
        headings=_headings(table.table("headings")),
        hide_up_to=table.whole("hide_up_to"),
    )
    table.finish()
    return policy


def _key(kind: ReportKind) -> str:
    return "sections" if kind is ReportKind.ANNUAL else kind.value


def _sections(table: Table, key: str) -> tuple[ReportSection, ...]:
    return tuple(_section(table, key, name) for name in table.texts(key))


def _headings(table: Table) -> dict[ReportSection, str]:
    headings = {_section(table, name, name): table.text(name) for name in table.names()}
    for section, heading in headings.items():
        if not heading.strip():
            raise table.refuse(section, "is blank. Give the heading, or leave the line out.")
    return headings


def _section(table: Table, key: str, name: str) -> ReportSection:
    if name not in set(ReportSection):
        raise table.refuse(key, f"{name!r} is not a section. Use any of: {', '.join(ReportSection)}.")
    return ReportSection(name)


def period_of(span: Span, on: date) -> tuple[date, date]:
    """The first and last day, both included, of the period of that length that holds `on`.

    Years are those of the returns, 1 April to 31 March, and quarters are theirs; weeks go from Monday to Sunday.
    """
    if span is Span.WEEK:
        monday = on - timedelta(days=on.weekday())
        return monday, monday + timedelta(days=6)
    months = {Span.YEAR: 12, Span.QUARTER: 3, Span.MONTH: 1}[span]
    first = date(on.year, on.month, 1)
    first = add_months(first, -((first.month - 4) % months))
    return first, add_months(first, months) - timedelta(days=1)


def periods_until(span: Span, on: date, *, earliest: date, most: int) -> list[tuple[date, date]]:
    """The periods of that length, the latest first: from the one that holds `on` back to the one that holds `earliest`.

    At most `most` of them, and always the one that holds `on`.
    """
    found = [period_of(span, on)]
    while len(found) < most and found[-1][0] > earliest:
        found.append(period_of(span, found[-1][0] - timedelta(days=1)))
    return found
