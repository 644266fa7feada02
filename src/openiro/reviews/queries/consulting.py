"""The work of asking people before reviews: invitations to send, and children who have not been heard yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from openiro.allocation.queries import of_seen_children
from openiro.children.models import CURRENT
from openiro.core.counting import with_total
from openiro.domain.permissions import Permission
from openiro.meetings.models import Invitee
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import Review
from openiro.reviews.queries.rows import working_days_left
from openiro.reviews.queries.work_lines import WorkDay, WorkLine, work_day, work_lines

WEEKS_AHEAD = 6


@dataclass(frozen=True)
class ReviewToAsk:
    """A review ahead for which people are to be asked. `do_by` is the last day by the clock before it, and `days_left`
    the working days until then, negative when past."""

    line: WorkLine
    review_number: int
    planned_on: date
    do_by: date
    days_left: int | None


@dataclass(frozen=True)
class AskingWork:
    """How many reviews wait in all, and the first of them, the earliest first."""

    total: int
    shown: tuple[ReviewToAsk, ...]


def invitations_to_send(user: User, *, on: date, limit: int = 10) -> AskingWork:
    """Reviews of the next 6 weeks with nobody invited yet, or with somebody on the list who was not.

    By the clock `before.invitations`. Six queries. Raises `UnableToPermit` without `meetings.invite_people`.
    """
    waiting = _people().filter(is_excluded=False, invited_on__isnull=True)
    invited = _people().filter(invited_on__isnull=False)
    lacking = Exists(waiting) | ~Exists(invited)
    return _work(user, Permission.INVITE, lacking, "before.invitations", on=on, limit=limit)


def children_to_hear(user: User, *, on: date, limit: int = 10) -> AskingWork:
    """Reviews of the next 6 weeks before which the child has not been heard yet, children who want help among them.

    By the clock `before.child`. Six queries. Raises `UnableToPermit` without `voice.record_views`.
    """
    heard = _people().filter(role="child", consulted_on__isnull=False)
    return _work(user, Permission.RECORD_VIEWS, ~Exists(heard), "before.child", on=on, limit=limit)


def _people() -> QuerySet[Invitee]:
    return Invitee.objects.filter(meeting__review=OuterRef("pk"), removed_at__isnull=True)


def _work(user: User, needed: Permission, lacking: object, clock: str, *, on: date, limit: int) -> AskingWork:
    check_may(user, needed, on=on)
    day = work_day(user, on=on)
    ahead = Review.objects.filter(CURRENT, Q(lacking), held_on__isnull=True, cancelled_at__isnull=True)
    soon = ahead.filter(planned_on__gte=on, planned_on__lte=on + timedelta(weeks=WEEKS_AHEAD))
    seen = soon.filter(of_seen_children(user, on=on, permission=needed)).select_related("child__timetable")
    rows = list(with_total(seen.order_by("planned_on", "pk"))[:limit])
    lines = work_lines([row.child for row in rows], day)
    shown = tuple(_to_ask(row, line, clock, day) for row, line in zip(rows, lines, strict=True))
    return AskingWork(rows[0].total if rows else 0, shown)


def _to_ask(row: Review, line: WorkLine, clock: str, day: WorkDay) -> ReviewToAsk:
    planned_on = row.planned_on or day.on
    do_by = day.policy.clock(clock).due_on(planned_on, day.calendar)
    return ReviewToAsk(line, row.pk, planned_on, do_by, working_days_left(do_by, day.calendar, day.on))
