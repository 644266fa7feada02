"""A child as a line of a list: who they are, where they live, who reviews them, and how the next review stands."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import FilteredRelation, Q

from openiro.allocation.queries.history import IRO
from openiro.children.models import CarePeriod, Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.months import age_on
from openiro.domain.review_sequence import DueDate
from openiro.domain.timetable import TimetableStatus, timetable_status
from openiro.domain.working_days import UnableToCountWorkingDays, WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import may_see_names, policy_in_force
from openiro.reviews.models import ReviewTimetable
from openiro.reviews.queries.timetables import due_date


@dataclass(frozen=True)
class PlannedReview:
    """A review that is planned and not held yet."""

    number: int
    planned_on: date
    planned_time: time | None
    place: str
    mode: str


PLANNED = ("pk", "planned_on", "planned_time", "place", "mode")


@dataclass(frozen=True)
class ChildLine:
    """A child as a line of a list. `name` is empty for those who may see numbers only.

    `started_on`, `legal_status`, `placement` are those of the latest care period, `left_on` its end. `due` None: no
    review is required. `working_days_left` until the due date, negative when overdue, None where none is known.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    age: int
    officer_code: str
    officer: str
    started_on: date | None
    left_on: date | None
    legal_status: str
    placement: str
    due: DueDate | None
    working_days_left: int | None
    status: TimetableStatus
    planned: PlannedReview | None
    last_held_on: date | None
    reviews_held: int


@dataclass(frozen=True)
class Arranged:
    """Who reviews a child on a day, where there is cover who covers, and the review ahead; empty, or None, without."""

    officer_code: str = ""
    officer: str = ""
    planned: PlannedReview | None = None


@dataclass(frozen=True)
class _Around:
    """What a page of lines needs beside the children, each in one query."""

    arranged: dict[int, Arranged]
    periods: dict[int, CarePeriod]
    timetables: dict[int, ReviewTimetable]
    calendar: WorkingCalendar
    soon: int
    names: bool


def child_lines(user: User, children: Sequence[Child], *, on: date) -> list[ChildLine]:
    """These children as lines, in the order given; five queries, however many, or four where the caller has read the
    timetable with each. The caller has applied the scope."""
    numbers = [child.pk for child in children]
    around = _Around(
        arranged=arranged_for(numbers, on=on),
        periods={row.child_id: row for row in _periods(numbers)},
        timetables={row.pk: row for row in _timetables(children, numbers)},
        calendar=working_calendar(),
        soon=policy_in_force(on=on).reviews.soon,
        names=may_see_names(user, on=on),
    )
    return [_line(child, around, on) for child in children]


def arranged_for(child_ids: Iterable[int], *, on: date) -> dict[int, Arranged]:
    """What is arranged for each of these children on `on`; one query."""
    own = Q(allocations__to_on__isnull=True) | Q(allocations__to_on__gte=on)
    held = Q(own, allocations__withdrawn_at__isnull=True, allocations__from_on__lte=on, allocations__role=IRO)
    ahead = Q(reviews__withdrawn_at__isnull=True, reviews__held_on__isnull=True, reviews__cancelled_at__isnull=True)
    rows = Child.objects.filter(pk__in=list(child_ids)).annotate(
        held=FilteredRelation("allocations", condition=held), ahead=FilteredRelation("reviews", condition=ahead)
    )
    ordered = rows.order_by("pk", "held__is_cover", "held__from_on", "held__pk", "ahead__pk")
    columns = ("held__officer__code", "held__officer__name", *(f"ahead__{name}" for name in PLANNED))
    return {
        number: Arranged(code or "", officer or "", PlannedReview(*planned) if planned[1] else None)
        for number, code, officer, *planned in ordered.values_list("pk", *columns)
    }


def working_days_left(due_on: date | None, calendar: WorkingCalendar, on: date) -> int | None:
    """Working days after `on` up to and including `due_on`; negative when past, None where it cannot be counted."""
    try:
        return None if due_on is None else calendar.days_between(on, due_on)
    except UnableToCountWorkingDays:
        return None


def _timetables(children: Sequence[Child], numbers: list[int]) -> Iterable[ReviewTimetable]:
    """Those read with the children; where they were not, in one query."""
    if all("timetable" in child._state.fields_cache for child in children):
        return [child.timetable for child in children if hasattr(child, "timetable")]
    return ReviewTimetable.objects.filter(child_id__in=numbers).order_by("child_id")


def _periods(numbers: list[int]) -> Iterable[CarePeriod]:
    """The care periods, so ordered that the latest of each child comes last."""
    return CarePeriod.objects.filter(child_id__in=numbers).order_by("child_id", "started_on")


def _line(child: Child, around: _Around, on: date) -> ChildLine:
    arranged = around.arranged.get(child.pk, Arranged())
    period = around.periods.get(child.pk)
    kept = around.timetables.get(child.pk)
    due = due_date(kept) if kept else None
    left = working_days_left(due.due_on, around.calendar, on) if due else None
    planned_on = arranged.planned.planned_on if arranged.planned else None
    return ChildLine(
        number=child.pk,
        reference=child.reference,
        code=child.code,
        name=full_name(child) if around.names else "",
        age=age_on(child.born_on, on),
        officer_code=arranged.officer_code,
        officer=arranged.officer,
        started_on=period.started_on if period else None,
        left_on=period.ended_on if period else None,
        legal_status=period.legal_status if period else "",
        placement=period.placement if period else "",
        due=due,
        working_days_left=left,
        status=timetable_status(due, on, planned_on=planned_on, working_days_left=left, soon=around.soon),
        planned=arranged.planned,
        last_held_on=kept.last_held_on if kept else None,
        reviews_held=kept.reviews_held if kept else 0,
    )
