"""A paper of any kind: figures from the measures, words from people, in the order that the council's policy gives."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from openiro.documents.content import (
    Block,
    Chart,
    Column,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Section,
    Table,
)
from openiro.documents.narrative import blocks_from, filled
from openiro.domain.policy import Policy
from openiro.domain.report_policy import KINDS, ReportKind, ReportSection
from openiro.domain.words import sentence
from openiro.measures.catalogue import catalogue
from openiro.reporting.findings import Findings, value_in_words
from openiro.reporting.glossary import glossary_of
from openiro.reporting.sections import PLAN_OF, SectionPlan
from openiro.reporting.words import day_in_words, period_in_words

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


def section_plans(policy: Policy, kind: ReportKind) -> list[SectionPlan]:
    """The sections in the council's order, under its headings where the paper is its annual report.

    Figures of law that the annual report does not list come after the last that it does.
    """
    listed = list(policy.report.sections[kind])
    missing = [section for section in CORE if section not in listed] if kind is ReportKind.ANNUAL else []
    after = max((place for place, section in enumerate(listed, 1) if section in CORE), default=len(listed))
    plans = [PLAN_OF[each] for each in (*listed[:after], *missing, *listed[after:])]
    own = policy.report.headings if kind is ReportKind.ANNUAL else {}
    return [replace(plan, heading=own.get(plan.section, plan.heading)) for plan in plans]


def section_draft(findings: Findings, plan: SectionPlan, *, text: str) -> SectionDraft:
    """A section with its figures and the words given, in which `{{reviews.on_time}}` becomes the figure."""
    return SectionDraft(plan, tuple(plan.figures(findings)), filled(text, partial(_in_words, findings)))


def measures_of(findings: Findings, plan: SectionPlan) -> list[str]:
    """The ids of the measures whose figures a section shows, in its order."""
    watching = Findings(findings.measured, findings.hide_up_to, findings.ask_beside, findings.noted)
    plan.figures(watching)
    return [measure for measure in watching.asked if findings.figures(measure)]


def _in_words(findings: Findings, measure: str) -> str:
    figure = findings.figure(measure)
    return "not known" if figure is None else value_in_words(figure)


def report(findings: Findings, kind: ReportKind, *, texts: Mapping[str, str], made_on: date) -> Document:
    """The report of that kind as a paper. A section with neither figures nor words is left out.

    `texts` are the words by section; counts are hidden where `findings` hides them, and the paper says so.
    """
    policy, measured = findings.policy, findings.measured
    plans = section_plans(policy, kind)
    findings = replace(findings, asked={})
    drafts = [section_draft(findings, plan, text=_words_of(policy, plan, texts)) for plan in plans]
    shown = frozenset(findings.asked)
    written = [_section(draft) for draft in drafts if draft.figures or draft.text.strip()]
    sections = _once_and_dated(
        [*written, _about(findings, made_on, shown, has_figures=any(draft.figures for draft in drafts))], measured.to_on
    )
    period = period_in_words(measured.from_on, measured.to_on)
    return Document(
        title=KINDS[kind].title.format(panel=policy.words.panel),
        subtitle="",
        council=policy.council,
        period=period,
        sections=(*sections[:-1], *glossary_of(sections), sections[-1]),
        metadata=Metadata(made_on=made_on, author=policy.council, subject="Looked-after reviews"),
    )


def _words_of(policy: Policy, plan: SectionPlan, texts: Mapping[str, str]) -> str:
    """What people wrote; before that, the words that stand in every paper of the council."""
    return texts.get(plan.section.value, "") or policy.report.standing_words(plan.section)


def _section(draft: SectionDraft) -> Section:
    blocks = (*blocks_from(draft.text), *draft.figures)
    return Section(draft.plan.section.value, draft.plan.heading, blocks)


def _once_and_dated(sections: list[Section], to_on: date) -> tuple[Section, ...]:
    """The sections, each table and chart where it stands first, with the day of its records; none left empty."""
    seen: set[str] = set()
    kept = []
    for section in sections:
        blocks = []
        for block in section.blocks:
            if isinstance(block, Table | Chart):
                if block.id in seen:
                    continue
                seen.add(block.id)
                block = _dated(block, to_on)
            blocks.append(block)
        if blocks:
            kept.append(replace(section, blocks=tuple(blocks)))
    return tuple(kept)


def _dated(block: Table | Chart, to_on: date) -> Table | Chart:
    told = f"records of the service, as at {day_in_words(to_on)}"
    return replace(block, source=f"{told}; {block.source}" if block.source else told)


def _not_judged(findings: Findings, shown: Collection[str]) -> list[Block]:
    """How many records of each measure shown lacked what it needs; nothing where every one could be judged."""
    figures = [(each.title, findings.figure(each.id)) for each in catalogue() if each.id in shown]
    rows = tuple((title, found.denominator, found.unknown) for title, found in figures if found and found.unknown)
    columns = Column("Measure"), Column("Judged", Kind.COUNT), Column("Could not be judged", Kind.COUNT)
    notes = (
        "What could not be judged lacks a date or a code. A number that is much higher than in other years may come "
        "from a change of system.",
    )
    return [Table("not-judged", "Records that could not be judged", columns, rows, notes)] if rows else []


def _about(findings: Findings, made_on: date, shown: Collection[str], *, has_figures: bool) -> Section:
    """What the figures of the measures shown rest on, and what a reader must be warned of."""
    counted = (
        f"Every figure was counted on {day_in_words(made_on)} from the records of the service, by the definitions "
        "given beside it; each opens to the records behind it in the service itself."
    )
    words = [*([counted] if has_figures else []), *findings.measured.result.warnings]
    if findings.measured.to_on > made_on:
        words.append(
            f"The period was not over on {day_in_words(made_on)}: what is recorded later is not in the figures."
        )
    if findings.hide_up_to:
        words.append(
            f"Counts of children from 1 to {findings.hide_up_to} are hidden, with the percentages and the other "
            "counts from which they could be worked out, so that no child can be made out. Zeros are shown. What an "
            "earlier publication hid stays hidden, and so does a number that moved by few since."
        )
    if findings.round_to:
        words.append(
            f"The other counts of children are rounded to the nearest {findings.round_to}, and percentages to whole "
            "numbers, so that parts may not add up to their whole."
        )
    opening = _not_judged(findings, shown) if has_figures else _nothing_yet(findings, shown)
    return Section("about", "About these figures", (*opening, *(Paragraph.of(each) for each in words)))


def _nothing_yet(findings: Findings, asked: Collection[str]) -> list[Block]:
    """That nothing is recorded of what a paper counts, what that is, and what would fill it."""
    period = period_in_words(findings.measured.from_on, findings.measured.to_on)
    said = f"There are no figures for {period}: the records of the service hold nothing that this paper counts."
    rows = tuple(
        (each.title, sentence(" and ".join(sorted(each.needs))).replace("_", " "))
        for each in catalogue()
        if each.id in asked
    )
    columns = Column("What it counts"), Column("From which records")
    return [
        Paragraph.of(said),
        Table("figures", "What this paper counts", columns, rows),
        Paragraph.of("Once these are recorded in the service, or loaded into it, the paper made again shows them."),
    ]
