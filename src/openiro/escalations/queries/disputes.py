"""Disputes as a person may see them, with the days that are left of a stage and of all formal stages."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.disputes import DisputeFacts, DisputeState, dispute_state, stage_due_on, total_due_on
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.models import Dispute, DisputedChild, DisputeStage
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, role_codes_on, scopes_on

MOST = 200
IRO = "iro"


class UnableToFindDispute(Refusal):
    """There is no such dispute among those that the person may see."""


@dataclass(frozen=True)
class StageLine:
    """One stage: whose it is, its last day, what was answered, and how it ended ('' while it runs)."""

    place: int
    name: str
    role: str
    person: str
    began_on: date
    due_on: date
    days_left: int
    reply: str
    replied_at: datetime | None
    replied_by: str
    ended_on: date | None
    ended_how: str


@dataclass(frozen=True)
class DisputeLine:
    """A dispute as it stands on a day.

    `children` are those whom the reader sees: reference, and name or number. `stage` is the one that runs, or ran
    last. `total_due_on` and `total_days_left`: of all formal stages together, None while it is informal. `decision` is
    what was objected to.
    """

    number: int
    children: tuple[tuple[uuid.UUID, str], ...]
    state: DisputeState
    theme: str
    summary: str
    wanted: str
    decision: str
    review_number: int | None
    raised_at: datetime
    raised_by: str
    stage: StageLine
    stages: tuple[StageLine, ...]
    total_due_on: date | None
    total_days_left: int | None
    closed_on: date | None
    closed_by: str
    outcome: str
    changed_for_child: str


@dataclass(frozen=True)
class WaitingDisputes:
    """How many open disputes there are for a person, and the first of them, by the last day of their stage."""

    total: int
    lines: tuple[DisputeLine, ...]


def disputes_visible_to(user: User, *, on: date) -> QuerySet[Dispute]:
    """The disputes that `user` may see on `on`: about a child whom they see for that; nothing else exists for them.

    A social worker sees those that were raised to them, or by them, and not every dispute about their children.
    """
    scopes = scopes_on(user, Permission.VIEW_DISPUTES, on=on)
    if Scope.ALL in scopes:
        return Dispute.objects.filter(disputed__child__withdrawn_at__isnull=True).distinct()
    children = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES)
    seen = Dispute.objects.filter(disputed__child__in=children).distinct()
    if scopes == {Scope.OWN_CASES}:
        theirs = Dispute.objects.filter(Q(stages__person=user) | Q(raised_by=user))
        return seen.filter(pk__in=theirs.values("pk"))
    return seen


def dispute_of(user: User, child: Child, number: int, *, on: date) -> Dispute:
    """One dispute about the child, to be handed to an action. Raises `UnableToFindDispute` outside one's scope."""
    found = disputes_visible_to(user, on=on).filter(disputed__child=child, pk=number)
    dispute = found.select_related("raised_by", "closed_by", "decision", "review").first()
    if dispute is None:
        raise UnableToFindDispute("There is no such dispute among those that you see. Look at your list again.")
    return dispute


def dispute_line(dispute: Dispute, user: User, *, on: date) -> DisputeLine:
    """The dispute as `user` may read it on `on`; the caller has applied the scope. Three queries."""
    return _lines(Dispute.objects.filter(pk=dispute.pk), user, on, working_calendar())[0]


def disputes_waiting(
    user: User, *, on: date, answering: bool, limit: int = 10, calendar: WorkingCalendar | None = None
) -> WaitingDisputes:
    """Open disputes whose stage waits for an answer of `user` (`answering`), or all that they see; three queries.

    `calendar` from whoever has read it already. Raises `UnableToPermit` without `escalations.view_disputes`.
    """
    check_may(user, Permission.VIEW_DISPUTES, on=on)
    rows = disputes_visible_to(user, on=on).filter(closed_on__isnull=True)
    if answering:
        mine = Q(person=user) | Q(person__isnull=True, role__in=role_codes_on(user, on))
        waiting = DisputeStage.objects.filter(mine, ended_on__isnull=True, replied_at__isnull=True)
        rows = rows.filter(pk__in=waiting.values("dispute_id"))
    lines = _lines(rows, user, on, calendar or working_calendar())
    in_order = sorted(lines, key=lambda line: (line.stage.due_on, line.number))
    return WaitingDisputes(len(lines), tuple(in_order[:limit]))


