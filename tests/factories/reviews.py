"""Looked-after reviews."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from openiro.reviews.models import Review
from tests.factories.children import refresh


class ReviewFactory(DjangoModelFactory):
    """A review held and completed on one day; the child's next due date follows."""

    class Meta:
        model = Review
        skip_postgeneration_save = True

    class Params:
        planned = factory.Trait(
            planned_on=date(2026, 11, 27), held_on=None, completed_on=None, participation_code="", recorded_at=None
        )
        adjourned = factory.Trait(
            adjourned_on=factory.SelfAttribute("held_on"), adjournment_reason="No report", completed_on=None
        )
        not_completed = factory.Trait(completed_on=None)

    held_on = date(2026, 6, 26)
    completed_on = factory.SelfAttribute("held_on")
    mode = "in_person"
    participation_code = "PN1"
    recorded_at = factory.LazyAttribute(
        lambda review: datetime(2026, 11, 2, tzinfo=UTC) if review.recorded_by else None
    )
    recorded_by = None

    @factory.post_generation
    def kept(self, create: bool, extracted: object, **more: object) -> None:
        """What is kept for speed follows at once."""
        refresh(self.child)
