"""An episode of care put right; what stood before stays in the event."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.children.actions.caches import refresh_care_periods
from openiro.children.actions.care import UnableToRecordCare
from openiro.children.models import CURRENT, Child, Episode
from openiro.children.queries import check_codes
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of


@dataclass(frozen=True)
class EpisodeFacts:
    """An episode as it should have been recorded, in the codes of the return."""

    started_on: date
    reason_started: str
    legal_status: str
    need: str
    placement: str
    provider: str = ""
    ended_on: date | None = None
    reason_ended: str = ""
    reason_place_change: str = ""
    home_postcode: str = ""
    placement_postcode: str = ""
    urn: str = ""


@transaction.atomic
def correct_episode(*, episode: Episode, facts: EpisodeFacts, reason: str, by: User, at: datetime) -> None:
    """Put an episode right, for a reason; the event says what stood before and after. Needs `children.record_care`.

    One that a load brought counts as typed from now on: a later return that differs is reported as a conflict.
    Raises `UnableToRecordCare` without a reason, for impossible days or codes, or where another episode starts on
    the same day.
    """
    check_may(by, Permission.RECORD_CARE, on=day_of(at))
    Child.objects.select_for_update().get(pk=episode.child_id)
    _check(episode, facts, reason, day_of(at))
    wanted = asdict(facts)
    before = {field: getattr(episode, field) for field, value in wanted.items() if getattr(episode, field) != value}
    if not before:
        return
    for field in before:
        setattr(episode, field, wanted[field])
    episode.save(update_fields=before)
    refresh_care_periods([episode.child_id])
    told = {
        "episode": episode.pk,
        "reason": reason,
        "before": before,
        "after": {field: wanted[field] for field in before},
    }
    record_event(stream=child_stream(episode.child_id), kind="children.episode_corrected", facts=told, by=by, at=at)


def _check(episode: Episode, facts: EpisodeFacts, reason: str, today: date) -> None:
    if not reason.strip():
        raise UnableToRecordCare("A correction needs a reason. Say why the record was wrong.")
    if facts.started_on > today or (facts.ended_on or today) > today:
        raise UnableToRecordCare("That day lies ahead. Record it on the day or later.")
    if facts.ended_on is not None and facts.ended_on < facts.started_on:
        raise UnableToRecordCare("An episode cannot end before it starts. Check both days.")
    if (facts.ended_on is None) != (facts.reason_ended == ""):
        raise UnableToRecordCare("An end needs its day and its reason together. Give both, or neither.")
    if facts.started_on < episode.child.born_on:
        raise UnableToRecordCare("An episode cannot start before the child was born. Check both days.")
    others = Episode.objects.filter(CURRENT, child_id=episode.child_id, started_on=facts.started_on)
    if others.exclude(pk=episode.pk).exists():
        raise UnableToRecordCare("Another episode starts on that day. Correct that one, or give another day.")
    _check_codes(facts)


def _check_codes(facts: EpisodeFacts) -> None:
    codes = {
        "RNE": facts.reason_started,
        "LS": facts.legal_status,
        "CIN": facts.need,
        "PLACE": facts.placement,
        "PLACE_PROVIDER": facts.provider,
    }
    check_codes(codes, facts.started_on)
    if facts.ended_on is not None:
        ends = {"REC": facts.reason_ended, "REASON_PLACE_CHANGE": facts.reason_place_change}
        check_codes(ends, facts.ended_on)
