"""Who took part in a review: one answer each for mother and father, the child's code, the child's own words."""

from datetime import UTC, date, datetime

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.domain.participation import UnableToUseParticipationCode
from openiro.meetings.actions import AttendancePart
from openiro.meetings.models import Invitee
from openiro.reviews.actions import (
    ParentPart,
    ParticipationRecord,
    ReviewRecord,
    UnableToRecordReview,
    record_review,
    save_participation,
)
from openiro.reviews.models import ParentParticipation, Review
from openiro.voice.actions import StatementPart
from openiro.voice.models import Statement
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def child(iro):
    child = ChildFactory(in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=iro)
    return child


@pytest.fixture
def review(child):
    review = ReviewFactory(child=child, held_on=TODAY, completed_on=None, participation_code="")
    MeetingFactory(child=child, review=review)
    return review


def events(child) -> list:
    return events_of(child_stream(child.pk))


def kept(review) -> Review:
    return Review.objects.get(pk=review.pk)


def test_the_childs_part_is_kept_as_far_as_it_is_known(review, child, iro):
    record = ParticipationRecord("PN2", "spoken", "part", date(2026, 11, 20), "alone", advocate=True)
    save_participation(review=review, record=record, by=iro, at=AT)
    row = kept(review)
    assert (row.participation_code, row.child_chaired, row.seen_before_on) == ("PN2", "part", date(2026, 11, 20))
    assert (row.seen_alone, row.views_medium, row.advocate) == ("alone", "spoken", True)
    assert [event.kind for event in events(child)] == ["reviews.participation_saved"]
    save_participation(review=review, record=record, by=iro, at=AT)
    assert len(events(child)) == 1


def test_nothing_need_be_known_yet(review, iro):
    save_participation(review=review, record=ParticipationRecord(), by=iro, at=AT)
    assert kept(review).participation_code == ""


def test_a_code_that_does_not_fit_the_age_is_refused(review, iro):
    with pytest.raises(UnableToUseParticipationCode, match="does not fit a child aged 10"):
        save_participation(review=review, record=ParticipationRecord("PN0"), by=iro, at=AT)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (ParticipationRecord(child_chaired="loudly"), "whether the child chaired it"),
        (ParticipationRecord(seen_alone="maybe"), "whether the child was seen alone"),
        (ParticipationRecord(views_medium="smoke"), "how the views were given"),
        (ParticipationRecord("PN7", no_part_reason="rain"), "why the child took no part"),
        (ParticipationRecord(seen_before_on=date(2026, 11, 24)), "before the review"),
        (ParticipationRecord(parents=(ParentPart("mother", False, False),)), "views of the mother"),
    ],
)
def test_what_is_in_no_list_is_refused(review, iro, record, message):
    with pytest.raises(UnableToRecordReview, match=message):
        save_participation(review=review, record=record, by=iro, at=AT)
    assert not ParentParticipation.objects.exists()


def test_a_reason_for_taking_no_part_stands_only_where_the_child_took_none(review, iro):
    save_participation(review=review, record=ParticipationRecord("PN7", no_part_reason="missing"), by=iro, at=AT)
    assert (kept(review).no_part_reason, kept(review).missing_at_time) == ("missing", True)
    save_participation(review=review, record=ParticipationRecord("PN6", no_part_reason="missing"), by=iro, at=AT)
    assert (kept(review).no_part_reason, kept(review).missing_at_time) == ("", False)


def test_a_parents_part_is_one_answer_in_both_places(review, iro):
    mother = InviteeFactory(meeting=review.meeting)
    against = AttendancePart(mother.pk, attended=False, views=False, views_reason="declined")
    record = ParticipationRecord(parents=(ParentPart("mother", True, True),), people=(against,))
    save_participation(review=review, record=record, by=iro, at=AT)
    mother.refresh_from_db()
    part = ParentParticipation.objects.get()
    assert (mother.attended, mother.views, mother.views_reason) == (part.attended, part.views, part.reason)
    assert (part.attended, part.views) == (True, True)


def test_a_parent_who_was_not_invited_has_a_part_too(review, iro):
    record = ParticipationRecord(parents=(ParentPart("father", False, False, "whereabouts_unknown"),))
    save_participation(review=review, record=record, by=iro, at=AT)
    assert ParentParticipation.objects.get().reason == "whereabouts_unknown"
    assert not Invitee.objects.exists()


def test_recording_the_review_itself_keeps_the_same_one_answer(child, iro):
    planned = ReviewFactory(child=child, planned=True, planned_on=TODAY)
    MeetingFactory(child=child, review=planned)
    father = InviteeFactory(meeting=planned.meeting, father=True)
    invited_child = InviteeFactory(meeting=planned.meeting, child=True)
    parents = (ParentPart("father", False, False, "did_not_attend"),)
    record = ReviewRecord(TODAY, "video", "PN6", chaired_by=iro, parents=parents)
    record_review(child=child, review=planned, record=record, by=iro, at=AT)
    father.refresh_from_db()
    invited_child.refresh_from_db()
    assert (father.attended, father.views_reason) == (False, "did_not_attend")
    assert (invited_child.attended, invited_child.views) == (False, True)


def test_who_was_invited_and_came_is_kept_with_the_rest(review, iro):
    carer = InviteeFactory(meeting=review.meeting, carer=True)
    there = AttendancePart(carer.pk, attended=True, attended_how="in_person", views=True, views_how="at_meeting")
    save_participation(review=review, record=ParticipationRecord(people=(there,)), by=iro, at=AT)
    carer.refresh_from_db()
    assert (carer.attended, carer.attended_how, carer.views) == (True, "in_person", True)


def test_the_childs_own_words_are_kept_as_theirs_and_told_in_no_event(child, iro):
    review = ReviewFactory(child=child, held_on=TODAY, participation_code="")
    said = StatementPart(TODAY, "child", "I want to see Gran more", medium="spoken", may_be_quoted=True)
    save_participation(review=review, record=ParticipationRecord("PN1", said=(said,)), by=iro, at=AT)
    row = Statement.objects.get()
    assert (row.words, row.may_be_quoted, row.meeting) == ("I want to see Gran more", True, kept(review).meeting)
    assert "Gran" not in str([event.facts for event in events(child)])


def test_nobody_took_part_in_a_cancelled_review_and_nobody_elses_iro_says_so(child, iro):
    ahead = ReviewFactory(child=child, planned=True)
    ahead.cancelled_at, ahead.cancelled_by, ahead.cancellation_reason = AT, iro, "Booked in error"
    ahead.save()
    with pytest.raises(UnableToRecordReview, match="cancelled"):
        save_participation(review=ahead, record=ParticipationRecord(), by=iro, at=AT)
    with pytest.raises(UnableToSeeChild):
        save_participation(review=ahead, record=ParticipationRecord(), by=PersonFactory(iro=True), at=AT)
