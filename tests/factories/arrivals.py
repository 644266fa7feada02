"""Steps after a child came into care, as a practitioner would name them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from openiro.arrivals.models import StepDelay, StepTaken
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory


class StepTakenFactory(DjangoModelFactory):
    """Consent and paperwork went to the health team on 4 November 2026, and were not received."""

    class Meta:
        model = StepTaken

    child = factory.SubFactory(ChildFactory)
    step = "health_papers"
    done_on = date(2026, 11, 4)
    recorded_at = datetime(2026, 11, 4, 10, tzinfo=UTC)
    recorded_by = factory.SubFactory(PersonFactory)


class StepDelayFactory(DjangoModelFactory):
    """The books of the health team where the child is placed are closed."""

    class Meta:
        model = StepDelay

    child = factory.SubFactory(ChildFactory)
    step = "health_booked"
    reason = "out_of_area_closed"
    noted_on = date(2026, 11, 10)
    recorded_by = factory.SubFactory(PersonFactory)
