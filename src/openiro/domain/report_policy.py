"""The papers that a council makes of its figures: their kinds, and the sections of each in the council's own order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openiro.domain.boards import Board, read_boards
from openiro.domain.months import add_months
from openiro.domain.policy_reader import Table


class ReportKind(StrEnum):
    """The kinds of paper. The annual report is required by the IRO Handbook, chapter 7; the others are a council's."""

    ANNUAL = "annual"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    PANEL = "panel"
    CASE_TRACKING = "case_tracking"
    COMPLAINTS = "complaints"
    TRIANGULATION = "triangulation"
    DISRUPTIONS = "disruptions"
    EVALUATION = "evaluation"
    ENGAGEMENT = "engagement"
    NEWSLETTER = "newsletter"


class ReportSection(StrEnum):
    """The parts that a paper may hold, in any order."""

    COVER = "cover"
    PURPOSE = "purpose"
    KEY_MESSAGES = "key_messages"
    SERVICE = "service"
    TEAM = "team"
    CHILDREN = "children"
    EQUALITY = "equality"
    PERMANENCE = "permanence"
    SUFFICIENCY = "sufficiency"
    TIMELINESS = "timeliness"
    PARTICIPATION = "participation"
    PARENTS = "parents"
    ENTITLEMENTS = "entitlements"
    CARE_PLANNING = "care_planning"
    EDUCATION = "education"
    LIFE_CHANCES = "life_chances"
    BETWEEN_REVIEWS = "between_reviews"
    OVERSIGHT = "oversight"
    VIEWS = "views"
    EVENTS = "events"
    SAID_AND_DONE = "said_and_done"
    PROMISES = "promises"
    CASE_EXAMPLES = "case_examples"
    QUALITY = "quality"
    MONITORING = "monitoring"
    AUDITS = "audits"
    TRIANGULATION = "triangulation"
    TRACKING = "tracking"
    COMPLAINTS = "complaints"
    IMPACT = "impact"
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
    CLEARANCE = "clearance"


# Sections that tell of single children, from which names, dates and places must be gone before many read them.
OF_SINGLE_CHILDREN = frozenset({ReportSection.VIEWS, ReportSection.CASE_EXAMPLES})


