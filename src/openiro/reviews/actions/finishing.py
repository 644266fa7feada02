"""A review finished: strict, in one step, after parts that were saved as they came."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.domain.review_parts import check_can_finish
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.actions.decisions import send_decisions
from openiro.reviews.actions.documents import finish_document
from openiro.reviews.models import Review
from openiro.reviews.queries.documents import KINDS, draft_of
from openiro.reviews.queries.parts import facts_to_finish


@transaction.atomic
def finish_review(
    *, review: Review, manager: User | None = None, no_decisions: bool = False, by: User, at: datetime
) -> None:
    """Finish the review: its decisions go to `manager` where they have not gone yet, record and letter stand.

    `no_decisions`: the review made none. Needs `reviews.record_review` of the child. Raises `UnableToFinishReview`,
    which names everything that is missing at once, and as `send_decisions` and `finish_document` do (IRO Handbook,
    chapter 3: decisions within 5, the record within 15 working days of completion).
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    Review.objects.select_for_update().get(pk=review.pk)
    review.refresh_from_db()
    facts = facts_to_finish(review, has_manager=manager is not None, no_decisions=no_decisions)
    check_can_finish(facts)
    if facts.decisions and review.decisions_sent_on is None and manager is not None:
        send_decisions(review=review, manager=manager, by=by, at=at)
        review.refresh_from_db()
    for kind in KINDS:
        if draft_of(review, kind, on=on).is_open:
            finish_document(review=review, kind=kind, by=by, at=at)
    facts_told = {"review": review.pk, "finished_on": on}
    record_event(stream=child_stream(review.child_id), kind="reviews.finished", facts=facts_told, by=by, at=at)
