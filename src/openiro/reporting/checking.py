"""What a paper still lacks before it can be checked: words beside figures, remarks that nobody dealt with."""

from dataclasses import dataclass
from typing import Any

from openiro.domain.report_policy import KINDS, OF_SINGLE_CHILDREN, ReportKind
from openiro.measures.compute import measure_named
from openiro.reporting.findings import Findings
from openiro.reporting.papers import findings_of
from openiro.reporting.queries import known_of_children, remarks_on, section_texts
from openiro.reporting.report import measures_of, section_plans


@dataclass(frozen=True)
class Missing:
    """What a section lacks, in words. `is_remark`: somebody's remark on it is open."""

    section: str
    heading: str
    words: str
    is_remark: bool = False


def missing_in(paper: Any) -> list[Missing]:
    """Everything that stands in the way of checking the paper, in the order of its sections.

    A section with figures needs words in papers that many read, and names the figures that moved against the year
    before; what the council's own words ask to be filled in, and an open remark, stand in the way of any paper. A
    section about single children that many read must name nobody, no date and no place.
    """
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on)
    plans = section_plans(findings.policy, ReportKind(paper.kind))
    texts, needs_words = section_texts(paper), KINDS[ReportKind(paper.kind)].is_for_many
    open_remarks = [each.section for each in remarks_on(paper) if each.resolved_at is None]
    found = []
    for plan in plans:
        name = plan.section.value
        text = texts[name].text if name in texts else ""
        if blanks := findings.policy.report.to_fill_in(plan.section, text):
            found.append(Missing(name, plan.heading, f"to fill in: {', '.join(blanks)}"))
        measures = measures_of(findings, plan) if needs_words else []
        if measures and not (text.strip() or findings.policy.report.standing_words(plan.section)):
            found.append(Missing(name, plan.heading, _without_words(findings, measures)))
        if needs_words and plan.section in OF_SINGLE_CHILDREN and (told := _traces(text)):
            found.append(Missing(name, plan.heading, f"not anonymous yet: {told}"))
        if name in open_remarks:
            found.append(Missing(name, plan.heading, "a remark is open", is_remark=True))
    return found


def _traces(text: str) -> str:
    """What in a text about single children gives one away; it repeats no word of it."""
    return ", ".join(each.in_words for each in known_of_children().traces_in(text)) if text.strip() else ""


def _without_words(findings: Findings, measures: list[str]) -> str:
    moved = [measure_named(each).title for each in measures if _moved(findings, each)]
    return f"figures and no words. Moved against the year before: {', '.join(moved)}" if moved else "figures, no words"


def _moved(findings: Findings, measure: str) -> bool:
    now, before = findings.figure(measure), findings.year_before(measure)
    return now is not None and before is not None and now.value != before.value
