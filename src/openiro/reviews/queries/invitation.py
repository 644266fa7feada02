"""What somebody who is invited to a review is told of it."""

from dataclasses import dataclass
from datetime import date, time

from openiro.meetings.models import Invitee
from openiro.reviews.models import Review


@dataclass(frozen=True)
class Invitation:
    """The arrangements of a review for one person; `place` is empty where they must not learn it, or it is open."""

    planned_on: date | None
    planned_time: time | None
    place: str
    mode: str


def invitation_of(invitee_number: int) -> Invitation | None:
    """The arrangements of the review to which that person is invited; None where it was held or cancelled.

    Whoever must not learn where the child lives is told no place: it may be the child's home. One query.
    """
    rows = Invitee.objects.filter(pk=invitee_number, meeting__review__isnull=False)
    row = rows.select_related("meeting__review", "relationship").first()
    review: Review | None = row.meeting.review if row else None
    if row is None or review is None or review.held_on is not None or review.cancelled_at is not None:
        return None
    withheld = row.relationship is not None and row.relationship.address_withheld
    return Invitation(review.planned_on, review.planned_time, "" if withheld else review.place, review.mode)
