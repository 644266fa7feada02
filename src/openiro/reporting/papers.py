"""A paper of the service, gathered from its records, and the kinds of file it can be written as."""

from collections.abc import Callable
from datetime import date

from openiro.core.queries import working_calendar
from openiro.documents.content import Document
from openiro.people.queries.policy import policy_in_force
from openiro.reporting.annual import KIND, annual_report, findings_for
from openiro.reporting.queries import measure_tables, section_texts


def annual_paper(*, from_on: date, to_on: date, made_on: date) -> Document:
    """The annual report of the period, both days included, by the policy in force on its last day."""
    policy = policy_in_force(on=to_on)
    tables = measure_tables(authority=policy.council)
    findings = findings_for(tables, policy=policy, from_on=from_on, to_on=to_on, calendar=working_calendar())
    texts = {name: each.text for name, each in section_texts(kind=KIND, from_on=from_on, to_on=to_on).items()}
    return annual_report(findings, policy=policy, from_on=from_on, to_on=to_on, texts=texts, made_on=made_on)


def writers() -> dict[str, Callable[[Document], bytes]]:
    """For each ending of a file, what writes it. The writers are heavy and are loaded when asked for."""
    from openiro.documents.pdf import to_pdf
    from openiro.documents.spreadsheet import to_xlsx
    from openiro.documents.web_page import to_html
    from openiro.documents.word import to_docx

    return {".docx": to_docx, ".pdf": to_pdf, ".html": to_html, ".xlsx": to_xlsx}
