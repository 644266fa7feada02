"""Decisions of reviews, as a practitioner would name them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from openiro.reviews.models import Decision


class DecisionFactory(DjangoModelFactory):
    """A decision that is written and not sent; `sent` went out on 20 November 2026, a Friday."""

    class Meta:
        model = Decision

    class Params:
        sent = factory.Trait(
            sent_at=datetime(2026, 11, 20, 10, tzinfo=UTC), sent_by=factory.SelfAttribute("review.chaired_by")
        )
        agreed = factory.Trait(answer="agreed", answered_on=date(2026, 11, 23))
        objected = factory.Trait(answer="objected", answered_on=date(2026, 11, 23), answer_reason="No money for it")

    number = factory.Sequence(lambda number: number % 30_000 + 1)
    text = "Book a place at the swimming club for Saturday mornings"
    owner_role = "social_worker"
    due_on = date(2027, 1, 15)
    success = "Rose swims every Saturday"
