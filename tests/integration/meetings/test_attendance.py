"""Who was there, and whose views were obtained, for everybody of a meeting at once."""

import pytest

from openiro.core.models import Event
from openiro.meetings.actions import AttendancePart, UnableToRecordAttendance, record_attendance
from openiro.reviews.actions import meeting_of
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.integration.meetings.conftest import NOW


def test_everybody_is_recorded_in_one_pass_and_the_story_says_so_once(meeting, mother, iro):
    carer = InviteeFactory(meeting=meeting, carer=True)
    parts = (
        AttendancePart(mother.pk, attended=False, apologies=True, views=True, views_how="telephone"),
        AttendancePart(carer.pk, attended=True, attended_how="video", views=False, views_reason="declined"),
    )
    for _ in range(2):
        record_attendance(meeting=meeting, parts=parts, by=iro, at=NOW)
    mother.refresh_from_db()
    carer.refresh_from_db()
    assert (mother.attended, mother.apologies, mother.views, mother.views_how) == (False, True, True, "telephone")
    assert (carer.attended, carer.attended_how, carer.views, carer.views_reason) == (True, "video", False, "declined")
    assert Event.objects.filter(kind="meetings.attendance_recorded").count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"views": True, "views_reason": "declined"}, "Views were obtained"),
        ({"views_how": "by pigeon"}, "not in the list"),
        ({"attended_how": "teleport"}, "not in the list"),
    ],
)
def test_what_cannot_be_is_refused(meeting, mother, iro, given, said):
    with pytest.raises(UnableToRecordAttendance, match=said):
        record_attendance(meeting=meeting, parts=(AttendancePart(mother.pk, **given),), by=iro, at=NOW)


def test_somebody_of_another_meeting_is_refused(meeting, iro):
    stranger = InviteeFactory(meeting=MeetingFactory(child=meeting.child), name="Stranger")
    with pytest.raises(UnableToRecordAttendance, match="not invited any more"):
        record_attendance(meeting=meeting, parts=(AttendancePart(stranger.pk),), by=iro, at=NOW)


def test_a_review_gets_one_meeting_however_often_it_is_asked_for(review, iro):
    first = meeting_of(review=review, by=iro, at=NOW)
    assert meeting_of(review=review, by=iro, at=NOW) == first == review.meeting
    assert Event.objects.filter(kind="meetings.made").count() == 1
