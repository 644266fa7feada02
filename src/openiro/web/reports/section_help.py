"""What helps whoever writes a section: the figures that its words may name, and how the action plans stand."""

from typing import Any

from django.urls import reverse

from openiro.actionplans.queries import plans_listed
from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.domain.report_policy import ReportKind
from openiro.measures.catalogue import catalogue
from openiro.people.queries import may
from openiro.reporting.findings import value_in_words
from openiro.reporting.papers import findings_of
from openiro.reporting.report import measures_of, section_plans
from openiro.reporting.sections import SectionPlan
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table


def measures_in(paper: Any) -> dict[str, None]:
    """The measures whose figures a paper shows while it is counted, in its order."""
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on)
    plans = section_plans(findings.policy, ReportKind(paper.kind))
    return dict.fromkeys(measure for plan in plans for measure in measures_of(findings, plan))


def figures_to_name(paper: Any, plan: SectionPlan) -> Table:
    """The figures that words may name: those of the section; of the whole paper where the section has none."""
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on)
    wanted = measures_of(findings, plan) or measures_in(paper)
    rows: list[list[Cell | str]] = [
        [
            Cell(each.title, href=reverse("reports:report-rows", args=[paper.pk, each.id])),
            value_in_words(figure),
            "{{" + each.id + "}}",
        ]
        for each in catalogue()
        if each.id in wanted and not each.keys and (figure := findings.figure(each.id)) is not None
    ]
    columns = [Column("Figure"), Column("Now"), Column("Write")]
    return Table("Figures that the words may name", columns, rows, "This paper has no figures yet", caption_hidden=True)


def plans_of_paper(request: Request, paper: Any) -> Table | None:
    """The action plans that ran in the period of the paper, with how far their actions have come."""
    if not may(request.user, Permission.VIEW_PLANS, on=request.today):
        return None
    found = plans_listed(request.user, on=request.today)
    rows: list[list[Cell | str]] = [
        [Cell(line.label, href=reverse("plans:plan", args=[line.number])), _told(line.states)]
        for line in found
        if line.from_on <= paper.to_on and line.to_on >= paper.from_on
    ]
    columns = [Column("Plan"), Column("Actions")]
    return Table("Action plans of the period", columns, rows, "No action plan ran in these days")


def _told(states: dict[str, int]) -> str:
    told = [f"{count} {meaning_of('ACTION_STATE', code).lower()}" for code, count in states.items()]
    return ", ".join(told) or "None yet"
