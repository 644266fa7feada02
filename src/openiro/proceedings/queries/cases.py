"""Proceedings as a person may see them: for one child, for all whom they see, and the steps that wait."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.court_policy import CourtPolicy
from openiro.domain.permissions import Permission
from openiro.domain.proceedings import (
    CourtDays,
    StepStanding,
    council_review_by,
    steps_on,
    takes_too_long,
    to_end_by,
)
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text, may_see_names, policy_in_force
from openiro.proceedings.models import ChildInCourt, Hearing, StepTaken

FINAL = "final"
DAYS_IN_WEEK = 7


class UnableToFindCourt(Refusal):
    """There are no such proceedings, or no such hearing, among those of the child."""


class Standing(StrEnum):
    """Which proceedings a list holds."""

    RUNNING = "running"
    DELAYED = "delayed"
    ENDED = "ended"


@dataclass(frozen=True)
class HearingLine:
    """A hearing; `outcome` blank until it is known, `consulted` None where nobody has said."""

    number: int
    kind: str
    on: date
    outcome: str
    consulted: bool | None
    words: str


@dataclass(frozen=True)
class DelayLine:
    """What delays the proceedings, noted on a day."""

    cause: str
    noted_on: date
    words: str


@dataclass(frozen=True)
class StepLine:
    """A step of the protocol as it stands, and what was recorded of it; `view` and `consulted` of the IRO's view."""

    standing: StepStanding
    view: str
    consulted: str
    words: str
    by: str


@dataclass(frozen=True)
class CourtCase:
    """Proceedings for one child on a day; `number` is that of the child in them, `together` of children in all.

    `review_by`: the last day for the next review by the council's own rhythm, beside the legal one. `weeks` until today
    or the end. People and words are blank for who reads no free text.
    """

    number: int
    reference: uuid.UUID
    child: str
    kind: str
    together: int
    applied_on: date
    case_number: str
    guardian: str
    guardian_contact: str
    solicitor: str
    hearings: tuple[HearingLine, ...]
    next_hearing: HearingLine | None
    steps: tuple[StepLine, ...]
    delays: tuple[DelayLine, ...]
    weeks: int
    to_end_by: date
    takes_too_long: bool
    ended_on: date | None
    final_order: str
    outcome: str
    review_by: date | None


def council_review_date(child: Child, *, on: date) -> date | None:
    """The last day for the child's next review by the council's own rhythm while proceedings run; None without one.

    One query where the policy sets a rhythm, else none. It tells nothing else of the proceedings.
    """
    policy = policy_in_force(on=on).court
    if not policy.review_months:
        return None
    running = ChildInCourt.objects.filter(child=child, ended_on__isnull=True, child__timetable__isnull=False)
    rows = running.values_list("proceedings__kind", "child__timetable__last_held_on", "child__timetable__next_due_on")
    kinds = [kind for kind, *_ in rows]
    return next((council_review_by(kinds, held_on, due_on, policy) for _, held_on, due_on in rows), None)


def cases_of(user: User, child: Child, *, on: date) -> list[CourtCase]:
    """All proceedings for a child whom `user` has opened, those that run first; five queries.

    Raises `UnableToPermit` without `proceedings.view_proceedings`.
    """
    check_may(user, Permission.VIEW_COURT, on=on)
    found = _lines(ChildInCourt.objects.filter(child=child), user, on, working_calendar())
    return sorted(found, key=lambda case: (case.ended_on is not None, -case.applied_on.toordinal()))


def case_line(part: ChildInCourt, user: User, *, on: date) -> CourtCase:
    """One of them as `user` may read it; the caller has applied the scope. Five queries."""
    return _lines(ChildInCourt.objects.filter(pk=part.pk), user, on, working_calendar())[0]


def cases_listed(user: User, *, on: date, standing: str = Standing.RUNNING) -> list[CourtCase]:
    """The proceedings that `user` sees: those that run, are delayed (a cause noted, or too long), or have ended.

    In the order of the next hearing, those without one last; ended ones latest first. Five queries. Raises
    `UnableToPermit`.
    """
    check_may(user, Permission.VIEW_COURT, on=on)
    rows = visible_parts(user, on).filter(ended_on__isnull=standing != Standing.ENDED)
    found = _lines(rows, user, on, working_calendar())
    if standing == Standing.ENDED:
        return sorted(found, key=lambda case: case.ended_on or on, reverse=True)
    if standing == Standing.DELAYED:
        found = [case for case in found if case.delays or case.takes_too_long]
    return sorted(found, key=lambda case: case.next_hearing.on if case.next_hearing else date.max)


