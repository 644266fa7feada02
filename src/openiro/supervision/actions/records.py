"""What is kept of officers at work, and of the meetings of the service."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.roles import ROLES
from openiro.domain.supervision import ACKNOWLEDGE, UnableToSupervise, check_duty
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may, policy_in_force, role_codes_on
from openiro.supervision.models import DutyHeld, GuidanceRead, Learning, ServiceMeeting, SessionGiven, StaffRecord
from openiro.supervision.queries import StaffFacts


@dataclass(frozen=True)
class LearningFacts:
    """A piece of learning; codes of LEARNING_KIND and LEARNING_STANDING."""

    kind: str
    standing: str
    title: str
    on: date
    hours: Decimal | None = None
    words: str = ""


@dataclass(frozen=True)
class SessionFacts:
    """A session given; `audience` is a code of SESSION_AUDIENCE, `rating` from 1 to 5."""

    audience: str
    topic: str
    on: date
    attended: int
    rating: Decimal | None = None
    feedback: str = ""


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting of the service; `kind` is a key of the policy, `guidance` a key of the guidance it briefed on."""

    kind: str
    on: date
    topic: str
    speaker: str = ""
    lead: str = ""
    attended: int | None = None
    words: str = ""
    guidance: str = ""


@transaction.atomic
def keep_staff_record(*, person: User, facts: StaffFacts, by: User, at: datetime) -> None:
    """Keep who an officer is at work. Needs `supervision.record_supervision`. Raises `UnableToSupervise`."""
    check_may(by, Permission.SUPERVISE, on=day_of(at))
    _check_code("STAFF_GENDER", facts.gender or "not_said", "the gender")
    if facts.ethnicity:
        _check_code("ETHNIC", facts.ethnicity, "the ethnicity")
    StaffRecord.objects.update_or_create(person=person, defaults=asdict(facts))
    _record("supervision.staff_record_kept", {"person": person.code}, by, at)


@transaction.atomic
def record_learning(*, person: User, facts: LearningFacts, by: User, at: datetime) -> Learning:
    """Record something learned, booked or wanted: one's own, or an officer's by who supervises.

    Needs `supervision.record_learning`. Raises `UnableToSupervise`.
    """
    _check_own(person, by, day_of(at))
    _check_code("LEARNING_KIND", facts.kind, "what kind of learning it is")
    _check_code("LEARNING_STANDING", facts.standing, "how it stands")
    _check_said(facts.title, "Say what it is called.")
    if facts.standing == "done" and facts.on > day_of(at):
        raise UnableToSupervise("The day lies ahead. Record it as booked, or correct the day.")
    row = Learning.objects.create(person=person, **_kept(facts, by, at))
    _record("supervision.learning_recorded", {"learning": row.pk, "person": person.code}, by, at)
    return row


@transaction.atomic
def record_session(*, person: User, facts: SessionFacts, by: User, at: datetime) -> SessionGiven:
    """Record a training session that was given: one's own, or an officer's by who supervises.

    Needs `supervision.record_learning`. Raises `UnableToSupervise`.
    """
    _check_own(person, by, day_of(at))
    _check_code("SESSION_AUDIENCE", facts.audience, "whom it was for")
    _check_said(facts.topic, "Say what it was about.")
    if facts.on > day_of(at):
        raise UnableToSupervise("The day lies ahead. Record a session once it was given.")
    if facts.rating is not None and not 1 <= facts.rating <= 5:
        raise UnableToSupervise("Give the rating as a number from 1 to 5.")
    row = SessionGiven.objects.create(person=person, **_kept(facts, by, at))
    _record("supervision.session_recorded", {"session": row.pk, "person": person.code}, by, at)
    return row


