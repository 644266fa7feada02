"""The papers that the five twins make of their records, without a service; and the sections of the councils' own."""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from openiro.demo.councils import TWINS
from openiro.demo.in_print import in_print
from openiro.documents.content import Document
from openiro.domain.report_policy import KINDS, ReportKind, ReportSection, period_of, periods_beside
from openiro.measures.compute import rows_of
from openiro.policies import load_policy
from openiro.reporting.findings import Findings
from openiro.reporting.queries import Beside, Measured, year_before
from openiro.reporting.report import report, section_plans
from openiro.reporting.sections import SectionPlan
from tests.factories.twins import facts_of, figures_of
from tests.golden.printed_figures import REPRODUCED, Printed, printed_figures

IN_PRINT = Path(__file__).with_name("sections_in_print.csv")
COUNCILS = tuple(TWINS)


@dataclass(frozen=True)
class PrintedSection:
    """A section of a council's own paper: its lines there, the sections of ours that hold it, and a remark."""

    council: str
    first: int
    last: int
    printed: str
    ours: tuple[ReportSection, ...]
    shown: str

    @property
    def figures(self) -> list[Printed]:
        """The printed figures that stand in it and rest on records."""
        return [
            each
            for each in printed_figures()
            if (each.council, each.standing) == (self.council, REPRODUCED)
            and self.first <= int(re.findall(r"L(\d+)", each.source_place)[0]) <= self.last
        ]


@cache
def printed_sections() -> tuple[PrintedSection, ...]:
    """Every section of the five papers, in the order of print."""
    with IN_PRINT.open(encoding="utf-8", newline="") as file:
        return tuple(
            PrintedSection(
                row["council"],
                int(row["first"]),
                int(row["last"]),
                row["printed"],
                tuple(map(ReportSection, filter(None, row["ours"].split("|")))),
                row["shown"],
            )
            for row in csv.DictReader(file)
        )


def year_of(council: str) -> tuple[date, date]:
    """The days that the council's own paper is about."""
    first, last = in_print(council)["year"]
    return first, last


def period_for(council: str, kind: ReportKind) -> tuple[date, date]:
    """The days of a paper of that kind: the year of print, or the last shorter period that ends in it."""
    first, last = year_of(council)
    if KINDS[kind].span.value == "year":
        return first, last
    found = period_of(KINDS[kind].span, last)
    return found if found[1] <= last else period_of(KINDS[kind].span, found[0] - timedelta(days=1))


@dataclass(frozen=True)
class OfTwin(Findings):
    """Findings whose records behind are those of a twin, without a service."""

    council: str = ""

    def records(self, measure: str) -> list[dict[str, Any]]:
        """As of `Findings`."""
        facts = facts_of(self.council, self.measured.from_on.isoformat(), self.measured.to_on.isoformat())
        rows: list[dict[str, Any]] = rows_of(facts, measure, {}).to_dicts()
        return rows


@cache
def findings_of_twin(council: str, first: date, last: date) -> OfTwin:
    """The figures of those days over the twin's records, which write down what is asked for."""

    def result(from_on: date, to_on: date):
        return figures_of(council, from_on.isoformat(), to_on.isoformat())

    opens = TWINS[council].opens_on
    then = year_before(first, last)
    before = result(*then) if opens <= then[0] else None
    policy = load_policy(council, last)
    measured = Measured(first, last, result(first, last), before, policy, opens)
    beside = [Beside(name, f, t, result(f, t)) for name, f, t in periods_beside(first, last) if opens <= f]
    return OfTwin(measured, ask_beside=lambda: beside, council=council)


@cache
def paper_of(council: str, kind: ReportKind) -> Document:
    """The paper of that kind, with the words of print in the annual report."""
    first, last = period_for(council, kind)
    words = in_print(council)["words"] if kind is ReportKind.ANNUAL else {}
    findings: Findings = findings_of_twin(council, first, last)
    return report(findings, kind, texts=words, made_on=last)


@cache
def plans_of(council: str) -> dict[ReportSection, SectionPlan]:
    """The sections of the council's annual report, in its order."""
    policy = load_policy(council, year_of(council)[1])
    return {plan.section: plan for plan in section_plans(policy, ReportKind.ANNUAL)}


@cache
def asked_in(council: str, section: ReportSection) -> frozenset[str]:
    """The measures that a section of the council's annual report asks for."""
    first, last = year_of(council)
    found = findings_of_twin(council, first, last)
    watching = Findings(found.measured, ask_beside=found.ask_beside)
    plans_of(council)[section].figures(watching)
    return frozenset(watching.asked)


def is_of_the_year(figure: Printed) -> bool:
    """Whether a printed figure is of the days of its paper, or of a year before that stands beside them."""
    first, last = year_of(figure.council)
    beside = [(f, t) for _, f, t in periods_beside(first, last)]
    days = (date.fromisoformat(figure.from_on), date.fromisoformat(figure.to_on))
    return days in [(first, last), year_before(first, last), *beside]


def is_shown(figure: Printed, sections: tuple[ReportSection, ...]) -> bool:
    """Whether one of these sections of the council's annual report shows the measure of a printed figure."""
    asked = frozenset().union(*(asked_in(figure.council, each) for each in sections))
    return set(figure.measure.split("|")) <= asked


HEAD = """# Papers of councils

Where each section of five councils' own papers stands in the annual report that their synthetic twin makes. Every
figure of records is counted in a test and shown by a section named here; those of other days stand in the report of
those days. The plans, the figures of others and the words of print are in the twin's service.
"""
COLUMNS = ("section of the council's own paper", "section of ours", "figures of records", "of other days", "remark")


def page() -> str:
    """The reference of it all, for people to read."""
    parts = [HEAD.rstrip()]
    for council in COUNCILS:
        lines = [_line(each) for each in printed_sections() if each.council == council]
        head = [" | ".join(COLUMNS), " | ".join(["---"] * len(COLUMNS))]
        name = load_policy(council, year_of(council)[1]).council
        parts.append(f"## {name}\n\n" + "\n".join(f"| {line} |" for line in [*head, *lines]))
    return "\n\n".join(parts)


def _line(section: PrintedSection) -> str:
    ours = "; ".join(plans_of(section.council)[each].heading for each in section.ours)
    elsewhen = sum(not is_of_the_year(figure) for figure in section.figures)
    return " | ".join([section.printed, ours, str(len(section.figures) or ""), str(elsewhen or ""), section.shown])
