"""Checks that are not asked of a child: kept as such with a review, so that no figure takes them for unanswered."""

from collections.abc import Collection, Iterable

from openiro.children.models import CURRENT
from openiro.measures.facts_of_checks import CHECKS, NOT_APPLICABLE
from openiro.reviews.models import Review, ReviewCheck


def keep_not_asked(review: Review, asked: Collection[str], known: Iterable[str]) -> list[str]:
    """Set down of each measured check of the policy (`known`) that is not `asked` of the child that it does not apply.

    What somebody answered stands, and so does whatever a load brought. Answers the ids of those that are new. Before
    the review was held nothing is kept: a birthday may lie between. Source: measures `checks.*`, 'reviews where it
    applies'.
    """
    if review.held_on is None:
        return []
    wanted = [id for id in known if id in CHECKS and id not in asked]
    rows = ReviewCheck.objects.filter(CURRENT, review=review, check_id__in=wanted)
    there = set(rows.values_list("check_id", flat=True))
    new = [id for id in wanted if id not in there]
    ReviewCheck.objects.bulk_create(
        ReviewCheck(review=review, check_id=id, up_to_date=NOT_APPLICABLE, on_file=NOT_APPLICABLE) for id in new
    )
    return new
