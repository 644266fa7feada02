"""A review is planned, held, adjourned, completed, put right; each step is judged by law and told of."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.actions import child_stream
from openiro.core.queries import events_of, faults_in_event_chains
from openiro.domain.participation import UnableToUseParticipationCode
from openiro.domain.review_sequence import Timeliness
from openiro.domain.review_status import ReviewState, UnableToChangeReview
from openiro.people.queries import UnableToPermit
from openiro.reviews.actions import (
    Arrangements,
    MeetingPart,
    Moved,
    ParentPart,
    ReviewRecord,
    UnableToPlanReview,
    UnableToRecordReview,
    adjourn_review,
    cancel_review,
    complete_review,
    correct_review,
    plan_review,
    record_review,
    replan_review,
    withdraw_review,
)
from openiro.reviews.models import ParentParticipation, Review, ReviewMeeting, ReviewTimetable
from openiro.reviews.queries import UnableToFindReview, review_ahead, review_of, reviews_of
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FIRST_DUE = date(2026, 12, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


@pytest.fixture
def child(iro):
    """A child whose first review is due on 1 December 2026."""
    child = ChildFactory(in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=iro)
    return child


def latest_event(child):
    return events_of(child_stream(child.pk), limit=1)[0]


def record(**changes):
    return ReviewRecord(**{"held_on": TODAY, "mode": "in_person", "participation_code": "PN1", **changes})


def due_on(child):
    return ReviewTimetable.objects.get(child=child).next_due_on


def test_the_first_review_is_due_20_working_days_after_care_began(child):
    assert due_on(child) == FIRST_DUE
    assert ReviewTimetable.objects.get(child=child).rule == "review.first"


def test_a_review_is_planned_once(iro, child):
    review = plan_review(child=child, arrangements=Arrangements(FIRST_DUE, place="Home"), by=iro, at=AT)
    assert review_ahead(child) == review
    assert latest_event(child).facts["planned_on"] == "2026-12-01"
    with pytest.raises(UnableToPlanReview, match="planned for 01/12/2026"):
        plan_review(child=child, arrangements=Arrangements(FIRST_DUE), by=iro, at=AT)


@pytest.mark.parametrize(
    ("arrangements", "said"),
    [
        (Arrangements(date(2026, 11, 22)), "past"),
        (Arrangements(date(2026, 12, 2)), "last legal day for this review is 01/12/2026"),
        (Arrangements(FIRST_DUE, mode="by owl"), "not in the list"),
        (Arrangements(date(2026, 12, 2), late_reason="forgot"), "not in the list"),
    ],
)
def test_a_review_that_cannot_be_planned(iro, child, arrangements, said):
    with pytest.raises(UnableToPlanReview, match=said):
        plan_review(child=child, arrangements=arrangements, by=iro, at=AT)
    review = ReviewFactory(child=child, planned=True)
    with pytest.raises(UnableToPlanReview, match=said):
        replan_review(review=review, arrangements=arrangements, by=iro, at=AT)


def test_no_review_is_planned_for_a_child_who_left(manager):
    child = ChildFactory(
        in_care_since=date(2026, 6, 1), in_care_since__ended_on=date(2026, 11, 20), in_care_since__reason_ended="E4A"
    )
    with pytest.raises(UnableToPlanReview, match="not looked after"):
        plan_review(child=child, arrangements=Arrangements(FIRST_DUE), by=manager, at=AT)


def test_a_reason_for_lateness_given_when_planning_is_not_asked_again(iro, child):
    late = Arrangements(date(2026, 12, 7), late_reason="court")
    review = plan_review(child=child, arrangements=late, by=iro, at=AT)
    held = datetime(2026, 12, 7, 16, tzinfo=UTC)
    record_review(child=child, review=review, record=record(held_on=date(2026, 12, 7)), by=iro, at=held)
    assert Review.objects.get(pk=review.pk).late_reason == "court"


def test_a_review_held_in_time_needs_no_reason_even_if_one_was_planned(iro, child):
    late = Arrangements(date(2026, 12, 7), late_reason="court")
    review = plan_review(child=child, arrangements=late, by=iro, at=AT)
    record_review(child=child, review=review, record=record(), by=iro, at=AT)
    assert Review.objects.get(pk=review.pk).late_reason == ""


def test_arrangements_change_and_what_stood_before_is_told(iro, child):
    review = ReviewFactory(child=child, planned=True)
    replan_review(
        review=review, arrangements=Arrangements(FIRST_DUE, mode="video"), moved=Moved("child_asked"), by=iro, at=AT
    )
    facts = latest_event(child).facts
    assert (facts["before"]["planned_on"], facts["after"]["planned_on"]) == ("2026-11-27", "2026-12-01")
    record_review(child=child, review=review, record=record(), by=iro, at=AT)
    with pytest.raises(UnableToChangeReview):
        replan_review(review=review, arrangements=Arrangements(FIRST_DUE), by=iro, at=AT)


def test_only_the_manager_cancels_and_only_for_a_reason(iro, manager, child):
    review = ReviewFactory(child=child, planned=True)
    with pytest.raises(UnableToPermit):
        cancel_review(review=review, moved=Moved("other", "Strike"), by=iro, at=AT)
    with pytest.raises(UnableToPlanReview, match="Say in a few words"):
        cancel_review(review=review, moved=Moved("other", " "), by=manager, at=AT)
    cancel_review(review=review, moved=Moved("other", "Strike"), by=manager, at=AT)
    assert (review_ahead(child), due_on(child)) == (None, FIRST_DUE)
    assert latest_event(child).kind == "reviews.cancelled"
    with pytest.raises(UnableToChangeReview):
        cancel_review(review=review, moved=Moved("other", "Strike"), by=manager, at=AT)


def test_a_review_is_recorded_in_one_pass(iro, child):
    parents = (ParentPart("mother", True, True), ParentPart("father", False, False, "declined"))
    facts = record(duration_minutes=75, chaired_by=iro, completed_on=TODAY, parents=parents)
    review = record_review(child=child, record=facts, by=iro, at=AT)
    assert due_on(child) == date(2027, 2, 23)
    line = reviews_of(child, on=TODAY).reviews[0]
    assert (line.state, line.judged.timeliness) == (ReviewState.COMPLETED, Timeliness.IN_TIME)
    assert [(part.parent, part.reason) for part in line.parents] == [("mother", ""), ("father", "declined")]
    assert (line.chaired_by_code, line.duration_minutes) == (iro.code, 75)
    event = latest_event(child)
    assert (event.kind, event.facts["review"], event.facts["participation_code"]) == (
        "reviews.recorded",
        review.pk,
        "PN1",
    )
    assert list(faults_in_event_chains()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"held_on": date(2026, 11, 24)}, "lies ahead"),
        ({"held_on": date(2026, 11, 2)}, "not looked after"),
        ({"mode": ""}, "how the review was held"),
        ({"duration_minutes": 0}, "1 to 600 minutes"),
        ({"completed_on": date(2026, 11, 22)}, "meetings lie between|completed on the day"),
        ({"completed_on": date(2026, 11, 24)}, "ahead of time"),
        ({"parents": (ParentPart("mother", False, False),)}, "why the views of the mother"),
        ({"parents": (ParentPart("aunt", True, True),)}, "which parent"),
        ({"parents": (ParentPart("mother", True, True, "died"),)}, "no reason why not"),
        ({"parents": (ParentPart("mother", True, True),) * 2}, "stands once"),
        ({"meetings": (MeetingPart(date(2026, 11, 20)),)}, "one after the other"),
    ],
)
def test_a_review_that_cannot_have_been_so(iro, child, changes, said):
    with pytest.raises(UnableToRecordReview, match=said):
        record_review(child=child, record=record(**changes), by=iro, at=AT)
    assert not Review.objects.exists()


def test_a_participation_code_fits_the_age(iro, child):
    for code in ("PN0", "PN9"):
        with pytest.raises(UnableToUseParticipationCode):
            record_review(child=child, record=record(participation_code=code), by=iro, at=AT)


def test_two_reviews_are_not_held_on_one_day(iro, child):
    record_review(child=child, record=record(), by=iro, at=AT)
    with pytest.raises(UnableToRecordReview, match="recorded already"):
        record_review(child=child, record=record(), by=iro, at=AT)


def test_a_late_review_needs_its_coded_reason(iro):
    child = ChildFactory(in_care_since=date(2026, 9, 1))
    AllocationFactory(child=child, officer=iro)
    with pytest.raises(UnableToRecordReview, match="due by 29/09/2026"):
        record_review(child=child, record=record(), by=iro, at=AT)
    with pytest.raises(UnableToRecordReview, match="why the review was late"):
        record_review(child=child, record=record(late_reason="forgot"), by=iro, at=AT)
    record_review(child=child, record=record(late_reason="not_told"), by=iro, at=AT)
    assert latest_event(child).facts["late_reason"] == "not_told"
    assert reviews_of(child, on=TODAY).reviews[0].judged.timeliness is Timeliness.LATE


def test_a_series_of_meetings_is_one_review(iro, child):
    meetings = (MeetingPart(date(2026, 11, 18), "video", 30), MeetingPart(TODAY, "telephone"))
    facts = record(held_on=date(2026, 11, 16), completed_on=TODAY, meetings=meetings)
    record_review(child=child, record=facts, by=iro, at=AT)
    line = reviews_of(child, on=TODAY).reviews[0]
    assert [(part.part, part.held_on.day) for part in line.meetings] == [(1, 16), (2, 18), (3, 23)]
    assert due_on(child) == date(2027, 2, 16)


def test_a_review_is_adjourned_once_and_completed_within_20_working_days(iro, child):
    review = record_review(child=child, record=record(held_on=date(2026, 11, 9)), by=iro, at=AT)
    for day, reason, said in (
        (date(2026, 11, 9), " ", "reason"),
        (date(2026, 11, 8), "No report", "or later"),
    ):
        with pytest.raises(UnableToRecordReview, match=said):
            adjourn_review(review=review, adjourned_on=day, reason=reason, by=iro, at=AT)
    adjourn_review(review=review, adjourned_on=date(2026, 11, 9), reason="No report", by=iro, at=AT)
    line = reviews_of(child, on=TODAY).reviews[0]
    assert (line.state, line.reconvene_by) == (ReviewState.ADJOURNED, date(2026, 12, 7))
    assert line.judged.timeliness is Timeliness.AWAITS_COMPLETION
    with pytest.raises(UnableToChangeReview, match="only once"):
        adjourn_review(review=review, adjourned_on=TODAY, reason="No report", by=iro, at=AT)
    for completed_on in (date(2026, 11, 8), date(2026, 11, 24)):
        with pytest.raises(UnableToRecordReview, match="from 09/11/2026"):
            complete_review(review=review, completed_on=completed_on, by=iro, at=AT)
    complete_review(review=review, completed_on=TODAY, meetings=(MeetingPart(TODAY),), by=iro, at=AT)
    assert latest_event(child).kind == "reviews.completed"
    assert reviews_of(child, on=TODAY).reviews[0].judged.timeliness is Timeliness.IN_TIME
    with pytest.raises(UnableToChangeReview):
        complete_review(review=review, completed_on=TODAY, by=iro, at=AT)


def test_an_adjourned_review_completed_late_needs_its_reason(iro, child):
    review = ReviewFactory(child=child, adjourned=True, held_on=date(2026, 11, 9))
    late = datetime(2026, 12, 8, 9, tzinfo=UTC)
    with pytest.raises(UnableToRecordReview, match="Choose the reason"):
        complete_review(review=review, completed_on=date(2026, 12, 8), by=iro, at=late)
    complete_review(review=review, completed_on=date(2026, 12, 8), late_reason="reports_not_ready", by=iro, at=late)
    assert Review.objects.get(pk=review.pk).late_reason == "reports_not_ready"


def test_a_correction_moves_the_next_review(iro, manager, child):
    review = record_review(child=child, record=record(parents=(ParentPart("mother", True, True),)), by=iro, at=AT)
    right = record(held_on=date(2026, 11, 20), parents=(ParentPart("mother", False, False, "declined"),))
    with pytest.raises(UnableToPermit):
        correct_review(review=review, record=right, reason="Wrong day", by=iro, at=AT)
    with pytest.raises(UnableToRecordReview, match="needs a reason"):
        correct_review(review=review, record=right, reason=" ", by=manager, at=AT)
    correct_review(review=review, record=right, reason="Wrong day", by=manager, at=AT)
    facts = latest_event(child).facts
    assert (facts["before"]["held_on"], facts["after"]["held_on"]) == ("2026-11-23", "2026-11-20")
    assert set(facts["after"]) == {"held_on", "parents"}
    assert due_on(child) == date(2027, 2, 20)
    assert ParentParticipation.objects.get(review=review).reason == "declined"


def test_a_review_that_never_was_is_taken_back_and_stays_in_the_table(iro, manager, child):
    review = record_review(child=child, record=record(), by=iro, at=AT)
    for by, reason, error in ((iro, "Wrong child", UnableToPermit), (manager, "", UnableToRecordReview)):
        with pytest.raises(error):
            withdraw_review(review=review, reason=reason, by=by, at=AT)
    withdraw_review(review=review, reason="Wrong child", by=manager, at=AT)
    assert (due_on(child), Review.objects.count()) == (FIRST_DUE, 1)
    assert latest_event(child).kind == "reviews.withdrawn"
    with pytest.raises(UnableToFindReview):
        review_of(child, review.pk)
    planned = ReviewFactory(child=child, planned=True)
    with pytest.raises(UnableToRecordReview, match="not held yet"):
        correct_review(review=planned, record=record(), reason="Wrong", by=manager, at=AT)


def test_an_officer_records_only_for_their_own_children(child):
    other, outsider = PersonFactory(iro=True), PersonFactory(social_worker=True)
    review = ReviewFactory(child=child, planned=True)
    held = ReviewFactory(child=child, not_completed=True, held_on=date(2026, 11, 16))
    for attempt in (
        lambda by: plan_review(child=child, arrangements=Arrangements(FIRST_DUE), by=by, at=AT),
        lambda by: replan_review(review=review, arrangements=Arrangements(FIRST_DUE), by=by, at=AT),
        lambda by: record_review(child=child, record=record(), by=by, at=AT),
        lambda by: adjourn_review(review=held, adjourned_on=TODAY, reason="No report", by=by, at=AT),
        lambda by: complete_review(review=held, completed_on=TODAY, by=by, at=AT),
    ):
        with pytest.raises(UnableToSeeChild):
            attempt(other)
        with pytest.raises(UnableToPermit):
            attempt(outsider)
    assert events_of(child_stream(child.pk)) == []


@pytest.mark.parametrize(
    "breach",
    [
        lambda review: ReviewFactory(child=review.child, held_on=review.held_on),
        lambda review: ReviewFactory.create_batch(2, child=review.child, planned=True),
        lambda review: ReviewFactory(child=review.child, held_on=None, completed_on=None),
        lambda review: Review.objects.update(adjourned_on=TODAY),
        lambda review: Review.objects.update(adjourned_on=date(2026, 11, 1), adjournment_reason="No report"),
        lambda review: Review.objects.update(completed_on=date(2026, 11, 1)),
        lambda review: Review.objects.update(cancelled_at=AT),
        lambda review: Review.objects.update(recorded_at=AT),
        lambda review: ReviewMeeting.objects.bulk_create(
            [ReviewMeeting(review=review, part=1, held_on=TODAY) for _ in range(2)]
        ),
        lambda review: ParentParticipation.objects.create(review=review, parent="aunt", attended=True, views=True),
        lambda review: ParentParticipation.objects.create(
            review=review, parent="mother", attended=True, views=True, reason="died"
        ),
    ],
)
def test_the_database_refuses(child, breach):
    review = ReviewFactory(child=child, held_on=TODAY)
    with pytest.raises(IntegrityError):
        breach(review)
