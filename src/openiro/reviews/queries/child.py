"""One child's reviews: each as it stands on a day, how it was judged, and the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import BooleanField, CharField, DateField, PositiveSmallIntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from openiro.children.models import CURRENT, Child
from openiro.children.queries import care_periods_of
from openiro.core.prepared import first, prepared
from openiro.domain.care import CarePeriod
from openiro.domain.policy import Policy
from openiro.domain.refusal import Refusal
from openiro.domain.review_sequence import JudgedReview, ReviewHeld, ReviewRules, judged_reviews, reviews_in
from openiro.domain.review_status import ReviewFacts, ReviewState, reconvene_by, review_state
from openiro.domain.timetable import Timetable, timetable
from openiro.domain.working_days import WorkingCalendar
from openiro.reviews.models import ParentParticipation, Review, ReviewMeeting
from openiro.reviews.queries.rules import rules_and_policy


class UnableToFindReview(Refusal):
    """There is no such review of the child."""


@dataclass(frozen=True)
class MeetingLine:
    """One meeting of a review held as a series, or of an adjourned one; minutes None: not recorded."""

    part: int
    held_on: date
    mode: str
    minutes: int | None


@dataclass(frozen=True)
class ParentLine:
    """A parent's part in a review: there, views obtained, or the coded reason why not."""

    parent: str
    attended: bool
    views: bool
    reason: str


@dataclass(frozen=True)
class ReviewLine:
    """A review as it stands on a day, with its due date and timeliness where it was held in a care period.

    `reconvene_by`: the last day for completing it where it is adjourned. `judged` None: not held, or held outside
    any care period.
    """

    number: int
    state: ReviewState
    planned_on: date | None
    planned_time: time | None
    place: str
    mode: str
    chaired_by_code: str
    chaired_by: str
    held_on: date | None
    duration_minutes: int | None
    participation_code: str
    adjourned_on: date | None
    adjournment_reason: str
    reconvene_by: date | None
    completed_on: date | None
    late_reason: str
    cancellation_reason: str
    judged: JudgedReview | None
    parents: tuple[ParentLine, ...]
    meetings: tuple[MeetingLine, ...]
    care_plan_updated_on: date | None = None
    missing_at_time: bool = False


@dataclass(frozen=True)
class ChildReviews:
    """A child's reviews, latest first; the timetable of the day; and the review ahead, if one is planned.

    `calendar`: the working days by which all of this was counted; `policy`: that of the day.
    """

    timetable: Timetable
    reviews: tuple[ReviewLine, ...]
    ahead: ReviewLine | None
    calendar: WorkingCalendar
    policy: Policy


def reviews_of(child: Child, *, on: date, periods: Sequence[CarePeriod] | None = None) -> ChildReviews:
    """The child's reviews as recorded, judged as at the end of `on`; at most five queries, however many reviews.

    `periods` are the child's care periods as seen at the end of `on`, from whoever has read them already.
    """
    rows = _reviews(child.pk)
    rules, policy = rules_and_policy(on=on)
    held = [as_held(row) for row in rows if row.held_on is not None]
    periods = care_periods_of(child, on=on) if periods is None else periods
    judged = {each.review.held_on: each for each in judge(periods, held, rules, on)}
    lines = _lines(child, rows, judged, rules, on)
    ahead = next((line for line in lines if line.held_on is None and not line.cancellation_reason), None)
    planned_on, soon = ahead.planned_on if ahead else None, policy.reviews.soon
    now = timetable(periods, held, rules, on, planned_on=planned_on, soon=soon)
    return ChildReviews(now, tuple(sorted(lines, key=_latest_first, reverse=True)), ahead, rules.calendar, policy)


def judge(
    periods: Sequence[CarePeriod], held: Sequence[ReviewHeld], rules: ReviewRules, on: date, *, since: date = date.min
) -> list[JudgedReview]:
    """Every review held inside a care period from `since`, judged as at the end of `on`; `held` are all of them."""
    found = reviews_in(periods, held)
    return [
        each
        for period, reviews in found.items()
        if period is not None
        for each in judged_reviews(period, reviews, rules, on, since=since)
    ]


def review_of(child: Child, number: int) -> Review:
    """One of the child's reviews, to be handed to an action. Raises `UnableToFindReview`."""
    found = first(_review(child.pk, number))
    if found is None:
        raise UnableToFindReview("That review is not among the child's. Look at the list of reviews again.")
    return found


def parents_of(review: Review) -> tuple[ParentLine, ...]:
    """What stands of the part of mother and father in the review; one query."""
    rows = ParentParticipation.objects.filter(CURRENT, review=review).order_by("parent")
    return tuple(ParentLine(row.parent, row.attended, row.views, row.reason) for row in rows)