def may_reply(user: User, stage: DisputeStage, *, on: date) -> bool:
    """Whether `user` answers this stage on `on`: its own person, or another who holds its role; scope comes first."""
    if stage.role == IRO:
        return Scope.OWN_ALLOCATED in scopes_on(user, Permission.RAISE_DISPUTE, on=on)
    permitted = bool(scopes_on(user, Permission.ANSWER_DISPUTE, on=on))
    return permitted and (stage.person_id == user.pk or stage.role in role_codes_on(user, on))


def may_reply_to(dispute: Dispute, user: User, *, on: date) -> bool:
    """Whether `user` may answer the stage in which the dispute is, and nobody has yet; one query."""
    stage = dispute.stages.filter(ended_on__isnull=True, replied_at__isnull=True).first()
    return stage is not None and may_reply(user, stage, on=on)


def _lines(which: QuerySet[Dispute], user: User, on: date, calendar: WorkingCalendar) -> list[DisputeLine]:
    """These disputes, at most MOST of them, the first raised first; two queries."""
    rows = DisputeStage.objects.filter(dispute__in=which.order_by().values("pk"))
    joined = ("person", "replied_by", "dispute__raised_by", "dispute__closed_by", "dispute__decision")
    stages: dict[int, list[DisputeStage]] = {}
    for stage in rows.select_related(*joined).order_by("dispute__raised_at", "dispute_id", "place"):
        stages.setdefault(stage.dispute_id, []).append(stage)
    shown = dict(list(stages.items())[:MOST])
    children: dict[int, list[Child]] = {}
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES)
    disputed = DisputedChild.objects.filter(dispute__in=list(shown), child__in=visible)
    for row in disputed.select_related("child").order_by("pk") if shown else ():
        children.setdefault(row.dispute_id, []).append(row.child)
    names = may_see_names(user, on=on)
    return [_line(of_one[0].dispute, of_one, children[number], calendar, names, on) for number, of_one in shown.items()]


def _line(
    row: Dispute,
    stages: Iterable[DisputeStage],
    children: Iterable[Child],
    calendar: WorkingCalendar,
    names: bool,
    on: date,
) -> DisputeLine:
    lines = tuple(_stage(stage, row, calendar, on) for stage in stages)
    total = total_due_on(row.formal_from_on, calendar) if row.formal_from_on else None
    return DisputeLine(
        number=row.pk,
        children=tuple((child.reference, (full_name(child) if names else "") or child.code) for child in children),
        state=dispute_state(DisputeFacts(row.formal_from_on, row.closed_on)),
        theme=row.theme,
        summary=row.summary,
        wanted=row.wanted,
        decision=row.decision.text if row.decision else "",
        review_number=row.review_id,
        raised_at=row.raised_at,
        raised_by=row.raised_by.name,
        stage=next((line for line in lines if line.ended_on is None), lines[-1]),
        stages=lines,
        total_due_on=total,
        total_days_left=calendar.days_between(on, total) if total else None,
        closed_on=row.closed_on,
        closed_by=row.closed_by.name if row.closed_by else "",
        outcome=row.outcome,
        changed_for_child=row.changed_for_child,
    )


def _stage(stage: DisputeStage, row: Dispute, calendar: WorkingCalendar, on: date) -> StageLine:
    due_on = stage_due_on(stage.began_on, stage.working_days, row.formal_from_on, calendar)
    return StageLine(
        place=stage.place,
        name=stage.name,
        role=stage.role,
        person=stage.person.name if stage.person else "",
        began_on=stage.began_on,
        due_on=due_on,
        days_left=calendar.days_between(on, due_on),
        reply=stage.reply,
        replied_at=stage.replied_at,
        replied_by=stage.replied_by.name if stage.replied_by else "",
        ended_on=stage.ended_on,
        ended_how=stage.ended_how,
    )
