"""Disputes as a person may see them, with the days that are left of a stage and of all formal stages."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openiro.allocation.queries import children_visible_to, of_seen_children
from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.core.prepared import first, prepared, up_to_pages
from openiro.core.queries import working_calendar
from openiro.domain.dispute_clock import Stop, counted_days, is_stopped, stage_due_on, stops_as_at, total_due_on
from openiro.domain.disputes import DisputeFacts, DisputeState, dispute_state
from openiro.domain.permissions import Permission, Scope
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.models import ClockStop, Dispute, DisputedChild, DisputeStage, DisputeTheme
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, role_codes_on, scopes_on

IRO = "iro"
_OF_DISPUTE = ("raised_by", "closed_by", "decision", "team")
_JOINED = ("person", "replied_by", *(f"dispute__{name}" for name in _OF_DISPUTE))
_AS_KEPT = (
    *("service", "theme", "summary", "wanted", "against_wishes", "raised_at", "formal_from_on", "closed_on"),
    *("outcome", "agreed", "changed_for_child"),
)


_OF_CLOCK = (
    *("dispute_id", "ended_on", "began_on", "working_days", "dispute__formal_from_on", "replied_at"),
    *("dispute__closed_on", "dispute__stops", "dispute__stops__began_on", "dispute__stops__ended_on"),
)


class UnableToFindDispute(Refusal):
    """There is no such dispute among those that the person may see."""


@dataclass(frozen=True)
class StageLine:
    """One stage: whose it is, its last day, what was answered, and how it ended ('' while it runs).

    `days_left`: working days that count, negative when overdue. `taken_by`: the role that speaks for the service.
    `reason`: why it was bypassed.
    """

    place: int
    name: str
    role: str
    taken_by: str
    person: str
    began_on: date
    due_on: date
    days_left: int
    reply: str
    replied_at: datetime | None
    replied_by: str
    ended_on: date | None
    ended_how: str
    reason: str


@dataclass(frozen=True)
class DisputeLine:
    """A dispute as it stands on a day.

    `children` are those whom the reader sees: reference, and name or number; `codes` their numbers. `themes`: the
    main one first. `stage` is the one that runs, or ran last. `total_due_on` and `total_days_left`: of all formal
    stages together, None while it is informal; `total_days`: working days that counted from its formal start to its
    close, or to now. `decision` is what was objected to. `is_stopped`: the clock stands still.
    """

    number: int
    children: tuple[tuple[uuid.UUID, str], ...]
    codes: tuple[str, ...]
    state: DisputeState
    service: str
    team: str
    theme: str
    themes: tuple[str, ...]
    summary: str
    wanted: str
    against_wishes: str
    decision: str
    review_number: int | None
    raised_at: datetime
    raised_by: str
    stage: StageLine
    stages: tuple[StageLine, ...]
    total_due_on: date | None
    total_days_left: int | None
    total_days: int | None
    is_stopped: bool
    formal_from_on: date | None
    closed_on: date | None
    closed_by: str
    outcome: str
    agreed: str
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
    """The dispute as `user` may read it on `on`; the caller has applied the scope. Four queries."""
    return lines_of([dispute.pk], user, on, working_calendar())[0]


def disputes_waiting(
    user: User, *, on: date, answering: bool, limit: int = 10, calendar: WorkingCalendar | None = None
) -> WaitingDisputes:
    """Open disputes whose stage waits for an answer of `user` (`answering`), or all that they see; four queries.

    `calendar` from whoever has read it already. Raises `UnableToPermit` without `escalations.view_disputes`.
    """
    check_may(user, Permission.VIEW_DISPUTES, on=on)
    rows = disputes_visible_to(user, on=on).filter(closed_on__isnull=True)
    if answering:
        mine = Q(person=user) | Q(person__isnull=True, role__in=role_codes_on(user, on))
        waiting = DisputeStage.objects.filter(mine, ended_on__isnull=True, replied_at__isnull=True)
        rows = rows.filter(pk__in=waiting.values("dispute_id"))
    days = calendar or working_calendar()
    found = sorted(standings_of(rows, on, days), key=lambda each: (each.due_on, each.number))
    return WaitingDisputes(len(found), lines_standing(found[:limit], user, on, days))


def may_reply(user: User, stage: DisputeStage, *, on: date) -> bool:
    """Whether `user` answers this stage on `on`: its own person, or another who holds its role; scope comes first."""
    if stage.role == IRO:
        return Scope.OWN_ALLOCATED in scopes_on(user, Permission.RAISE_DISPUTE, on=on)
    permitted = bool(scopes_on(user, Permission.ANSWER_DISPUTE, on=on))
    return permitted and (stage.person_id == user.pk or stage.role in role_codes_on(user, on))


def may_reply_to(dispute: Dispute, user: User, *, on: date) -> bool:
    """Whether `user` may answer the stage in which the dispute is, and nobody has yet; one query."""
    stage = first(_waiting(dispute.pk))
    return stage is not None and may_reply(user, stage, on=on)


@prepared
def _waiting(dispute: int) -> QuerySet[DisputeStage]:
    return DisputeStage.objects.filter(dispute=dispute, ended_on__isnull=True, replied_at__isnull=True).order_by("pk")


@dataclass(frozen=True)
class DisputeStanding:
    """Where the clock of a dispute stands: the last day of the stage that runs, or ran last, and the days until then.

    `is_answered`: that stage has its answer, and with it no clock. `stops`: as they were recorded.
    """

    number: int
    due_on: date
    days_left: int
    is_answered: bool
    closed_on: date | None
    stops: tuple[Stop, ...]


def standings_of(which: QuerySet[Dispute], on: date, calendar: WorkingCalendar) -> list[DisputeStanding]:
    """Where the clock of each of these disputes stands on `on`; one query however many, and nothing else is read."""
    rows = DisputeStage.objects.filter(dispute__in=which.order_by().values("pk")).order_by("dispute", "place")
    stops: defaultdict[int, dict[int, Stop]] = defaultdict(dict)
    stages: dict[int, tuple[Any, ...]] = {}
    for number, *facts, stop, stopped_on, ran_on in rows.values_list(*_OF_CLOCK):
        if stop is not None:
            stops[number][stop] = Stop(stopped_on, ran_on)
        if number not in stages or stages[number][0] is not None:
            stages[number] = tuple(facts)
    found = []
    for number, (_, began_on, days, formal, replied_at, closed_on) in stages.items():
        known = tuple(stops[number].values())
        by_then = stops_as_at(known, on)
        due_on = stage_due_on(began_on, days, formal, calendar, by_then)
        left = counted_days(on, due_on, by_then, calendar)
        found.append(DisputeStanding(number, due_on, left, replied_at is not None, closed_on, known))
    return found


def lines_standing(
    shown: Sequence[DisputeStanding], user: User, on: date, calendar: WorkingCalendar
) -> tuple[DisputeLine, ...]:
    """The disputes of which it is known where they stand, as `user` reads them, in their order; three queries."""
    stops = {each.number: each.stops for each in shown}
    return lines_of([each.number for each in shown], user, on, calendar, stops=stops)


def lines_of(
    numbers: Sequence[int],
    user: User,
    on: date,
    calendar: WorkingCalendar,
    *,
    stops: Mapping[int, Sequence[Stop]] | None = None,
) -> tuple[DisputeLine, ...]:
    """The disputes of these numbers as `user` reads them, in their order; the caller has applied the scope.

    Four queries, three with the `stops` of whoever has read them already; none where there is no number.
    """
    if not numbers:
        return ()
    children, names = _children_of(Q(dispute__in=numbers), user, on), may_see_names(user, on=on)
    return _lines(numbers, children, (on, calendar, names), stops or _stops_of(numbers))


def disputes_about(user: User, child: Child, *, on: date) -> list[DisputeLine]:
    """Every dispute about the child that `user` sees, the latest first; five queries."""
    about = disputes_visible_to(user, on=on).filter(disputed__child=child).order_by().values("pk")
    children = _children_of(Q(dispute__in=about), user, on)
    numbers, day = list(children), (on, working_calendar(), may_see_names(user, on=on))
    lines = _lines(numbers, children, day, _stops_of(numbers)) if numbers else ()
    return sorted(lines, key=lambda line: (line.raised_at, line.number), reverse=True)


def _children_of(which: Q, user: User, on: date) -> "defaultdict[int, list[DisputedChild]]":
    """The children of each dispute whom `user` sees; one query."""
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_DISPUTES)
    return _by_dispute(DisputedChild.objects.filter(which, seen).select_related("child").order_by("pk"))


def _lines(
    numbers: Sequence[int],
    children: "defaultdict[int, list[DisputedChild]]",
    day: tuple[date, WorkingCalendar, bool],
    stops: Mapping[int, Sequence[Stop]],
) -> tuple[DisputeLine, ...]:
    asked = up_to_pages(numbers)
    stages, themes = _by_dispute(_stages(*asked)), _by_dispute(_themes(*asked))
    return tuple(
        _line(
            stages[number],
            stops.get(number, ()),
            [each.theme for each in themes[number]],
            [each.child for each in children[number]],
            day,
        )
        for number in numbers
    )


def _stops_of(numbers: Sequence[int]) -> dict[int, list[Stop]]:
    found = _by_dispute(_stops(*up_to_pages(numbers)))
    return {number: [Stop(each.began_on, each.ended_on) for each in rows] for number, rows in found.items()}


@prepared
def _stages(*disputes: int) -> QuerySet[DisputeStage]:
    return DisputeStage.objects.filter(dispute__in=disputes).select_related(*_JOINED).order_by("dispute", "place")


@prepared
def _stops(*disputes: int) -> QuerySet[ClockStop]:
    return ClockStop.objects.filter(dispute__in=disputes).order_by("pk")


@prepared
def _themes(*disputes: int) -> QuerySet[DisputeTheme]:
    return DisputeTheme.objects.filter(dispute__in=disputes).order_by("pk")


def _by_dispute(rows: Iterable[Any]) -> "defaultdict[int, list[Any]]":
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.dispute_id].append(row)
    return found


def _line(
    stages: Sequence[DisputeStage],
    known: Sequence[Stop],
    themes: Sequence[str],
    children: Sequence[Child],
    day: tuple[date, WorkingCalendar, bool],
) -> DisputeLine:
    row, (on, calendar, names) = stages[0].dispute, day
    stops, formal, until = stops_as_at(known, on), row.formal_from_on, row.closed_on or on
    lines = tuple(_stage(stage, formal, stops, calendar, on) for stage in stages)
    total = total_due_on(formal, calendar, stops) if formal else None
    return DisputeLine(
        number=row.pk,
        children=tuple((child.reference, (full_name(child) if names else "") or child.code) for child in children),
        codes=tuple(child.code for child in children),
        state=dispute_state(DisputeFacts(formal, row.closed_on)),
        themes=(row.theme, *themes),
        decision=row.decision.text if row.decision else "",
        team=row.team.name if row.team else "",
        review_number=row.review_id,
        raised_by=row.raised_by.name,
        stage=next((line for line in lines if line.ended_on is None), lines[-1]),
        stages=lines,
        total_due_on=total,
        total_days_left=counted_days(on, total, stops, calendar) if total else None,
        total_days=counted_days(formal, until, stops, calendar) if formal else None,
        is_stopped=row.closed_on is None and is_stopped(known, on),
        closed_by=row.closed_by.name if row.closed_by else "",
        **{name: getattr(row, name) for name in _AS_KEPT},
    )


def _stage(
    stage: DisputeStage, formal: date | None, stops: tuple[Stop, ...], calendar: WorkingCalendar, on: date
) -> StageLine:
    due_on = stage_due_on(stage.began_on, stage.working_days, formal, calendar, stops)
    return StageLine(
        place=stage.place,
        name=stage.name,
        role=stage.role,
        taken_by=stage.taken_by,
        person=stage.person.name if stage.person else "",
        began_on=stage.began_on,
        due_on=due_on,
        days_left=counted_days(on, due_on, stops, calendar),
        reply=stage.reply,
        replied_at=stage.replied_at,
        replied_by=stage.replied_by.name if stage.replied_by else "",
        ended_on=stage.ended_on,
        ended_how=stage.ended_how,
        reason=stage.reason,
    )
