"""What was done for a child, where the child is to grow up, and what the child needs."""

from datetime import date

from factory.django import DjangoModelFactory

from openiro.children.models import Need, PermanencePlan, PermanenceStep


class PermanencePlanFactory(DjangoModelFactory):
    """Long-term foster care, agreed."""

    class Meta:
        model = PermanencePlan

    plan = "LTFOST18"
    from_on = date(2026, 6, 20)
    agreed_on = date(2026, 6, 20)


class PermanenceStepFactory(DjangoModelFactory):
    """The matching panel, planned for 16 November 2026."""

    class Meta:
        model = PermanenceStep

    step = "panel"
    planned_on = date(2026, 11, 16)


class NeedFactory(DjangoModelFactory):
    """The child speaks Polish at home."""

    class Meta:
        model = Need

    kind = "language"
    words = "Polish"
    from_on = date(2026, 6, 1)
