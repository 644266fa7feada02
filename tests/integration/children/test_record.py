"""Who a child is, who is around them, and their record as it stood on a day."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from openiro.children.actions import (
    ChildFacts,
    UnableToRecordChild,
    UnableToRecordRelationship,
    correct_child,
    end_relationship,
    record_child,
    record_relationship,
)
from openiro.children.models import Child, RelationshipKind
from openiro.children.queries import UnableToFindRecord, child_by_code, child_record, relationship_of
from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.people.queries import UnableToPermit
from tests.factories.children import ChildFactory, EpisodeFactory, RelationshipFactory, UnaccompaniedFactory
from tests.factories.people import PersonFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def facts(**changes):
    known = {"code": "100", "born_on": date(2016, 3, 1), "sex": "F", "given_name": "Ada", "family_name": "Green"}
    return ChildFacts(**{**known, **changes})


def test_a_child_is_recorded_before_any_return(manager):
    child = record_child(facts=facts(), by=manager, at=AT)
    assert child_by_code("100") == child
    assert child.search_name == "green ada"
    event = events_of(child_stream(child.pk))[0]
    assert event.kind == "children.child_recorded"
    assert "Ada" not in str(event.facts)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "200"}, "another child's"),
        ({"code": " "}, "needs a number"),
        ({"born_on": date(2026, 11, 24)}, "lies ahead"),
        ({"sex": "1"}, "M, F or U"),
        ({"ethnicity": "XXXX"}, "not a code"),
        ({"nhs_number": "12345"}, "10 digits"),
    ],
)
def test_a_child_who_cannot_be(manager, changes, said):
    ChildFactory(code="200")
    with pytest.raises(UnableToRecordChild, match=said):
        record_child(facts=facts(**changes), by=manager, at=AT)
    other = ChildFactory()
    with pytest.raises(UnableToRecordChild, match=said):
        correct_child(child=other, facts=facts(**changes), by=manager, at=AT)


def test_a_correction_says_which_facts_changed_and_no_name(manager):
    child = record_child(facts=facts(), by=manager, at=AT)
    correct_child(child=child, facts=facts(family_name="Brown", born_on=date(2016, 3, 2)), by=manager, at=AT)
    told = events_of(child_stream(child.pk))[0].facts
    assert told["changed"] == ["born_on", "family_name"]
    assert (told["before"]["born_on"], told["after"]["born_on"]) == ("2016-03-01", "2016-03-02")
    assert "Brown" not in str(told)
    assert Child.objects.get(pk=child.pk).search_name == "brown ada"


def test_only_the_manager_records_children_and_their_people():
    iro, child = PersonFactory(iro=True), ChildFactory()
    relationship = RelationshipFactory(child=child)
    for attempt in (
        lambda: record_child(facts=facts(), by=iro, at=AT),
        lambda: correct_child(child=child, facts=facts(), by=iro, at=AT),
        lambda: record_relationship(child=child, kind=RelationshipKind.FATHER, name="Father", by=iro, at=AT),
        lambda: end_relationship(relationship=relationship, to_on=TODAY, by=iro, at=AT),
    ):
        with pytest.raises(UnableToPermit):
            attempt()


def test_a_brother_in_care_is_linked(manager):
    child, brother = ChildFactory(), ChildFactory()
    row = record_relationship(child=child, kind=RelationshipKind.SIBLING, related_child=brother, by=manager, at=AT)
    event = events_of(child_stream(child.pk))[0]
    assert (event.kind, event.facts["related_child"]) == ("children.relationship_recorded", brother.pk)
    end_relationship(relationship=relationship_of(child, row.pk), to_on=TODAY, by=manager, at=AT)
    assert events_of(child_stream(child.pk))[0].facts["to_on"] == "2026-11-23"


def test_people_who_cannot_be_around_a_child(manager):
    child = ChildFactory()
    RelationshipFactory(child=child)
    for named, said in (
        ({"kind": RelationshipKind.FATHER}, "name"),
        ({"kind": RelationshipKind.SIBLING, "related_child": child}, "own relation"),
        ({"kind": RelationshipKind.MOTHER, "name": "Mother"}, "already"),
    ):
        with pytest.raises(UnableToRecordRelationship, match=said):
            record_relationship(child=child, **named, by=manager, at=AT)
    later = RelationshipFactory(child=child, kind="father", from_on=TODAY)
    with pytest.raises(UnableToRecordRelationship, match="before it began"):
        end_relationship(relationship=later, to_on=date(2026, 1, 1), by=manager, at=AT)
    with pytest.raises(UnableToFindRecord):
        relationship_of(ChildFactory(), later.pk)
    with pytest.raises(UnableToFindRecord):
        child_by_code("none")


def test_the_record_shows_the_child_as_on_the_day(django_assert_max_num_queries):
    child = ChildFactory(
        in_care_since=date(2025, 6, 1), in_care_since__ended_on=date(2026, 2, 1), in_care_since__reason_ended="X1"
    )
    EpisodeFactory(child=child, started_on=date(2026, 2, 1), placed_for_adoption=True)
    UnaccompaniedFactory(child=child, ended_on=date(2026, 3, 1))
    RelationshipFactory(child=child)
    RelationshipFactory(child=child, sibling=True, name="", related_child=ChildFactory(given_name="Ben"))
    with django_assert_max_num_queries(3):
        now = child_record(child, on=TODAY)
    assert (now.identity.age, now.identity.is_unaccompanied) == (10, False)
    assert (now.timeline.legal_status, now.timeline.placement) == ("E1", "A5")
    assert len(now.timeline.placements) == 2
    assert [spell.started_on for spell in now.timeline.adoption] == [date(2026, 2, 1)]
    assert [person.kind for person in now.people] == [RelationshipKind.MOTHER, RelationshipKind.SIBLING]
    assert now.people[1].name.startswith("Ben")
    then = child_record(child, on=date(2026, 1, 31))
    assert (then.identity.age, then.identity.is_unaccompanied) == (9, True)
    assert (then.timeline.legal_status, then.timeline.adoption) == ("V2", ())
    assert then.timeline.current is not None
    assert child_record(child, on=date(2025, 5, 31)).timeline.current is None


@pytest.mark.parametrize(
    "breach",
    [
        lambda child: RelationshipFactory(child=child, name=""),
        lambda child: RelationshipFactory(child=child, related_child=child),
        lambda child: RelationshipFactory(child=child, kind="neighbour's cat"),
        lambda child: UnaccompaniedFactory.create_batch(2, child=child),
    ],
)
def test_the_database_refuses(breach):
    child = ChildFactory()
    with pytest.raises(IntegrityError):
        breach(child)
