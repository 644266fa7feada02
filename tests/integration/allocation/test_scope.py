"""Which children each role sees; outside that, a child does not exist."""

import uuid
from datetime import UTC, date, datetime

import pytest

from openiro.allocation.queries import (
    UnableToSeeChild,
    check_may_for,
    children_visible_to,
    may_for,
    seen_child,
    sees_every_child,
    visible_child,
)
from openiro.children.models import Child
from openiro.domain.permissions import Permission
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, TeamFactory, team_manager

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    """A child in care who is nobody's."""
    return ChildFactory(in_care_since=date(2026, 6, 1))


@pytest.fixture
def child():
    return ChildFactory(in_care_since=date(2026, 6, 1))


def seen_by(person, on=TODAY):
    return set(children_visible_to(person, on=on))


def test_an_iro_sees_the_children_allocated_that_day(child, other):
    iro = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=iro, from_on=date(2026, 11, 1), to_on=TODAY)
    assert seen_by(iro) == {child}
    assert seen_by(iro, date(2026, 10, 31)) == set()
    assert seen_by(iro, date(2026, 11, 24)) == set()


def test_an_iro_sees_a_child_while_covering(child, other):
    iro = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=iro, cover=True)
    assert seen_by(iro) == {child}


def test_an_allocation_without_the_role_gives_no_sight(child):
    chair = PersonFactory(conference_chair=True)
    AllocationFactory(child=child, officer=chair)
    assert seen_by(chair) == set()
    AllocationFactory(child=child, officer=chair, role="conference_chair")
    assert seen_by(chair) == {child}


def test_a_withdrawn_allocation_gives_no_sight(child):
    iro = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=iro, withdrawn_at=AT)
    assert seen_by(iro) == set()


def test_a_social_worker_sees_their_own_children(child, other):
    worker = PersonFactory(social_worker=True)
    InvolvementFactory(child=child, worker=worker)
    InvolvementFactory(child=other, worker=worker, prepared_the_plan=True)
    assert seen_by(worker) == {child}


def test_a_team_manager_sees_the_children_of_the_team(child, other):
    north, south = TeamFactory(), TeamFactory()
    InvolvementFactory(child=child, worker=PersonFactory(), team=north)
    InvolvementFactory(child=other, worker=PersonFactory(), team=south)
    assert seen_by(team_manager(north)) == {child}


def test_business_support_sees_children_in_care_and_those_who_just_left(child):
    left = {"in_care_since": date(2025, 6, 1), "in_care_since__reason_ended": "E4A"}
    just_left = ChildFactory(**left, in_care_since__ended_on=date(2026, 11, 1))
    ChildFactory(**left, in_care_since__ended_on=date(2026, 9, 1))
    ChildFactory()
    assert seen_by(PersonFactory(business_support=True)) == {child, just_left}


@pytest.mark.parametrize("role", ["manager", "analyst", "health_lead"])
def test_some_roles_see_every_child(child, other, role):
    person = PersonFactory(**{role: True})
    assert seen_by(person) == {child, other}
    assert sees_every_child(person, on=TODAY)


@pytest.mark.parametrize("role", ["administrator", "lado", "panel_member", "director"])
def test_some_roles_see_no_child(child, role):
    person = PersonFactory(**{role: True})
    AllocationFactory(child=child, officer=person)
    assert seen_by(person) == set()
    assert not sees_every_child(person, on=TODAY)


def test_two_roles_see_what_either_sees(child, other):
    both = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=both)
    InvolvementFactory(child=other, worker=both)
    assert seen_by(both) == {child}
    both.roles_held.create(role="social_worker", from_on=TODAY)
    del both.all_roles
    assert seen_by(both) == {child, other}


def test_a_withdrawn_child_is_seen_by_nobody(child):
    Child.objects.update(withdrawn_at=AT)
    assert seen_by(PersonFactory(manager=True)) == set()
    assert seen_by(service_account()) == set()


def test_outside_the_scope_a_child_does_not_exist(child):
    iro = PersonFactory(iro=True)
    for reference in (child.reference, uuid.uuid4()):
        with pytest.raises(UnableToSeeChild):
            visible_child(iro, reference, on=TODAY)
    assert visible_child(PersonFactory(manager=True), child.reference, on=TODAY) == child


def test_what_a_role_allows_holds_only_for_its_children(child, other):
    iro = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=iro)
    assert may_for(iro, Permission.RECORD_REVIEW, child, on=TODAY)
    with pytest.raises(UnableToSeeChild):
        check_may_for(iro, Permission.RECORD_REVIEW, other, on=TODAY)
    with pytest.raises(UnableToPermit):
        check_may_for(iro, Permission.ALLOCATE, child, on=TODAY)


def test_seeing_every_child_in_one_role_gives_no_work_on_them_in_another(child):
    both = PersonFactory(iro=True)
    both.roles_held.create(role="data_analyst", from_on=TODAY)
    assert seen_by(both) == {child}
    assert not may_for(both, Permission.RECORD_REVIEW, child, on=TODAY)


def test_a_manager_gives_a_reason_outside_their_own_caseload(child, other):
    manager = PersonFactory(manager=True)
    AllocationFactory(child=child, officer=manager)
    assert seen_child(manager, other.reference, on=TODAY).asks_reason
    assert not seen_child(manager, child.reference, on=TODAY).asks_reason


def test_those_who_see_only_their_own_give_no_reason(child):
    iro, support = PersonFactory(iro=True), PersonFactory(business_support=True)
    AllocationFactory(child=child, officer=iro)
    assert not seen_child(iro, child.reference, on=TODAY).asks_reason
    assert not seen_child(support, child.reference, on=TODAY).asks_reason
    assert not seen_child(service_account(), child.reference, on=TODAY).asks_reason
