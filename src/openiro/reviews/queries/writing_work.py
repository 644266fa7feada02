"""Reviews that wait for their record to be written, or to be sent to those who are entitled to it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from openiro.allocation.models import Allocation
from openiro.allocation.queries import of_seen_children, runs_on
from openiro.children.models import CURRENT
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.clocks import CLOCKS
from openiro.domain.permissions import Permission
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import may_see_names
from openiro.reviews.models import Review
from openiro.reviews.queries.distribution import last_day_of
from openiro.reviews.queries.rows import working_days_left

# Reviews of longer ago were written up elsewhere: before this service kept records, or in the case system.
WEEKS_BACK = 26
MOST = 100
RECORD, DISTRIBUTION = "after.record", "after.distribution"


@dataclass(frozen=True)
class WritingLine:
    """A review that waits: for its record (15 working days from completion) or to be sent (20).

    `name` is empty for those who may see numbers only. `due_on` and `days_left` None: not completed, or unknown.
    """

    reference: uuid.UUID
    code: str
    name: str
    review_number: int
    held_on: date
    completed_on: date | None
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True)
class WritingWork:
    """Records to write and to send, those of the earliest last day first; `MOST` of both at the most."""

    to_write: tuple[WritingLine, ...]
    to_send: tuple[WritingLine, ...]


def officer_writing(user: User, *, on: date) -> WritingWork:
    """The records that an officer is to write and to send, of children allocated to them or covered; two queries.

    Rules 3.03 and 3.04 of the project's table of rules.
    """
    mine = Allocation.objects.filter(CURRENT, runs_on(on), officer=user, role="iro")
    return _work(_waiting(on).filter(child__in=mine.values("child_id")), user, on)


def support_sending(user: User, *, on: date) -> WritingWork:
    """The finished records that wait to be sent, of children whose papers `user` sends; two queries."""
    seen = of_seen_children(user, on=on, permission=Permission.DISTRIBUTE_RECORD)
    return _work(_waiting(on).filter(seen, record_finished_on__isnull=False), user, on)


def _waiting(on: date) -> QuerySet[Review]:
    """Reviews held and recorded here that are not distributed: the record is not written, or not with everybody."""
    since = on - timedelta(weeks=WEEKS_BACK)
    rows = Review.objects.filter(CURRENT, held_on__gte=since, recorded_at__isnull=False, distributed_on=None)
    ready = Q(completed_on__isnull=False) | Q(record_finished_on__isnull=False)
    return rows.filter(ready).select_related("child").order_by(F("completed_on").asc(nulls_last=True), "pk")


def _work(rows: QuerySet[Review], user: User, on: date) -> WritingWork:
    found: Sequence[Review] = list(rows[:MOST])
    calendar, names = working_calendar(), may_see_names(user, on=on)
    return WritingWork(
        to_write=tuple(_line(row, RECORD, calendar, names, on) for row in found if row.record_finished_on is None),
        to_send=tuple(_line(row, DISTRIBUTION, calendar, names, on) for row in found if row.record_finished_on),
    )


def _line(row: Review, clock: str, calendar: WorkingCalendar, names: bool, on: date) -> WritingLine:
    due = last_day_of(CLOCKS[clock], row.completed_on, calendar)
    return WritingLine(
        reference=row.child.reference,
        code=row.child.code,
        name=full_name(row.child) if names else "",
        review_number=row.pk,
        held_on=row.held_on or on,
        completed_on=row.completed_on,
        due_on=due,
        days_left=working_days_left(due, calendar, on),
    )
