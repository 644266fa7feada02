"""The diary: reviews planned, and the last legal days, between two days; and what the coming weeks ask of officers."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q

from openiro.allocation.queries import AllocationLine, has_iro, of_seen_children, officers_of, sees_every_child
from openiro.children.models import CURRENT, Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.review_status import reconvene_by
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names
from openiro.reviews.models import Review, ReviewTimetable
from openiro.reviews.queries.families import families_of
from openiro.reviews.queries.officers import with_holder

WEEKS_AHEAD = 26


class DiaryKind(StrEnum):
    """What stands on a day of the diary."""

    PLANNED = "review planned"
    LAST_DAY = "last day for the review"
    RECONVENE = "last day to complete an adjourned review"


@dataclass(frozen=True)
class DiaryEntry:
    """One line of the diary. For a planned review `due_on` is its last legal day, where it is known.

    A last day stands in the diary only for a child with no review planned on or before it. `travel`: the IRO's way in
    minutes; `family`: what brothers and sisters share, empty for a child without any.
    """

    on: date
    at: time | None
    kind: DiaryKind
    reference: uuid.UUID
    code: str
    name: str
    officer_code: str
    officer: str
    place: str
    mode: str
    due_on: date | None
    review_number: int | None
    travel: int | None = None
    family: str = ""

    @property
    def is_late(self) -> bool:
        """Whether a planned review lies after its last legal day."""
        return self.kind is DiaryKind.PLANNED and self.due_on is not None and self.on > self.due_on


@dataclass(frozen=True)
class DemandWeek:
    """Reviews falling due in one week: in all, and of children without an officer."""

    monday: date
    total: int
    without_officer: int


@dataclass(frozen=True)
class _Fact:
    """A line of the diary before it is known whose eyes it is for."""

    child: Child
    kind: DiaryKind
    on: date
    at: time | None = None
    place: str = ""
    mode: str = ""
    due_on: date | None = None
    review_number: int | None = None
    travel: int | None = None


def diary(user: User, from_on: date, to_on: date, *, on: date, officer_code: str = "") -> list[DiaryEntry]:
    """What stands in the diary from `from_on` to `to_on`, both included, of the children `user` sees on `on`.

    By day and time; of one officer's children where `officer_code` is given. At most nine queries.
    """
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_REVIEWS)
    facts = [
        *_planned(seen, from_on, to_on),
        *_last_days(seen, from_on, to_on),
        *_to_reconvene(seen, from_on, to_on),
    ]
    numbers = {fact.child.pk for fact in facts}
    officers, families = officers_of(numbers, on=on), families_of(numbers)
    names = may_see_names(user, on=on)
    keys = {number: str(min(family)) for number, family in families.items()}
    entries = [_entry(fact, officers.get(fact.child.pk), names, keys.get(fact.child.pk, "")) for fact in facts]
    wanted = [entry for entry in entries if not officer_code or entry.officer_code == officer_code]
    return sorted(wanted, key=lambda entry: (entry.on, entry.at or time.max, entry.kind, entry.code))


def demand(user: User, *, on: date, weeks: int = WEEKS_AHEAD, officer_code: str = "") -> list[DemandWeek]:
    """Reviews falling due in the week of `on` and those after it, `weeks` in all; what is overdue is due this week.

    Of the children of one officer where `officer_code` is given. One query. Raises `UnableToPermit` without
    `allocation.view_caseload`.
    """
    check_may(user, Permission.VIEW_CASELOAD, on=on)
    first = monday_of(on)
    due = ReviewTimetable.objects.filter(next_due_on__lt=first + timedelta(weeks=weeks))
    if not sees_every_child(user, on=on, permission=Permission.VIEW_CASELOAD):
        due = due.filter(of_seen_children(user, on=on, permission=Permission.VIEW_CASELOAD))
    if officer_code:
        due = with_holder(due, on).filter(held__officer__code=officer_code)
    held = Count("pk", filter=has_iro(on, "pk"))
    counted = due.order_by("next_due_on").values("next_due_on").annotate(all=Count("pk"), given=held)
    totals = {first + timedelta(weeks=week): [0, 0] for week in range(weeks)}
    for row in counted:
        week = totals[max(first, monday_of(row["next_due_on"] or first))]
        week[0] += row["all"]
        week[1] += row["all"] - row["given"]
    return [DemandWeek(monday, total, nobody) for monday, (total, nobody) in totals.items()]


def monday_of(day: date) -> date:
    """The Monday of the week that holds `day`."""
    return day - timedelta(days=day.weekday())


_CHILD = tuple(f"child__{column}" for column in ("code", "reference", "given_name", "family_name"))
_PLANNED = ("planned_on", "planned_time", "place", "mode", "travel_minutes", "child__timetable__next_due_on", *_CHILD)


def _planned(seen: Q, from_on: date, to_on: date) -> Iterator[_Fact]:
    ahead = Review.objects.filter(CURRENT, seen, held_on=None, cancelled_at=None)
    rows = ahead.filter(planned_on__gte=from_on, planned_on__lte=to_on).select_related("child__timetable")
    for row in rows.only(*_PLANNED).order_by("planned_on", "pk"):
        kept = getattr(row.child, "timetable", None)
        if row.planned_on is not None:
            yield _Fact(
                child=row.child,
                kind=DiaryKind.PLANNED,
                on=row.planned_on,
                at=row.planned_time,
                place=row.place,
                mode=row.mode,
                due_on=kept.next_due_on if kept else None,
                review_number=row.pk,
                travel=row.travel_minutes,
            )


def _last_days(seen: Q, from_on: date, to_on: date) -> Iterator[_Fact]:
    in_time = Review.objects.filter(
        CURRENT, child=OuterRef("pk"), held_on=None, cancelled_at=None, planned_on__lte=OuterRef("next_due_on")
    )
    rows = ReviewTimetable.objects.filter(~Exists(in_time), next_due_on__gte=from_on, next_due_on__lte=to_on)
    for row in rows.filter(seen).select_related("child").only("next_due_on", *_CHILD).order_by("next_due_on", "pk"):
        if row.next_due_on is not None:
            yield _Fact(row.child, DiaryKind.LAST_DAY, row.next_due_on, due_on=row.next_due_on)


def _to_reconvene(seen: Q, from_on: date, to_on: date) -> Iterator[_Fact]:
    rows = Review.objects.filter(CURRENT, seen, adjourned_on__lte=to_on, completed_on=None)
    calendar = working_calendar()
    for row in rows.select_related("child").only("adjourned_on", *_CHILD).order_by("adjourned_on", "pk"):
        last_day = reconvene_by(row.adjourned_on, calendar) if row.adjourned_on else to_on
        if from_on <= last_day <= to_on:
            yield _Fact(row.child, DiaryKind.RECONVENE, last_day, due_on=last_day, review_number=row.pk)


def _entry(fact: _Fact, officer: AllocationLine | None, names: bool, family: str) -> DiaryEntry:
    return DiaryEntry(
        on=fact.on,
        at=fact.at,
        kind=fact.kind,
        reference=fact.child.reference,
        code=fact.child.code,
        name=full_name(fact.child) if names else "",
        officer_code=officer.officer_code if officer else "",
        officer=officer.officer if officer else "",
        place=fact.place,
        mode=fact.mode,
        due_on=fact.due_on,
        review_number=fact.review_number,
        travel=fact.travel,
        family=family,
    )
