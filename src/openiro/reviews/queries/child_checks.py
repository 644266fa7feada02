"""How each check stands for a child, and what was answered at a review: with the facts that the standing rests on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db.models import Q, QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import runs_on
from openiro.children.models import CURRENT, Child
from openiro.children.queries import (
    PermanenceLine,
    Timeline,
    ToldLine,
    check_facts_of,
    episodes_of,
    identity_of,
    timeline_of,
)
from openiro.core.actions import child_stream
from openiro.core.models import Event
from openiro.core.prepared import prepared
from openiro.core.queries import working_calendar
from openiro.domain.care import Episode
from openiro.domain.checks import (
    SECOND_REVIEW,
    CheckFacts,
    CheckRules,
    HeldReview,
    Standing,
    checks_for,
    entitlements_for,
    lacks_permanence_plan,
    standing,
)
from openiro.domain.checks_policy import Entitlement, OnlyIf
from openiro.domain.policy import Policy
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import RoleHeld
from openiro.people.queries import policy_in_force
from openiro.reviews.models import Review, ReviewCheck
from openiro.reviews.queries.glance import Glance, glance_at

ESCALATED = "reviews.permanence_escalated"


@dataclass(frozen=True)
class ChildChecks:
    """The checks that apply to a child on a day and how they stand; plans for permanence; what the child was told."""

    on: date
    facts: CheckFacts
    standings: tuple[Standing, ...]
    plans: tuple[PermanenceLine, ...]
    entitlements: tuple[Entitlement, ...]
    told: tuple[ToldLine, ...]

    @property
    def plan(self) -> PermanenceLine | None:
        """The plan for permanence that stands agreed that day, the latest where there are several."""
        return next((plan for plan in self.plans if plan.is_agreed_on(self.on)), None)


@dataclass(frozen=True)
class AnswerLine:
    """What was answered of one check at a review; empty where nobody has said. `day`: that of the review."""

    up_to_date: str
    on_file: str
    done_on: date | None
    reason: str
    day: date | None


@dataclass(frozen=True)
class CheckLine:
    """One check at a review: how it stands by the facts, what is answered, and what the last review answered."""

    standing: Standing
    answer: AnswerLine | None
    previous: AnswerLine | None


@dataclass(frozen=True)
class Escalation:
    """A missing plan for permanence was raised at once, for a reason of PERMANENCE_DELAY."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class ReviewChecks:
    """The checks of one review. `place`: which review of the care period it is, from 1.

    `lacks_plan`: it is the second or later, and no agreed plan for permanence stands.
    """

    child: ChildChecks
    lines: tuple[CheckLine, ...]
    place: int
    escalation: Escalation | None

    @property
    def lacks_plan(self) -> bool:
        """Whether the missing plan for permanence is to be raised, or was."""
        asked = any(line.standing.check.id == "permanence" for line in self.lines)
        return asked and lacks_permanence_plan(self.place, self.child.facts.has_permanence_plan)

    @property
    def missing(self) -> tuple[Standing, ...]:
        """The checks that must be answered before the review is finished, and are not."""
        return tuple(
            line.standing
            for line in self.lines
            if line.standing.check.needed and not (line.answer and line.answer.up_to_date)
        )


class Held(Protocol):
    """A review that was held, as far as checks ask."""

    @property
    def held_on(self) -> date | None:
        """The day of its first meeting."""

    @property
    def completed_on(self) -> date | None:
        """When it was completed."""

    @property
    def care_plan_updated_on(self) -> date | None:
        """When the care plan was brought up to date after it."""


def child_checks(
    child: Child,
    *,
    on: date,
    reviews: Sequence[Held] | None = None,
    timeline: Timeline | None = None,
    is_unaccompanied: bool | None = None,
    glance: Glance | None = None,
    calendar: WorkingCalendar | None = None,
    policy: Policy | None = None,
) -> ChildChecks:
    """How the checks of the child stand at the end of `on`; six queries, fewer for what the caller has read.

    `reviews` are those to be counted, from whoever leaves one out.
    """
    if timeline is None:
        timeline = timeline_of(episodes_of([child.pk])[child.pk], on=on)
    if is_unaccompanied is None:
        is_unaccompanied = identity_of(child, on=on).is_unaccompanied
    held = _of_period(held_reviews(child) if reviews is None else reviews, timeline)
    known = glance or glance_at(child, on=on)
    facts = check_facts_of(
        child,
        timeline,
        is_unaccompanied=is_unaccompanied,
        done=known.done,
        plans=known.plans,
        reviews=[HeldReview(row.held_on, row.completed_on) for row in held if row.held_on],
        plan_updates=[row.care_plan_updated_on for row in held if row.care_plan_updated_on],
    )
    policy = policy or policy_in_force(on=on)
    rules = CheckRules(policy.checks, policy.clock, calendar or working_calendar())
    applying = checks_for(policy.checks.checks.values(), facts, on)
    return ChildChecks(
        on=on,
        facts=facts,
        standings=tuple(standing(check, facts, on, rules) for check in applying),
        plans=known.plans,
        entitlements=entitlements_for(policy.checks.entitlements.values(), child.born_on, on),
        told=known.told,
    )


