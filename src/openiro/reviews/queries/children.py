"""The list of children: searched, filtered, sorted, a page at a time."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from openiro.allocation.models import Allocation
from openiro.allocation.queries import children_visible_to, has_iro, runs_on
from openiro.children.models import CURRENT, CarePeriod, Child
from openiro.core.queries import working_calendar
from openiro.people.models import User
from openiro.people.queries import may_see_names, policy_in_force
from openiro.reviews.models import Review
from openiro.reviews.queries.rows import ChildLine, child_lines

PAGE_SIZE = 50
NHS_NUMBER_DIGITS = 10


class ListStatus(StrEnum):
    """Which children a list holds, in the words that people read."""

    IN_CARE = "looked after now"
    OVERDUE = "review overdue"
    DUE_SOON = "review due soon"
    NOT_BOOKED = "no review booked"
    BOOKED_LATE = "review booked after its due date"
    AT_RISK = "review at risk of being late"
    NO_DUE_DATE = "due date not known"
    UNALLOCATED = "no IRO"
    LEFT = "left care"
    EVERYONE = "everyone"


class ListOrder(StrEnum):
    """In which order: by due date (unknown ones first), by family name, by number, by how long in care."""

    DUE = "due"
    NAME = "name"
    CODE = "code"
    IN_CARE_SINCE = "in care since"


@dataclass(frozen=True)
class ChildFilters:
    """What a list of children is narrowed to; `within_days` calendar days until the due date, for due soon.

    `text` is a name, the start of the council's number, or an NHS number.
    """

    text: str = ""
    status: ListStatus = ListStatus.IN_CARE
    officer_code: str = ""
    legal_status: str = ""
    placement: str = ""
    within_days: int | None = None
    order: ListOrder = ListOrder.DUE
    page: int = 1


@dataclass(frozen=True)
class ChildrenPage:
    """One page of the list; `page` and `pages` from 1, `total` children in all."""

    lines: tuple[ChildLine, ...]
    total: int
    page: int
    pages: int


def children_list(user: User, filters: ChildFilters, *, on: date, size: int = PAGE_SIZE) -> ChildrenPage:
    """A page of the children whom `user` sees on `on`; at most eleven queries, whatever the council's size.

    A page beyond the last answers the last.
    """
    found = filtered_children(user, filters, on=on)
    total = found.count()
    pages = max(1, -(-total // size))
    page = min(max(filters.page, 1), pages)
    rows = list(_ordered(found, filters.order)[(page - 1) * size : page * size])
    return ChildrenPage(tuple(child_lines(user, rows, on=on)), total, page, pages)


def all_lines(user: User, filters: ChildFilters, *, on: date) -> list[ChildLine]:
    """Every child of the list, for an export; the number of queries does not grow with it."""
    return child_lines(user, list(_ordered(filtered_children(user, filters, on=on), filters.order)), on=on)


def filtered_children(user: User, filters: ChildFilters, *, on: date) -> QuerySet[Child]:
    """The children whom `user` sees on `on`, narrowed to the filters."""
    found = _with_status(children_visible_to(user, on=on), filters, on)
    if filters.text.strip():
        found = found.filter(_matches(filters.text.strip(), names=may_see_names(user, on=on)))
    if filters.officer_code:
        rows = Allocation.objects.filter(CURRENT, runs_on(on), officer__code=filters.officer_code, role="iro")
        found = found.filter(pk__in=rows.values("child_id"))
    now = {
        name: code for name, code in (("legal_status", filters.legal_status), ("placement", filters.placement)) if code
    }
    if now:
        found = found.filter(Exists(_open_period().filter(**now)))
    return found


def _with_status(children: QuerySet[Child], filters: ChildFilters, on: date) -> QuerySet[Child]:
    status = filters.status
    if status is ListStatus.EVERYONE:
        return children
    if status is ListStatus.LEFT:
        return children.filter(Exists(CarePeriod.objects.filter(child=OuterRef("pk"))), timetable__isnull=True)
    in_care = children.filter(timetable__isnull=False)
    if status is ListStatus.IN_CARE:
        return in_care
    return in_care.filter(_standing(filters, on))


def at_risk_of_lateness(on: date, soon_by: date) -> Q:
    """Children whose review is not overdue yet, but due by `soon_by` and not booked, or booked after its last day."""
    soon = Q(has_no_review_ahead(), timetable__next_due_on__lte=soon_by)
    return Q(soon | _booked_late(), timetable__next_due_on__gte=on)


def has_no_review_ahead() -> Q:
    """Children with no review planned that was not held yet."""
    return ~Q(Exists(_reviews_ahead()))


def _booked_late() -> Q:
    """Found from the reviews ahead, which are few, and not by asking of every child."""
    ahead = Review.objects.filter(CURRENT, held_on__isnull=True, cancelled_at__isnull=True)
    late = ahead.filter(planned_on__gt=F("child__timetable__next_due_on"))
    return Q(timetable__pk__in=late.values("child_id"))


def _reviews_ahead() -> QuerySet[Review]:
    return Review.objects.filter(CURRENT, child=OuterRef("pk"), held_on__isnull=True, cancelled_at__isnull=True)


def _standing(filters: ChildFilters, on: date) -> Q:
    match filters.status:
        case ListStatus.OVERDUE:
            return Q(timetable__next_due_on__lt=on)
        case ListStatus.DUE_SOON:
            return Q(timetable__next_due_on__gte=on, timetable__next_due_on__lte=_soon(filters, on))
        case ListStatus.NO_DUE_DATE:
            return Q(timetable__next_due_on__isnull=True)
        case ListStatus.NOT_BOOKED:
            return has_no_review_ahead()
        case ListStatus.BOOKED_LATE:
            return _booked_late()
        case ListStatus.AT_RISK:
            return at_risk_of_lateness(on, _soon(filters, on))
        case _:
            return ~has_iro(on, "pk")


def _soon(filters: ChildFilters, on: date) -> date:
    """The last due date that is soon: of the days asked for, else of the working days of the policy."""
    if filters.within_days is not None:
        return on + timedelta(days=filters.within_days)
    return working_calendar().days_after(on, policy_in_force(on=on).reviews.soon)


def _matches(text: str, *, names: bool) -> Q:
    """Each way of matching looks through one index alone, before anything of a child is read."""
    ways = [Q(code__istartswith=text)]
    digits = text.replace(" ", "")
    if digits.isdigit() and len(digits) == NHS_NUMBER_DIGITS:
        ways.append(Q(nhs_number=digits))
    if names:
        by_name = Q()
        for word in text.casefold().split():
            by_name &= Q(search_name__contains=word)
        ways.append(by_name)
    found = Q()
    for way in ways:
        found |= Q(pk__in=Child.objects.filter(way).order_by().values("pk"))
    return found


def _ordered(children: QuerySet[Child], order: ListOrder) -> QuerySet[Child]:
    children = children.select_related("timetable")
    match order:
        case ListOrder.NAME:
            return children.order_by("search_name", "pk")
        case ListOrder.CODE:
            return children.order_by("code")
        case ListOrder.IN_CARE_SINCE:
            since = Subquery(_open_period().values("started_on")[:1])
            return children.order_by(since.asc(nulls_last=True), "pk")
        case _:
            return children.order_by(F("timetable__next_due_on").asc(nulls_first=True), "pk")


def _open_period() -> QuerySet[CarePeriod]:
    return CarePeriod.objects.filter(child=OuterRef("pk"), ended_on__isnull=True)
