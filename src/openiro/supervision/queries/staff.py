"""Officers as those who are supervised: their post, what duties take from it, when supervision is due."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, Sum

from openiro.allocation.queries import runs_on
from openiro.domain.permissions import Permission
from openiro.domain.policy import Policy
from openiro.domain.refusal import Refusal
from openiro.domain.supervision import (
    APPRAISAL,
    PLANNED,
    SupervisionDue,
    guide_beside_duties,
    supervision_due,
    year_of,
)
from openiro.people.models import Post, RoleHeld, User
from openiro.people.queries import check_may, may, policy_in_force
from openiro.supervision.models import DutyHeld, Learning, SessionGiven, Supervision

IRO, SUPPORT = "iro", "business_support"


class UnableToFindOfficer(Refusal):
    """There is no such officer among those whose supervision the person may see."""


@dataclass(frozen=True)
class StaffLine:
    """An officer on a day.

    `fte` None: no post is recorded, and then no guide is. `hours` a week go to duties; `low` and `high` are the
    caseload guide for what is left. `learned` and `given`: pieces of learning and sessions of the year from 1 April.
    """

    number: int
    code: str
    name: str
    fte: float | None
    hours: float
    low: float | None
    high: float | None
    supervised_on: date | None
    planned_on: date | None
    supervision: SupervisionDue
    appraisal: SupervisionDue
    learned: int
    given: int


@dataclass(frozen=True)
class SupportLine:
    """Somebody of business support on a day: full-time equivalent (None: no post is recorded), duties by their keys."""

    code: str
    name: str
    fte: float | None
    duties: tuple[str, ...]


def support_on(user: User, *, on: date) -> list[SupportLine]:
    """Who supports the officers on `on`, by name, with what each does; one query.

    Raises `UnableToPermit` without `supervision.record_supervision`.
    """
    check_may(user, Permission.SUPERVISE, on=on)
    holds = Q(duties__from_on__lte=on) & (Q(duties__to_on__isnull=True) | Q(duties__to_on__gte=on))
    posts = Post.objects.filter(runs_on(on), role=SUPPORT, user=OuterRef("pk"))
    people = _in_role(SUPPORT, on).annotate(
        fte=_of(posts, "user", Sum("fte")), held=FilteredRelation("duties", condition=holds)
    )
    rows = people.order_by("name", "code", "held__duty").values_list("code", "name", "fte", "held__duty")
    found: dict[str, SupportLine] = {}
    for code, name, fte, duty in rows:
        line = found.setdefault(code, SupportLine(code, name, float(fte) if fte else None, ()))
        found[code] = replace(line, duties=(*line.duties, duty)) if duty else line
    return list(found.values())


def colleague_of(user: User, code: str, *, on: date) -> User:
    """An officer as `officer_of`, or for who supervises somebody of business support; two queries at the most."""
    if may(user, Permission.SUPERVISE, on=on):
        found = _in_role(SUPPORT, on).filter(code=code).first()
        if found is not None:
            return found
    return officer_of(user, code, on=on)


def staff_on(user: User, *, on: date) -> list[StaffLine]:
    """The officers whose supervision `user` may see on `on`, by name: all for who supervises, else oneself.

    One query. Raises `UnableToPermit` without `supervision.view_supervision`.
    """
    policy = policy_in_force(on=on)
    return [_line(row, policy, on) for row in _with_facts(_seen(user, on), on).order_by("name", "code")]


def staff_line(user: User, code: str, *, on: date) -> StaffLine:
    """One officer of `staff_on`; one query. Raises `UnableToFindOfficer`, `UnableToPermit`."""
    row = _with_facts(_seen(user, on).filter(code=code), on).first()
    if row is None:
        raise UnableToFindOfficer("There is no such officer whose supervision you see. Look at the list again.")
    return _line(row, policy_in_force(on=on), on)


def officer_of(user: User, code: str, *, on: date) -> User:
    """The officer, to be handed to an action; one query. Raises `UnableToFindOfficer`, `UnableToPermit`."""
    found = _seen(user, on).filter(code=code).first()
    if found is None:
        raise UnableToFindOfficer("There is no such officer whose supervision you see. Look at the list again.")
    return found


def duty_shares(*, on: date) -> dict[str, float]:
    """What duties take of a full-time post on `on`, by the officer's code: 3.7 of 37 hours is 0.1; one query."""
    full = policy_in_force(on=on).supervision.full_time_hours
    rows = DutyHeld.objects.filter(runs_on(on)).values_list("person__code").annotate(total=Sum("hours"))
    return {code: float(total) / full for code, total in rows.order_by("person__code")}


def _seen(user: User, on: date) -> QuerySet[User]:
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    officers = _in_role(IRO, on)
    return officers if may(user, Permission.SUPERVISE, on=on) else officers.filter(pk=user.pk)


def _in_role(role: str, on: date) -> QuerySet[Any]:
    held = RoleHeld.objects.filter(runs_on(on), role=role)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


def _with_facts(officers: QuerySet[User], on: date) -> QuerySet[Any]:
    held = Supervision.objects.filter(person=OuterRef("pk"))
    year = {"person": OuterRef("pk"), "on__gte": year_of(on), "on__lte": on}
    return officers.annotate(
        fte=_of(Post.objects.filter(runs_on(on), role=IRO, user=OuterRef("pk")), "user", Sum("fte")),
        hours=_of(DutyHeld.objects.filter(runs_on(on), person=OuterRef("pk")), "person", Sum("hours")),
        supervised_on=_of(held.filter(kind=PLANNED, held_on__lte=on), "person", Max("held_on")),
        appraised_on=_of(held.filter(kind=APPRAISAL, held_on__lte=on), "person", Max("held_on")),
        planned_on=_of(held.filter(kind=PLANNED, held_on=None), "person", Max("planned_on")),
        learned=_of(Learning.objects.filter(**year, standing="done"), "person", Count("pk")),
        given=_of(SessionGiven.objects.filter(**year), "person", Count("pk")),
    )


def _of(rows: QuerySet[Any], owner: str, what: Any) -> Subquery:
    return Subquery(rows.order_by().values(owner).annotate(answer=what).values("answer"))


def _line(row: Any, policy: Policy, on: date) -> StaffLine:
    settled, hours = policy.supervision, float(row.hours or 0)
    fte = float(row.fte) if row.fte else None
    guide = policy.caseload.iro
    low, high = guide_beside_duties(guide, fte, hours, settled.full_time_hours) if fte else (None, None)
    return StaffLine(
        number=row.pk,
        code=row.code,
        name=row.name,
        fte=fte,
        hours=hours,
        low=low,
        high=high,
        supervised_on=row.supervised_on,
        planned_on=row.planned_on,
        supervision=supervision_due(row.supervised_on, settled.months_between, on),
        appraisal=supervision_due(row.appraised_on, settled.appraisal_months, on),
        learned=row.learned or 0,
        given=row.given or 0,
    )
