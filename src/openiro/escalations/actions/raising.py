"""Disputes raised: about one child or several, of one theme or several, informally or formal at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.domain.codes import CODE_SETS
from openiro.domain.disputes import INFORMAL, UnableToChangeDispute, next_place
from openiro.domain.permissions import Permission
from openiro.escalations.actions._common import record
from openiro.escalations.actions._stages import begin_stage, skip_stages
from openiro.escalations.models import Dispute, DisputedChild, DisputeTheme
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.models import Decision, Review
from openiro.reviews.queries import teams_of

THEMES = tuple(each.code for each in CODE_SETS["DISPUTE_THEME"])
SERVICES = tuple(each.code for each in CODE_SETS["DISPUTE_SERVICE"])


@dataclass(frozen=True)
class Challenge:
    """What is challenged. `theme` is the main one; a sibling group is one dispute on several children.

    `formal`: at once at a formal stage, `place` counting from 1; those before it are bypassed for `bypass_reason`.
    `against_wishes`: why, where the child does not want it. `service`: a code of DISPUTE_SERVICE.
    """

    children: Sequence[Child]
    theme: str
    summary: str
    wanted: str = ""
    further_themes: Sequence[str] = ()
    review: Review | None = None
    decision: Decision | None = None
    formal: bool = False
    place: int = 1
    bypass_reason: str = ""
    against_wishes: str = ""
    service: str = "looked_after"


@transaction.atomic
def raise_dispute(*, challenge: Challenge, by: User, at: datetime) -> Dispute:
    """Raise a dispute, informally or at once at a formal stage (rules 5.15, 5.20, 5.22, 5.24).

    Needs `escalations.raise_dispute` of each child. A theme that the policy puts straight to formal is so whatever was
    asked. Raises `UnableToChangeDispute` without a child, a known theme or words that say what it is about, or where
    the decision is disputed already.
    """
    on = day_of(at)
    for child in challenge.children:
        check_may_for(by, Permission.RAISE_DISPUTE, child, on=on)
    return open_dispute(challenge=challenge, answered_by="", by=by, at=at)


@transaction.atomic
def open_dispute(*, challenge: Challenge, answered_by: str, by: User, at: datetime) -> Dispute:
    """The same for an action that has asked already whether `by` may; `answered_by`: who answers while it is informal,
    the role of the first stage where it is empty. Raises as `raise_dispute`.
    """
    on = day_of(at)
    _check(challenge)
    policy = policy_in_force(on=on)
    formal = challenge.formal or bool(set(policy.challenge.straight_to_formal) & set(_themes(challenge)))
    place = next_place(INFORMAL, policy.stages, wanted=challenge.place) if formal else INFORMAL
    dispute = _keep(challenge, on if formal else None, by, at)
    if formal:
        skip_stages(dispute, range(1, place), policy, on, challenge.bypass_reason)
    begin_stage(dispute, place, policy, on, by, at, role=answered_by or policy.stages[0].answered_by)
    record(dispute, "escalations.dispute_raised", {"theme": challenge.theme, "formal": formal}, by, at)
    return dispute


def _keep(challenge: Challenge, formal_from_on: date | None, by: User, at: datetime) -> Dispute:
    first = challenge.children[0].pk
    dispute = Dispute.objects.create(
        service=challenge.service,
        theme=challenge.theme,
        team_id=teams_of([first], on=day_of(at)).get(first),
        review=challenge.review,
        decision=challenge.decision,
        summary=challenge.summary.strip(),
        wanted=challenge.wanted.strip(),
        against_wishes=challenge.against_wishes.strip(),
        formal_from_on=formal_from_on,
        raised_at=at,
        raised_by=by,
    )
    children = {child.pk: child for child in challenge.children}.values()
    DisputedChild.objects.bulk_create(DisputedChild(dispute=dispute, child=child) for child in children)
    DisputeTheme.objects.bulk_create(DisputeTheme(dispute=dispute, theme=theme) for theme in _themes(challenge)[1:])
    return dispute


def _themes(challenge: Challenge) -> list[str]:
    """The themes, the main one first, each once."""
    return list(dict.fromkeys((challenge.theme, *challenge.further_themes)))


def _check(challenge: Challenge) -> None:
    if not challenge.children:
        raise UnableToChangeDispute("A dispute is about at least one child. Choose the child.")
    if not set(_themes(challenge)) <= set(THEMES):
        raise UnableToChangeDispute("Choose from the list what the dispute is about.")
    if challenge.service not in SERVICES:
        raise UnableToChangeDispute("Choose from the list which work the dispute is about.")
    if not challenge.summary.strip():
        raise UnableToChangeDispute("Say what the dispute is about.")
    decision = challenge.decision
    if decision is not None and Dispute.objects.filter(decision=decision, closed_on__isnull=True).exists():
        raise UnableToChangeDispute("This decision is disputed already. Answer in that dispute.")
