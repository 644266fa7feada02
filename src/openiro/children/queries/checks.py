"""What was done for a child and what the child was told: the facts that checks are judged by."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openiro.children.models import CURRENT, CheckDone, Child, EntitlementTold, Need, PermanencePlan
from openiro.children.queries.care import UnableToFindRecord
from openiro.children.queries.record import Timeline
from openiro.domain.care import CarePeriod
from openiro.domain.checks import CheckFacts, Done, HeldReview, eligible_on
from openiro.domain.checks_policy import Check
from openiro.domain.permissions import Permission, Scope
from openiro.domain.roles import role
from openiro.people.models import User
from openiro.people.queries import role_codes_on

LASTING_PLANS = frozenset({"LTFOST18", "LTRELFR", "RESPLMT"})
TAKES_TIME = ("language", "communication", "disability")
LEADS = frozenset({"health_lead", "virtual_school_lead"})


@dataclass(frozen=True)
class CheckDoneLine:
    """Something done for the child on a day; `on_file_on` None: not on the child's file."""

    number: int
    check_id: str
    done_on: date
    on_file_on: date | None
    score: int | None
    result: str


@dataclass(frozen=True)
class PermanenceLine:
    """A plan for permanence, a code of PERMANENCE; `agreed_on` None: proposed. `matched_on`: the family was matched."""

    number: int
    plan: str
    from_on: date
    agreed_on: date | None
    ended_on: date | None
    matched_on: date | None
    delay_reason: str

    def is_agreed_on(self, on: date) -> bool:
        """Whether it stands, agreed, at the end of the day."""
        stands = self.from_on <= on and (self.ended_on is None or self.ended_on > on)
        return stands and self.agreed_on is not None and self.agreed_on <= on


@dataclass(frozen=True)
class ToldLine:
    """An entitlement of which the child was told, or a part of the pack; `understood` None: nobody asked."""

    entitlement: str
    told_on: date
    understood: bool | None


@dataclass(frozen=True)
class NeedLine:
    """What the child needs, a code of NEED_KIND and words; `is_met` None: not judged yet."""

    number: int
    kind: str
    words: str
    is_met: bool | None
    from_on: date
    ended_on: date | None


def checks_done_of(child: Child, *, on: date) -> tuple[CheckDoneLine, ...]:
    """Everything done for the child by the end of `on`, the latest first; one query."""
    rows = CheckDone.objects.filter(CURRENT, child=child, done_on__lte=on).order_by("-done_on", "check_id", "pk")
    return tuple(
        CheckDoneLine(row.pk, row.check_id, row.done_on, row.on_file_on, row.score, row.result) for row in rows
    )


def permanence_plans_of(child: Child) -> tuple[PermanenceLine, ...]:
    """The child's plans for permanence, the latest first, those that ended too; one query."""
    rows = PermanencePlan.objects.filter(CURRENT, child=child).order_by("-from_on", "-pk")
    return tuple(
        PermanenceLine(row.pk, row.plan, row.from_on, row.agreed_on, row.ended_on, row.matched_on, row.delay_reason)
        for row in rows
    )


def entitlements_told_of(child: Child, *, on: date) -> tuple[ToldLine, ...]:
    """What the child was told of and given by the end of `on`, the latest first; one query."""
    rows = EntitlementTold.objects.filter(CURRENT, child=child, told_on__lte=on).order_by("-told_on", "pk")
    return tuple(ToldLine(row.entitlement, row.told_on, row.understood) for row in rows)


def children_needing_time(children: Collection[int], *, on: date) -> frozenset[int]:
    """Which of these children are disabled, or have a need of language, communication or disability on `on`; one query.

    They need more time to take part in their review (IRO Handbook; Equality Act 2010, section 20).
    """
    stands = Q(needs__kind__in=TAKES_TIME, needs__from_on__lte=on) & (
        Q(needs__ended_on__isnull=True) | Q(needs__ended_on__gt=on)
    )
    rows = Child.objects.filter(Q(disabled=True) | stands, pk__in=children)
    return frozenset(rows.values_list("pk", flat=True))


def needs_of(child: Child, *, on: date) -> tuple[NeedLine, ...]:
    """What the child needs on `on`, in the order recorded; one query."""
    rows = Need.objects.filter(child=child, from_on__lte=on).exclude(ended_on__lte=on).order_by("pk")
    return tuple(NeedLine(row.pk, row.kind, row.words, row.is_met, row.from_on, row.ended_on) for row in rows)


