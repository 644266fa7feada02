"""Reads of papers and of the words in them."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from openiro.domain.papers import Heard, PaperState
from openiro.domain.report_policy import ReportKind, ReportSection
from openiro.reporting.models import Hearing, Narrative, Paper, Remark


@dataclass(frozen=True)
class PaperLine:
    """One paper in a list, with when a word of it was last saved."""

    number: int
    kind: str
    from_on: date
    to_on: date
    version: int
    state: PaperState
    last_saved_at: datetime | None
    last_saved_by: str


@dataclass(frozen=True)
class SectionText:
    """The latest words of one section; version 0 where nothing is written yet."""

    section: str
    text: str
    version: int
    saved_at: datetime | None
    saved_by: str


def paper_lines() -> list[PaperLine]:
    """Every paper, the latest period first."""
    latest = {}
    for row in Narrative.objects.select_related("saved_by").order_by("saved_at", "pk"):
        latest[row.paper_id] = row
    return [_line(paper, latest.get(paper.pk)) for paper in Paper.objects.order_by("-to_on", "kind", "-version")]


def _line(paper: Paper, saved: Narrative | None) -> PaperLine:
    who, when = (saved.saved_by.name, saved.saved_at) if saved else ("", None)
    return PaperLine(paper.pk, paper.kind, paper.from_on, paper.to_on, paper.version, paper.state, when, who)


def paper_of(number: int) -> Paper | None:
    """The paper of that number, to be handed to an action; None where there is none."""
    return Paper.objects.select_related("begun_by", "checked_by", "signed_off_by").filter(pk=number).first()


def latest_paper(kind: ReportKind, *, from_on: date, to_on: date) -> Paper | None:
    """The latest version of the paper of that kind and period; None where none is begun."""
    return Paper.objects.filter(kind=kind.value, from_on=from_on, to_on=to_on).order_by("version").last()


def versions_of_paper(paper: Paper) -> list[Paper]:
    """Every version of the paper, the latest first."""
    rows = Paper.objects.filter(kind=paper.kind, from_on=paper.from_on, to_on=paper.to_on)
    return list(rows.select_related("signed_off_by").order_by("-version"))


def paper_before(paper: Paper) -> Paper | None:
    """The last version of the paper of the same kind for the period before; None where there is none."""
    return Paper.objects.filter(kind=paper.kind, to_on__lt=paper.from_on).order_by("to_on", "version").last()


def section_texts(paper: Paper) -> dict[str, SectionText]:
    """The latest words of each section of a paper."""
    rows = Narrative.objects.filter(paper=paper).select_related("saved_by").order_by("section", "version")
    return {
        row.section: SectionText(row.section, row.text, row.version, row.saved_at, row.saved_by.name) for row in rows
    }


def versions_of(*, paper: Paper, section: str) -> list[SectionText]:
    """Every version of a section's words, the latest first."""
    rows = Narrative.objects.filter(paper=paper, section=section).select_related("saved_by").order_by("-version")
    return [SectionText(row.section, row.text, row.version, row.saved_at, row.saved_by.name) for row in rows]


@dataclass(frozen=True)
class ExampleLine:
    """One example of the service's work that a paper tells: the paper's number, kind and days, and the words."""

    number: int
    kind: str
    from_on: date
    to_on: date
    state: PaperState
    words: str


def case_examples(containing: str = "") -> list[ExampleLine]:
    """Every example that a paper of whatever year tells, the latest paper first; of each paper its latest version.

    A paragraph is one example. `containing`: only those in which these words stand, in capitals or not.
    """
    section = ReportSection.CASE_EXAMPLES.value
    latest: dict[tuple[str, date, date], Narrative] = {}
    rows = Narrative.objects.filter(section=section).select_related("paper")
    for row in rows.order_by("paper__version", "version"):
        latest[row.paper.kind, row.paper.from_on, row.paper.to_on] = row
    told = sorted(latest.values(), key=lambda row: (row.paper.to_on, row.paper.kind), reverse=True)
    return [
        ExampleLine(row.paper_id, row.paper.kind, row.paper.from_on, row.paper.to_on, row.paper.state, words)
        for row in told
        for words in filter(None, (each.strip() for each in re.split(r"\n\s*\n", row.text.replace("\r", ""))))
        if containing.casefold() in words.casefold()
    ]


@dataclass(frozen=True)
class RemarkLine:
    """What somebody said of a section, and who dealt with it, where somebody did."""

    number: int
    section: str
    text: str
    made_at: datetime
    made_by: str
    resolved_at: datetime | None
    resolved_by: str


def remarks_on(paper: Paper) -> list[RemarkLine]:
    """Every remark on a paper, the oldest first."""
    rows = Remark.objects.filter(paper=paper).select_related("made_by", "resolved_by").order_by("pk")
    return [
        RemarkLine(
            row.pk,
            row.section,
            row.text,
            row.made_at,
            row.made_by.name,
            row.resolved_at,
            row.resolved_by.name if row.resolved_by else "",
        )
        for row in rows
    ]


def remark_of(paper: Paper, number: int) -> Remark | None:
    """One remark on the paper, to be handed to an action; None where there is none."""
    return Remark.objects.filter(paper=paper, pk=number).first()


@dataclass(frozen=True)
class HearingLine:
    """A body that had a paper before it, when, and what it did (`what`, of `domain.papers.Heard`)."""

    body: str
    on: date
    what: str


def hearings_of(paper: Paper) -> list[HearingLine]:
    """Who approved the paper, who agreed to it, and who was presented with it, in the order of days."""
    rows = Hearing.objects.filter(paper=paper).order_by("on", "pk")
    return [_heard(row) for row in rows]


def _heard(row: Hearing) -> HearingLine:
    return HearingLine(row.body, row.on, row.what)


def has_young_peoples_agreement(paper: Paper) -> bool:
    """Whether a group of young people agreed to the paper since it was checked as it stands."""
    if paper.checked_at is None:
        return False
    return Hearing.objects.filter(paper=paper, what=Heard.AGREED, recorded_at__gte=paper.checked_at).exists()


@dataclass(frozen=True)
class PublishedLine:
    """A paper that was handed to the public: its version, the days of its life, and whether a later version is out."""

    number: int
    kind: str
    from_on: date
    to_on: date
    version: int
    published_at: datetime
    heard: tuple[HearingLine, ...]
    is_replaced: bool


def published_papers() -> list[PublishedLine]:
    """Every paper that was published, the latest first; two queries."""
    rows = (
        Paper.objects.filter(published_at__isnull=False).prefetch_related("hearings").order_by("-published_at", "-pk")
    )
    latest: dict[tuple[str, date, date], int] = {}
    for row in rows:
        key = (row.kind, row.from_on, row.to_on)
        latest[key] = max(latest.get(key, 0), row.version)
    return [
        PublishedLine(
            row.pk,
            row.kind,
            row.from_on,
            row.to_on,
            row.version,
            row.published_at,
            tuple(_heard(each) for each in row.hearings.all()),
            is_replaced=row.version < latest[row.kind, row.from_on, row.to_on],
        )
        for row in rows
        if row.published_at
    ]


def writers_of(paper: Paper) -> frozenset[str]:
    """The codes of those who wrote words of this version of the paper."""
    return frozenset(Narrative.objects.filter(paper=paper).values_list("saved_by__code", flat=True))
