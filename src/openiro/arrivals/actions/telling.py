"""Leads of health and education are told of children who enter care or move, and whoever can help of late steps."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import officers_of
from openiro.arrivals.actions.steps import take_step
from openiro.arrivals.queries import ArrivalCase, arrivals_followed, step_taken_of
from openiro.children.models import CURRENT, CarePeriod, Child, Episode
from openiro.core.models import Notice
from openiro.core.notices import queue_notice
from openiro.domain.arrivals import StepStanding, Taken
from openiro.domain.arrivals_policy import ArrivalStep, StepKind
from openiro.domain.codes import SHORT_BREAK_STATUSES
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, officers_on, policy_in_force
from openiro.reviews.queries import team_managers_of
from openiro.reviews.queries.papers import social_workers_of

LEADS = ("health_lead", "virtual_school_lead")
DAYS_BACK = timedelta(days=28)
# Reasons for a new episode (RNE) that mean another home: the placement changed, alone or with the legal status.
MOVED = ("P", "B")
ENTERED, WENT, LATE = "child_entered_care", "child_moved", "arrival_step_late"


@transaction.atomic
def tell_of_arrivals(*, on: date, by: User, at: datetime) -> int:
    """Children who entered care or moved in the last 28 days, each told once to each lead; how many notices are new.

    However it came on record, by hand or by a load. That a lead was told of a child is a step of the policy, taken
    that day: late where the child came on record late. Sources: Buckinghamshire, annual report 2016/17: the health
    team is notified of new children and moves, the virtual school at once. Needs `arrivals.record_steps_into_care`
    (the service account's).
    """
    check_may(by, Permission.RECORD_ARRIVALS, on=on)
    leads = {officer.code: role for role in LEADS for officer in officers_on(role, on=on)}
    lately = Notice.objects.filter(kind__in=(ENTERED, WENT), made_at__gte=at - 2 * DAYS_BACK)
    told = {key: day_of(made_at) for key, made_at in lately.values_list("key", "made_at")}
    found = list(_found(on)) if leads else []
    new = sum(_tell(lead, arrival, told, at) for arrival in found for lead in leads)
    for arrival in found:
        if arrival.is_followed:
            _keep_told(arrival, leads, told, by, at)
    return new


@transaction.atomic
def tell_of_late_steps(*, by: User, at: datetime) -> int:
    """Whoever the policy names is told, once, of each step that came to be late in the last 28 days; how many are new.

    The social worker, team managers and IRO are those of the child. For the work of the day; needs
    `arrivals.record_steps_into_care`.
    """
    on = day_of(at)
    check_may(by, Permission.RECORD_ARRIVALS, on=on)
    found = [(case, line.standing) for case in arrivals_followed(by, on=on) for line in case.late]
    late = [(case, now) for case, now in found if now.due_on and now.due_on >= on - DAYS_BACK]
    people = _People({case.child_number for case, _ in late}, on)
    return sum(
        _tell_late(person, case, now, at)
        for case, now in late
        for person in dict.fromkeys(people.told_of(now.step, case))
    )


@dataclass(frozen=True)
class _Arrival:
    """A child who entered care or moved on a day; `is_followed`: the steps of coming into care are asked of them."""

    kind: str
    child: Child
    day: date
    is_followed: bool = False

    def key(self, lead: str) -> str:
        """By which a lead is told once."""
        return f"{self.kind}:{lead}:{self.child.pk}:{self.day}"


def _found(on: date) -> Iterator[_Arrival]:
    recent = {"child__withdrawn_at__isnull": True, "started_on__range": (on - DAYS_BACK, on)}
    for period in CarePeriod.objects.filter(**recent).select_related("child").order_by("started_on", "pk"):
        followed = period.ended_on is None and period.legal_status not in SHORT_BREAK_STATUSES
        yield _Arrival(ENTERED, period.child, period.started_on, followed)
    moves = Episode.objects.filter(CURRENT, **recent, reason_started__in=MOVED)
    for episode in moves.select_related("child").order_by("started_on", "pk"):
        yield _Arrival(WENT, episode.child, episode.started_on)


def _tell(lead: str, arrival: _Arrival, told: Mapping[str, date], at: datetime) -> bool:
    facts = {"on": arrival.day, "path": reverse("children:checks", args=[arrival.child.reference])}
    key, kind = arrival.key(lead), arrival.kind
    return key not in told and queue_notice(key=key, kind=kind, person_code=lead, facts=facts, digest=True, at=at)


def _keep_told(arrival: _Arrival, leads: Mapping[str, str], told: Mapping[str, date], by: User, at: datetime) -> None:
    """That a lead was told of the child is a step taken: on the day of the first notice to one of them."""
    on = day_of(at)
    for step in policy_in_force(on=on).arrivals.steps.values():
        days = [told.get(arrival.key(lead), on) for lead, role in leads.items() if role == step.kept_by]
        if step.kind is StepKind.TOLD and days and step_taken_of(arrival.child, step.id, arrival.day) is None:
            take_step(child=arrival.child, step=step.id, taken=Taken(min(days)), by=by, at=at)


def _tell_late(person: str, case: ArrivalCase, now: StepStanding, at: datetime) -> bool:
    facts = {"due_on": now.due_on, "path": reverse("arrivals:child", args=[case.reference])}
    key = f"{LATE}:{person}:{case.child_number}:{now.step.id}:{now.due_on}"
    return queue_notice(key=key, kind=LATE, person_code=person, facts=facts, digest=True, at=at)


class _People:
    """Who is told of what is late, of all these children at once."""

    def __init__(self, numbers: Collection[int], on: date) -> None:
        self.on = on
        self.workers = {child: worker.code for child, worker in social_workers_of(numbers, on=on).items()}
        self.iros = {child: line.officer_code for child, line in officers_of(numbers, on=on).items()}
        self.children: Mapping[int, Child] = Child.objects.in_bulk(numbers)
        self.managers: dict[int, tuple[str, ...]] = {}
        self.others: dict[str, tuple[str, ...]] = {}

    def told_of(self, step: ArrivalStep, case: ArrivalCase) -> Iterator[str]:
        """The codes of those whom the step's roles mean of this child."""
        for role in step.told:
            yield from self._of(role, case.child_number)

    def _of(self, role: str, child: int) -> Iterable[str]:
        if role in ("social_worker", "iro"):
            code = (self.workers if role == "social_worker" else self.iros).get(child)
            return (code,) if code else ()
        if role == "team_manager":
            if child not in self.managers:
                self.managers[child] = team_managers_of(self.children[child], on=self.on)
            return self.managers[child]
        if role not in self.others:
            self.others[role] = tuple(officer.code for officer in officers_on(role, on=self.on))
        return self.others[role]
