"""Caseloads against the guide, children without an IRO, and to whom to give the next child."""

from datetime import date

import pytest

from openiro.allocation.queries import (
    CaseloadStanding,
    candidates_for,
    caseloads_on,
    introductions_to_make,
    packs_to_send,
    unallocated_on,
)
from openiro.people.queries import UnableToPermit
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.people import PersonFactory

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def caseload(officer, count, **more):
    children = ChildFactory.create_batch(count, in_care_since=date(2026, 6, 1))
    for child in children:
        AllocationFactory(child=child, officer=officer, **more)
    return children


def test_caseloads_stand_against_the_guide_for_the_hours_worked(manager):
    full, part = PersonFactory(iro=True, full_time=True, name="A"), PersonFactory(iro=True, part_time=True, name="B")
    caseload(full, 3)
    caseload(part, 31)
    idle = PersonFactory(iro=True, name="C")
    lines = {line.officer: line for line in caseloads_on(manager, on=TODAY)}
    assert (lines["A"].children, lines["A"].standing) == (3, CaseloadStanding.BELOW)
    assert (lines["B"].guide_low, lines["B"].guide_high) == (30, 42)
    assert lines["B"].standing is CaseloadStanding.WITHIN
    assert lines["B"].per_fte == 51.7
    assert (lines["C"].children, lines["C"].per_fte) == (0, None)
    assert lines["C"].standing is CaseloadStanding.NOT_KNOWN
    assert idle.code == lines["C"].officer_code


def test_what_weighs_more_is_counted_apart(manager):
    iro = PersonFactory(iro=True, full_time=True)
    one, other, third = caseload(iro, 3)
    RelationshipFactory(child=one, sibling=True, related_child=other)
    RelationshipFactory(child=third, sibling=True, related_child=ChildFactory())
    new = ChildFactory(in_care_since=date(2026, 11, 20))
    adopted = ChildFactory(in_care_since=date(2026, 6, 1), in_care_since__placement="A5")
    for child in (new, adopted):
        AllocationFactory(child=child, officer=iro)
    AllocationFactory(child=ChildFactory(), officer=iro, cover=True)
    line = caseloads_on(manager, on=TODAY)[0]
    assert (line.children, line.covered, line.with_siblings, line.placed_for_adoption, line.new) == (5, 1, 2, 1, 1)


def test_children_of_an_officer_who_left_still_show(manager):
    gone = PersonFactory(name="Gone")
    caseload(gone, 1)
    assert [(line.officer, line.children) for line in caseloads_on(manager, on=TODAY)] == [("Gone", 1)]


def test_caseloads_take_the_same_queries_for_many(manager, django_assert_max_num_queries):
    for _ in range(6):
        caseload(PersonFactory(iro=True, part_time=True), 4)
    with django_assert_max_num_queries(6):
        assert len(caseloads_on(manager, on=TODAY)) == 6


def test_children_without_an_iro_show_the_days_left(manager, django_assert_max_num_queries):
    started = {"new": date(2026, 11, 20), "old": date(2026, 6, 1)}
    children = {name: ChildFactory(in_care_since=day, given_name=name) for name, day in started.items()}
    AllocationFactory(child=children["old"], officer=PersonFactory(iro=True), cover=True)
    caseload(PersonFactory(iro=True), 1)
    ChildFactory()
    with django_assert_max_num_queries(8):
        found = unallocated_on(manager, on=TODAY)
    assert found.total == 2
    assert [child.started_on for child in found.children] == [started["old"], started["new"]]
    assert (found.children[1].due_on, found.children[1].working_days_left) == (date(2026, 11, 27), 4)
    assert found.children[0].working_days_left < 0
    assert unallocated_on(manager, on=TODAY, limit=1).total == 2


def test_an_iro_sees_no_children_of_nobody():
    ChildFactory(in_care_since=date(2026, 11, 20))
    assert unallocated_on(PersonFactory(iro=True), on=TODAY).total == 0
    for ask in (unallocated_on, caseloads_on):
        with pytest.raises(UnableToPermit):
            ask(PersonFactory(lado=True), on=TODAY)


def test_the_best_for_the_next_child_comes_first(manager, django_assert_max_num_queries):
    child, sister = ChildFactory(in_care_since=TODAY), ChildFactory(in_care_since=date(2026, 6, 1))
    names = ["Barred", "Free", "Sister's", "Before"]
    officers = {name: PersonFactory(iro=True, full_time=True, name=name) for name in names}
    RelationshipFactory(child=sister, sibling=True, related_child=child)
    AllocationFactory(child=sister, officer=officers["Sister's"])
    AllocationFactory(child=child, officer=officers["Before"], to_on=date(2020, 1, 1))
    InvolvementFactory(child=child, worker=officers["Barred"])
    with django_assert_max_num_queries(14):
        found = candidates_for(manager, child, on=TODAY)
    assert [line.officer for line in found] == ["Sister's", "Before", "Free", "Barred"]
    assert [line.is_refused for line in found] == [False, False, False, True]
    assert (found[0].children, found[0].headroom) == (1, 69)
    assert {finding.code for finding in found[2].findings} == {"sibling", "continuity"}


def test_children_newly_given_are_introduced(manager, django_assert_max_num_queries):
    iro, support = PersonFactory(iro=True, name="A"), PersonFactory(business_support=True)
    ages = {"new": date(2026, 11, 20), "newest": date(2026, 11, 21), "old": date(2026, 10, 1)}
    children = {name: ChildFactory(in_care_since=day, code=name) for name, day in ages.items()}
    for name, child in children.items():
        AllocationFactory(child=child, officer=iro, from_on=ages[name])
    told = {"pack_sent_on": TODAY, "child_told_on": TODAY}
    AllocationFactory(child=ChildFactory(in_care_since=TODAY), officer=iro, from_on=TODAY, **told)
    AllocationFactory(child=ChildFactory(in_care_since=TODAY), officer=iro, from_on=TODAY, cover=True)
    with django_assert_max_num_queries(3):
        mine = introductions_to_make(iro, on=TODAY, limit=1)
        assert (mine.total, [each.code for each in mine.shown]) == (2, ["new"])
    assert introductions_to_make(manager, on=TODAY).total == 0
    assert [each.code for each in packs_to_send(support, on=TODAY).shown] == ["new", "newest"]
    with pytest.raises(UnableToPermit):
        packs_to_send(PersonFactory(social_worker=True), on=TODAY)
