"""A paper of the service, gathered from its records, and the kinds of file it can be written as."""

from collections.abc import Callable
from datetime import date

from openiro.documents.content import Document
from openiro.domain.report_policy import ReportKind
from openiro.measures.small_numbers import HIDE_UP_TO
from openiro.reporting.findings import Findings
from openiro.reporting.queries import Measured, measured, section_texts
from openiro.reporting.report import report


def findings_of(*, from_on: date, to_on: date, public: bool = False) -> Findings:
    """The figures of the period, both days included; `public` hides small numbers. Raises as `measures.compute`."""
    found = measured(from_on=from_on, to_on=to_on)
    return Findings(found, hidden_up_to(found) if public else 0)


def hidden_up_to(found: Measured) -> int:
    """The largest count that is hidden where many read it: the policy's, and never less than 5."""
    return max(HIDE_UP_TO, found.policy.report.hide_up_to)


def paper_of_kind(kind: ReportKind, *, from_on: date, to_on: date, made_on: date, public: bool = False) -> Document:
    """The paper of that kind for the period, both days included, by the policy in force on its last day."""
    findings = findings_of(from_on=from_on, to_on=to_on, public=public)
    found = section_texts(kind=kind.value, from_on=from_on, to_on=to_on)
    return report(findings, kind, texts={name: each.text for name, each in found.items()}, made_on=made_on)


def writers() -> dict[str, Callable[[Document], bytes]]:
    """For each ending of a file, what writes it. The writers are heavy and are loaded when asked for."""
    from openiro.documents.pdf import to_pdf
    from openiro.documents.spreadsheet import to_xlsx
    from openiro.documents.web_page import to_html
    from openiro.documents.word import to_docx

    return {".docx": to_docx, ".pdf": to_pdf, ".html": to_html, ".xlsx": to_xlsx}
