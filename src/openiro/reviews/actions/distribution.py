"""The record and the letter go out, and the review is distributed when all who are entitled have theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.distribution import is_complete
from openiro.domain.permissions import Permission
from openiro.meetings.actions import Sending, UnableToDistribute, distribute
from openiro.meetings.queries.distribution import papers_sent
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.models import Review
from openiro.reviews.queries.distribution import CARE_PLAN, finished_versions, proposed_for
from openiro.reviews.queries.record_content import people_around


@transaction.atomic
def distribute_papers(
    *, review: Review, sendings: Sequence[Sending], link_path: str, page_path: str, by: User, at: datetime
) -> int:
    """Send the papers of a review, or withhold them for a reason; answers how many were sent now.

    When everybody around the review has been sent theirs or it is withheld, `distributed_on` is today: 20 working days
    from completion are in time. Paths as for `meetings.actions.distribute`. Needs `reviews.distribute_record`. Raises
    `UnableToDistribute` for a paper that is not finished, or where nobody is around the review, and as that does.
    """
    on = day_of(at)
    check_may_for(by, Permission.DISTRIBUTE_RECORD, review.child, on=on)
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    review.refresh_from_db(fields=["distributed_on", "care_plan_updated_on", "meeting"])
    if review.meeting is None:
        raise UnableToDistribute("Nobody is recorded around this review. Say who was invited first.")
    versions = finished_versions(review)
    if any(versions.get(each.paper) != each.version for each in sendings):
        raise UnableToDistribute("That paper is not finished, or was corrected since. Finish it, then send it.")
    paths = {"link_path": link_path, "page_path": page_path}
    sent = distribute(meeting=review.meeting, sendings=sendings, by=by, at=at, **paths)
    if review.distributed_on is None and _has_reached_all(review, at):
        review.distributed_on = on
        review.save(update_fields=["distributed_on"])
        facts = {"review": review.pk, "distributed_on": on}
        record_event(stream=child_stream(review.child_id), kind="reviews.distributed", facts=facts, by=by, at=at)
    return sent


def _has_reached_all(review: Review, at: datetime) -> bool:
    """Whether each has what is proposed for them, or the reason why not; a copy of the care plan is no part of it."""
    found = proposed_for(review, people_around(review), policy_in_force(on=day_of(at)))
    wanted = [(each.number, each.paper) for each in found if each.paper != CARE_PLAN]
    return is_complete(wanted, [(line.invitee or 0, line.paper) for line in papers_sent(review.meeting_id)])
