"""Children between two reviews: which checks are due, whom the IRO is to see, and how closely each is watched."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from openiro.allocation.queries import children_visible_to, of_seen_children, officers_of, sees_every_child
from openiro.children.models import CURRENT, CarePeriod, Child
from openiro.children.queries import full_name
from openiro.core.queries import working_calendar
from openiro.domain.oversight import (
    IN_DEPTH,
    IN_PERSON,
    WHOLE,
    BetweenFacts,
    CheckDue,
    asked_of_checks,
    level_of,
    next_check,
    see_by,
    update_to_ask,
)
from openiro.domain.oversight_policy import Oversight
from openiro.domain.permissions import Permission
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, policy_in_force
from openiro.reviews.models import (
    MidpointUpdate,
    OfficerContact,
    OversightCheck,
    OversightLevel,
    Review,
    ReviewTimetable,
)
from openiro.reviews.queries.rows import working_days_left

AHEAD = 10
FACTS = ("in_care_since", "last_held_on", "next_due_on", "level", "last_whole_on", "last_in_depth_on")
Clock = tuple[date | None, int | None]


@dataclass(frozen=True)
class BetweenLine:
    """A child between two reviews.

    `name` is empty for those who may see numbers only. `check`: the next check that policy asks for. `check_left` and
    `see_left`: working days until their last days, negative when past; None where there is no such day.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    officer: str
    level: str
    last_held_on: date | None
    next_due_on: date | None
    last_check_on: date | None
    check: CheckDue | None
    check_left: int | None
    seen_on: date | None
    see_by: date | None
    see_left: int | None


@dataclass(frozen=True)
class BetweenWork:
    """The children of a person between two reviews, as at a day; each list in the order of its clock."""

    lines: tuple[BetweenLine, ...]
    on: date

    @property
    def checks(self) -> tuple[BetweenLine, ...]:
        """Those with a check due within 10 working days, or overdue."""
        return _in_order(self.lines, lambda line: (line.check.due_on if line.check else None, line.check_left))

    @property
    def visits(self) -> tuple[BetweenLine, ...]:
        """Those to be seen within 10 working days, or whom the IRO should have seen."""
        return _in_order(self.lines, lambda line: (line.see_by, line.see_left))


def between_work(
    user: User, *, on: date, calendar: WorkingCalendar | None = None, by_officer: bool = True
) -> BetweenWork:
    """The children in care whom `user` oversees, or sees overseen, between two reviews; five queries however many.

    `calendar` from whoever has read it already; `by_officer` False where nobody asks whose they are.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_OVERSIGHT)
    children = list(_with_facts(visible.filter(timetable__isnull=False), on).order_by("pk"))
    names = may_see_names(user, on=on)
    return BetweenWork(tuple(_lines(children, on, names=names, calendar=calendar, by_officer=by_officer)), on)


class BetweenStanding(NamedTuple):
    """How it stands with a child between two reviews: is the next check overdue, and should the IRO have seen them?"""

    number: int
    level: str
    check_late: bool
    unseen: bool


def between_standings(user: User, *, on: date) -> list[BetweenStanding]:
    """The children in care whom `user` oversees, for whoever counts them; one query beside the policy.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    policy = policy_in_force(on=on).oversight
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_OVERSIGHT)
    found = []
    for (number,), facts in _known(visible.filter(timetable__isnull=False), on, "pk"):
        check, see = next_check(facts, policy), see_by(facts, policy)
        is_late, is_unseen = check is not None and check.due_on < on, see is not None and see < on
        found.append(BetweenStanding(number, level_of(facts, policy), is_late, is_unseen))
    return found


def _known(children: QuerySet[Child], on: date, *columns: str) -> Iterator[tuple[tuple[Any, ...], BetweenFacts]]:
    """These columns of each child in care, and what the rules ask of the child; one query."""
    asked = ("met_on", "seen_before", *(f"between_{name}" for name in FACTS))
    for row in _with_facts(children, on).values_list(*columns, *asked).iterator(chunk_size=10_000):
        told, (met_on, seen_before, *values) = row[: len(columns)], row[len(columns) :]
        known = dict(zip(FACTS, values, strict=True))
        if known["in_care_since"] is not None:
            yield told, BetweenFacts(**known, seen_on=_later(met_on, seen_before))


def between_line(user: User, child: Child, *, on: date) -> BetweenLine | None:
    """One child between two reviews; None where the child is not in care. Five queries."""
    found = _with_facts(Child.objects.filter(pk=child.pk, timetable__isnull=False), on)
    return next(iter(_lines(list(found), on, names=may_see_names(user, on=on))), None)


def with_next_check(
    children: QuerySet[Child], *columns: str, on: date
) -> Iterator[tuple[date | None, tuple[Any, ...]]]:
    """The day of the next check of each child in care among these, beside columns of its own; one query beside the
    policy."""
    policy = policy_in_force(on=on).oversight
    for told, facts in _known(children, on, *columns):
        check = next_check(facts, policy)
        yield (check.due_on if check else None), told


def checks_late(user: User, *, on: date) -> int:
    """Of how many of the children whom `user` oversees the next check is overdue; one query beside the policy.

    The database counts the children of whom the same is known, and knows of each only what policy asks for, so that
    a whole county is counted by its few hundred pairs of days.
    """
    policy = policy_in_force(on=on).oversight
    asked = sorted(asked_of_checks(policy))
    if not asked:
        return 0
    rows = ReviewTimetable.objects.order_by()
    if not sees_every_child(user, on=on, permission=Permission.VIEW_OVERSIGHT):
        rows = rows.filter(of_seen_children(user, on=on, permission=Permission.VIEW_OVERSIGHT))
    rows = (
        _known_of(rows, asked, on, timetable="")
        .values_list(*(f"between_{name}" for name in asked))
        .annotate(number=Count("pk"))
    )
    late = 0
    for *known, number in rows:
        check = next_check(BetweenFacts(**{"in_care_since": on} | dict(zip(asked, known, strict=True))), policy)
        late += number if check and check.due_on < on else 0
    return late


