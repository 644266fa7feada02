"""What is kept of an officer at work: the staff record, learning, sessions given, duties."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import policy_in_force
from openiro.supervision.models import DutyHeld, Learning, SessionGiven, StaffRecord

MOST = 100


class UnableToFindDuty(Refusal):
    """The officer holds no such duty."""


@dataclass(frozen=True)
class StaffFacts:
    """The staff record; codes of STAFF_GENDER and ETHNIC, empty where nothing is said."""

    qualification: str = ""
    registration: str = ""
    registered_until: date | None = None
    qualified_year: int | None = None
    experience: str = ""
    started_on: date | None = None
    gender: str = ""
    ethnicity: str = ""


@dataclass(frozen=True)
class LearningLine:
    """A piece of learning; `hours` None: not said."""

    kind: str
    standing: str
    title: str
    on: date
    hours: Decimal | None
    words: str


@dataclass(frozen=True)
class SessionLine:
    """A session given; `rating` of those who came, from 1 to 5; None: not asked."""

    person: str
    audience: str
    topic: str
    on: date
    attended: int
    rating: Decimal | None
    feedback: str


@dataclass(frozen=True)
class DutyLine:
    """A duty and the hours a week that it takes; `title` as the policy of the day has it, else its key."""

    number: int
    title: str
    hours: Decimal
    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class OfficerRecord:
    """All that is kept of an officer at work, the latest first."""

    staff: StaffFacts
    learning: tuple[LearningLine, ...]
    sessions: tuple[SessionLine, ...]
    duties: tuple[DutyLine, ...]


def record_of(officer: User, *, on: date) -> OfficerRecord:
    """The record of an officer whom the caller may see (`officer_of`); four queries."""
    learning = Learning.objects.filter(person=officer).order_by("-on", "-pk")[:MOST]
    sessions = SessionGiven.objects.filter(person=officer).order_by("-on", "-pk")[:MOST]
    return OfficerRecord(
        staff=staff_facts_of(officer),
        learning=tuple(
            LearningLine(row.kind, row.standing, row.title, row.on, row.hours, row.words) for row in learning
        ),
        sessions=tuple(session_line(row, officer.name) for row in sessions),
        duties=duties_of(officer, on=on),
    )


def staff_facts_of(officer: User) -> StaffFacts:
    """The staff record, empty where none is kept; one query."""
    row = StaffRecord.objects.filter(person=officer).values(*StaffFacts.__dataclass_fields__).first()
    return StaffFacts(**row) if row else StaffFacts()


def duties_of(officer: User, *, on: date) -> tuple[DutyLine, ...]:
    """The duties of an officer, past ones too, the latest first; one query."""
    titles = policy_in_force(on=on).supervision.duties
    rows = DutyHeld.objects.filter(person=officer).order_by("-from_on", "-pk")
    return tuple(
        DutyLine(row.pk, titles[row.duty].title if row.duty in titles else row.duty, row.hours, row.from_on, row.to_on)
        for row in rows
    )


def duty_of(officer: User, number: int) -> DutyHeld:
    """One duty, to be handed to an action. Raises `UnableToFindDuty`."""
    found = DutyHeld.objects.filter(person=officer, pk=number).select_related("person").first()
    if found is None:
        raise UnableToFindDuty("The officer holds no such duty. Look at the list again.")
    return found


def session_line(row: SessionGiven, person: str) -> SessionLine:
    """A session as a list shows it."""
    return SessionLine(person, row.audience, row.topic, row.on, row.attended, row.rating, row.feedback)
