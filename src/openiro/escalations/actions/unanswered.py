"""The day's work on challenge: what nobody answered in time goes on by itself, and those concerned are reminded."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from openiro.core.queries import working_calendar
from openiro.domain.dispute_clock import Stop, counted_days, is_stopped, stage_due_on, stops_as_at
from openiro.domain.disputes import INFORMAL
from openiro.domain.permissions import Permission
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.actions._common import child_of
from openiro.escalations.actions._moving import move
from openiro.escalations.actions._stages import IRO, officer_code, tell
from openiro.escalations.actions.concerns import make_formal
from openiro.escalations.models import Concern, DisputeStage
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force
from openiro.reviews.queries import answerers_of

MANAGER = "iro_manager"


@transaction.atomic
def escalate_unanswered(*, on: date, by: User, at: datetime) -> int:
    """Stages that nobody answered by their last day go on to the next, where policy says so; answers how many.

    Not while the clock stands still, not beyond the last stage, and not an objection that waits for the officer
    herself. Running it twice changes nothing. Needs `escalations.raise_dispute` (the service account's).
    """
    check_may(by, Permission.RAISE_DISPUTE, on=on)
    policy = policy_in_force(on=on)
    if not policy.challenge.escalates_unanswered:
        return 0
    over = [
        stage
        for stage, due_on in _unanswered(on, working_calendar())
        if due_on < on and stage.place < len(policy.stages) and not (stage.place == INFORMAL and stage.role == IRO)
    ]
    for stage in over:
        move(stage.dispute, None, "", on, by, at)
    return len(over)


@transaction.atomic
def make_unanswered_formal(*, on: date, by: User, at: datetime) -> int:
    """Concerns that nobody answered by their last day become formal disputes, where policy says so; answers how many.

    Needs `escalations.raise_dispute` (the service account's).
    """
    check_may(by, Permission.RAISE_DISPUTE, on=on)
    if not policy_in_force(on=on).challenge.concern_becomes_formal:
        return 0
    calendar = working_calendar()
    rows = Concern.objects.filter(closed_on__isnull=True, answered_at__isnull=True, person__isnull=False)
    over = [
        row
        for row in rows.select_related("child", "review", "person", "raised_by").order_by("pk")
        if calendar.days_after(day_of(row.raised_at), row.working_days) < on
    ]
    for row in over:
        make_formal(concern=row, by=by, at=at)
    return len(over)


@transaction.atomic
def remind_of_disputes(*, on: date, by: User, at: datetime) -> int:
    """Whoever answers a stage, the child's officer and the manager of the service are reminded: shortly before its
    last day, and once when that is over. Answers of how many stages anew. Needs `escalations.raise_dispute`.
    """
    check_may(by, Permission.RAISE_DISPUTE, on=on)
    before, calendar, number = policy_in_force(on=on).challenge.remind_before, working_calendar(), 0
    for stage, due_on in _unanswered(on, calendar):
        left = counted_days(on, due_on, (), calendar)
        if before and (due_on < on or left <= before):
            number += _remind(stage, "dispute_late" if due_on < on else "dispute_due", on, at) > 0
    return number


def _unanswered(on: date, calendar: WorkingCalendar) -> Iterator[tuple[DisputeStage, date]]:
    """Each stage that runs and waits for an answer, with its last day; none whose clock stands still."""
    rows = DisputeStage.objects.filter(ended_on__isnull=True, replied_at__isnull=True, dispute__closed_on__isnull=True)
    for stage in list(rows.select_related("dispute", "person").prefetch_related("dispute__stops").order_by("pk")):
        stops = [Stop(row.began_on, row.ended_on) for row in stage.dispute.stops.all()]
        if not is_stopped(stops, on):
            formal, known = stage.dispute.formal_from_on, stops_as_at(stops, on)
            yield stage, stage_due_on(stage.began_on, stage.working_days, formal, calendar, known)


def _remind(stage: DisputeStage, kind: str, on: date, at: datetime) -> int:
    child = child_of(stage.dispute)
    answering = [stage.person] if stage.person else answerers_of(child, stage.role, on=on) if stage.role != IRO else []
    managers = answerers_of(child, MANAGER, on=on)
    codes = {person.code for person in (*answering, *managers)} | {officer_code(stage.dispute, on)}
    return tell(stage.dispute, stage, at, kind=kind, codes=sorted(codes))
