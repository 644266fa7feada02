"""The meeting of a review: the people around it hang on it."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.domain.permissions import Permission
from openiro.meetings.actions import make_meeting
from openiro.meetings.models import Meeting
from openiro.people.models import User
from openiro.people.queries import day_of, may
from openiro.reviews.models import Review

# Whoever works on a part of a review that hangs on its meeting.
_NEEDED = (
    Permission.INVITE,
    Permission.RECORD_REVIEW,
    Permission.RECORD_VIEWS,
    Permission.BRING_PAPERS,
    Permission.DISTRIBUTE_RECORD,
)


@transaction.atomic
def meeting_of(*, review: Review, by: User, at: datetime) -> Meeting:
    """The meeting of the review, made if there is none yet; the review given points to it afterwards.

    Needs any of the permissions to invite, to record the review or views, to bring papers or to send the record, of
    this child. Raises `UnableToPermit` or `UnableToSeeChild`.
    """
    on = day_of(at)
    needed = next((each for each in _NEEDED if may(by, each, on=on)), Permission.INVITE)
    check_may_for(by, needed, review.child, on=on)
    row = Review.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=review.pk)
    if row.meeting is None:
        row.meeting = make_meeting(child=row.child, kind="review", by=by, at=at)
        row.save(update_fields=["meeting"])
    review.meeting = row.meeting
    return row.meeting
