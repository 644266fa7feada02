"""Caseloads as a page shows them: every officer against the guide, who has nobody, and the coming weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openiro.allocation.queries import CaseloadLine, CaseloadStanding, Unallocated, UnallocatedChild
from openiro.domain.shares import ratio
from openiro.domain.timetable import TimetableStatus
from openiro.govuk.dates import long_date, medium_date, weekday_date
from openiro.reviews.queries import ChildLine, DemandWeek, OfficerDue
from openiro.reviews.queries.advocacy import AdvocacyLine, AdvocacyState
from openiro.web.caseload.charts import guide_bar
from openiro.web.caseload.words import TONES, guide_in_words
from openiro.web.shell.deadlines import counted, days_left, due_with_rule, tone_of
from openiro.web.shell.listing import Pager
from openiro.web.shell.navigation import address
from openiro.web.shell.tables import Cell, Column, Table


@dataclass(frozen=True)
class Figure:
    """A figure at the head of the page."""

    label: str
    value: str
    hint: str = ""
    href: str = ""
    tone: str = ""


ADVOCACY_TONES = {
    AdvocacyState.HAS_ONE: "good",
    AdvocacyState.WANTED: "late",
    AdvocacyState.OFFERED: "good",
    AdvocacyState.NOT_OFFERED: "soon",
    AdvocacyState.NOT_FOR_CHILD: "quiet",
    AdvocacyState.NOT_ANSWERED: "soon",
}
WEIGHTS = ("Overdue", "Due in 4 weeks", "With a brother or sister here", "Placed for adoption", "New", "Covering")
NUMBERS = ("FTE", "Children for 1 FTE", *WEIGHTS)
COLUMNS = (Column("IRO"), Column("Caseload"), *(Column(text, numeric=True) for text in NUMBERS))


def fullest_first(lines: Sequence[CaseloadLine]) -> list[CaseloadLine]:
    """The officers in order, the fullest for their hours first."""
    return sorted(lines, key=lambda line: (-(line.per_fte or 0), -line.children, line.officer, line.officer_code))


def officer_table(
    lines: Sequence[CaseloadLine], due: Sequence[OfficerDue], most: float, *, is_linked: bool = False
) -> Table:
    """Officers against the guide for their hours, and what weighs more. `most` children fill the width of a bar."""
    by_code = {each.officer_code: each for each in due}
    rows = [_officer_row(line, by_code.get(line.officer_code), most, is_linked=is_linked) for line in lines]
    caption = "Caseloads against the guide for the hours worked, and what weighs more"
    return Table(caption, COLUMNS, rows, caption_hidden=True)


def _officer_row(line: CaseloadLine, due: OfficerDue | None, most: float, *, is_linked: bool) -> list[Cell | str]:
    tone = TONES[line.standing]
    words = f"{counted(line.children, 'child', 'children')}, {guide_in_words(line)}"
    weights = (line.with_siblings, line.placed_for_adoption, line.new, line.covered)
    return [
        Cell(line.officer, href=address("caseload:officer", line.officer_code) if is_linked else ""),
        Cell(line.standing.capitalize(), tone=tone, hint=words, picture=guide_bar(line, most, tone)),
        f"{line.fte:g}" if line.fte else "None",
        f"{line.per_fte:g}" if line.per_fte is not None else "Not known",
        *(str(number) for number in (due.overdue if due else 0, due.due_soon if due else 0, *weights)),
    ]


def figures_of(lines: Sequence[CaseloadLine], nobody: int) -> tuple[Figure, ...]:
    """The service at a glance."""
    children, fte = sum(line.children for line in lines), sum(line.fte or 0 for line in lines)
    each = f"{ratio(children, fte, 1)} children for each" if fte else "no post recorded"
    above = sum(line.standing is CaseloadStanding.ABOVE for line in lines)
    below = sum(line.standing is CaseloadStanding.BELOW for line in lines)
    return (
        Figure("Without an IRO", f"{nobody:,}", "", "#unallocated" if nobody else "", "late" if nobody else "good"),
        Figure("Children allocated", f"{children:,}", f"to {counted(len(lines), 'IRO', 'IROs')}"),
        Figure("Full-time equivalent", f"{fte:g}", each),
        Figure("Above the guide", str(above), "for their hours", "", "late" if above else "good"),
        Figure("Below the guide", str(below), "for their hours"),
    )


def unallocated_table(found: Unallocated, *, on: date, may_allocate: bool) -> Table:
    """Children without an IRO, longest in care first, with the days left of the 5."""
    action = (Column("What to do"),) if may_allocate else ()
    return Table(
        caption="Children without an IRO",
        caption_hidden=True,
        columns=(Column("Child"), Column("In care since"), Column("Days left"), *action),
        rows=[_unallocated_row(child, on, may_allocate) for child in found.children],
        empty="Every child has an IRO",
    )


def _unallocated_row(child: UnallocatedChild, on: date, may_allocate: bool) -> list[Cell | str]:
    who, is_past = child.name or child.code, child.due_on < on
    row: list[Cell | str] = [
        Cell(who, address("children:child", child.reference), child.code if child.name else ""),
        long_date(child.started_on),
        Cell(
            days_left(child.working_days_left, is_past=is_past).capitalize(),
            hint=f"allocate by {medium_date(child.due_on)}",
            tone=tone_of(child.working_days_left, is_past=is_past),
            chip=True,
        ),
    ]
    allocate = [Cell("Allocate", address("caseload:allocate", child.reference))] if may_allocate else []
    return [*row, *allocate]


def demand_table(weeks: Sequence[DemandWeek]) -> Table:
    """The coming weeks in numbers."""
    return Table(
        caption="Reviews falling due, week by week",
        columns=(Column("Week from"), Column("Reviews due", numeric=True), Column("Without an IRO", numeric=True)),
        rows=[(medium_date(week.monday), f"{week.total:,}", f"{week.without_officer:,}") for week in weeks],
    )


def demand_in_words(weeks: Sequence[DemandWeek]) -> str:
    """The picture told again: how many in all, and which week is the fullest."""
    total = sum(week.total for week in weeks)
    if not total:
        return f"No review falls due in the next {len(weeks)} weeks."
    fullest = max(weeks, key=lambda week: week.total)
    reviews = f"{counted(total, 'review falls', 'reviews fall')} due in the next {len(weeks)} weeks"
    week = f"The fullest week begins on {long_date(fullest.monday)}, with {fullest.total:,}."
    return f"{reviews}; what is overdue counts in the first. {week}"


def children_table(
    lines: Sequence[ChildLine], pager: Pager, *, may_allocate: bool, advocacy: Mapping[int, AdvocacyLine] | None
) -> Table:
    """An officer's children, the next review first; with how advocacy stands, where the council shows it."""
    shown = () if advocacy is None else (Column("Advocacy"),)
    action = (Column("What to do"),) if may_allocate else ()
    return Table(
        caption="Children",
        caption_hidden=True,
        columns=(
            Column("Child"),
            Column("Next review"),
            Column("Planned for"),
            Column("Age", numeric=True),
            *shown,
            *action,
        ),
        rows=[_child_row(line, may_allocate, advocacy) for line in lines],
        empty="No child of theirs is among those whom you see",
        pager=pager,
    )


