"""Meetings about a child, and the people who are invited to them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from openiro.meetings.models import Invitee, Meeting
from openiro.reviews.models import Review


class MeetingFactory(DjangoModelFactory):
    """The meeting of a review; `review` is the review that points to it."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    kind = "review"

    @factory.post_generation
    def review(self, create: bool, extracted: Review | None, **more: object) -> None:
        if extracted is not None:
            extracted.meeting = self
            extracted.save()


class InviteeFactory(DjangoModelFactory):
    """The child's mother, invited and asked."""

    class Meta:
        model = Invitee

    class Params:
        child = factory.Trait(role="child", name="")
        father = factory.Trait(role="father", name="Father")
        carer = factory.Trait(role="carer", name="Carer")
        excluded = factory.Trait(is_excluded=True, exclusion_reason="risk", invited_on=None)

    role = "mother"
    name = "Mother"
    invited_on = date(2026, 11, 9)
