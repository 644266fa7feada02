"""Disputes, concerns and compliments, as a practitioner would name them."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from openiro.children.models import Child
from openiro.escalations.models import (
    Complaint,
    Compliment,
    Concern,
    ConcernMessage,
    Dispute,
    DisputedChild,
    DisputeStage,
    Evidence,
    Referral,
)

RAISED = datetime(2026, 11, 20, 10, tzinfo=UTC)


class DisputeFactory(DjangoModelFactory):
    """A concern that is being settled informally since 20 November 2026; `about` a child."""

    class Meta:
        model = Dispute
        skip_postgeneration_save = True

    theme = "care_planning"
    summary = "The plan does not say where she will live"
    raised_at = RAISED

    @factory.post_generation
    def about(self, create: bool, child: Child, **more: Any) -> None:
        """The child, and the stage in which the dispute is."""
        DisputedChild.objects.create(dispute=self, child=child)
        DisputeStage.objects.create(
            dispute=self, place=0, name="Informal", role="team_manager", working_days=5, began_on=date(2026, 11, 20)
        )


class ReferralFactory(DjangoModelFactory):
    """Cafcass was asked on 20 November 2026."""

    class Meta:
        model = Referral

    kind = "cafcass"
    reason = "Nothing has moved"
    asked_at = RAISED


class EvidenceFactory(DjangoModelFactory):
    """A document put to a dispute on 20 November 2026."""

    class Meta:
        model = Evidence

    title = "Minutes"
    added_at = RAISED


class ConcernFactory(DjangoModelFactory):
    """A concern raised on 20 November 2026 in the words of `said`."""

    class Meta:
        model = Concern
        skip_postgeneration_save = True

    theme = "drift"
    working_days = 5
    raised_at = RAISED

    @factory.post_generation
    def said(self, create: bool, words: str | None, **more: Any) -> None:
        """The first message."""
        text = words or "The school place is not found"
        ConcernMessage.objects.create(concern=self, text=text, sent_at=self.raised_at, sent_by=self.raised_by)


class ComplimentFactory(DjangoModelFactory):
    """Good practice told of on 20 November 2026."""

    class Meta:
        model = Compliment

    theme = "tenacity"
    words = "She never let go"
    given_at = RAISED


class ComplaintFactory(DjangoModelFactory):
    """A child's complaint about social care, received on 20 November 2026."""

    class Meta:
        model = Complaint

    group = "child"
    about = "social_care"
    theme = "contact"
    words = "Nobody told me why I cannot see Dan"
    help = "advocate"
    received_on = RAISED.date()
    recorded_at = RAISED
