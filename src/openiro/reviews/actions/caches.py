"""The one refresher of the timetables that are kept for speed."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from openiro.children.actions import refresh_care_periods_from
from openiro.children.models import Child
from openiro.children.queries import chunks, computed_care_periods
from openiro.core.bulk import insert_rows, stored_row
from openiro.reviews.models import ReviewTimetable
from openiro.reviews.queries import TIMETABLE_FIELDS, computed_timetables, kept_timetables, timetable_rules
from openiro.reviews.queries.timetables import TimetableRow, timetables_from


@transaction.atomic
def refresh_timetables(child_ids: Iterable[int]) -> int:
    """Make the kept next reviews of these children agree with their records; answers how many differed.

    Only what differs is written. Three queries and two writes for each 2,000.
    """
    rules = timetable_rules()
    return sum(_keep(portion, computed_timetables(portion, rules)) for portion in chunks(child_ids))


@transaction.atomic
def refresh_every_timetable() -> int:
    """The same for every child: needed when the bank holidays change."""
    return refresh_timetables(_every_child())


@transaction.atomic
def refresh_care_and_timetables(child_ids: Iterable[int] | None = None) -> None:
    """Care periods and next reviews of these children (None: of every child) from one reading of their episodes.

    For whoever changes many at once. Only what differs is written.
    """
    rules = timetable_rules()
    for portion in chunks(_every_child() if child_ids is None else child_ids):
        periods = computed_care_periods(portion)
        refresh_care_periods_from(periods)
        _keep(portion, timetables_from(periods, rules))


def _every_child() -> Iterable[int]:
    return Child.objects.order_by("pk").values_list("pk", flat=True)


def _keep(portion: list[int], computed: Mapping[int, TimetableRow]) -> int:
    kept = kept_timetables(portion)
    gone = [number for number in kept if number not in computed]
    changed = [stored_row((number, *row)) for number, row in computed.items() if kept.get(number) != row]
    if gone:
        ReviewTimetable.objects.filter(child_id__in=gone).delete()
    insert_rows(ReviewTimetable, ("child_id", *TIMETABLE_FIELDS), changed, replacing_by="child_id")
    return len(gone) + len(changed)
