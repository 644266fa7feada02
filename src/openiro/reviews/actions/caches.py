"""The one refresher of the timetables that are kept for speed."""

from collections.abc import Iterable

from django.db import transaction

from openiro.children.models import Child
from openiro.children.queries import chunks
from openiro.domain.review_sequence import ReviewRules
from openiro.reviews.models import ReviewTimetable
from openiro.reviews.queries import TIMETABLE_FIELDS, computed_timetables, kept_timetables, timetable_rules

BATCH = 5000


@transaction.atomic
def refresh_timetables(child_ids: Iterable[int]) -> int:
    """Make the kept next reviews of these children agree with their records; answers how many differed.

    Their care periods must be fresh. Only what differs is written. Four queries and two writes for each 2,000.
    """
    rules = timetable_rules()
    return sum(_refresh(portion, rules) for portion in chunks(child_ids))


@transaction.atomic
def refresh_every_timetable() -> int:
    """The same for every child: needed when the setting `coverage_from` or the bank holidays change."""
    return refresh_timetables(Child.objects.order_by("pk").values_list("pk", flat=True))


def _refresh(portion: list[int], rules: ReviewRules) -> int:
    kept, computed = kept_timetables(portion), computed_timetables(portion, rules)
    gone = [number for number in kept if number not in computed]
    changed = [number for number, row in computed.items() if kept.get(number) != row]
    if gone:
        ReviewTimetable.objects.filter(child_id__in=gone).delete()
    ReviewTimetable.objects.bulk_create(
        (
            ReviewTimetable(child_id=number, **dict(zip(TIMETABLE_FIELDS, computed[number], strict=True)))
            for number in changed
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["child"],
        update_fields=TIMETABLE_FIELDS,
    )
    return len(gone) + len(changed)
