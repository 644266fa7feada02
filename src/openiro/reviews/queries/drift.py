"""How it stands between reviews by officer and by team, and where plans drift."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from openiro.allocation.queries import children_visible_to, of_seen_children, officer_names_of, officers_of
from openiro.children.models import CURRENT, Child, PermanencePlan, PermanenceStep
from openiro.children.queries import full_name
from openiro.core.counting import counted_together, with_total_of_few
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names
from openiro.reviews.models import ChangeNotified, MidpointUpdate
from openiro.reviews.queries.between import BetweenStanding, between_standings, checks_late
from openiro.reviews.queries.decision_people import team_names_of
from openiro.reviews.queries.updates import updates_open
from openiro.reviews.queries.work import lacks_plan
from openiro.reviews.queries.work_lines import WorkList, work_day, work_lines

LONG_TERM = "LTFOST18"


@dataclass(frozen=True)
class PatternLine:
    """How it stands with the children of one officer or team, by name; empty for those without one.

    `checks_late`, `unseen`: children past their day. `waiting`: changes for which the IRO has not said what follows.
    `untold`: changes of which the IRO was not told. `updates_late`: updates past their day.
    """

    name: str
    children: int
    checks_late: int
    unseen: int
    waiting: int
    untold: int
    updates_late: int


@dataclass(frozen=True)
class Pattern:
    """The same children by officer, by team and by OVERSIGHT_LEVEL, those with most checks overdue first."""

    by_officer: tuple[PatternLine, ...]
    by_team: tuple[PatternLine, ...]
    by_level: tuple[PatternLine, ...]


def pattern_between(user: User, *, on: date) -> Pattern:
    """How it stands between reviews with the children whom `user` oversees; seven queries however many.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    standings, seen = (
        between_standings(user, on=on),
        of_seen_children(user, on=on, permission=Permission.VIEW_OVERSIGHT),
    )
    officers, teams = officer_names_of(seen, on=on), team_names_of(seen, on=on)
    changes = ChangeNotified.objects.filter(child__in=_visible(user, on))
    counts = (
        _by_child(changes.filter(disposed_at__isnull=True)),
        _by_child(changes.filter(was_told=False)),
        _by_child(updates_open().filter(child__in=_visible(user, on), due_on__lt=on)),
    )
    return Pattern(
        _grouped(standings, lambda each: officers.get(each.number, ("", "")), counts),
        _grouped(standings, lambda each: (teams.get(each.number, ""), ""), counts),
        _grouped(standings, lambda each: (each.level, ""), counts),
    )


@dataclass(frozen=True)
class BetweenCounts:
    """Checks overdue, changes for which nobody has said what follows, and updates past their day."""

    checks_late: int
    waiting: int
    updates_late: int


def between_counts(user: User, *, on: date) -> BetweenCounts:
    """What waits between reviews of the children whom `user` oversees; two queries beside the policy, however many.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_OVERSIGHT)
    in_care = Q(child__timetable__isnull=False)
    waiting = counted_together(
        changes=ChangeNotified.objects.filter(seen, in_care, disposed_at__isnull=True),
        updates=MidpointUpdate.objects.filter(seen, in_care, received_at__isnull=True, due_on__lt=on),
    )
    return BetweenCounts(checks_late(user, on=on), waiting["changes"], waiting["updates"])


def permanence_overdue(user: User, *, on: date, limit: int = 20) -> WorkList:
    """The children whom `user` oversees with two reviews held and no agreed plan for permanence; five queries.

    Not those placed for adoption; longest in question first. Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    rows = _visible(user, on).filter(lacks_plan(on)).select_related("timetable")
    found = list(with_total_of_few(rows).order_by("-timetable__reviews_held", "pk")[:limit])
    total = next((row.total for row in found), 0)
    return WorkList(total, tuple(work_lines(found, work_day(user, on=on)))) if found else WorkList(0, ())


@dataclass(frozen=True)
class LateStep:
    """A step to permanence past its day: whose, a code of PERMANENCE_STEP, and what delays it, where that is said."""

    child: str
    reference: UUID
    step: str
    planned_on: date
    delay_reason: str


def permanence_steps_late(user: User, *, on: date) -> list[LateStep]:
    """Steps to permanence past their day of the children in care whom `user` oversees, longest first; two queries.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    names = may_see_names(user, on=on)
    waiting = PermanenceStep.objects.filter(taken_on__isnull=True, given_up_on__isnull=True, planned_on__lt=on)
    rows = waiting.filter(child__in=_visible(user, on)).select_related("child").order_by("planned_on", "pk")
    return [
        LateStep(
            (full_name(row.child) if names else "") or row.child.code,
            row.child.reference,
            row.step,
            day,
            row.delay_reason,
        )
        for row in rows
        if (day := row.planned_on) is not None
    ]


@dataclass(frozen=True)
class LongTermPlan:
    """An agreed plan for long-term foster care that stands; `matched_on` None: the placement is not matched yet."""

    child: str
    reference: UUID
    officer: str
    agreed_on: date
    matched_on: date | None


def long_term_plans(user: User, *, on: date) -> list[LongTermPlan]:
    """Plans for long-term foster care of the children in care whom `user` oversees; three queries.

    Those not matched come first, the longest agreed on top. Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    names = may_see_names(user, on=on)
    rows = PermanencePlan.objects.filter(CURRENT, plan=LONG_TERM, from_on__lte=on, agreed_on__lte=on)
    rows = rows.exclude(ended_on__lte=on).filter(child__in=_visible(user, on)).select_related("child")
    found = {row.child_id: row for row in rows.order_by("-agreed_on", "-pk")}
    officers = officers_of(list(found), on=on)
    lines = [
        LongTermPlan(
            (full_name(row.child) if names else "") or row.child.code,
            row.child.reference,
            officers[number].officer if number in officers else "",
            row.agreed_on,
            row.matched_on if row.matched_on and row.matched_on <= on else None,
        )
        for number, row in found.items()
        if row.agreed_on is not None
    ]
    return sorted(lines, key=lambda line: (line.matched_on is not None, line.agreed_on))


def _visible(user: User, on: date) -> QuerySet[Child]:
    return children_visible_to(user, on=on, permission=Permission.VIEW_OVERSIGHT).filter(timetable__isnull=False)


def _by_child(rows: QuerySet[Any]) -> Counter[int]:
    return Counter(rows.values_list("child_id", flat=True))


def _grouped(
    standings: Iterable[BetweenStanding],
    called: Callable[[BetweenStanding], tuple[str, str]],
    counts: tuple[Counter[int], ...],
) -> tuple[PatternLine, ...]:
    """A line for each name and code, so that two officers of one name are two."""
    groups: dict[tuple[str, str], list[BetweenStanding]] = {}
    for each in standings:
        groups.setdefault(called(each), []).append(each)
    made = [
        PatternLine(
            name,
            len(group),
            sum(each.check_late for each in group),
            sum(each.unseen for each in group),
            *(sum(count[each.number] for each in group) for count in counts),
        )
        for (name, _), group in sorted(groups.items())
    ]
    return tuple(sorted(made, key=lambda each: (-each.checks_late, each.name)))
