"""Supervision, learning, duties and meetings of the service, as a practitioner would name them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from factory.django import DjangoModelFactory

from openiro.supervision.models import (
    DutyHeld,
    GroupMember,
    Learning,
    MeetingPoint,
    ServiceMeeting,
    SessionGiven,
    Supervision,
    SupervisionAction,
)

RECORDED = datetime(2026, 11, 2, 10, tzinfo=UTC)


class SupervisionFactory(DjangoModelFactory):
    """Monthly supervision held on 2 November 2026."""

    class Meta:
        model = Supervision

    kind = "planned"
    held_on = date(2026, 11, 2)
    words = "Caseload and two plans that drift"
    recorded_at = RECORDED


class SupervisionActionFactory(DjangoModelFactory):
    """Something agreed, due on 16 November 2026."""

    class Meta:
        model = SupervisionAction

    words = "Ask for the permanence plan"
    due_on = date(2026, 11, 16)


class LearningFactory(DjangoModelFactory):
    """A course attended in October 2026."""

    class Meta:
        model = Learning

    kind = "course"
    standing = "done"
    title = "Listening to children who say little"
    on = date(2026, 10, 8)
    recorded_at = RECORDED


class SessionGivenFactory(DjangoModelFactory):
    """A session for foster carers in October 2026."""

    class Meta:
        model = SessionGiven

    audience = "foster_carers"
    topic = "Getting the best from reviews"
    on = date(2026, 10, 15)
    attended = 12
    recorded_at = RECORDED


class DutyHeldFactory(DjangoModelFactory):
    """Champion for health assessments, for a tenth of a full week."""

    class Meta:
        model = DutyHeld

    duty = "champion_health"
    hours = Decimal("3.7")
    from_on = date(2026, 4, 1)


class ServiceMeetingFactory(DjangoModelFactory):
    """A team meeting in November 2026."""

    class Meta:
        model = ServiceMeeting

    kind = "team"
    on = date(2026, 11, 5)
    topic = "Neglect"
    recorded_at = RECORDED


class GroupMemberFactory(DjangoModelFactory):
    """A councillor on the corporate parenting panel since April 2026."""

    class Meta:
        model = GroupMember

    group = "corporate_parenting"
    name = "Councillor Okafor"
    part = "councillor"
    from_on = date(2026, 4, 1)
    recorded_at = RECORDED


class MeetingPointFactory(DjangoModelFactory):
    """Something that was raised at a meeting."""

    class Meta:
        model = MeetingPoint

    words = "Reviews are too long"
    recorded_at = RECORDED