@transaction.atomic
def give_duty(
    *, person: User, duty: str, hours: Decimal, from_on: date, to_on: date | None = None, by: User, at: datetime
) -> DutyHeld:
    """Give an officer a duty beside reviews, with the hours a week that it takes: they lessen the caseload guide.

    Needs `supervision.record_supervision`. Raises `UnableToSupervise` for a duty that controls resources, where the
    person reviews children (regulation 46).
    """
    on = day_of(at)
    check_may(by, Permission.SUPERVISE, on=on)
    settled = policy_in_force(on=on).supervision
    reviews = any(ROLES[code].is_reviewer for code in role_codes_on(person, on))
    check_duty(settled.duties.get(duty), reviews_children=reviews)
    if not 0 <= hours <= settled.full_time_hours:
        raise UnableToSupervise(f"Give the hours a week from 0 to {settled.full_time_hours}.")
    if to_on is not None and to_on < from_on:
        raise UnableToSupervise("The last day is before the first. Correct one of them.")
    if DutyHeld.objects.filter(person=person, duty=duty, to_on=None).exists():
        raise UnableToSupervise("They hold this duty already. End it first, then give it with other hours.")
    row = DutyHeld.objects.create(person=person, duty=duty, hours=hours, from_on=from_on, to_on=to_on)
    _record("supervision.duty_given", {"duty": row.pk, "person": person.code, "from": from_on}, by, at)
    return row


@transaction.atomic
def end_duty(*, duty: DutyHeld, to_on: date, by: User, at: datetime) -> None:
    """A duty ends with that day, which is included. Needs `supervision.record_supervision`."""
    check_may(by, Permission.SUPERVISE, on=day_of(at))
    if to_on < duty.from_on:
        raise UnableToSupervise("The last day is before the first. Correct it.")
    duty.to_on = to_on
    duty.save(update_fields=["to_on"])
    _record("supervision.duty_ended", {"duty": duty.pk, "to": to_on}, by, at)


@transaction.atomic
def record_service_meeting(*, facts: MeetingFacts, by: User, at: datetime) -> ServiceMeeting:
    """Log a meeting or event, or plan it for a day ahead. Needs `supervision.record_learning`.

    Raises `UnableToSupervise` for a kind or guidance that the policy does not have, or people who came on a day ahead.
    """
    on = day_of(at)
    check_may(by, Permission.RECORD_LEARNING, on=on)
    settled = policy_in_force(on=on).supervision
    if facts.kind not in settled.meetings:
        raise UnableToSupervise("Choose from the list what kind of meeting it was.")
    if facts.guidance and facts.guidance not in settled.guidance:
        raise UnableToSupervise("Choose from the list on which guidance the meeting briefed.")
    _check_said(facts.topic, "Say what it was about.")
    if facts.on > on and facts.attended is not None:
        raise UnableToSupervise("The day lies ahead. Say how many came once the meeting was held.")
    row = ServiceMeeting.objects.create(**_kept(facts, by, at))
    _record("supervision.meeting_logged", {"meeting": row.pk, "kind": facts.kind, "on": facts.on}, by, at)
    return row


@transaction.atomic
def acknowledge_guidance(*, guidance: str, by: User, at: datetime) -> None:
    """Say that one has read guidance as it stands: a key of the policy. Twice is once. Needs `reviews.notify_change`.

    Raises `UnableToSupervise` for guidance that nobody is asked to acknowledge, and for whoever is not in a team.
    """
    on = day_of(at)
    check_may(by, Permission.NOTIFY_CHANGE, on=on)
    settled = policy_in_force(on=on).supervision.guidance.get(guidance)
    if not ACKNOWLEDGE & role_codes_on(by, on):
        raise UnableToSupervise("This guidance is for social workers and their team managers to acknowledge.")
    if settled is None or not settled.acknowledged:
        raise UnableToSupervise("Nobody is asked to acknowledge this guidance. Look at your day for what is.")
    _, is_new = GuidanceRead.objects.get_or_create(
        person=by, guidance=guidance, since=settled.since, defaults={"read_at": at}
    )
    if is_new:
        _record("supervision.guidance_read", {"guidance": guidance, "since": settled.since}, by, at)


def _check_own(person: User, by: User, on: date) -> None:
    check_may(by, Permission.RECORD_LEARNING, on=on)
    if person.pk != by.pk and not may(by, Permission.SUPERVISE, on=on):
        raise UnableToSupervise("You can record this for yourself only. Ask your manager to record it for others.")


def _check_code(code_set: str, code: str, what: str) -> None:
    if code not in {each.code for each in CODE_SETS[code_set]}:
        raise UnableToSupervise(f"Choose {what} from the list.")


def _check_said(text: str, refusal: str) -> None:
    if not text.strip():
        raise UnableToSupervise(refusal)


def _kept(facts: Any, by: User, at: datetime) -> dict[str, Any]:
    return asdict(facts) | {"recorded_at": at, "recorded_by": by}


def _record(kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    record_event(stream=SERVICE_STREAM, kind=kind, facts=facts, by=by, at=at)
