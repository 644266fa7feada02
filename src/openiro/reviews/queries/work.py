"""The work of the day, by role: what must be done, in the order of the clock. Empty lists mean: done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from openiro.allocation.models import Allocation
from openiro.allocation.queries import (
    CaseloadLine,
    Unallocated,
    caseloads_on,
    children_visible_to,
    of_seen_children,
    runs_on,
    unallocated_on,
)
from openiro.children.models import CURRENT, Child, PermanencePlan
from openiro.core.counting import with_total, with_total_of_few
from openiro.domain.checks import SECOND_REVIEW
from openiro.domain.permissions import Permission
from openiro.domain.review_status import ReviewState, reconvene_by, review_state
from openiro.domain.timetable import TimetableStatus
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import Review
from openiro.reviews.queries.child import facts_of
from openiro.reviews.queries.children import at_risk_of_lateness, has_no_review_ahead
from openiro.reviews.queries.diary import monday_of
from openiro.reviews.queries.officers import OfficerDue, due_by_officer
from openiro.reviews.queries.work_lines import WorkDay, WorkLine, WorkList, work_day, work_lines

DAYS_TO_CONFIRM = 14
MOST_OF_AN_OFFICER = 300
WEEKEND = timedelta(days=2)
NO_PLACE_NEEDED = ("video", "telephone", "paper")


@dataclass(frozen=True)
class ReviewToFinish:
    """A review that was to be held, or was held, and waits: for its record, or to be completed.

    `do_by`: the last day for completing an adjourned one, and `days_left` the working days until then, negative when
    past; both None where no law sets a day.
    """

    line: WorkLine
    review_number: int
    state: ReviewState
    planned_on: date | None
    held_on: date | None
    do_by: date | None
    days_left: int | None

    @property
    def since(self) -> date | None:
        """The day that the review was held, else the day for which it was planned."""
        return self.held_on or self.planned_on


@dataclass(frozen=True)
class FinishList:
    """How many reviews wait in all, and the first of them: those of the earliest last day, or the longest waiting."""

    total: int
    shown: tuple[ReviewToFinish, ...]


@dataclass(frozen=True)
class WeekReview:
    """A review planned for the coming days, and what it still lacks: `time`, `place`, `mode`, `chair`."""

    line: WorkLine
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OfficerWork:
    """What an officer must do: each list in the order of its clock. `due_soon`: booked in time, or not booked.

    `without_plan`: the second review was held, and no agreed plan for permanence stands; longest in question first,
    not those placed for adoption.
    """

    this_week: tuple[WeekReview, ...]
    overdue: tuple[WorkLine, ...]
    due_soon: tuple[WorkLine, ...]
    booked_late: tuple[WorkLine, ...]
    to_finish: tuple[ReviewToFinish, ...]
    no_due_date: tuple[WorkLine, ...]
    without_plan: tuple[WorkLine, ...]


@dataclass(frozen=True)
class ManagerWork:
    """What the manager of the service must do. `by_officer`: every officer with something overdue or due soon.

    `at_risk`: due soon with nothing booked, or booked after the last legal day. `caseloads`: of every officer, not
    weighed.
    """

    unallocated: Unallocated
    by_officer: tuple[OfficerDue, ...]
    at_risk: WorkList
    to_finish: FinishList
    caseloads: tuple[CaseloadLine, ...]

    @property
    def overdue(self) -> int:
        """How many reviews are overdue in the whole service."""
        return sum(line.overdue for line in self.by_officer)

    @property
    def no_due_date(self) -> int:
        """How many children in care have no known date of the next review."""
        return sum(line.no_due_date for line in self.by_officer)


@dataclass(frozen=True)
class SupportWork:
    """What business support must do: reviews to book in the coming weeks, and bookings to confirm."""

    to_book: WorkList
    to_confirm_total: int
    to_confirm: tuple[WeekReview, ...]


def officer_work(user: User, *, on: date) -> OfficerWork:
    """The work of an officer on `on`, of the children allocated to them, or covered; five queries."""
    day = work_day(user, on=on)
    rows = Allocation.objects.filter(CURRENT, runs_on(on), officer=user, role="iro")
    mine = Child.objects.filter(CURRENT, pk__in=rows.values("child_id"))
    in_care = mine.filter(timetable__isnull=False).annotate(lacks_plan=lacks_plan(on))
    children: list[Any] = list(_by_clock(in_care)[:MOST_OF_AN_OFFICER])
    waiting = list(_waiting(on).filter(child__in=mine)[:MOST_OF_AN_OFFICER])
    lines = _lines_of([*children, *(row.child for row in waiting)], day)
    in_order = [lines[child.pk] for child in children]
    lacking = sorted((child for child in children if child.lacks_plan), key=lambda each: -each.timetable.reviews_held)
    return OfficerWork(
        this_week=_this_week(in_order, on),
        overdue=_of_status(in_order, TimetableStatus.OVERDUE),
        due_soon=_of_status(in_order, TimetableStatus.DUE_SOON),
        booked_late=_of_status(in_order, TimetableStatus.BOOKED_LATE),
        to_finish=_to_finish(waiting, lines, day),
        no_due_date=_of_status(in_order, TimetableStatus.UNKNOWN),
        without_plan=tuple(lines[child.pk] for child in lacking),
    )


def manager_work(user: User, *, on: date, limit: int = 10) -> ManagerWork:
    """The work of the manager on `on`, `limit` lines of each kind at the most; ten queries.

    Raises `UnableToPermit` without `allocation.allocate_child`.
    """
    check_may(user, Permission.ALLOCATE, on=on)
    day = work_day(user, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.ALLOCATE)
    in_care = visible.filter(timetable__isnull=False)
    risk = in_care.filter(at_risk_of_lateness(on, day.soon_by))
    at_risk = list(with_total_of_few(_by_clock(risk))[:limit])
    finish = _waiting(on).filter(of_seen_children(user, on=on, permission=Permission.ALLOCATE))
    waiting = list(with_total(finish)[:limit])
    lines = _lines_of([*at_risk, *(row.child for row in waiting)], day)
    return ManagerWork(
        unallocated=unallocated_on(user, on=on, limit=limit, calendar=day.calendar),
        by_officer=tuple(due_by_officer(user, on=on)),
        at_risk=_list(at_risk, lines),
        to_finish=FinishList(_total(waiting), _to_finish(waiting, lines, day)),
        caseloads=tuple(caseloads_on(user, on=on, guides=day.policy.caseload, weighed=False)),
    )


def support_work(user: User, *, on: date, limit: int = 10) -> SupportWork:
    """The bookings to make and to confirm: reviews due within the policy's weeks, and planned within 14 days.

    `limit` lines of each at the most; six queries. Raises `UnableToPermit` without `reviews.plan_review`.
    """
    check_may(user, Permission.PLAN_REVIEW, on=on)
    day = work_day(user, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.PLAN_REVIEW)
    last_due = on + timedelta(weeks=day.policy.scheduling.weeks_to_book)
    due = visible.filter(has_no_review_ahead(), timetable__next_due_on__lte=last_due)
    to_book = _counted(_by_clock(due), limit)
    last = on + timedelta(days=DAYS_TO_CONFIRM)
    lacking = Q(planned_time__isnull=True) | Q(mode="") | (Q(place="") & ~Q(mode__in=NO_PLACE_NEEDED))
    soon = _ahead().filter(lacking, planned_on__gte=on, planned_on__lte=last)
    seen = soon.filter(of_seen_children(user, on=on, permission=Permission.PLAN_REVIEW))
    to_confirm = list(with_total(seen.select_related("child__timetable").order_by("planned_on", "pk"))[:limit])
    lines = _lines_of([*to_book, *(row.child for row in to_confirm)], day)
    confirm = tuple(_week_review(lines[row.child_id]) for row in to_confirm)
    return SupportWork(_list(to_book, lines), _total(to_confirm), confirm)


def next_reviews(user: User, *, on: date, limit: int = 10) -> WorkList:
    """The next reviews of the children whose reviews `user` sees, overdue ones first; five queries.

    Raises `UnableToPermit` without `reviews.view_reviews`.
    """
    check_may(user, Permission.VIEW_REVIEWS, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_REVIEWS)
    found = _counted(_by_clock(visible.filter(timetable__isnull=False)), limit)
    return _list(found, _lines_of(found, work_day(user, on=on)))


def lacks_plan(on: date) -> Q:
    """Children whose second review was held and for whom no agreed plan for permanence stands on `on`.

    Not those placed for adoption.
    """
    agreed = PermanencePlan.objects.filter(CURRENT, child=OuterRef("pk"), from_on__lte=on, agreed_on__lte=on)
    placed = Q(timetable__rule__startswith="adoption.")
    return Q(~Exists(agreed.exclude(ended_on__lte=on)), ~placed, timetable__reviews_held__gte=SECOND_REVIEW)


def _by_clock(children: QuerySet[Child]) -> QuerySet[Child]:
    order = (F("timetable__next_due_on").asc(nulls_last=True), "pk")
    return children.select_related("timetable").order_by(*order)


def _counted(children: QuerySet[Child], limit: int) -> list[Child]:
    return list(with_total(children)[:limit])


def _total(rows: Iterable[Child | Review]) -> int:
    return next((row.total for row in rows), 0)  # type: ignore[union-attr]


def _lines_of(children: list[Child], day: WorkDay) -> dict[int, WorkLine]:
    once = list({child.pk: child for child in children}.values())
    return {line.number: line for line in work_lines(once, day)}


def _list(children: list[Child], lines: dict[int, WorkLine]) -> WorkList:
    return WorkList(_total(children), tuple(lines[child.pk] for child in children))


def _ahead() -> QuerySet[Review]:
    return Review.objects.filter(CURRENT, held_on__isnull=True, cancelled_at__isnull=True)


def _of_status(lines: list[WorkLine], status: TimetableStatus) -> tuple[WorkLine, ...]:
    return tuple(line for line in lines if line.status is status)


def _by_plan(line: WorkLine) -> tuple[date, time, str]:
    planned = line.planned
    day, at = (planned.planned_on, planned.planned_time) if planned else (date.max, None)
    return (day, at or time.max, line.code)


def _this_week(lines: list[WorkLine], on: date) -> tuple[WeekReview, ...]:
    """Reviews planned from `on` until the Sunday of its week; on a Saturday or Sunday, of the week after."""
    last = monday_of(on + WEEKEND) + timedelta(days=6)
    week = [line for line in lines if line.planned is not None and on <= line.planned.planned_on <= last]
    return tuple(map(_week_review, sorted(week, key=_by_plan)))


def _week_review(line: WorkLine) -> WeekReview:
    planned = line.planned
    if planned is None:
        return WeekReview(line, ())
    place = planned.place or planned.mode in NO_PLACE_NEEDED
    facts = {"time": planned.planned_time, "place": place, "mode": planned.mode, "chair": line.officer}
    return WeekReview(line, tuple(name for name, value in facts.items() if not value))


def _waiting(on: date) -> QuerySet[Review]:
    """Reviews whose day has passed without a record, held ones not completed, and adjourned ones to complete.

    Each kind is found by its own index, in a council of any size.
    """
    passed = _ahead().filter(planned_on__lt=on)
    open_ones = Review.objects.filter(
        CURRENT, held_on__isnull=False, completed_on__isnull=True, recorded_at__isnull=False
    )
    waiting = Q(pk__in=passed.values("pk")) | Q(pk__in=open_ones.values("pk"))
    found = Review.objects.filter(waiting, child__withdrawn_at__isnull=True).select_related("child__timetable")
    return found.order_by(Coalesce("adjourned_on", "held_on", "planned_on"), "pk")


def _to_finish(rows: Iterable[Review], lines: dict[int, WorkLine], day: WorkDay) -> tuple[ReviewToFinish, ...]:
    finish = [_waits(row, lines[row.child_id], day) for row in rows]
    return tuple(sorted(finish, key=lambda each: (each.do_by or each.since or day.on, each.line.code)))


def _waits(row: Review, line: WorkLine, day: WorkDay) -> ReviewToFinish:
    do_by = reconvene_by(row.adjourned_on, day.calendar) if row.adjourned_on else None
    return ReviewToFinish(
        line=line,
        review_number=row.pk,
        state=review_state(facts_of(row), day.on),
        planned_on=row.planned_on,
        held_on=row.held_on,
        do_by=do_by,
        days_left=day.calendar.days_between(day.on, do_by) if do_by else None,
    )