def check_done_of(child: Child, number: int) -> CheckDone:
    """One thing that was done, to be handed to an action. Raises `UnableToFindRecord`."""
    found = CheckDone.objects.filter(CURRENT, child=child, pk=number).first()
    if found is None:
        raise UnableToFindRecord("That is not among what was done for the child. Look at the list again.")
    return found


def permanence_plan_of(child: Child, number: int) -> PermanencePlan:
    """One plan for permanence, to be handed to an action. Raises `UnableToFindRecord`."""
    found = PermanencePlan.objects.filter(CURRENT, child=child, pk=number).first()
    if found is None:
        raise UnableToFindRecord("That plan is not among the child's. Look at the list again.")
    return found


def need_of(child: Child, number: int) -> Need:
    """One need of the child, to be handed to an action. Raises `UnableToFindRecord`."""
    found = Need.objects.filter(child=child, pk=number).first()
    if found is None:
        raise UnableToFindRecord("That need is not among the child's. Look at the list again.")
    return found


def records_all_checks(user: User, *, on: date, scopes: Container[Scope] | None = None) -> bool:
    """Whether the person may record every check, plan and need on `on`, and not those alone that a lead keeps.

    `scopes`: those that hold the child in question, so that a role counts only for its own children; None where that
    is settled already.
    """
    return user.is_service or bool(_recording_roles(user, on, scopes) - LEADS)


def recordable_checks(
    user: User, checks: Iterable[Check], *, on: date, scopes: Container[Scope] | None = None
) -> frozenset[str]:
    """The ids of the checks that the person may record on `on`: a lead those that the lead keeps, others any.

    `scopes` as for `records_all_checks`.
    """
    every, codes = records_all_checks(user, on=on, scopes=scopes), _recording_roles(user, on, scopes)
    return frozenset(check.id for check in checks if every or check.kept_by in codes)


def _recording_roles(user: User, on: date, scopes: Container[Scope] | None) -> frozenset[str]:
    held = [role(code) for code in role_codes_on(user, on)]
    may = [each for each in held if Permission.RECORD_CHECKS in each.permissions]
    return frozenset(each.code for each in may if scopes is None or each.scope in scopes)


def check_facts_of(
    child: Child,
    timeline: Timeline,
    *,
    is_unaccompanied: bool,
    done: Sequence[CheckDoneLine],
    plans: Sequence[PermanenceLine],
    reviews: Sequence[HeldReview],
    plan_updates: Sequence[date] = (),
) -> CheckFacts:
    """The facts as at the end of the timeline's day; `plan_updates`: days on which a review's care plan was updated."""
    on, period = timeline.on, timeline.current
    if period is None:
        return CheckFacts(born_on=child.born_on, care_started_on=None)
    placement = next((each for each in reversed(timeline.placements) if each.was_in(on, on)), None)
    standing = [plan for plan in plans if plan.is_agreed_on(on)]
    return CheckFacts(
        born_on=child.born_on,
        care_started_on=period.started_on,
        legal_status=timeline.legal_status or "",
        status_since=_status_since(period, on),
        placement=(placement.placement if placement else timeline.placement) or "",
        placement_since=placement.started_on if placement else None,
        eligible_on=eligible_on(child.born_on, timeline.periods),
        is_unaccompanied=is_unaccompanied,
        is_lasting=any(plan.plan in LASTING_PLANS for plan in standing),
        has_permanence_plan=bool(standing),
        reviews=tuple(reviews),
        done=_by_check(done, plan_updates),
    )


def _by_check(done: Sequence[CheckDoneLine], plan_updates: Sequence[date]) -> Mapping[str, tuple[Done, ...]]:
    found: dict[str, list[Done]] = {}
    for line in done:
        found.setdefault(line.check_id, []).append(Done(line.done_on, line.on_file_on, line.score))
    known = {each.done_on for each in found.get("care_plan", ())}
    found.setdefault("care_plan", []).extend(Done(day) for day in plan_updates if day not in known)
    return {id: tuple(days) for id, days in found.items()}


def _status_since(period: CarePeriod, on: date) -> date:
    """From which day the legal status of `on` runs without a break."""
    since, status = period.started_on, None
    for episode in period.episodes:
        if episode.started_on <= on and episode.legal_status != status:
            since, status = episode.started_on, episode.legal_status
    return since