def part_of(child: Child, number: int) -> ChildInCourt:
    """The child in these proceedings, to be handed to an action. Raises `UnableToFindCourt`."""
    found = ChildInCourt.objects.filter(child=child, pk=number).select_related("proceedings", "child").first()
    if found is None:
        raise UnableToFindCourt("There are no such proceedings for this child. Look at the child's court page again.")
    return found


def parts_of(user: User, part: ChildInCourt, *, on: date) -> list[ChildInCourt]:
    """The children in the same proceedings whom `user` may record for, and for whom they run; one query."""
    visible = children_visible_to(user, on=on, permission=Permission.RECORD_COURT)
    rows = ChildInCourt.objects.filter(proceedings_id=part.proceedings_id, ended_on__isnull=True, child__in=visible)
    return list(rows.select_related("child", "proceedings").order_by("pk"))


def hearing_of(part: ChildInCourt, number: int) -> Hearing:
    """One hearing of these proceedings. Raises `UnableToFindCourt`."""
    found = Hearing.objects.filter(proceedings_id=part.proceedings_id, pk=number).first()
    if found is None:
        raise UnableToFindCourt("There is no such hearing in these proceedings. Look at the child's court page again.")
    return found


def visible_parts(user: User, on: date) -> QuerySet[ChildInCourt]:
    """The children in proceedings whom `user` may see there; the caller checks the permission."""
    return ChildInCourt.objects.filter(child__in=children_visible_to(user, on=on, permission=Permission.VIEW_COURT))


def _lines(rows: QuerySet[ChildInCourt], user: User, on: date, calendar: WorkingCalendar) -> list[CourtCase]:
    found = rows.select_related("child__timetable", "proceedings").prefetch_related(
        "proceedings__hearings", "proceedings__delays", "steps__recorded_by", "proceedings__parts"
    )
    names, words = may_see_names(user, on=on), may_see_free_text(user, on=on)
    return [_line(row, calendar, names, words, on) for row in found.order_by("pk")]


def _line(row: ChildInCourt, calendar: WorkingCalendar, names: bool, words: bool, on: date) -> CourtCase:
    case = row.proceedings
    hearings = _hearings(case.hearings.all(), words)
    days = CourtDays(case.applied_on, _final_on(hearings), row.ended_on)
    policy = policy_in_force(on=on).court
    return CourtCase(
        number=row.pk,
        reference=row.child.reference,
        child=(full_name(row.child) if names else "") or row.child.code,
        kind=case.kind,
        together=len(case.parts.all()),
        applied_on=case.applied_on,
        case_number=case.case_number if words else "",
        guardian=case.guardian if words else "",
        guardian_contact=case.guardian_contact if words else "",
        solicitor=case.solicitor if words else "",
        hearings=hearings,
        next_hearing=next((each for each in hearings if each.on >= on and not each.outcome), None),
        steps=_steps(row.steps.all(), days, calendar, words, on),
        delays=tuple(
            DelayLine(each.cause, each.noted_on, each.words if words else "")
            for each in sorted(case.delays.all(), key=lambda each: (each.noted_on, each.pk))
        ),
        weeks=((row.ended_on or on) - case.applied_on).days // DAYS_IN_WEEK,
        to_end_by=to_end_by(days, policy),
        takes_too_long=takes_too_long(days, policy, on),
        ended_on=row.ended_on,
        final_order=row.final_order,
        outcome=row.outcome if words else "",
        review_by=_review_by(row, policy),
    )


def _review_by(row: ChildInCourt, policy: CourtPolicy) -> date | None:
    timetable = getattr(row.child, "timetable", None)
    if timetable is None or row.ended_on is not None:
        return None
    return council_review_by([row.proceedings.kind], timetable.last_held_on, timetable.next_due_on, policy)


def _hearings(rows: Iterable[Hearing], words: bool) -> tuple[HearingLine, ...]:
    return tuple(
        HearingLine(each.pk, each.kind, each.on, each.outcome, each.consulted, each.words if words else "")
        for each in sorted(rows, key=lambda each: (each.on, each.pk))
    )


def _final_on(hearings: Iterable[HearingLine]) -> date | None:
    """The day of the last final hearing that was not taken off the list or adjourned."""
    return max((each.on for each in hearings if each.kind == FINAL and each.outcome in ("", "held")), default=None)


def _steps(
    taken: Iterable[StepTaken], days: CourtDays, calendar: WorkingCalendar, words: bool, on: date
) -> tuple[StepLine, ...]:
    by_id = {each.step: each for each in taken}
    done = {id: each.done_on for id, each in by_id.items()}
    return tuple(
        StepLine(
            standing,
            row.view if row else "",
            row.consulted if row else "",
            row.words if row and words else "",
            row.recorded_by.name if row else "",
        )
        for standing in steps_on(days, done, policy_in_force(on=on).court, calendar, on)
        for row in [by_id.get(standing.step.id)]
    )
