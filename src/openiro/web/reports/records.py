"""The records behind a figure, as a table of a page and as rows of a file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.govuk.dates import medium_date
from openiro.measures.measure import Measure
from openiro.reporting.queries import Behind, RecordLine
from openiro.reporting.words import category_in_words
from openiro.web.reports.groups import FACTS_OF, part_in_words
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

FACT_WORDS = {
    "period_on": "Care began",
    "due_on": "Due by",
    "limit_on": "Last day in time",
    "before_on": "Review before",
    "completed_on": "Completed",
    "done_on": "Done",
    "seen_before_on": "Seen",
    "child_chaired": "Chaired by the child",
    "dispute": "Dispute",
    "service": "Service",
    "stage": "Highest stage",
    "theme": "Theme",
    "team": "Team",
    "arose_on": "Arose",
    "closed_on": "Closed",
    "quarter": "Quarter",
    "days": "Working days",
    "days_left": "Working days left of 20",
    "group": "Who complained",
    "number": "Decision",
    "answer": "Answer",
    "outcome": "What came of it",
    "on_file": "On file",
    "plan": "Plan",
    "step": "Step",
    "planned_on": "Planned for",
    "taken_on": "Taken",
    "delay": "Delayed by",
    "route": "Where they went",
    "entitlement": "Entitlement",
    "source": "Came through",
    "topic": "Topic",
    "reason": "Reason",
    "code": "How the child took part",
    "late_reason": "Reason for lateness",
    "mode": "How people met",
    "duration_minutes": "Minutes",
    "parent": "Parent",
    "age": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "legal_status": "Legal status",
    "placement": "Placement",
    "provider": "Provider",
    "need": "Category of need",
    "placements": "Placements",
    "miles": "Miles from home",
    "started_on": "Began",
    "ended_on": "Ended",
    "category": "Category",
    "kind": "Kind",
    "row": "Row",
    "no_part_reason": "Reason",
    "present_on": "In placement since",
    "iros": "IROs",
    "role": "Role",
    "children": "Children",
    "fte": "Full-time equivalent",
}
NOT_RECORDED = "not recorded"
KEY_OF_FACT = {"late_reason": "reason", "no_part_reason": "reason"}
NUMERIC = (
    *("days", "days_left", "age", "number", "duration_minutes", "placements", "miles"),
    *("iros", "children", "fte"),
)


def record_table(measure: Measure, behind: Behind, pager: Pager) -> Table:
    """One page of the records behind a figure."""
    facts = _facts_of(measure, behind)
    columns = [Column("Officer" if behind.of_officers else "Child"), Column("On"), Column("Counted as")]
    columns += [Column(FACT_WORDS[fact], numeric=fact in NUMERIC) for fact in facts]
    lines = behind.lines(pager.start, pager.stop)
    rows: list[list[Cell | str]] = [
        [_who(line), _day(line.on), _part(measure, line), *_shown(line, facts)] for line in lines
    ]
    return Table(f"Records: {measure.title}", columns, rows, empty="No records", pager=pager, caption_hidden=True)


def _facts_of(measure: Measure, behind: Behind) -> list[str]:
    """The facts worth a column: those of its kind, those it is broken down by, where they are recorded."""
    keys = [key.column for key in measure.keys]
    wanted = dict.fromkeys([*FACTS_OF.get(measure.facts, ()), *keys])
    return [fact for fact in wanted if fact in FACT_WORDS and fact in behind.rows.columns and _is_known(behind, fact)]


def _is_known(behind: Behind, fact: str) -> bool:
    values = behind.rows[fact].drop_nulls()
    return bool(values.len()) and any(value != NOT_RECORDED for value in values.unique())


def _who(line: RecordLine) -> Cell:
    href = reverse("children:child", args=[line.reference]) if line.reference else ""
    return Cell(line.name or line.code, href=href, hint=line.code if line.name else "")


def _part(measure: Measure, line: RecordLine) -> Cell:
    return Cell(part_in_words(measure, line.counted_as), hint=line.why)


def _shown(line: RecordLine, facts: Sequence[str]) -> list[str]:
    return [_in_words(fact, line.facts.get(fact)) for fact in facts]


def _in_words(fact: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int | float):
        return f"{value:g}"
    words = category_in_words(KEY_OF_FACT.get(fact, fact), value)
    return words if words == value or len(value) > 3 else f"{words} ({value})"


def _day(value: date | None) -> str:
    """A day that no narrow column breaks in two."""
    return medium_date(value).replace(" ", "\u00a0")


def record_rows(measure: Measure, behind: Behind, *, names: bool) -> Iterator[Sequence[Any]]:
    """Headings, then a row for each record that may be seen, with every fact that decided."""
    lines = behind.lines()
    facts = list(lines[0].facts) if lines else []
    who = "Officer" if behind.of_officers else "Child"
    yield [
        who,
        *(["Name"] if names else []),
        "On",
        "Counted as",
        "Why",
        *(FACT_WORDS.get(fact, fact) for fact in facts),
    ]
    for line in lines:
        part = part_in_words(measure, line.counted_as)
        told = [line.facts.get(fact) for fact in facts]
        yield [line.code, *([line.name] if names else []), line.on, part, line.why, *told]
