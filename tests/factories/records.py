"""A review that was held and entered: the people around it, what the child said, notes, decisions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from openiro.children.models import Child, Episode
from openiro.meetings.models import Invitee
from openiro.people.models import User
from openiro.reviews.models import Decision, Review, ReviewCheck, ReviewNote
from openiro.voice.models import Statement
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.factories.reviews import ReviewFactory

HELD = date(2026, 11, 3)
WRITTEN = datetime(2026, 11, 4, 9, tzinfo=UTC)
ADDRESS = "12 Acacia Road"
POSTCODE = "AB1 2CD"


@dataclass
class Reviewed:
    """The review and everybody around it. The mother must not learn where Sam lives."""

    child: Child
    review: Review
    iro: User
    social_worker: User
    manager: User
    people: dict[str, Invitee]


def reviewed(**review: Any) -> Reviewed:
    """Sam Smith's review of 3 November 2026, completed that day, with everything entered and nothing written up."""
    iro = PersonFactory(iro=True, name="Ada Bell")
    worker = PersonFactory(name="Amina Khan")
    RoleHeldFactory(user=worker, role="social_worker")
    manager = PersonFactory(name="Mo Lane")
    child = ChildFactory(
        given_name="Sam", family_name="Smith", born_on=date(2014, 5, 5), in_care_since=date(2026, 10, 8)
    )
    Episode.objects.filter(child=child).update(placement_postcode=POSTCODE)
    AllocationFactory(child=child, officer=iro)
    InvolvementFactory(child=child, worker=worker)
    held = ReviewFactory(child=child, held_on=HELD, chaired_by=iro, **review)
    MeetingFactory(child=child, review=held)
    _enter(held, worker, manager)
    return Reviewed(child, held, iro, worker, manager, _around(held, worker))


def _around(review: Review, worker: User) -> dict[str, Invitee]:
    child = review.child
    mother = RelationshipFactory(child=child, name="Kim Smith", email="kim@home.example", address_withheld=True)
    carer = RelationshipFactory(child=child, kind="carer", name="Jo Reed")
    common = {"meeting": review.meeting, "attended": True}
    return {
        "child": InviteeFactory(child=True, **common),
        "mother": InviteeFactory(relationship=mother, name="", attended=False, apologies=True, meeting=review.meeting),
        "carer": InviteeFactory(role="carer", relationship=carer, name="", **common),
        "social_worker": InviteeFactory(role="social_worker", person=worker, name="", **common),
        "school": InviteeFactory(role="school", name="Mr Lee", email="lee@school.example", **common),
        "father": InviteeFactory(excluded=True, role="father", name="Al Smith", meeting=review.meeting),
    }


def _enter(review: Review, worker: User, manager: User) -> None:
    words = "I want to see Ben more."
    Statement.objects.create(
        child=review.child, meeting=review.meeting, said_on=HELD, source="child", words=words, kept_at=WRITTEN
    )
    for heading, text in (
        ("placement", f"Sam lives at {ADDRESS} with Jo Reed."),
        ("education", "Sam likes maths."),
        ("family_time", f"The mother sent a card to {ADDRESS}; Mrs Reed gave it to Sam."),
    ):
        ReviewNote.objects.create(review=review, heading=heading, text=text, saved_at=WRITTEN, saved_by=worker)
    ReviewCheck.objects.create(review=review, check_id="sdq", up_to_date="yes", on_file="no")
    Decision.objects.create(
        review=review,
        number=1,
        text="Arrange weekly contact with Ben",
        owner=worker,
        owner_role="social_worker",
        due_on=date(2026, 12, 1),
        manager=manager,
    )
