"""Episodes and care periods: as recorded, and as the rules of `domain.care` read them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from openiro.children.models import CURRENT, CarePeriod, Child, Episode
from openiro.core.prepared import prepared
from openiro.domain import care
from openiro.domain.refusal import Refusal

CHUNK = 2000
_EPISODE_FIELDS = (
    "child_id",
    "started_on",
    "reason_started",
    "legal_status",
    "need",
    "placement",
    "provider",
    "ended_on",
    "reason_ended",
    "reason_place_change",
    "placement_postcode",
    "urn",
)
_DECIDING_FIELDS = (
    "child_id",
    "started_on",
    "reason_started",
    "legal_status",
    "placement",
    "ended_on",
    "reason_ended",
)
PERIOD_FIELDS = (
    "started_on",
    "start_known",
    "ended_on",
    "end_reason",
    "counted_as_ceased",
    "legal_status",
    "placement",
)
PeriodRow = tuple[date, bool, date | None, str, bool, str, str]


class UnableToFindRecord(Refusal):
    """There is no such child, episode or person around a child."""


def chunks(numbers: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """The numbers of children in portions that one query can take."""
    pending = iter(numbers)
    while portion := list(islice(pending, size)):
        yield portion


def episodes_of(child_ids: Sequence[int]) -> dict[int, list[care.Episode]]:
    """The recorded episodes of each of these children, by first day; one query, at most `CHUNK` children."""
    several = Episode.objects.filter(CURRENT, child_id__in=child_ids).order_by("child_id", "started_on")
    one = len(child_ids) == 1
    rows = _episodes(child_ids[0]) if one else several.values_list(*_EPISODE_FIELDS).iterator(chunk_size=10_000)
    found: dict[int, list[care.Episode]] = {number: [] for number in child_ids}
    for number, started_on, *texts in rows:
        found[number].append(care.Episode(started_on, *(text or None for text in texts)))
    return found


@prepared
def _episodes(child: int) -> QuerySet[Episode, Any]:
    return Episode.objects.filter(CURRENT, child=child).order_by("started_on").values_list(*_EPISODE_FIELDS)


def computed_care_periods(
    child_ids: Collection[int], *, among: QuerySet[Child] | None = None
) -> dict[int, tuple[care.CarePeriod, ...]]:
    """The care periods of each of these children, read afresh from the episodes; one query.

    At most `CHUNK` children, or however many where `among` tells of them as a question. Their episodes hold what care
    periods and clocks are read from: days, reasons, legal status and placement.
    """
    theirs = Q(child_id__in=child_ids) if among is None else Q(child__in=among)
    rows = Episode.objects.filter(CURRENT, theirs).order_by("child_id", "started_on")
    found: dict[int, list[care.Episode]] = {number: [] for number in child_ids}
    for number, started_on, begun, status, placement, ended_on, ended in rows.values_list(*_DECIDING_FIELDS).iterator(
        chunk_size=10_000
    ):
        episode = care.Episode(
            started_on,
            begun or None,
            status or None,
            placement=placement or None,
            ended_on=ended_on,
            reason_ended=ended or None,
        )
        if number in found:
            found[number].append(episode)
    return {number: care.care_periods(episodes) for number, episodes in found.items()}


def care_periods_of(child: Child, *, on: date | None = None) -> tuple[care.CarePeriod, ...]:
    """The child's care periods in order: as everything recorded says, or as they were seen at the end of `on`."""
    episodes = episodes_of([child.pk])[child.pk]
    return care.care_periods(episodes if on is None else care.seen_at(episodes, on))


def is_in_care(child: Child) -> bool:
    """Whether a care period of the child is open, by all that is recorded."""
    return CarePeriod.objects.filter(child=child, ended_on__isnull=True).exists()


def episode_of(child: Child, started_on: date) -> Episode:
    """The child's episode that starts on that day, to be handed to an action. Raises `UnableToFindRecord`."""
    found = Episode.objects.filter(CURRENT, child=child, started_on=started_on).first()
    if found is None:
        raise UnableToFindRecord("There is no episode of care from that day. Look at the timeline and choose again.")
    return found


def period_rows(periods: Iterable[care.CarePeriod]) -> list[PeriodRow]:
    """Care periods as they are kept for speed, in the order of `PERIOD_FIELDS`."""
    return [
        (
            period.started_on,
            period.start_known,
            period.ended_on,
            period.end_reason or "",
            period.counted_as_ceased,
            period.episodes[-1].legal_status or "",
            period.episodes[-1].placement or "",
        )
        for period in periods
    ]


def kept_period_rows(child_ids: Sequence[int]) -> dict[int, list[PeriodRow]]:
    """The care periods kept for these children; one query."""
    found: dict[int, list[PeriodRow]] = {number: [] for number in child_ids}
    rows = CarePeriod.objects.filter(child_id__in=child_ids).order_by("child_id", "started_on")
    for number, *row in rows.values_list("child_id", *PERIOD_FIELDS).iterator(chunk_size=10_000):
        found[number].append(tuple(row))
    return found


def faults_in_care_periods() -> Iterator[str]:
    """Where the care periods kept for speed differ from what the episodes say, a plain sentence each."""
    numbers = Child.objects.order_by("pk").values_list("pk", flat=True)
    for portion in chunks(numbers.iterator(chunk_size=CHUNK)):
        kept = kept_period_rows(portion)
        for number, periods in computed_care_periods(portion).items():
            if kept[number] != period_rows(periods):
                yield f"The care periods kept for child number {number} are not those that their episodes give."