def review_ahead(child: Child) -> Review | None:
    """The review planned and not held yet, to be handed to an action; None where there is none."""
    rows = Review.objects.filter(CURRENT, child=child, held_on__isnull=True, cancelled_at__isnull=True)
    return rows.order_by("pk").first()


def as_held(row: Review) -> ReviewHeld:
    """The facts of a review held that its timeliness rests on."""
    assert row.held_on is not None  # noqa: S101
    return ReviewHeld(row.held_on, row.adjourned_on, row.completed_on)


def facts_of(row: Review) -> ReviewFacts:
    """The facts of a review that its state is read from."""
    return ReviewFacts(row.planned_on, row.held_on, row.adjourned_on, row.completed_on, row.cancelled_at is not None)


@prepared
def _reviews(child: int) -> QuerySet[Review]:
    return Review.objects.filter(CURRENT, child=child).select_related("chaired_by").order_by("held_on", "pk")


@prepared
def _review(child: int, number: int) -> QuerySet[Review]:
    rows = Review.objects.filter(CURRENT, child=child, pk=number)
    return rows.select_related("chaired_by", "recorded_by", "child", "meeting")


def _latest_first(line: ReviewLine) -> tuple[date, int]:
    return (line.held_on or line.planned_on or date.min, line.number)


def _lines(
    child: Child, rows: list[Review], judged: dict[date, JudgedReview], rules: ReviewRules, on: date
) -> list[ReviewLine]:
    parents: dict[int, list[ParentLine]] = {}
    meetings: dict[int, list[MeetingLine]] = {}
    parts = sorted(_parts_of(child.pk), key=_by_part)
    for number, part, held_on, mode, minutes, parent, attended, views, reason in parts:
        if parent:
            parents.setdefault(number, []).append(ParentLine(parent, attended, views, reason))
        else:
            meetings.setdefault(number, []).append(MeetingLine(part, held_on, mode, minutes))
    return [
        _line(
            row,
            judged.get(row.held_on) if row.held_on else None,
            rules,
            on,
            tuple(parents.get(row.pk, ())),
            tuple(meetings.get(row.pk, ())),
        )
        for row in rows
    ]


def _by_part(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The meetings of a review in their order, then the parents' parts, the mother first."""
    return row[0], row[5] == "father", row[1]


@prepared
def _parts_of(child: int) -> QuerySet[Any, tuple[Any, ...]]:
    """The meetings of the child's reviews, and the parts that parents took in them."""
    of_child = Q(review__child=child, review__withdrawn_at__isnull=True)
    nothing, no = Value("", output_field=CharField()), Value(False, output_field=BooleanField())
    meetings = ReviewMeeting.objects.filter(of_child).annotate(parent=nothing, attended=no, views=no, reason=nothing)
    parents = ParentParticipation.objects.filter(CURRENT, of_child).annotate(
        part=Value(0, output_field=PositiveSmallIntegerField()),
        held_on=Cast(Value(None), DateField()),
        mode=nothing,
        minutes=Cast(Value(None), PositiveSmallIntegerField()),
    )
    columns = ("review_id", "part", "held_on", "mode", "minutes", "parent", "attended", "views", "reason")
    return meetings.values_list(*columns).union(parents.values_list(*columns), all=True)


def _line(
    row: Review,
    judged: JudgedReview | None,
    rules: ReviewRules,
    on: date,
    parents: tuple[ParentLine, ...],
    meetings: tuple[MeetingLine, ...],
) -> ReviewLine:
    return ReviewLine(
        number=row.pk,
        state=review_state(facts_of(row), on),
        planned_on=row.planned_on,
        planned_time=row.planned_time,
        place=row.place,
        mode=row.mode,
        chaired_by_code=row.chaired_by.code if row.chaired_by else "",
        chaired_by=row.chaired_by.name if row.chaired_by else "",
        held_on=row.held_on,
        duration_minutes=row.duration_minutes,
        participation_code=row.participation_code,
        adjourned_on=row.adjourned_on,
        adjournment_reason=row.adjournment_reason,
        missing_at_time=row.missing_at_time,
        reconvene_by=reconvene_by(row.adjourned_on, rules.calendar) if row.adjourned_on else None,
        completed_on=row.completed_on,
        late_reason=row.late_reason,
        cancellation_reason=row.cancellation_reason,
        judged=judged,
        parents=parents,
        meetings=meetings,
        care_plan_updated_on=row.care_plan_updated_on,
    )