def needed_checks(child: Child, *, on: date, episodes: Sequence[Episode] | None = None) -> frozenset[str]:
    """The ids of the checks that a review of that day is finished only with.

    Two queries, seldom a third; one fewer where all `episodes` of the child are at hand.
    """
    checks = [check for check in policy_in_force(on=on).checks.checks.values() if check.needed]
    asks_of_unaccompanied = any(OnlyIf.UNACCOMPANIED in check.only_if for check in checks)
    facts = check_facts_of(
        child,
        timeline_of(list(episodes_of([child.pk])[child.pk] if episodes is None else episodes), on=on),
        is_unaccompanied=asks_of_unaccompanied and identity_of(child, on=on).is_unaccompanied,
        done=(),
        plans=(),
        reviews=(),
    )
    return frozenset(check.id for check in checks_for(checks, facts, on))


def held_reviews(child: Child) -> Sequence[Review]:
    """The reviews of the child that were held, in order; one query."""
    return _held(child.pk)


@prepared
def _held(child: int) -> QuerySet[Review]:
    return Review.objects.filter(CURRENT, child=child, held_on__isnull=False).order_by("held_on")


def day_of_review(review: Review, *, on: date) -> date:
    """The day as at which a review looks: that on which it was held, before that the day `on`."""
    return review.held_on or on


def review_checks(review: Review, *, on: date) -> ReviewChecks:
    """The checks of the review as at its day, with what is answered and what the last review answered.

    At most eight queries, and one where a plan for permanence may be missing.
    """
    day = day_of_review(review, on=on)
    earlier = [row for row in held_reviews(review.child) if row.pk != review.pk and row.held_on and row.held_on < day]
    known = child_checks(review.child, on=day, reviews=earlier)
    answers = _answers(review.child_id, {row.pk: row.held_on for row in [review, *earlier]})
    here = answers.pop(review.pk, {})
    latest = next((answers[row.pk] for row in reversed(earlier) if row.pk in answers), {})
    lines = tuple(CheckLine(each, here.get(each.check.id), latest.get(each.check.id)) for each in known.standings)
    place = len(known.facts.reviews) + 1
    return ReviewChecks(known, lines, place, escalation_of(review) if place >= SECOND_REVIEW else None)


def escalation_of(review: Review) -> Escalation | None:
    """When, by whom and for which reason the missing plan was raised at this review; None where it was not."""
    for row in _escalations(child_stream(review.child_id)):
        facts = json.loads(row.facts)
        if facts["review"] == review.pk:
            return Escalation(row.at, row.by, facts["reason"])
    return None


@prepared
def _escalations(stream: str) -> QuerySet[Event]:
    return Event.objects.filter(stream=stream, kind=ESCALATED).order_by("-sequence")


def team_managers_of(child: Child, *, on: date) -> tuple[str, ...]:
    """The codes of those who manage the teams that work with the child on `on`; one query."""
    teams = Involvement.objects.filter(CURRENT, runs_on(on), child=child, team__isnull=False)
    held = RoleHeld.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        role="team_manager",
        from_on__lte=on,
        team_id__in=teams.values("team_id"),
        user__is_active=True,
    )
    return tuple(held.order_by("user__code").values_list("user__code", flat=True).distinct())


def _of_period(reviews: Sequence[Held], timeline: Timeline) -> list[Held]:
    """Those of the present care period, in order."""
    period = timeline.current
    if period is None:
        return []
    held = [row for row in reviews if row.held_on and period.started_on <= row.held_on <= timeline.on]
    return sorted(held, key=lambda row: row.held_on or date.max)


def _answers(child: int, days: Mapping[int, date | None]) -> dict[int, dict[str, AnswerLine]]:
    """What was answered at each of these reviews of the child, by check; one query."""
    found: dict[int, dict[str, AnswerLine]] = {}
    for row in (row for row in _answered(child) if row.review_id in days):
        line = AnswerLine(row.up_to_date, row.on_file, row.done_on, row.reason, days[row.review_id])
        found.setdefault(row.review_id, {})[row.check_id] = line
    return found


@prepared
def _answered(child: int) -> QuerySet[ReviewCheck]:
    return ReviewCheck.objects.filter(CURRENT, review__child=child)
