"""Disputes about children, as a practitioner would name them."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from openiro.children.models import Child
from openiro.escalations.models import Dispute, DisputedChild, DisputeStage


class DisputeFactory(DjangoModelFactory):
    """A concern that is being settled informally since 20 November 2026; `about` a child."""

    class Meta:
        model = Dispute
        skip_postgeneration_save = True

    theme = "care_planning"
    summary = "The plan does not say where she will live"
    raised_at = datetime(2026, 11, 20, 10, tzinfo=UTC)

    @factory.post_generation
    def about(self, create: bool, child: Child, **more: Any) -> None:
        """The child, and the stage in which the dispute is."""
        DisputedChild.objects.create(dispute=self, child=child)
        DisputeStage.objects.create(
            dispute=self, place=0, name="Informal", role="team_manager", working_days=5, began_on=date(2026, 11, 20)
        )
