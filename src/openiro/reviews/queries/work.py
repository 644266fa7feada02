"""The work of the day, by role: what must be done, in the order of the clock. Empty lists mean: done."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from openiro.allocation.models import Allocation
from openiro.allocation.queries import Unallocated, children_visible_to, runs_on, unallocated_on
from openiro.children.models import CURRENT, Child
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.review_status import ReviewState, reconvene_by, review_state
from openiro.domain.timetable import TimetableStatus
from openiro.people.models import User
from openiro.people.queries import check_may, policy_in_force
from openiro.reviews.models import Review
from openiro.reviews.queries.child import facts_of
from openiro.reviews.queries.diary import monday_of
from openiro.reviews.queries.rows import ChildLine, child_lines

WEEKS_TO_BOOK = 6
DAYS_TO_CONFIRM = 14
MOST_LINES = 300


@dataclass(frozen=True)
class ReviewToFinish:
    """A review that was to be held, or was held, and waits: for its record, or to be completed.

    `do_by`: the last day for completing an adjourned one; None where no law sets a day.
    """

    line: ChildLine
    review_number: int
    state: ReviewState
    planned_on: date | None
    held_on: date | None
    do_by: date | None


@dataclass(frozen=True)
class WeekReview:
    """A review planned for this week, and what it still lacks: `time`, `place`, `mode`, `chair`."""

    line: ChildLine
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OfficerWork:
    """What an officer must do: each list in the order of its clock."""

    this_week: tuple[WeekReview, ...]
    overdue: tuple[ChildLine, ...]
    due_soon: tuple[ChildLine, ...]
    booked_late: tuple[ChildLine, ...]
    to_finish: tuple[ReviewToFinish, ...]
    no_due_date: tuple[ChildLine, ...]


@dataclass(frozen=True)
class ManagerWork:
    """What the manager of the service must do; `overdue_by_officer`: how many, the most first ('' nobody's).

    `at_risk`: due soon with nothing booked, or booked after the last legal day.
    """

    unallocated: Unallocated
    overdue: tuple[ChildLine, ...]
    overdue_by_officer: tuple[tuple[str, int], ...]
    at_risk: tuple[ChildLine, ...]
    to_finish: tuple[ReviewToFinish, ...]


@dataclass(frozen=True)
class SupportWork:
    """What business support must do: reviews to book in the coming weeks, and bookings to confirm."""

    to_book: tuple[ChildLine, ...]
    to_confirm: tuple[WeekReview, ...]


def officer_work(user: User, *, on: date) -> OfficerWork:
    """The work of an officer on `on`, of the children allocated to them, or covered; at most sixteen queries."""
    mine = _allocated_to(user, on)
    lines = child_lines(user, list(_pressing(mine, on)[:MOST_LINES]), on=on)
    by_status = {status: _of_status(lines, status) for status in TimetableStatus}
    return OfficerWork(
        this_week=_this_week(lines, on),
        overdue=by_status[TimetableStatus.OVERDUE],
        due_soon=by_status[TimetableStatus.DUE_SOON],
        booked_late=by_status[TimetableStatus.BOOKED_LATE],
        to_finish=_to_finish(user, mine, on),
        no_due_date=by_status[TimetableStatus.UNKNOWN],
    )


def manager_work(user: User, *, on: date) -> ManagerWork:
    """The work of the manager on `on`; at most twenty queries. Raises `UnableToPermit` without `view_caseload`.

    The lists hold 300 children at the most, the most pressing first; the list of children has the rest.
    """
    check_may(user, Permission.ALLOCATE, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.ALLOCATE)
    lines = child_lines(user, list(_pressing(visible, on)[:MOST_LINES]), on=on)
    overdue = _of_status(lines, TimetableStatus.OVERDUE)
    unbooked = (line for line in lines if line.status is TimetableStatus.DUE_SOON and line.planned is None)
    at_risk = [*_of_status(lines, TimetableStatus.BOOKED_LATE), *unbooked]
    return ManagerWork(
        unallocated=unallocated_on(user, on=on),
        overdue=overdue,
        overdue_by_officer=tuple(Counter(line.officer for line in overdue).most_common()),
        at_risk=tuple(sorted(at_risk, key=_by_clock)),
        to_finish=_to_finish(user, visible, on),
    )


def support_work(user: User, *, on: date, weeks: int = WEEKS_TO_BOOK) -> SupportWork:
    """The bookings to make and to confirm: reviews due within `weeks` weeks of `on`, and planned within 14 days.

    At most sixteen queries. Raises `UnableToPermit` without `reviews.plan_review`.
    """
    check_may(user, Permission.PLAN_REVIEW, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.PLAN_REVIEW)
    due = visible.filter(timetable__next_due_on__lte=on + timedelta(weeks=weeks))
    unbooked = due.exclude(pk__in=_ahead().values("child_id")).order_by("timetable__next_due_on", "pk")
    last = on + timedelta(days=DAYS_TO_CONFIRM)
    soon = _ahead().filter(planned_on__gte=on, planned_on__lte=last, child__in=visible)
    booked = Child.objects.filter(pk__in=soon.values("child_id")).order_by("pk")
    confirm = child_lines(user, list(booked[:MOST_LINES]), on=on)
    waiting = [week for week in map(_week_review, sorted(confirm, key=_by_plan)) if week.missing]
    return SupportWork(tuple(child_lines(user, list(unbooked[:MOST_LINES]), on=on)), tuple(waiting))


def _allocated_to(user: User, on: date) -> QuerySet[Child]:
    rows = Allocation.objects.filter(CURRENT, runs_on(on), officer=user, role="iro")
    return Child.objects.filter(CURRENT, pk__in=rows.values("child_id"))


def _pressing(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """Those whose review is due soon or overdue, not known, or planned for this week or after its last day."""
    soon = working_calendar().days_after(on, policy_in_force(on=on).reviews.soon)
    friday = monday_of(on) + timedelta(days=6)
    planned = _ahead().filter(planned_on__lte=friday).values("child_id")
    late = _ahead().filter(planned_on__gt=F("child__timetable__next_due_on")).values("child_id")
    due = Q(timetable__next_due_on__lte=soon) | Q(timetable__next_due_on__isnull=True)
    in_care = children.filter(timetable__isnull=False)
    found = in_care.filter(due | Q(pk__in=planned) | Q(pk__in=late))
    return found.order_by(F("timetable__next_due_on").asc(nulls_last=True), "pk")


def _ahead() -> QuerySet[Review]:
    return Review.objects.filter(CURRENT, held_on__isnull=True, cancelled_at__isnull=True)


def _of_status(lines: list[ChildLine], status: TimetableStatus) -> tuple[ChildLine, ...]:
    return tuple(line for line in lines if line.status is status)


def _by_clock(line: ChildLine) -> tuple[date, str]:
    return ((line.due.due_on if line.due else None) or date.max, line.code)


def _by_plan(line: ChildLine) -> tuple[date, str]:
    return (line.planned.planned_on if line.planned else date.max, line.code)


def _this_week(lines: list[ChildLine], on: date) -> tuple[WeekReview, ...]:
    monday = monday_of(on)
    week = [
        line
        for line in lines
        if line.planned is not None and monday <= line.planned.planned_on < monday + timedelta(days=7)
    ]
    return tuple(map(_week_review, sorted(week, key=_by_plan)))


def _week_review(line: ChildLine) -> WeekReview:
    planned = line.planned
    if planned is None:
        return WeekReview(line, ())
    facts = {"time": planned.planned_time, "place": planned.place, "mode": planned.mode, "chair": line.officer}
    return WeekReview(line, tuple(name for name, value in facts.items() if not value))


def _to_finish(user: User, children: QuerySet[Child], on: date) -> tuple[ReviewToFinish, ...]:
    """Reviews whose day has passed without a record, held ones not completed, and adjourned ones to complete."""
    waiting = Q(held_on__isnull=True, cancelled_at__isnull=True, planned_on__lt=on) | Q(
        held_on__isnull=False, completed_on__isnull=True, recorded_at__isnull=False
    )
    found = Review.objects.filter(CURRENT, waiting, child__in=children).select_related("child")
    rows = list(found.order_by("planned_on", "pk")[:MOST_LINES])
    lines = {line.number: line for line in child_lines(user, [row.child for row in rows], on=on)}
    calendar = working_calendar()
    finish = [
        ReviewToFinish(
            line=lines[row.child_id],
            review_number=row.pk,
            state=review_state(facts_of(row), on),
            planned_on=row.planned_on,
            held_on=row.held_on,
            do_by=reconvene_by(row.adjourned_on, calendar) if row.adjourned_on else None,
        )
        for row in rows
    ]
    return tuple(sorted(finish, key=lambda each: (each.do_by or each.held_on or each.planned_on or on, each.line.code)))
