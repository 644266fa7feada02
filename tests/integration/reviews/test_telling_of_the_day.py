"""The email of the day: whoever books, manages and reviews is told of what waits, in counts, and not twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openiro.allocation.actions import allocate
from openiro.arrivals.actions import tell_of_arrivals
from openiro.core.models import Notice
from openiro.core.outbox import forget_private_links, release_notice
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from openiro.reviews.actions import tell_of_the_day
from openiro.voice.models import ConsultationForm
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, EpisodeFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


def told(at: datetime = AT) -> int:
    return tell_of_the_day(on=at.date(), by=service_account(), at=at)


def counts() -> dict[str, int]:
    return {row.kind: row.facts["count"] for row in Notice.objects.order_by("pk") if "count" in row.facts}


def test_support_and_managers_are_told_in_counts_and_once_a_week():
    support, manager = PersonFactory(business_support=True), PersonFactory(manager=True)
    ChildFactory(in_care_since=date(2026, 11, 10))
    ChildFactory(in_care_since=date(2026, 11, 11))
    assert told() == 3
    assert counts() == {"reviews_to_book": 2, "reviews_at_risk": 2, "children_to_allocate": 2}
    assert set(Notice.objects.values_list("person", "digest")) == {(support.code, True), (manager.code, True)}
    assert told() == 0
    assert told(AT + timedelta(days=7)) == 3


def test_a_new_number_is_told_in_the_same_week_and_nothing_is_said_of_none():
    PersonFactory(business_support=True)
    assert told() == 0
    ChildFactory(in_care_since=date(2026, 11, 10))
    assert told() == 1
    ChildFactory(in_care_since=date(2026, 11, 10))
    assert told() == 1


def test_the_iro_is_told_once_of_a_form_that_came_back():
    iro = PersonFactory(iro=True)
    child = ChildFactory(in_care_since=date(2026, 6, 1))
    AllocationFactory(child=child, officer=iro)
    meeting = MeetingFactory(child=child)
    review = ReviewFactory(child=child, planned=True, planned_on=date(2026, 12, 1), meeting=meeting)
    carer = InviteeFactory(meeting=meeting, role="carer")
    given = {"child": child, "meeting": meeting, "respondent": "carer", "questions": "1", "saved_at": AT}
    ConsultationForm.objects.create(invitee=carer, sent_at=AT - timedelta(days=1), **given)
    assert told() == 1
    notice = Notice.objects.get(kind="form_returned")
    assert (notice.person, notice.facts["on"]) == (iro.code, "2026-12-01")
    assert notice.facts["path"] == f"/reviews/{child.reference}/{review.pk}/said/"
    assert told() == 0


def test_it_is_not_for_everybody():
    with pytest.raises(UnableToPermit):
        tell_of_the_day(on=TODAY, by=PersonFactory(lado=True), at=AT)


def test_an_iro_is_told_of_a_child_who_is_allocated_to_them():
    iro, child = PersonFactory(iro=True), ChildFactory(in_care_since=date(2026, 11, 10))
    allocate(child=child, officer=iro, from_on=TODAY, by=PersonFactory(manager=True), at=AT)
    notice = Notice.objects.get()
    assert (notice.kind, notice.person) == ("child_allocated", iro.code)
    assert notice.facts == {"from_on": "2026-11-23", "path": f"/children/{child.reference}/"}


def test_a_private_link_that_could_not_be_sent_is_forgotten_once_it_has_ended():
    facts = {"path": "/with-you/form/a-key-of-its-own/", "days": 28}
    for key, made_at in (("old", AT - timedelta(days=40)), ("new", AT - timedelta(days=2))):
        given = {"kind": "invitation_by_link", "address": "mum@example.org", "facts": facts, "made_at": made_at}
        Notice.objects.create(key=key, failed_at=made_at, fault="Refused", **given)
    assert forget_private_links(made_before=AT - timedelta(days=28)) == 1
    assert {row.key: row.facts for row in Notice.objects.all()} == {"old": {}, "new": facts}
    assert not release_notice(Notice.objects.get(key="old").pk, at=AT)
    assert release_notice(Notice.objects.get(key="new").pk, at=AT)


def test_health_and_school_are_told_once_of_each_child_who_enters_care_or_moves():
    """Buckinghamshire: the health team is notified of new children and of moves, the virtual school at once."""
    health, school = PersonFactory(health_lead=True), PersonFactory(virtual_school_lead=True)
    new, moved = ChildFactory(in_care_since=date(2026, 11, 10)), ChildFactory(in_care_since=date(2025, 6, 1))
    ChildFactory(in_care_since=date(2026, 9, 1))
    EpisodeFactory(child=moved, started_on=date(2026, 11, 16), reason_started="P")
    assert tell_of_arrivals(on=TODAY, by=service_account(), at=AT) == 4
    found = {(row.kind, row.person, row.facts["on"]) for row in Notice.objects.all()}
    assert found == {
        (kind, lead.code, day)
        for kind, day in (("child_entered_care", "2026-11-10"), ("child_moved", "2026-11-16"))
        for lead in (health, school)
    }
    assert (
        Notice.objects.get(kind="child_entered_care", person=health.code)
        .facts["path"]
        .startswith(f"/children/{new.reference}/")
    )
    assert tell_of_arrivals(on=TODAY, by=service_account(), at=AT + timedelta(hours=1)) == 0
