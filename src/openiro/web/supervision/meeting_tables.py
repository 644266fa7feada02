"""A meeting with what was raised, and the groups with their members, as facts and tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.actionplans.queries import ActionLine
from openiro.domain.codes import meaning_of
from openiro.domain.supervision_policy import CHILDREN, MEMBERS, SERVICE
from openiro.govuk.dates import long_date, medium_date
from openiro.supervision.queries import Gathering, GroupLine, MemberLine, PointLine
from openiro.web.shell.tables import Cell, Column, Table


def meeting_facts(meeting: Any, found: Gathering, *, is_held: bool) -> list[tuple[str, str]]:
    """What a meeting is, who came, and who was invited and did not."""
    missed = "Invited, and did not come" if is_held else "Invited"
    facts = [
        ("When", long_date(meeting.on)),
        ("Who leads", meeting.lead),
        ("Who came to speak", meeting.speaker),
        ("How many came", "" if meeting.attended is None else f"{meeting.attended}"),
        ("Children and young people", "" if meeting.young_people is None else f"{meeting.young_people}"),
        ("Who came", ", ".join(found.came)),
        (missed, ", ".join(found.missed)),
        ("Notes and learning", meeting.words),
    ]
    return [(label, text) for label, text in facts if text]


def points_table(points: Sequence[PointLine], meeting: int) -> Table:
    """What was on the agenda or was raised, with the way to answer it."""
    rows = [
        (
            Cell(each.words, href=reverse("supervision:point", args=[meeting, each.number]), about=f"point {place}"),
            Cell(each.answer) if each.answer else Cell("Not answered yet", tone="soon"),
            each.outcome or "Nothing told yet",
        )
        for place, each in enumerate(points, 1)
    ]
    columns = (Column("On the agenda, or raised"), Column("Answer"), Column("What came of it"))
    return Table("What was raised", columns, rows, "Nothing is written down yet")


def made_table(lines: Sequence[ActionLine]) -> Table:
    """Actions of plans that were made of the meeting, and how far each has come."""
    rows = [
        (
            Cell(line.words, href=reverse("plans:action", args=[line.number]), hint=line.plan_label),
            line.lead,
            meaning_of("ACTION_STATE", line.state),
            line.impact or "Nothing told yet",
        )
        for line in lines
    ]
    columns = (Column("Action"), Column("Lead"), Column("Progress"), Column("What changed"))
    return Table("Actions made from this meeting", columns, rows, "No action is made from this yet")


def members_table(group: GroupLine, on: date, *, may_end: bool) -> Table:
    """The members of a group: how often they came since 1 April, and when they were trained."""
    asks_training = any(each.training_due_on for each in group.members)
    columns = [Column("Who"), Column("Since"), Column("Came to meetings"), Column("Came to children's events")]
    columns += [Column("Last training")] if asks_training else []
    rows = [
        [
            Cell(each.name, hint=meaning_of("MEMBER_PART", each.part)),
            _time(each, may_end=may_end),
            _came(each, MEMBERS, SERVICE),
            _came(each, CHILDREN),
            *([_trained(each, on)] if asks_training else []),
        ]
        for each in group.members
    ]
    return Table(f"Members: {group.title}", columns, rows, "No member is kept yet", caption_hidden=True)


def _time(line: MemberLine, *, may_end: bool) -> Cell:
    since = medium_date(line.from_on)
    if line.to_on is not None:
        return Cell(since, hint=f"until {medium_date(line.to_on)}")
    href = reverse("supervision:member-end", args=[line.number]) if may_end else ""
    return Cell(f"Since {since}: end" if may_end else since, href=href, about=line.name)


def _came(line: MemberLine, *meant_for: str) -> str:
    came, of = (sum(numbers) for numbers in zip(*(line.came[each] for each in meant_for), strict=True))
    return f"{came} of {of}" if of else "None held"


def _trained(line: MemberLine, on: date) -> Cell | str:
    if line.training_due_on is None:
        return medium_date(line.trained_on) if line.trained_on else "Not asked for"
    is_late = line.training_due_on <= on
    last = medium_date(line.trained_on) if line.trained_on else "Never yet"
    due = f"due {medium_date(line.training_due_on)}"
    return Cell(last, hint=due, tone="late" if is_late else "good")
