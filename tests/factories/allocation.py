"""Who reviews whom, and who worked with the child."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from openiro.allocation.models import Allocation, Involvement
from tests.factories.people import LONG_AGO


class AllocationFactory(DjangoModelFactory):
    """The child's IRO since long ago."""

    class Meta:
        model = Allocation

    class Params:
        cover = factory.Trait(is_cover=True, reason="Leave", to_on=date(2026, 12, 31))

    role = "iro"
    from_on = LONG_AGO


class InvolvementFactory(DjangoModelFactory):
    """The child's social worker since long ago."""

    class Meta:
        model = Involvement

    class Params:
        prepared_the_plan = factory.Trait(kind="prepared_care_plan")

    kind = "social_worker"
    from_on = LONG_AGO
