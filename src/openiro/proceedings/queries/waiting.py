"""Steps of the protocol that wait for the IRO, in one question."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.court_policy import CountedFrom
from openiro.domain.permissions import Permission
from openiro.domain.proceedings import CourtDays, StepStanding, steps_on
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, policy_in_force
from openiro.proceedings.models import ChildInCourt, StepTaken
from openiro.proceedings.queries.cases import FINAL, visible_parts

STANDS = ("", "held")
TAKEN = "taken_{}"


@dataclass(frozen=True)
class StepWaiting:
    """A step that was not taken, late or soon due, and for whom; `number` is that of the child in the proceedings."""

    number: int
    reference: uuid.UUID
    child: str
    kind: str
    standing: StepStanding


def steps_waiting(user: User, *, on: date) -> list[StepWaiting]:
    """Steps of the protocol that are late or due within the policy's `soon` working days, earliest first.

    Of ended proceedings only the steps that count from the end. One query. Raises `UnableToPermit` without
    `proceedings.view_proceedings`.
    """
    check_may(user, Permission.VIEW_COURT, on=on)
    policy, names = policy_in_force(on=on).court, may_see_names(user, on=on)
    stands = Q(proceedings__hearings__kind=FINAL, proceedings__hearings__outcome__in=STANDS)
    taken = {TAKEN.format(id): Exists(StepTaken.objects.filter(part=OuterRef("pk"), step=id)) for id in policy.steps}
    rows = visible_parts(user, on).annotate(final_on=Max("proceedings__hearings__on", filter=stands), **taken)
    found = list(rows.select_related("child", "proceedings"))
    calendar = working_calendar() if found else None
    waiting = [
        StepWaiting(row.pk, row.child.reference, _called(row, names), row.proceedings.kind, standing)
        for row in found
        if calendar
        for standing in steps_on(_days(row), {}, policy, calendar, on)
        if not getattr(row, TAKEN.format(standing.step.id)) and _waits(row, standing, policy.soon)
    ]
    return sorted(waiting, key=lambda each: (each.standing.due_on or on, each.number))


def _days(row: ChildInCourt) -> CourtDays:
    return CourtDays(row.proceedings.applied_on, getattr(row, "final_on", None), row.ended_on)


def _waits(row: ChildInCourt, standing: StepStanding, soon: int) -> bool:
    is_over = row.ended_on is not None and standing.step.counted_from is not CountedFrom.END
    return not is_over and standing.left is not None and standing.left <= soon


def _called(row: ChildInCourt, names: bool) -> str:
    return (full_name(row.child) if names else "") or row.child.code
