"""What the records say of the work of officers: each number with the children behind it, for one officer or all."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from openiro.allocation.models import Allocation
from openiro.allocation.queries import runs_on
from openiro.children.models import CURRENT, Child, PermanencePlan
from openiro.children.queries import computed_care_periods
from openiro.core.queries import working_calendar
from openiro.domain.checks import SECOND_REVIEW
from openiro.domain.policy import Policy
from openiro.domain.review_sequence import ReviewHeld
from openiro.domain.supervision_policy import TOPICS
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.models import Concern, DisputedChild, DisputeStage
from openiro.people.queries import policy_in_force
from openiro.reviews.models import Review
from openiro.reviews.queries import judge, review_rules
from openiro.reviews.queries.between import with_next_check
from openiro.reviews.queries.distribution import last_day_of
from openiro.reviews.queries.writing_work import WEEKS_BACK

# What is to follow a review: the topic, its clock, and the field of the day on which it was done.
AFTER = (
    ("decisions", "after.decisions", "decisions_sent_on"),
    ("records", "after.record", "record_finished_on"),
    ("letters", "after.distribution", "distributed_on"),
)
OF_LATENESS = ("held_on", "adjourned_on", "completed_on")


class _Child(NamedTuple):
    """A child in care and its timetable, as `CHILD` reads them."""

    number: int
    officer: int
    reference: uuid.UUID
    code: str
    given_name: str
    family_name: str
    has_plan: bool
    next_due_on: date | None
    last_held_on: date | None
    reviews_held: int
    rule: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


CHILD = ("pk", "allocations__officer", *_Child._fields[2:7], *(f"timetable__{name}" for name in _Child._fields[7:]))


class _Held(NamedTuple):
    """A review that was held, with what followed it."""

    pk: int
    child_id: int
    held_on: date
    completed_on: date | None
    late_reason: str
    recorded_at: datetime | None
    seen_before_on: date | None
    seen_alone: bool | None
    decisions_sent_on: date | None
    record_finished_on: date | None
    distributed_on: date | None


@dataclass(frozen=True)
class SheetChild:
    """A child behind a number.

    `on`: when it was, `due_on` when it should have been; `reason`: a code, or the name of a stage; `number`: of the
    review or dispute where it is about one.
    """

    reference: uuid.UUID
    code: str
    name: str
    on: date | None = None
    due_on: date | None = None
    reason: str = ""
    number: int | None = None


@dataclass(frozen=True)
class SheetLine:
    """A number of the sheet: `topic` is a code of SHEET_TOPIC, `of` how many it is out of (None: of nothing)."""

    topic: str
    of: int | None
    children: tuple[SheetChild, ...]

    @property
    def count(self) -> int:
        """How many: disputes and reviews once each, however many children one is about."""
        return len({child.number if child.number is not None else child.reference for child in self.children})


@dataclass
class _Tally:
    """Numbers by officer and topic while they are counted."""

    since: date
    on: date
    held: QuerySet[Allocation]
    policy: Policy
    calendar: WorkingCalendar
    children: dict[int, "_Child"] = field(default_factory=dict)
    officer_of: dict[int, int] = field(default_factory=dict)
    found: dict[tuple[int, str], list[tuple[int, Mapping[str, Any]]]] = field(default_factory=dict)
    asked: dict[tuple[int, str], int] = field(default_factory=dict)

    def tell(self, topic: str, child: int, *, is_so: bool = True, counts: bool = True, **facts: Any) -> None:
        """Whether it is so of the child; `counts`: it is one of those that the number is out of."""
        if child not in self.children:
            return
        key = (self.officer_of[child], topic)
        if counts:
            self.asked[key] = self.asked.get(key, 0) + 1
        if is_so:
            self.found.setdefault(key, []).append((child, facts))

    def line(self, officer: int, topic: str) -> SheetLine:
        """The number of one officer."""
        key = (officer, topic)
        found = ((self.children[child], facts) for child, facts in self.found.get(key, ()))
        children = (SheetChild(row.reference, row.code, row.name, **facts) for row, facts in found)
        return SheetLine(topic, self.asked.get(key), tuple(children))


def work_of(officers: Iterable[int], *, since: date, on: date) -> dict[int, tuple[SheetLine, ...]]:
    """The numbers of these officers, in the order of the sheet: as on `on`, and of reviews held from `since`.

    Seven queries, however many officers, for the caller who may see their sheets. Of children allocated on `on`,
    cover left out.
    """
    wanted = list(officers)
    rows = Allocation.objects.filter(CURRENT, runs_on(on), role="iro", is_cover=False, officer__in=wanted)
    tally = _Tally(since, on, rows, policy_in_force(on=on), working_calendar())
    for source in SOURCES:
        source(tally, Child.objects.filter(CURRENT, pk__in=rows.values("child_id")))
    topics = [topic for topic in TOPICS if any(key[1] == topic for key in (*tally.found, *tally.asked))]
    return {officer: tuple(tally.line(officer, topic) for topic in topics) for officer in wanted}


def _tell_of_children(tally: _Tally, children: QuerySet[Child]) -> None:
    """Reviews overdue, checks between reviews, permanence by the second review (rules 1.14 and 5.08)."""
    on, in_care = tally.on, children.filter(timetable__isnull=False, allocations__in=tally.held)
    agreed = PermanencePlan.objects.filter(CURRENT, child=OuterRef("pk"), from_on__lte=on, agreed_on__lte=on)
    with_plan = in_care.annotate(has_plan=Exists(agreed.exclude(ended_on__lte=on)))
    for check_on, values in with_next_check(with_plan.order_by("pk", "allocations__from_on"), *CHILD, on=on):
        child = _Child(*values)
        number, due_on = child.number, child.next_due_on
        if number in tally.children:
            continue
        tally.children[number], tally.officer_of[number] = child, child.officer
        tally.tell("children", number, counts=False)
        tally.tell("overdue", number, is_so=due_on is not None and due_on < on, due_on=due_on)
        tally.tell("checks", number, is_so=check_on is not None and check_on < on, due_on=check_on)
        if child.reviews_held >= SECOND_REVIEW and not child.rule.startswith("adoption."):
            tally.tell("permanence", number, is_so=not child.has_plan, on=child.last_held_on)


def _tell_of_reviews(tally: _Tally, children: QuerySet[Child]) -> None:
    """Reviews held late, what followed them late, and whether the child was seen before."""
    since = min(tally.since, tally.on - timedelta(weeks=WEEKS_BACK))
    reviews = Review.objects.filter(CURRENT, child__in=children, held_on__isnull=False, held_on__lte=tally.on)
    lately = reviews.filter(Q(held_on__gte=since) | Q(completed_on__gte=since)).order_by("child_id", "held_on")
    rows = [_Held(*values) for values in lately.values_list(*_Held._fields).iterator(chunk_size=10_000)]
    for row in rows:
        _tell_what_followed(tally, row)
    seen_lately = {row.child_id for row in rows if row.held_on >= tally.since and row.child_id in tally.children}
    of_them = {(row.child_id, row.held_on): row for row in rows if row.child_id in seen_lately}
    _tell_of_lateness(tally, of_them, reviews, children)


def _tell_what_followed(tally: _Tally, row: "_Held") -> None:
    child, is_ours = row.child_id, row.recorded_at is not None
    if row.completed_on is None:
        return
    if row.held_on >= tally.since and (is_ours or row.seen_before_on or row.seen_alone):
        tally.tell("not_seen", child, is_so=row.seen_before_on is None, on=row.held_on, number=row.pk)
    for topic, clock, done in AFTER:
        done_on, due_on = getattr(row, done), last_day_of(tally.policy.clock(clock), row.completed_on, tally.calendar)
        waits = done_on is None and is_ours and row.held_on >= tally.on - timedelta(weeks=WEEKS_BACK)
        lately = row.completed_on >= tally.since and (is_ours or done_on is not None)
        is_settled = due_on is not None and (done_on is not None or due_on < tally.on)
        if (waits or lately) and is_settled and due_on is not None:
            tally.tell(topic, child, is_so=(done_on or tally.on) > due_on, on=done_on, due_on=due_on, number=row.pk)


def _tell_of_lateness(
    tally: _Tally, lately: Mapping[tuple[int, date], "_Held"], reviews: QuerySet[Review], children: QuerySet[Child]
) -> None:
    """Of the reviews of late, by child and day, each is judged by all that the child had before it."""
    if not lately:
        return
    held: dict[int, list[ReviewHeld]] = {child: [] for child, _ in lately}
    for child, *facts in reviews.values_list("child_id", *OF_LATENESS).iterator(chunk_size=10_000):
        if child in held:
            held[child].append(ReviewHeld(*facts))
    rules, periods = review_rules(on=tally.on), computed_care_periods(held, among=children)
    for child, theirs in held.items():
        for each in judge(periods[child], theirs, rules, tally.on, since=tally.since):
            if each.in_time is not None:
                row = lately[child, each.review.held_on]
                facts = {"on": row.held_on, "due_on": each.due.due_on, "number": row.pk}
                tally.tell("held_late", child, is_so=not each.in_time, reason=row.late_reason, **facts)


def _tell_of_challenge(tally: _Tally, children: QuerySet[Child]) -> None:
    """Disputes at their stage, and concerns, that are not closed."""
    stage = DisputeStage.objects.filter(dispute=OuterRef("dispute"), ended_on__isnull=True).order_by("-place")
    disputed = DisputedChild.objects.filter(child__in=children, dispute__closed_on__isnull=True)
    staged = disputed.annotate(stage=Subquery(stage.values("name")[:1]), raised_at=F("dispute__raised_at"))
    for row in staged.order_by("raised_at", "pk"):
        facts = {"on": row.raised_at.date(), "reason": row.stage or "", "number": row.dispute_id}
        tally.tell("disputes", row.child_id, counts=False, **facts)
    for concern in Concern.objects.filter(child__in=children, closed_on__isnull=True).order_by("raised_at", "pk"):
        facts = {"on": concern.raised_at.date(), "reason": concern.theme, "number": concern.pk}
        tally.tell("concerns", concern.child_id, counts=False, **facts)


# Whatever gives a number to the sheet, the children first. What else is known of officers, such as observations of
# their chairing and audits of their records, is one more function here and one more code of SHEET_TOPIC.
SOURCES: tuple[Callable[[_Tally, QuerySet[Child]], None], ...] = (
    _tell_of_children,
    _tell_of_reviews,
    _tell_of_challenge,
)
