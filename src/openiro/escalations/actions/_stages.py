"""One stage of a dispute begun: whose it is, for how long, and who is told. Called by actions, in their transaction."""

from datetime import date, datetime

from django.urls import reverse

from openiro.allocation.actions import reach
from openiro.allocation.queries import officers_of
from openiro.children.models import Child
from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.dispute_clock import Stop, stage_due_on, stops_as_at
from openiro.domain.disputes import INFORMAL
from openiro.domain.permissions import Scope
from openiro.domain.policy import Policy
from openiro.domain.roles import role as role_of
from openiro.escalations.models import Dispute, DisputeStage
from openiro.people.models import User
from openiro.people.queries import day_of, user_by_code
from openiro.reviews.queries import answerers_of

INFORMAL_NAME = "Informal"
IRO = "iro"


def begin_stage(
    dispute: Dispute, place: int, policy: Policy, on: date, by: User, at: datetime, *, role: str = ""
) -> None:
    """Begin the stage at `place` on `on`; `role` says who answers an informal one. Whoever it reaches sees them."""
    formal = policy.stages[place - 1] if place != INFORMAL else None
    code = formal.answered_by if formal else role
    person = _answerer(dispute, code, on)
    stage = DisputeStage.objects.create(
        dispute=dispute,
        place=place,
        name=formal.name if formal else INFORMAL_NAME,
        role=code,
        taken_by=formal.taken_by if formal else IRO,
        person=person,
        working_days=formal.working_days if formal else policy.decisions.settle_within,
        began_on=on,
    )
    if person is not None and role_of(code).scope is Scope.REACHED:
        for row in dispute.disputed.select_related("child"):
            reach(child=row.child, person=person, matter="dispute", number=row.pk, by=by, at=at)
    tell(dispute, stage, at, kind="dispute_raised", codes=[person.code if person else ""])
    others = [code for code in speakers(dispute, stage, on) if code != by.code]
    tell(dispute, stage, at, kind="dispute_moved", codes=others)


def skip_stages(dispute: Dispute, places: range, policy: Policy, on: date, reason: str) -> None:
    """Keep that these stages were bypassed, and why (IRO Handbook 6.2)."""
    DisputeStage.objects.bulk_create(
        DisputeStage(
            dispute=dispute,
            place=place,
            name=policy.stages[place - 1].name,
            role=policy.stages[place - 1].answered_by,
            taken_by=policy.stages[place - 1].taken_by,
            working_days=policy.stages[place - 1].working_days,
            began_on=on,
            ended_on=on,
            ended_how="bypassed",
            reason=reason.strip(),
        )
        for place in places
    )


def tell(dispute: Dispute, stage: DisputeStage, at: datetime, *, kind: str, codes: list[str]) -> int:
    """A notice about a stage, by its last day and the way to sign in, to each of these people; how many are new."""
    stops = stops_as_at((Stop(*row) for row in dispute.stops.values_list("began_on", "ended_on")), day_of(at))
    due_on = stage_due_on(stage.began_on, stage.working_days, dispute.formal_from_on, working_calendar(), stops)
    child = _first_child(dispute)
    path = reverse("challenge:dispute", args=[child.reference, dispute.pk])
    return sum(
        queue_notice(
            key=f"{kind}:{dispute.pk}:{stage.place}:{code}",
            kind=kind,
            person_code=code,
            facts={"due_on": due_on, "path": path},
            at=at,
        )
        for code in filter(None, codes)
    )


def speakers(dispute: Dispute, stage: DisputeStage, on: date) -> list[str]:
    """Who speaks for the service at a stage where that is not the child's own officer: the holders of `taken_by`."""
    if stage.taken_by == IRO or stage.place == INFORMAL:
        return []
    return [person.code for person in answerers_of(_first_child(dispute), stage.taken_by, on=on)]


def officer_code(dispute: Dispute, on: date) -> str:
    """The code of the officer who looks after the first of the children; empty where none does."""
    child = _first_child(dispute)
    officer = officers_of([child.pk], on=on).get(child.pk)
    return officer.officer_code if officer else ""


def _first_child(dispute: Dispute) -> Child:
    return dispute.disputed.select_related("child").order_by("pk")[0].child


def _answerer(dispute: Dispute, role: str, on: date) -> User | None:
    """The one person who holds that role for the first of the children; None where nobody or several do."""
    if role == IRO:
        code = officer_code(dispute, on)
        return user_by_code(code) if code else None
    if dispute.decision is not None and dispute.decision.manager is not None:
        manager = dispute.decision.manager
        if manager in answerers_of(_first_child(dispute), role, on=on):
            return manager
    found = answerers_of(_first_child(dispute), role, on=on)
    return found[0] if len(found) == 1 else None
