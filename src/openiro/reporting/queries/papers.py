"""Reads of papers and of the words in them."""

from dataclasses import dataclass
from datetime import date, datetime

from openiro.reporting.models import Narrative, Paper


@dataclass(frozen=True)
class PaperLine:
    """One paper in a list, with when a word of it was last saved."""

    number: int
    kind: str
    from_on: date
    to_on: date
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
    return [_line(paper, latest.get(paper.pk)) for paper in Paper.objects.order_by("-to_on", "kind", "pk")]


def _line(paper: Paper, saved: Narrative | None) -> PaperLine:
    who, when = (saved.saved_by.name, saved.saved_at) if saved else ("", None)
    return PaperLine(paper.pk, paper.kind, paper.from_on, paper.to_on, when, who)


def paper_of(number: int) -> Paper | None:
    """The paper of that number, to be handed to an action; None where there is none."""
    return Paper.objects.filter(pk=number).first()


def section_texts(*, kind: str, from_on: date, to_on: date) -> dict[str, SectionText]:
    """The latest words of each section of the paper of that kind and period; empty where none is begun."""
    rows = Narrative.objects.filter(paper__kind=kind, paper__from_on=from_on, paper__to_on=to_on)
    texts = {}
    for row in rows.select_related("saved_by").order_by("section", "version"):
        texts[row.section] = SectionText(row.section, row.text, row.version, row.saved_at, row.saved_by.name)
    return texts


def versions_of(*, paper: Paper, section: str) -> list[SectionText]:
    """Every version of a section's words, the latest first."""
    rows = Narrative.objects.filter(paper=paper, section=section).select_related("saved_by").order_by("-version")
    return [SectionText(row.section, row.text, row.version, row.saved_at, row.saved_by.name) for row in rows]