def _child_row(line: ChildLine, may_allocate: bool, advocacy: Mapping[int, AdvocacyLine] | None) -> list[Cell | str]:
    unknown = line.status in (TimetableStatus.UNKNOWN, TimetableStatus.NOT_REQUIRED)
    is_past = line.status is TimetableStatus.OVERDUE
    words = str(line.status) if unknown else days_left(line.working_days_left, is_past=is_past)
    tone = tone_of(line.working_days_left, is_past=is_past)
    row: list[Cell | str] = [
        Cell(line.name or line.code, address("children:child", line.reference), line.code if line.name else ""),
        Cell(words.capitalize(), hint=due_with_rule(line.due), tone=tone, chip=True),
        weekday_date(line.planned.planned_on) if line.planned else "Not booked",
        str(line.age),
    ]
    change = [Cell("Change IRO", address("caseload:allocate", line.reference))] if may_allocate else []
    return [*row, *([] if advocacy is None else [_advocacy(advocacy[line.number])]), *change]


def _advocacy(line: AdvocacyLine) -> Cell:
    """Need, offer and outcome: how it stands, and what the last review said."""
    offered = f"answered at the review of {medium_date(line.answered_on)}" if line.answered_on else ""
    hints = (
        "the child asked for one" if line.wanted else "",
        "one supported the last review" if line.supported else "",
        offered,
        "the last review gave no answer" if line.is_open and line.answered_on else "",
    )
    return Cell(line.state.capitalize(), hint="; ".join(filter(None, hints)), tone=ADVOCACY_TONES[line.state])
