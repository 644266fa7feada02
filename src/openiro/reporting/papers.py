"""A paper of the service, gathered from its records, and the kinds of file it can be written as."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from openiro.core.remembered import remembered
from openiro.documents.content import Document, Paragraph, Section
from openiro.documents.narrative import blocks_from
from openiro.domain.papers import FROZEN
from openiro.domain.report_policy import ReportKind
from openiro.measures.small_numbers import HIDE_UP_TO
from openiro.reporting.beside import MEASURES_BESIDE
from openiro.reporting.findings import Findings
from openiro.reporting.queries import (
    Measured,
    Others,
    Practice,
    figure_notes,
    frozen_document,
    latest_paper,
    measured,
    measured_beside,
    published_of,
    section_texts,
)
from openiro.reporting.report import report


def findings_of(*, from_on: date, to_on: date, public: bool = False) -> Findings:
    """The figures of the period, both days included; `public` hides small numbers. Raises as `measures.compute`."""
    found = measured(from_on=from_on, to_on=to_on)
    noted = remembered(f"figure notes {from_on} {to_on}", lambda: figure_notes(from_on=from_on, to_on=to_on))
    practice, others = Practice(from_on, to_on), Others(to_on)
    ask_beside = partial(measured_beside, found, MEASURES_BESIDE)
    findings = Findings(found, 0, ask_beside, noted, published_of, practice, others)
    return for_the_public(findings) if public else findings


def for_the_public(findings: Findings) -> Findings:
    """The same findings with small numbers hidden, of other periods too: which ones, all their figures decide."""
    found = findings.measured
    return replace(findings, hide_up_to=hidden_up_to(found), ask_beside=partial(measured_beside, found))


def hidden_up_to(found: Measured) -> int:
    """The largest count that is hidden where many read it: the policy's, and never less than 5."""
    return max(HIDE_UP_TO, found.policy.report.hide_up_to)


def paper_of_kind(kind: ReportKind, *, from_on: date, to_on: date, made_on: date, public: bool = False) -> Document:
    """The paper of that kind for the period, both days included, by the policy in force on its last day.

    Its latest version: where that is signed off, as it was frozen.
    """
    begun = latest_paper(kind, from_on=from_on, to_on=to_on)
    if begun is not None:
        return document_of_paper(begun, made_on=made_on, public=public)
    return report(findings_of(from_on=from_on, to_on=to_on, public=public), kind, texts={}, made_on=made_on)


def warnings_of_kind(kind: ReportKind, *, from_on: date, to_on: date) -> tuple[str, ...]:
    """What whoever makes that paper must be warned of; nothing where it is signed off, for it stays as it is.

    Raises as `measures.compute`. Once the paper is made, its figures are kept, and this is answered at once.
    """
    begun = latest_paper(kind, from_on=from_on, to_on=to_on)
    if begun is not None and begun.state in FROZEN:
        return ()
    return measured(from_on=from_on, to_on=to_on).result.warnings


def document_of_paper(paper: Any, *, made_on: date, public: bool = False) -> Document:
    """One version of a paper: as it was frozen where it is signed off, else counted now."""
    return frozen_document(paper, public=public) or counted(paper, made_on=made_on, public=public)


def counted(paper: Any, *, made_on: date, public: bool) -> Document:
    """A paper with its figures counted now."""
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on, public=public)
    return told_by(findings, paper, made_on=made_on)


def told_by(findings: Findings, paper: Any, *, made_on: date) -> Document:
    """A paper as these findings tell it. A corrected version says so, and what it changes."""
    texts = {name: each.text for name, each in section_texts(paper).items()}
    document = report(findings, ReportKind(paper.kind), texts=texts, made_on=made_on)
    if paper.version == 1:
        return document
    words = Paragraph.of(f"This is version {paper.version}. It takes the place of the version before, which is kept.")
    changed = Section("correction", "What this version corrects", (words, *blocks_from(paper.what_changes)))
    return replace(document, sections=(changed, *document.sections))


def writers() -> dict[str, Callable[[Document], bytes]]:
    """For each ending of a file, what writes it. The writers are heavy and are loaded when asked for."""
    from openiro.documents.pdf import to_pdf
    from openiro.documents.spreadsheet import to_xlsx
    from openiro.documents.web_page import to_html
    from openiro.documents.word import to_docx

    return {".docx": to_docx, ".pdf": to_pdf, ".html": to_html, ".xlsx": to_xlsx}
