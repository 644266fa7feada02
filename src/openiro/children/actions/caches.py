"""The one refresher of the care periods that are kept for speed."""

from collections.abc import Iterable

from django.db import transaction

from openiro.children.models import CarePeriod
from openiro.children.queries import PERIOD_FIELDS, chunks, computed_care_periods, kept_period_rows, period_rows
from openiro.children.queries.care import PeriodRow

BATCH = 5000


@transaction.atomic
def refresh_care_periods(child_ids: Iterable[int]) -> int:
    """Make the kept care periods of these children agree with their episodes; answers for how many they differed.

    Only what differs is written, so that a return loaded again writes nothing. Three queries and two writes for
    each 2,000 children.
    """
    return sum(_refresh(portion) for portion in chunks(child_ids))


def _refresh(portion: list[int]) -> int:
    kept = kept_period_rows(portion)
    changed: dict[int, list[PeriodRow]] = {}
    for number, periods in computed_care_periods(portion).items():
        rows = period_rows(periods)
        if rows != kept[number]:
            changed[number] = rows
    stale = [number for number in changed if kept[number]]
    if stale:
        CarePeriod.objects.filter(child_id__in=stale).delete()
    new = (
        CarePeriod(child_id=number, **dict(zip(PERIOD_FIELDS, row, strict=True)))
        for number, rows in changed.items()
        for row in rows
    )
    CarePeriod.objects.bulk_create(new, batch_size=BATCH)
    return len(changed)