def updates_to_ask(*, on: date) -> dict[int, date]:
    """The children whose midpoint is reached and of whom no update was asked at it, with the midpoint."""
    policy = policy_in_force(on=on).oversight
    children = _with_facts(Child.objects.filter(CURRENT, timetable__isnull=False), on)
    facts = {child.pk: _facts(child) for child in children.iterator(chunk_size=2000)}
    due = {number: update_to_ask(each, policy, on) for number, each in facts.items() if each is not None}
    asked = set(MidpointUpdate.objects.filter(midpoint_on__in=set(due.values())).values_list("child_id", "midpoint_on"))
    return {number: day for number, day in due.items() if day is not None and (number, day) not in asked}


def last_seen_of(child: Child, *, on: date) -> date | None:
    """The last day until `on` on which the IRO saw the child in person, a contact or before a review; one query."""
    row: Any = _with_facts(Child.objects.filter(pk=child.pk), on).first()
    return _seen_on(row) if row else None


def _with_facts(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """Children in care with all that the rules ask of each, in one query however many."""
    this = OuterRef("pk")
    met = OfficerContact.objects.filter(child=this, with_whom="child", standing="done", kind__in=IN_PERSON, on__lte=on)
    before = Review.objects.filter(CURRENT, child=this, seen_before_on__lte=on)
    return _known_of(children.select_related("timetable"), FACTS, on, timetable="timetable__").annotate(
        met_on=_first(met.order_by("-on"), "on"),
        seen_before=_first(before.order_by("-seen_before_on"), "seen_before_on"),
    )


def _known_of(rows: QuerySet[Any], names: Iterable[str], on: date, *, timetable: str) -> QuerySet[Any]:
    """Children in care, or timetables, with those of `BetweenFacts` that are named, as `between_` and the name."""
    this = OuterRef("pk")
    checks = OversightCheck.objects.filter(child=this, done_on__lte=on)
    facts = {
        "in_care_since": _first(CarePeriod.objects.filter(child=this, ended_on__isnull=True), "started_on"),
        "level": Coalesce(_first(OversightLevel.objects.filter(child=this, to_on__isnull=True), "level"), Value("")),
        "last_whole_on": _first(checks.filter(kind__in=WHOLE).order_by("-done_on"), "done_on"),
        "last_in_depth_on": _first(checks.filter(kind=IN_DEPTH).order_by("-done_on"), "done_on"),
        "last_held_on": F(f"{timetable}last_held_on"),
        "next_due_on": F(f"{timetable}next_due_on"),
    }
    return rows.annotate(**{f"between_{name}": facts[name] for name in names})


def _first(rows: QuerySet[Any], column: str) -> Subquery:
    return Subquery(rows.values(column)[:1])


def _seen_on(child: Any) -> date | None:
    return _later(child.met_on, child.seen_before)


def _later(met_on: date | None, seen_before: date | None) -> date | None:
    return max(filter(None, (met_on, seen_before)), default=None)


def _facts(child: Any) -> BetweenFacts | None:
    """What the rules ask of a child of `_with_facts`; None where no time in care is open."""
    if child.between_in_care_since is None:
        return None
    known = {name: getattr(child, f"between_{name}") for name in FACTS}
    return BetweenFacts(**known, seen_on=_seen_on(child))


def _lines(
    children: list[Child],
    on: date,
    *,
    names: bool,
    calendar: WorkingCalendar | None = None,
    by_officer: bool = True,
) -> list[BetweenLine]:
    """The children of `_with_facts` as lines."""
    if not children:
        return []
    officers = officers_of([child.pk for child in children], on=on) if by_officer else {}
    day = (on, policy_in_force(on=on).oversight, calendar or working_calendar(), names)
    return [
        _line(child, facts, officers[child.pk].officer if child.pk in officers else "", day)
        for child in children
        if (facts := _facts(child)) is not None
    ]


def _line(
    child: Child, facts: BetweenFacts, officer: str, day: tuple[date, Oversight, WorkingCalendar, bool]
) -> BetweenLine:
    on, policy, calendar, names = day
    check, see = next_check(facts, policy), see_by(facts, policy)
    return BetweenLine(
        number=child.pk,
        reference=child.reference,
        code=child.code,
        name=full_name(child) if names else "",
        officer=officer,
        level=level_of(facts, policy),
        last_held_on=facts.last_held_on,
        next_due_on=facts.next_due_on,
        last_check_on=facts.last_whole_on,
        check=check,
        check_left=working_days_left(check.due_on, calendar, on) if check else None,
        seen_on=facts.seen_on,
        see_by=see,
        see_left=working_days_left(see, calendar, on),
    )


def _in_order(lines: Iterable[BetweenLine], clock: Callable[[BetweenLine], Clock]) -> tuple[BetweenLine, ...]:
    """The lines whose day is past, or within 10 working days, earliest first."""
    timed = [(*clock(line), line) for line in lines]
    due = [
        (day, line.code, line) for day, left, line in timed if day is not None and left is not None and left <= AHEAD
    ]
    return tuple(line for *_, line in sorted(due, key=lambda each: each[:2]))
