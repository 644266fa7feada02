"""Reviews of one officer that stand too close together: in the diary, and around a booking that is thought of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from openiro.allocation.models import Allocation
from openiro.allocation.queries import children_visible_to, officers_of, runs_on
from openiro.children.models import CURRENT, Child
from openiro.children.queries import children_needing_time, full_name
from openiro.domain.clashes import Appointment, clashes, do_clash
from openiro.domain.permissions import Permission
from openiro.domain.scheduling_policy import SchedulingPolicy
from openiro.people.models import User
from openiro.people.queries import may_see_names
from openiro.reviews.models import Review
from openiro.reviews.queries.diary import DiaryEntry, DiaryKind
from openiro.reviews.queries.families import families_of


@dataclass(frozen=True)
class Booking:
    """A booking that is thought of; `review_number` of the one that it changes, None for a new one."""

    on: date
    at: time
    place: str = ""
    mode: str = ""
    travel: int | None = None
    review_number: int | None = None


@dataclass(frozen=True)
class ClashLine:
    """Another review of the child's IRO that stands too close; `name` is empty for those who see numbers only."""

    officer: str
    code: str
    name: str
    at: time


def clashing(entries: Iterable[DiaryEntry], scheduling: SchedulingPolicy) -> dict[int, list[DiaryEntry]]:
    """The planned reviews of a diary that clash, by number, each with those it clashes with. Asks nothing."""
    by_officer_and_day: dict[tuple[str, date], list[DiaryEntry]] = {}
    for entry in entries:
        if entry.kind is DiaryKind.PLANNED and entry.at is not None and entry.officer_code:
            by_officer_and_day.setdefault((entry.officer_code, entry.on), []).append(entry)
    found: dict[int, list[DiaryEntry]] = {}
    for of_day in by_officer_and_day.values():
        known = {entry.review_number or 0: entry for entry in of_day}
        appointments = [_of_entry(entry, scheduling) for entry in of_day]
        for one, other in clashes(appointments, scheduling.travel_minutes):
            found.setdefault(one.number, []).append(known[other.number])
            found.setdefault(other.number, []).append(known[one.number])
    return found


def clashes_with(
    user: User, child: Child, booking: Booking, scheduling: SchedulingPolicy, *, on: date
) -> list[ClashLine]:
    """What else the child's IRO has too close to that booking, of the children for whom `user` may book; by time.

    Brothers and sisters at the same time and place are no clash; a child who needs time is given it. At most five
    queries.
    """
    officer = officers_of([child.pk], on=on).get(child.pk)
    if officer is None:
        return []
    rows = _of_day(user, officer.officer_code, booking, on)
    if not rows:
        return []
    around = [child.pk, *(row.child_id for row in rows)]
    families, slow = families_of(around), children_needing_time(around, on=on)
    new = Appointment(
        number=0,
        begins=datetime.combine(booking.on, booking.at),
        minutes=scheduling.minutes_of(needs_time=child.pk in slow),
        place=booking.place,
        mode=booking.mode,
        travel=booking.travel,
        family=_key(families, child.pk),
    )
    names, usual = may_see_names(user, on=on), scheduling.travel_minutes
    return [
        ClashLine(officer.officer, row.child.code, full_name(row.child) if names else "", row.planned_time)
        for row in rows
        if row.planned_time is not None
        and do_clash(new, _of_row(row, families, scheduling.minutes_of(needs_time=row.child_id in slow)), usual)
    ]


def _of_day(user: User, officer_code: str, booking: Booking, on: date) -> Sequence[Review]:
    held = Allocation.objects.filter(CURRENT, runs_on(on), officer__code=officer_code, role="iro")
    rows = Review.objects.filter(
        CURRENT,
        held_on=None,
        cancelled_at=None,
        planned_on=booking.on,
        planned_time__isnull=False,
        child_id__in=held.values("child_id"),
        child__in=children_visible_to(user, on=on, permission=Permission.PLAN_REVIEW),
    ).exclude(pk=booking.review_number or 0)
    return list(rows.select_related("child").order_by("planned_time", "pk"))


def _of_row(row: Review, families: dict[int, frozenset[int]], minutes: int) -> Appointment:
    return Appointment(
        number=row.pk,
        begins=datetime.combine(row.planned_on or date.min, row.planned_time or time.min),
        minutes=row.duration_minutes or minutes,
        place=row.place,
        mode=row.mode,
        travel=row.travel_minutes,
        family=_key(families, row.child_id),
    )


def _of_entry(entry: DiaryEntry, scheduling: SchedulingPolicy) -> Appointment:
    return Appointment(
        number=entry.review_number or 0,
        begins=datetime.combine(entry.on, entry.at or time.min),
        minutes=scheduling.usual_minutes,
        place=entry.place,
        mode=entry.mode,
        travel=entry.travel,
        family=entry.family,
    )


def _key(families: dict[int, frozenset[int]], number: int) -> str:
    return str(min(families[number])) if number in families else ""
