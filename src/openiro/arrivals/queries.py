"""The steps after a child came into care, as a person may see them: of one child, and of all who came in lately."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db.models import QuerySet

from openiro.allocation.queries import of_seen_children
from openiro.arrivals.models import StepDelay, StepTaken
from openiro.children.models import CURRENT, CarePeriod, CheckDone, Child
from openiro.children.queries import full_name
from openiro.children.queries.checks import LEADS
from openiro.core.queries import working_calendar
from openiro.domain.arrivals import REFUSED, StepStanding, StepState, Taken, steps_on
from openiro.domain.arrivals_policy import ArrivalsPolicy, ArrivalStep, StepKind
from openiro.domain.codes import SHORT_BREAK_STATUSES
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission, Scope
from openiro.domain.roles import role
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, policy_in_force, role_codes_on, scopes_on

_TAKEN = tuple(field.name for field in fields(Taken))


@dataclass(frozen=True)
class DelayLine:
    """What delays a step, a code of ARRIVAL_DELAY, noted on a day."""

    reason: str
    noted_on: date


@dataclass(frozen=True)
class StepLine:
    """A step as it stands, what is recorded of it, by whom, and what delays it, the latest last."""

    standing: StepStanding
    taken: Taken | None
    by: str
    delays: tuple[DelayLine, ...]


@dataclass(frozen=True)
class ArrivalCase:
    """A child who came into care on `started_on`, with the steps that the reader sees, in the order of the policy.

    `is_followed`: the weeks are not over in which a step that waits is asked for. `refused_on`: the young person did;
    `may_refuse`: they could, and the reader sees it.
    """

    child_number: int
    reference: uuid.UUID
    child: str
    code: str
    started_on: date
    is_followed: bool
    refused_on: date | None
    may_refuse: bool
    steps: tuple[StepLine, ...]

    @property
    def late(self) -> tuple[StepLine, ...]:
        """The steps that are late today."""
        return tuple(line for line in self.steps if line.standing.state is StepState.LATE)

    @property
    def is_over(self) -> bool:
        """Whether no step is left to do."""
        return not any(line.standing.state in (StepState.LATE, StepState.WAITS) for line in self.steps)


def steps_seen(user: User, policy: ArrivalsPolicy, *, on: date, scopes: Iterable[Scope]) -> Mapping[str, ArrivalStep]:
    """The steps that `user` sees of children whom these scopes hold: a lead those that the lead keeps, others all."""
    within = set(scopes)
    held = [role(code) for code in role_codes_on(user, on)]
    codes = {each.code for each in held if Permission.VIEW_ARRIVALS in each.permissions and each.scope in within}
    if user.is_service or codes - LEADS:
        return policy.steps
    return {id: step for id, step in policy.steps.items() if step.kept_by in codes}


def sees_refusal(seen: Mapping[str, ArrivalStep]) -> bool:
    """Whether somebody who sees these steps sees that a young person refused: one of them waits no longer then."""
    return any(step.until_refused for step in seen.values())


def arrival_of(user: User, child: Child, *, on: date, scopes: Iterable[Scope]) -> ArrivalCase | None:
    """The steps after the child came into care, as `user` sees them by these scopes; None outside care.

    A stay of short breaks has none. Four queries and the calendar. Raises `UnableToPermit` without
    `arrivals.view_steps_into_care`.
    """
    check_may(user, Permission.VIEW_ARRIVALS, on=on)
    found = _cases(_open(on).filter(child=child), user, on, frozenset(scopes))
    return found[0] if found else None


def arrivals_followed(user: User, *, on: date) -> list[ArrivalCase]:
    """The children whom `user` sees and who came into care within the weeks of the policy, the latest last.

    Four queries and the calendar. Raises `UnableToPermit` without `arrivals.view_steps_into_care`.
    """
    check_may(user, Permission.VIEW_ARRIVALS, on=on)
    scopes = scopes_on(user, Permission.VIEW_ARRIVALS, on=on)
    since = on - timedelta(weeks=policy_in_force(on=on).arrivals.weeks)
    rows = _open(on).filter(of_seen_children(user, on=on, permission=Permission.VIEW_ARRIVALS), started_on__gt=since)
    return _cases(rows, user, on, frozenset({Scope.ALL}) if Scope.ALL in scopes else scopes)


def came_into_care_on(child: Child, *, on: date) -> date | None:
    """The first day of the care period that runs on `on`; None outside care, and for a stay of short breaks."""
    return _open(on).filter(child=child).values_list("started_on", flat=True).first()


def step_taken_of(child: Child, step: str, started_on: date) -> StepTaken | None:
    """What is recorded of a step since the child came into care on that day; None where nothing is."""
    return StepTaken.objects.filter(child=child, step=step, done_on__gte=started_on).order_by("pk").first()


def _open(on: date) -> QuerySet[CarePeriod]:
    rows = CarePeriod.objects.filter(ended_on__isnull=True, started_on__lte=on, child__withdrawn_at__isnull=True)
    return rows.exclude(legal_status__in=SHORT_BREAK_STATUSES).order_by("started_on", "pk")


def _cases(rows: QuerySet[CarePeriod], user: User, on: date, scopes: frozenset[Scope]) -> list[ArrivalCase]:
    periods = list(rows.select_related("child"))
    if not periods:
        return []
    policy, calendar, names = policy_in_force(on=on).arrivals, working_calendar(), may_see_names(user, on=on)
    known = _Known(rows, policy, on)
    seen = steps_seen(user, policy, on=on, scopes=scopes)
    return [_case(period, known, seen, policy, calendar, names, on) for period in periods]


class _Known:
    """What is recorded of these children: steps and delays, and the checks that are steps; three queries."""

    def __init__(self, rows: QuerySet[CarePeriod], policy: ArrivalsPolicy, on: date) -> None:
        children = rows.order_by().values("child_id")
        self.steps: dict[int, list[tuple[str, Taken, str]]] = {}
        taken = StepTaken.objects.filter(child__in=children).order_by("pk")
        for child, step, by, *days in taken.values_list("child_id", "step", "recorded_by__name", *_TAKEN):
            self.steps.setdefault(child, []).append((step, Taken(*days), by))
        self.delays: dict[int, list[tuple[str, DelayLine]]] = {}
        delays = StepDelay.objects.filter(child__in=children).order_by("noted_on", "pk")
        for child, step, reason, noted_on in delays.values_list("child_id", "step", "reason", "noted_on"):
            self.delays.setdefault(child, []).append((step, DelayLine(reason, noted_on)))
        self.checks: dict[int, list[tuple[str, date]]] = {}
        ids = [step.check for step in policy.steps.values() if step.kind is StepKind.CHECK]
        done = CheckDone.objects.filter(CURRENT, child__in=children, check_id__in=ids, done_on__lte=on)
        for child, check, day in done.order_by("-done_on").values_list("child_id", "check_id", "done_on"):
            self.checks.setdefault(child, []).append((check, day))

    def taken(self, period: CarePeriod, policy: ArrivalsPolicy) -> dict[str, Taken]:
        """What was done since the child came into care, by step: of a check, the first time."""
        started_on, child = period.started_on, period.child_id
        first = {check: day for check, day in self.checks.get(child, ()) if day >= started_on}
        checks = {id: Taken(first[step.check]) for id, step in policy.steps.items() if step.check in first}
        return {id: each for id, each, _ in self.steps.get(child, ()) if each.done_on >= started_on} | checks


def _case(
    period: CarePeriod,
    known: _Known,
    seen: Mapping[str, ArrivalStep],
    policy: ArrivalsPolicy,
    calendar: WorkingCalendar,
    names: bool,
    on: date,
) -> ArrivalCase:
    child, started_on = period.child, period.started_on
    taken = known.taken(period, policy)
    by = {id: name for id, _, name in known.steps.get(child.pk, ())}
    delays = [(id, each) for id, each in known.delays.get(child.pk, ()) if each.noted_on >= started_on]
    refused = taken.get(REFUSED)
    standings = steps_on(started_on, taken, policy, calendar, on)
    return ArrivalCase(
        child_number=child.pk,
        reference=child.reference,
        child=(full_name(child) if names else "") or child.code,
        code=child.code,
        started_on=started_on,
        is_followed=started_on > on - timedelta(weeks=policy.weeks),
        refused_on=refused.done_on if refused and sees_refusal(seen) else None,
        may_refuse=not refused and sees_refusal(seen) and policy.may_refuse(age_on(child.born_on, on)),
        steps=tuple(
            StepLine(
                each,
                taken.get(each.step.id),
                by.get(each.step.id, ""),
                tuple(delay for id, delay in delays if id == each.step.id),
            )
            for each in standings
            if each.step.id in seen
        ),
    )
