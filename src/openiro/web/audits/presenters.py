"""Audits, findings and results as tables and facts."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from openiro.audits.queries import (
    AuditLine,
    AuditPage,
    FindingLine,
    GradeCount,
    ProgrammeLine,
    Results,
    SampleLine,
)
from openiro.domain.audits import FindingState
from openiro.domain.audits_policy import AuditsPolicy
from openiro.domain.codes import meaning_of
from openiro.govuk.dates import medium_date
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

ROWS = 25
# The tables of results of which a large council has many rows, by what their pages are of.
PAGED = ("quarters", "teams", "officers")
STATES = {
    FindingState.OPEN: ("Waits for an answer", "soon"),
    FindingState.ANSWERED: ("Answered", "info"),
    FindingState.CLOSED: ("Closed", "good"),
}


def audit_table(lines: Iterable[AuditLine], *, on: date, caption: str, empty: str, pager: Pager | None = None) -> Table:
    """A list of audits; each line leads to its audit."""
    columns = ("Audit", "Kind", "Whose work", "Auditor", "Due or done", "Grade", "Findings open")
    return Table(caption, [Column(text) for text in columns], [_row(each, on) for each in lines], empty, pager=pager)


def finding_table(lines: Iterable[FindingLine], *, on: date, caption: str, empty: str) -> Table:
    """A list of findings; each line leads to its finding."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"Finding {line.number}: {line.child}",
                href=reverse("audits:finding", args=[line.number]),
                hint=line.theme,
            ),
            Cell(line.text, hint="For the learning day" if line.for_learning else ""),
            Cell(line.owner, hint=line.agency),
            _due(line.due_on, on, is_open=line.state is FindingState.OPEN),
            Cell(STATES[line.state][0], tone=STATES[line.state][1]),
        ]
        for line in lines
    ]
    columns = [Column(text) for text in ("About", "What is to be done", "By whom", "By when", "Standing")]
    return Table(caption, columns, rows, empty, caption_hidden=True)


def audit_facts(page: AuditPage) -> list[tuple[str, str]]:
    """What the audit is about, and how far it has come."""
    line = page.line
    facts = (
        ("Child", line.child),
        ("Whose work", line.officer),
        ("Review of", medium_date(page.review_on) if page.review_on else ""),
        ("Team", line.team),
        ("Auditor", line.auditor),
        ("To be done by", medium_date(line.due_on)),
        ("Submitted", medium_date(line.submitted_on) if line.submitted_on else ""),
        ("Grade", line.grade),
        ("Time it took so far" if line.submitted_on is None else "Time it took", _minutes(line.minutes)),
        ("Version of the questions", page.version),
        ("Talked about in supervision", medium_date(page.told_on) if page.told_on else ""),
    )
    return [(label, text) for label, text in facts if text]


def answered(page: AuditPage, policy: AuditsPolicy) -> list[tuple[str, str, str]]:
    """Each question with its answer and the words, as they stand."""
    grades = {each.id: each.title for each in policy.grades}
    given = []
    for place, question in enumerate(page.questions, start=1):
        answer = page.answers.get(question.id)
        said = grades.get(answer.answer) or meaning_of("AUDIT_MET", answer.answer) if answer else ""
        given.append((f"{place}. {question.text}", said, answer.words if answer else ""))
    return given


def finding_facts(line: FindingLine) -> list[tuple[str, str]]:
    """What is to be done, by whom, and what came of it."""
    facts = (
        ("What is to be done", line.text),
        ("About", line.theme),
        ("Child", line.child),
        ("From", f"{line.kind}, by {line.found_by}"),
        ("By whom", line.owner),
        ("Which agency acts", line.agency),
        ("By when", medium_date(line.due_on)),
        ("What was done", line.answer),
        ("Answered", f"{medium_date(line.answered_on)}, {line.answered_by}" if line.answered_on else ""),
        ("Sent back", line.returned),
        ("Learning day", "To be taken there" if line.for_learning else ""),
        ("Closed", medium_date(line.closed_on) if line.closed_on else ""),
    )
    return [(label, text) for label, text in facts if text]


