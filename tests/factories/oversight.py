"""What was done between reviews: checks, contacts, changes told of, updates asked for."""

from datetime import UTC, date, datetime

from factory.django import DjangoModelFactory

from openiro.reviews.models import ChangeNotified, MidpointUpdate, OfficerContact, OversightCheck

TOLD_AT = datetime(2026, 11, 18, 10, tzinfo=UTC)


class OversightCheckFactory(DjangoModelFactory):
    """A midway review that found the plan on track."""

    class Meta:
        model = OversightCheck

    kind = "midway"
    outcome = "on_track"
    done_on = date(2026, 11, 16)


class OfficerContactFactory(DjangoModelFactory):
    """A visit to the child that was offered."""

    class Meta:
        model = OfficerContact

    kind = "visit"
    with_whom = "child"
    standing = "offered"
    on = date(2026, 11, 18)
    recorded_at = TOLD_AT


class ChangeNotifiedFactory(DjangoModelFactory):
    """A risk to the placement, of which the IRO was told last week and has not said what follows."""

    class Meta:
        model = ChangeNotified

    event = "placement_risk"
    happened_on = date(2026, 11, 17)
    told_at = TOLD_AT


class MidpointUpdateFactory(DjangoModelFactory):
    """An update asked for last week."""

    class Meta:
        model = MidpointUpdate

    midpoint_on = date(2026, 11, 13)
    asked_on = date(2026, 11, 16)
    due_on = date(2026, 11, 23)
