"""A child's time in care as it happens: it starts, it changes, it ends."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.children.actions.caches import refresh_care_periods
from openiro.children.models import CURRENT, CarePeriod, Child, Episode
from openiro.children.queries import check_codes
from openiro.core.actions import child_stream, record_event
from openiro.domain.care import NEXT_EPISODE_SAME_DAY, STARTED
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, day_of

ADULT = 18


class UnableToRecordCare(Refusal):
    """A child's time in care cannot have been as it was given."""


@dataclass(frozen=True)
class CareFacts:
    """How a child is looked after: the codes of the return. Postcodes and URN may be empty."""

    legal_status: str
    placement: str
    need: str
    provider: str = ""
    home_postcode: str = ""
    placement_postcode: str = ""
    urn: str = ""


@transaction.atomic
def start_care_period(*, child: Child, started_on: date, care: CareFacts, by: User, at: datetime) -> Episode:
    """A child enters care on `started_on`. Needs `children.record_care`.

    Raises `UnableToRecordCare` where the child is looked after already, was still so that day, was not yet born,
    is 18 or over, or the day lies ahead, or a code is not valid that day.
    """
    today = day_of(at)
    check_may(by, Permission.RECORD_CARE, on=today)
    Child.objects.select_for_update().get(pk=child.pk)
    _check_start(child, started_on, today)
    check_codes(_codes(care), started_on)
    episode = Episode.objects.create(child=child, started_on=started_on, reason_started=STARTED, **asdict(care))
    refresh_care_periods([child.pk])
    facts = {"started_on": started_on, **asdict(care)}
    record_event(stream=child_stream(child.pk), kind="children.care_started", facts=facts, by=by, at=at)
    return episode


@transaction.atomic
def change_care(
    *,
    child: Child,
    changed_on: date,
    care: CareFacts,
    same_carer: bool = False,
    reason_place_change: str = "",
    by: User,
    at: datetime,
) -> Episode:
    """Legal status or placement changes on `changed_on`: the present episode ends, a new one begins that day.

    `same_carer`: the child moves with the carer. Needs `children.record_care`. Raises `UnableToRecordCare` where the
    child is not in care, nothing changes, the day is not after the present episode's first or lies ahead, or a code
    is not valid that day.
    """
    check_may(by, Permission.RECORD_CARE, on=day_of(at))
    present = _present_episode(child)
    _check_day(changed_on, present, day_of(at))
    reason_started = _reason_of_change(present, care, same_carer)
    codes = {**_codes(care), "REASON_PLACE_CHANGE": reason_place_change}
    check_codes(codes, changed_on)
    present.ended_on, present.reason_ended = changed_on, NEXT_EPISODE_SAME_DAY
    present.reason_place_change = reason_place_change
    present.save(update_fields=["ended_on", "reason_ended", "reason_place_change"])
    episode = Episode.objects.create(child=child, started_on=changed_on, reason_started=reason_started, **asdict(care))
    refresh_care_periods([child.pk])
    facts = {
        "changed_on": changed_on,
        "reason_started": reason_started,
        "reason_place_change": reason_place_change,
        "before": {"legal_status": present.legal_status, "placement": present.placement},
        **asdict(care),
    }
    record_event(stream=child_stream(child.pk), kind="children.care_changed", facts=facts, by=by, at=at)
    return episode


@transaction.atomic
def end_care_period(*, child: Child, ended_on: date, reason_ended: str, by: User, at: datetime) -> None:
    """The child ceases to be looked after on `ended_on`, for a reason of the return (REC). Needs
    `children.record_care`.

    Raises `UnableToRecordCare` where the child is not in care, the day is before the present episode or lies ahead,
    or the reason is not valid that day or says that care goes on.
    """
    check_may(by, Permission.RECORD_CARE, on=day_of(at))
    present = _present_episode(child)
    if ended_on < present.started_on:
        raise UnableToRecordCare(
            f"The present episode of care began on {present.started_on:%d/%m/%Y}. Give that day or a later one."
        )
    _check_not_ahead(ended_on, day_of(at))
    if reason_ended in ("", NEXT_EPISODE_SAME_DAY):
        raise UnableToRecordCare("Choose the reason why care ended; X1 says that it goes on.")
    check_codes({"REC": reason_ended}, ended_on)
    present.ended_on, present.reason_ended = ended_on, reason_ended
    present.save(update_fields=["ended_on", "reason_ended"])
    refresh_care_periods([child.pk])
    facts = {"started_on": present.started_on, "ended_on": ended_on, "reason_ended": reason_ended}
    record_event(stream=child_stream(child.pk), kind="children.care_ended", facts=facts, by=by, at=at)


def _check_start(child: Child, started_on: date, today: date) -> None:
    _check_not_ahead(started_on, today)
    if started_on < child.born_on:
        raise UnableToRecordCare(f"The child was born on {child.born_on:%d/%m/%Y}. Give that day or a later one.")
    if age_on(child.born_on, started_on) >= ADULT:
        raise UnableToRecordCare("Nobody starts to be looked after at 18 or over. Check the date of birth.")
    last = CarePeriod.objects.filter(child=child).order_by("-started_on").first()
    if last is not None and last.ended_on is None:
        raise UnableToRecordCare(
            f"The child has been looked after since {last.started_on:%d/%m/%Y}. Record a change of care instead."
        )
    if last is not None and last.ended_on is not None and started_on < last.ended_on:
        raise UnableToRecordCare(
            f"The child was looked after until {last.ended_on:%d/%m/%Y}. Give that day or a later one."
        )
    if Episode.objects.filter(CURRENT, child=child, started_on=started_on).exists():
        raise UnableToRecordCare("An episode from that day is recorded already. Correct that episode instead.")


def _present_episode(child: Child) -> Episode:
    Child.objects.select_for_update().get(pk=child.pk)
    open_ones = Episode.objects.select_for_update().filter(CURRENT, child=child, ended_on__isnull=True)
    found = open_ones.order_by("-started_on").first()
    if found is None:
        raise UnableToRecordCare("The child is not looked after now. Record that the child enters care first.")
    return found


def _check_day(changed_on: date, present: Episode, today: date) -> None:
    _check_not_ahead(changed_on, today)
    if changed_on <= present.started_on:
        raise UnableToRecordCare(
            f"The present episode began on {present.started_on:%d/%m/%Y}: a change comes after that day. "
            "To put right what was recorded from that day, correct the episode."
        )


def _check_not_ahead(day: date, today: date) -> None:
    if day > today:
        raise UnableToRecordCare("That day lies ahead. Record it on the day or later.")


def _reason_of_change(present: Episode, care: CareFacts, same_carer: bool) -> str:
    """RNE, by what differs: legal status, placement, and whether the carer stays the same."""
    status = present.legal_status != care.legal_status
    place = any(getattr(present, field) != getattr(care, field) for field in ("placement", "urn", "placement_postcode"))
    if not status and not place:
        raise UnableToRecordCare("Neither legal status nor placement would change. Say what does.")
    if not place:
        return "L"
    if status:
        return "U" if same_carer else "B"
    return "T" if same_carer else "P"


def _codes(care: CareFacts) -> dict[str, str]:
    return {
        "LS": care.legal_status,
        "PLACE": care.placement,
        "CIN": care.need,
        "PLACE_PROVIDER": care.provider,
    }
