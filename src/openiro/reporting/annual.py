"""The annual report: figures from the measures, words from people, in the order that the council's policy gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openiro.documents.content import Block, Document, Metadata, Paragraph, Section
from openiro.documents.narrative import blocks_from
from openiro.domain.policy import Policy, ReportSection
from openiro.domain.working_days import WorkingCalendar
from openiro.measures.compute import compute
from openiro.measures.tables import Tables
from openiro.reporting.findings import Findings
from openiro.reporting.sections import PLAN_OF, SectionPlan
from openiro.reporting.words import day_in_words, period_in_words

KIND = "annual"
CORE = (
    ReportSection.CHILDREN,
    ReportSection.TIMELINESS,
    ReportSection.PARTICIPATION,
    ReportSection.PARENTS,
    ReportSection.SERVICE,
    ReportSection.PERMANENCE,
)


@dataclass(frozen=True)
class SectionDraft:
    """A section as the writing page shows it: its plan, its figures as blocks, and the words so far."""

    plan: SectionPlan
    figures: tuple[Block, ...]
    text: str


def findings_for(tables: Tables, *, policy: Policy, from_on: date, to_on: date, calendar: WorkingCalendar) -> Findings:
    """The figures of the period `from_on` to `to_on`, both included. Raises as `measures.compute`."""
    guide = (float(policy.caseload.iro.low), float(policy.caseload.iro.high))
    population = policy.population_under_18
    result = compute(tables, from_on=from_on, to_on=to_on, calendar=calendar, population=population, guide=guide)
    return Findings(result)


def section_drafts(findings: Findings, *, policy: Policy, texts: Mapping[str, str]) -> list[SectionDraft]:
    """Every section of the report in the council's order; figures of law that it does not list come after."""
    listed = list(policy.report.sections)
    order = listed + [section for section in CORE if section not in listed]
    return [
        SectionDraft(PLAN_OF[each], tuple(PLAN_OF[each].figures(findings)), texts.get(each.value, "")) for each in order
    ]


def annual_report(
    findings: Findings, *, policy: Policy, from_on: date, to_on: date, texts: Mapping[str, str], made_on: date
) -> Document:
    """The annual report as a paper. A section with neither figures nor words is left out."""
    drafts = section_drafts(findings, policy=policy, texts=texts)
    sections = tuple(_section(draft) for draft in drafts if draft.figures or draft.text.strip())
    return Document(
        title="Independent reviewing officers' annual report",
        subtitle=period_in_words(from_on, to_on),
        council=policy.council,
        period=period_in_words(from_on, to_on),
        sections=(*sections, _about(findings, made_on)),
        metadata=Metadata(made_on=made_on, author=policy.council, subject="Looked-after reviews"),
    )


def _section(draft: SectionDraft) -> Section:
    blocks = (*blocks_from(draft.text), *draft.figures)
    return Section(draft.plan.section.value, draft.plan.heading, blocks)


def _about(findings: Findings, made_on: date) -> Section:
    """What the figures rest on, and what a reader must be warned of."""
    words = [
        f"Every figure was counted on {day_in_words(made_on)} from the records of the service, by the definitions "
        "given beside it; each opens to the records behind it in the service itself.",
        *findings.result.warnings,
    ]
    return Section("about", "About these figures", tuple(Paragraph.of(each) for each in words))