class Span(StrEnum):
    """The length of the periods that a kind of paper is made for."""

    YEAR = "year"
    HALF_YEAR = "half year"
    QUARTER = "quarter"
    TWO_MONTHS = "two months"
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True)
class KindOfReport:
    """What a kind is called, in a list and at the head of the paper; for which periods; and for whom it is made.

    `{panel}` in a title stands for what the council calls the body that the paper goes to.

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
        "Paper to the {panel}",
        Span.YEAR,
        "The figures of a year that the panel asks about, without the full report.",
        is_for_many=True,
    ),
    ReportKind.CASE_TRACKING: KindOfReport(
        "Case tracking report",
        "Annual report on case tracking",
        Span.YEAR,
        "Plans for permanence, the steps towards them and what delays them, for the corporate parenting panel.",
        is_for_many=True,
    ),
    ReportKind.COMPLAINTS: KindOfReport(
        "Complaints report",
        "Annual report on complaints of children and families",
        Span.YEAR,
        "Complaints of a year and what was learned from them, for the corporate parenting panel.",
        is_for_many=True,
    ),
    ReportKind.TRIANGULATION: KindOfReport(
        "Quality report",
        "Quality assurance: what audits, forms and challenge say together",
        Span.TWO_MONTHS,
        "Audits, monitoring forms and challenge of two months side by side, for senior managers.",
    ),
    ReportKind.DISRUPTIONS: KindOfReport(
        "Disruptions report",
        "What disruptions of placements taught us",
        Span.HALF_YEAR,
        "Placements that broke down in half a year, and what was learned, for managers and the fostering service.",
    ),
    ReportKind.EVALUATION: KindOfReport(
        "Evaluation of the service",
        "Qualitative evaluation of the reviewing service",
        Span.YEAR,
        "What the service's quality assurance changed for children in a year, for managers.",
    ),
    ReportKind.ENGAGEMENT: KindOfReport(
        "Engagement report",
        "What children and young people told us, and what came of it",
        Span.HALF_YEAR,
        "Events with children, what they said there and in reviews, and what was done, for the panel and managers.",
    ),
    ReportKind.NEWSLETTER: KindOfReport(
        "Newsletter",
        "The child's voice: newsletter of the month",
        Span.MONTH,
        "What children said, what was done and what went well in a month, for staff and young people to edit.",
    ),
}


@dataclass(frozen=True)
class ReportPolicy:
    """The sections of each kind of paper, in the council's order, and what the council calls them.

    A section that `headings` does not name has the usual heading. Writing begins with the words of `starting`, in which
    what stands in [square brackets] is to be filled in. Counts from 1 to `hide_up_to` are hidden in what is published
    (0: none are), and the other counts of children rounded to the nearest multiple of `round_to` (0: they are not).
    `boards` are given papers; whoever writes one is reminded `remind_before` working days before it must be there (0:
    nobody is). A group of young people agrees to a paper of `young_people_agree` before it is published.
    """

    sections: Mapping[ReportKind, tuple[ReportSection, ...]]
    headings: Mapping[ReportSection, str]
    starting: Mapping[ReportSection, str]
    hide_up_to: int
    round_to: int
    boards: tuple[Board, ...]
    remind_before: int = 0
    young_people_agree: frozenset[ReportKind] = frozenset()

    def words_to_begin_with(self, section: ReportSection) -> str:
        """The words with which writing the section begins; empty where the council gives none."""
        return self.starting.get(section, "")

    def standing_words(self, section: ReportSection) -> str:
        """The words that a paper has before anybody wrote: those to begin with, unless something is to be filled in."""
        words = self.words_to_begin_with(section)
        return "" if blanks_in(words) else words

    def to_fill_in(self, section: ReportSection, text: str) -> list[str]:
        """What `text` leaves as it was to be filled in; all of it where nothing is written."""
        asked = blanks_in(self.words_to_begin_with(section))
        return [each for each in asked if not text.strip() or f"[{each}]" in text]


def blanks_in(text: str) -> list[str]:
    """What a text asks to be filled in: the words in square brackets, each once, in order."""
    return list(dict.fromkeys(re.findall(r"\[([^][]+)\]", text)))


def read_report(table: Table) -> ReportPolicy:
    """Read `[policy.report]`. Raises `UnableToReadPolicy` for a section that is not known."""
    policy = ReportPolicy(
        sections={kind: _sections(table, _key(kind)) for kind in ReportKind},
        headings=_by_section(table.table("headings"), "Give the heading, or leave the line out."),
        starting=_by_section(table.table("starting"), "Give the words to begin with, or leave the line out."),
        hide_up_to=table.whole("hide_up_to"),
        round_to=table.whole("round_to"),
        boards=read_boards(table.tables("boards"), {kind.value: each.name for kind, each in KINDS.items()}),
        remind_before=table.whole("remind_before"),
        young_people_agree=frozenset(_kind(table, name) for name in table.texts("young_people_agree")),
    )
    table.finish()
    return policy


def _kind(table: Table, name: str) -> ReportKind:
    if name not in set(ReportKind):
        raise table.refuse("young_people_agree", f"{name!r} is no kind of paper. Use any of: {', '.join(ReportKind)}.")
    return ReportKind(name)


def _key(kind: ReportKind) -> str:
    return "sections" if kind is ReportKind.ANNUAL else kind.value


def _sections(table: Table, key: str) -> tuple[ReportSection, ...]:
    return tuple(_section(table, key, name) for name in table.texts(key))


def _by_section(table: Table, if_blank: str) -> dict[ReportSection, str]:
    texts = {_section(table, name, name): table.text(name).strip() for name in table.names()}
    for section, text in texts.items():
        if not text:
            raise table.refuse(section, f"is blank. {if_blank}")
    return texts


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
    months = {Span.YEAR: 12, Span.HALF_YEAR: 6, Span.QUARTER: 3, Span.TWO_MONTHS: 2, Span.MONTH: 1}[span]
    first = date(on.year, on.month, 1)
    first = add_months(first, -((first.month - 4) % months))
    return first, add_months(first, months) - timedelta(days=1)


def is_whole_year(from_on: date, to_on: date) -> bool:
    """Whether a period, both days included, is 12 months long, from whatever day."""
    return add_months(from_on, 12) == to_on + timedelta(days=1)


def is_beside_years(from_on: date, to_on: date) -> bool:
    """Whether the years before stand beside a period: it is a year, or the part so far of one of the returns.

    A quarter from 1 April is no such part: it stands beside the last 12 months.
    """
    is_part = (from_on.month, from_on.day) == (4, 1) and add_months(from_on, 3) <= to_on < add_months(from_on, 12)
    return is_whole_year(from_on, to_on) or is_part


def periods_beside(from_on: date, to_on: date) -> list[tuple[str, date, date]]:
    """The other periods that a table of a paper shows, each with what it is called and both days included.

    Beside a year, or the part so far of one, the two years before it, the earlier first. Beside a shorter period, the
    year to date from 1 April, and the 12 months up to its last day; where one period is both, it is there once.
    """
    if is_beside_years(from_on, to_on):
        firsts = [add_months(from_on, -12 * back) for back in (2, 1)]
        return [(year_in_words(first), first, add_months(first, 12) - timedelta(days=1)) for first in firsts]
    day_after = to_on + timedelta(days=1)
    year = period_of(Span.YEAR, to_on)[0]
    found = {add_months(day_after, -12): "Last 12 months", year: "Year to date"}
    return [(title, first, to_on) for first, title in reversed(found.items()) if first != from_on]


def year_in_words(from_on: date) -> str:
    """What a year is called by its first day: '2016/17' from 1 April, else the two years with the month."""
    years = f"{from_on.year}/{(from_on.year + 1) % 100:02}"
    return years if (from_on.month, from_on.day) == (4, 1) else f"{years} from {from_on.day} {from_on:%B}"


def years_in_words(from_on: date, to_on: date) -> tuple[str, str]:
    """What the same period a year before and the period itself, both days included, are called beside each other."""
    if is_whole_year(from_on, to_on):
        return year_in_words(add_months(from_on, -12)), year_in_words(from_on)
    return "Year before", "This period"


def periods_until(span: Span, on: date, *, earliest: date, most: int) -> list[tuple[date, date]]:
    """The periods of that length, the latest first: from the one that holds `on` back to the one that holds `earliest`.

    At most `most` of them, and always the one that holds `on`.
    """
    found = [period_of(span, on)]
    while len(found) < most and found[-1][0] > earliest:
        found.append(period_of(span, found[-1][0] - timedelta(days=1)))
    return found