def sample_facts(line: SampleLine) -> list[tuple[str, str]]:
    """By which rule the sample was drawn, and with what seed."""
    value = f": {line.value}" if line.value and line.rule != "officer" else ""
    again = "Yes: the same audits" if line.comes_again else "No: the audits are not those that the seed draws"
    return [
        ("Kind", line.kind),
        ("Rule", f"{meaning_of('AUDIT_RULE', line.rule)}{value}"),
        ("Drawn", f"{len(line.audits)} of {line.population:,}, on {medium_date(line.drawn_at)} by {line.drawn_by}"),
        ("Seed", str(line.seed)),
        ("Drawn again with this seed", again),
        ("To be done by", medium_date(line.due_on)),
        ("Done so far", f"{sum(each.submitted_on is not None for each in line.audits)} of {len(line.audits)}"),
    ]


def programme_table(lines: Iterable[ProgrammeLine]) -> Table:
    """Who was to audit how many in each month."""
    rows: list[list[Cell | str]] = [
        [
            f"{line.auditor}, {line.month:%B %Y}",
            line.kind,
            str(line.wanted),
            str(line.given),
            Cell(str(line.done), tone="good" if line.done >= line.wanted else "soon"),
        ]
        for line in lines
    ]
    columns = (Column("Auditor and month"), Column("Kind"), *(Column(each) for each in ("To do", "Given out", "Done")))
    return Table("Programme of this year", columns, rows, "The policy of the council names no programme of audits.")


def result_tables(found: Results, policy: AuditsPolicy, asked: QueryDict) -> list[Table]:
    """By quarter, team and officer the grades, by the page; by theme how often it is met, and its findings."""
    pagers = [
        Pager(asked, len(lines), ROWS, key)
        for key, lines in zip(PAGED, (found.by_quarter, found.by_team, found.by_officer), strict=True)
    ]
    tables = [
        _grades("By quarter", "Quarter", found.by_quarter, policy, pagers[0]),
        _grades("By team", "Team", found.by_team, policy, pagers[1]),
    ]
    if found.by_officer:
        tables.append(_grades("By officer over time", "Officer and quarter", found.by_officer, policy, pagers[2]))
    return [*tables, _themes(found, policy)]


def _grades(caption: str, name: str, lines: Sequence[GradeCount], policy: AuditsPolicy, pager: Pager) -> Table:
    columns = [Column(name), Column("Audits", numeric=True)]
    columns += [Column(grade.title, numeric=True) for grade in policy.grades]
    rows = [
        [
            each.name or "No team known",
            str(each.audits),
            *(str(each.grades.get(grade.id, 0)) for grade in policy.grades),
        ]
        for each in pager.cut(lines)
    ]
    return Table(caption, columns, rows, "None in this period.", pager=pager)


def _themes(found: Results, policy: AuditsPolicy) -> Table:
    titles = {each.id: each.title for each in policy.themes}
    rows = [
        [
            titles.get(each.theme, each.theme),
            "No answer" if each.percent_met is None else f"{each.percent_met}%",
            str(each.met),
            str(each.partly),
            str(each.not_met),
            f"{each.closed} of {each.findings}",
        ]
        for each in found.by_theme
    ]
    names = ("Met, of those that apply", "Met", "Partly", "Not met", "Findings closed")
    columns = (Column("Theme"), *(Column(each, numeric=True) for each in names))
    return Table("By theme", columns, rows, "None in this period.")


def _row(line: AuditLine, on: date) -> list[Cell | str]:
    done = f"Done {medium_date(line.submitted_on)}" if line.submitted_on else ""
    return [
        Cell(f"Audit {line.number}: {line.child}", href=reverse("audits:audit", args=[line.number])),
        line.kind,
        line.officer or line.team or "Not known",
        line.auditor,
        done or _due(line.due_on, on, is_open=True),
        line.grade or "Not graded yet",
        str(line.findings_open),
    ]


def _due(due_on: date, on: date, *, is_open: bool) -> Cell:
    is_late = is_open and due_on < on
    return Cell(f"{'Was due' if is_late else 'Due'} {medium_date(due_on)}", tone="late" if is_late else "")


def _minutes(minutes: int) -> str:
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
