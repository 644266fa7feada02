"""What is kept of a paper when it is signed off, so that it comes out in years as it was."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from typing import Any

import polars as pl

from openiro.documents.keeping import as_plain
from openiro.domain.report_policy import ReportKind
from openiro.measures.catalogue import catalogue
from openiro.measures.compute import DETAILS
from openiro.reporting.papers import findings_of, for_the_public, told_by
from openiro.reporting.queries import measured_rows, packed, section_texts
from openiro.reporting.report import measures_of, section_plans

CODES = ("child", "officer")


def count_ahead(paper: Any) -> None:
    """Count what `frozen_parts` will tell. It is kept until somebody writes a record (see `queries.measured`)."""
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on)
    for_the_public(findings).told_of(())


def frozen_parts(paper: Any, *, at: datetime) -> tuple[str, str]:
    """The content of a paper and the rows behind its figures, each packed (see `FrozenPaper`)."""
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on)
    public = for_the_public(findings)
    plans = section_plans(findings.policy, ReportKind(paper.kind))
    of_sections = {plan.section.value: measures_of(findings, plan) for plan in plans}
    shown = {measure for measures in of_sections.values() for measure in measures}
    content = {
        "whole": as_plain(told_by(findings, paper, made_on=at.date())),
        "public": as_plain(told_by(public, paper, made_on=at.date())),
        "told": public.told_of(shown),
        "figures": [figure.to_json() for figure in findings.measured.result.figures if figure.id in shown],
        "definitions": {each.id: f"{each.title}: {each.definition}" for each in catalogue() if each.id in shown},
        "policy": asdict(findings.policy.report),
        "sections": of_sections,
        "narratives": {name: each.version for name, each in section_texts(paper).items()},
        "software": version("openiro"),
    }
    return packed(content), packed(dict(_rows(paper, shown)))


def _rows(paper: Any, measures: set[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows behind each measure: codes, days, what each is counted as and why; no name and nothing written."""
    kept = (*CODES, "on", "counted_as", "why", *DETAILS)
    for measure in sorted(measures):
        frame: pl.DataFrame = measured_rows(measure, {}, from_on=paper.from_on, to_on=paper.to_on)
        yield measure, frame.select([name for name in kept if name in frame.columns]).to_dicts()
