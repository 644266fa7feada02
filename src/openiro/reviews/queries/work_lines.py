"""A child as a line of the day's work: who they are, who reviews them, when the review is due and planned."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.policy import Policy
from openiro.domain.review_sequence import DueDate
from openiro.domain.timetable import TimetableStatus, timetable_status
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import may_see_names, policy_in_force
from openiro.reviews.queries.rows import Arranged, PlannedReview, arranged_for, working_days_left
from openiro.reviews.queries.timetables import due_date


@dataclass(frozen=True)
class WorkLine:
    """`name` is empty for those who may see numbers only; `officer` is who covers, where there is cover.

    `due` None: no review is required. `working_days_left` until the due date, negative when overdue, None where none
    is known.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    officer: str
    due: DueDate | None
    working_days_left: int | None
    status: TimetableStatus
    planned: PlannedReview | None


@dataclass(frozen=True)
class WorkList:
    """How many lines there are in all, and the first of them in the order of the clock."""

    total: int
    shown: tuple[WorkLine, ...]


@dataclass(frozen=True)
class WorkDay:
    """What the lines of a day are made with: the day, its calendar, the policy in force, and whether by name."""

    on: date
    calendar: WorkingCalendar
    policy: Policy
    names: bool

    @property
    def soon(self) -> int:
        """How many working days before its due date a review is due soon."""
        return self.policy.reviews.soon

    @property
    def soon_by(self) -> date:
        """The last due date, inclusive, that is due soon."""
        return self.calendar.days_after(self.on, self.soon)


def work_day(user: User, *, on: date) -> WorkDay:
    """The working day of `user`; two queries."""
    return WorkDay(on, working_calendar(), policy_in_force(on=on), may_see_names(user, on=on))


def work_lines(children: Sequence[Child], day: WorkDay) -> list[WorkLine]:
    """These children, read with their timetables, as lines in the order given; one query, however many."""
    arranged = arranged_for([child.pk for child in children], on=day.on) if children else {}
    return [_line(child, arranged.get(child.pk, Arranged()), day) for child in children]


def _line(child: Child, arranged: Arranged, day: WorkDay) -> WorkLine:
    kept = getattr(child, "timetable", None)
    due = due_date(kept) if kept else None
    left = working_days_left(due.due_on, day.calendar, day.on) if due else None
    planned_on = arranged.planned.planned_on if arranged.planned else None
    return WorkLine(
        number=child.pk,
        reference=child.reference,
        code=child.code,
        name=full_name(child) if day.names else "",
        officer=arranged.officer,
        due=due,
        working_days_left=left,
        status=timetable_status(due, day.on, planned_on=planned_on, working_days_left=left, soon=day.soon),
        planned=arranged.planned,
    )
