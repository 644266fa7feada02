"""How many reviews are overdue or fall due soon, officer by officer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet

from openiro.allocation.queries import of_seen_children, sees_every_child
from openiro.allocation.queries.history import IRO
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import ReviewTimetable

SOON_DAYS = 28


@dataclass(frozen=True)
class OfficerDue:
    """Reviews overdue, due within 28 days, and of no known date, of one officer's children; code empty: nobody's."""

    officer_code: str
    officer: str
    overdue: int
    due_soon: int
    no_due_date: int


def due_by_officer(user: User, *, on: date, days: int = SOON_DAYS) -> list[OfficerDue]:
    """Of every officer with a review due within `days` days of `on`, that day included, or of a date that is not
    known: the most overdue first.

    Cover does not count. One query. Raises `UnableToPermit` without `allocation.view_caseload`.
    """
    check_may(user, Permission.VIEW_CASELOAD, on=on)
    last = on + timedelta(days=days)
    due = ReviewTimetable.objects.filter(Q(next_due_on__lte=last) | Q(next_due_on__isnull=True))
    if not sees_every_child(user, on=on, permission=Permission.VIEW_CASELOAD):
        due = due.filter(of_seen_children(user, on=on, permission=Permission.VIEW_CASELOAD))
    counted = with_holder(due, on).order_by("held__officer__code").values("held__officer__code", "held__officer__name")
    lines = [
        OfficerDue(row.pop("held__officer__code") or "", row.pop("held__officer__name") or "", **row)
        for row in counted.annotate(
            overdue=Count("pk", filter=Q(next_due_on__lt=on)),
            due_soon=Count("pk", filter=Q(next_due_on__gte=on)),
            no_due_date=Count("pk", filter=Q(next_due_on__isnull=True)),
        )
    ]
    return sorted(lines, key=lambda line: (-line.overdue, line.officer, line.officer_code))


def with_holder(rows: QuerySet[ReviewTimetable], on: date) -> Any:
    """The timetables with `held`: the allocation of the child's IRO on `on`, cover left out, where there is one."""
    runs = Q(child__allocations__to_on__isnull=True) | Q(child__allocations__to_on__gte=on)
    is_held = Q(
        runs,
        child__allocations__from_on__lte=on,
        child__allocations__role=IRO,
        child__allocations__is_cover=False,
        child__allocations__withdrawn_at__isnull=True,
    )
    return rows.annotate(held=FilteredRelation("child__allocations", condition=is_held))
