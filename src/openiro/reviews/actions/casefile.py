"""The papers of a review are taken for the child's file in the council's main system, which the record shows."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.models import Review
from openiro.reviews.queries.casefile import EXPORTED


class UnableToExportCasefile(Refusal):
    """There is nothing of the review yet that could go to the child's file."""


@transaction.atomic
def note_casefile_export(*, review: Review, files: Mapping[str, str], by: User, at: datetime) -> None:
    """Record that the files of a review were taken for the child's file: their names, each with its SHA-256.

    Names are numbers and codes. Needs `reviews.view_record` of the child. Raises `UnableToExportCasefile` for none.
    """
    check_may_for(by, Permission.VIEW_RECORD, review.child, on=day_of(at))
    if not files:
        raise UnableToExportCasefile("Nothing of this review is finished or attached yet. Finish its record first.")
    facts = {"review": review.pk, "files": dict(sorted(files.items()))}
    record_event(stream=child_stream(review.child_id), kind=EXPORTED, facts=facts, by=by, at=at)
