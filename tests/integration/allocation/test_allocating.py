"""A child is given to an IRO whom the law allows; cover, packs, and what is known of who worked with the child."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from openiro.allocation.actions import (
    UnableToRecordAllocation,
    UnableToRecordInvolvement,
    allocate,
    arrange_cover,
    end_allocation,
    end_involvement,
    record_child_told,
    record_involvement,
    record_pack_sent,
)
from openiro.allocation.queries import (
    UnableToFindAllocation,
    allocation_of,
    allocations_of,
    candidates_for,
    current_allocation,
    involvement_of,
    involvements_of,
    officers_of,
)
from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.domain.conflicts import InvolvementKind, UnableToAllocate
from openiro.people.queries import UnableToPermit
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.people import PersonFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


@pytest.fixture
def iro():
    return PersonFactory(iro=True, full_time=True, name="Iro One")


@pytest.fixture
def child():
    return ChildFactory(in_care_since=date(2026, 11, 20))


def latest_event(child):
    return events_of(child_stream(child.pk), limit=1)[0]


def test_a_child_is_allocated(manager, iro, child):
    allocate(child=child, officer=iro, from_on=TODAY, by=manager, at=AT)
    assert officers_of([child.pk], on=TODAY)[child.pk].officer == "Iro One"
    assert latest_event(child).kind == "allocation.allocated"
    assert latest_event(child).facts["officer"] == iro.code


def test_the_earlier_allocation_ends_the_day_before(manager, iro, child):
    before = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=before, from_on=date(2026, 11, 20))
    allocate(child=child, officer=iro, from_on=TODAY, reason="Sibling's IRO", by=manager, at=AT)
    lines = allocations_of(child)
    assert [(line.officer_code, line.to_on) for line in lines] == [(iro.code, None), (before.code, date(2026, 11, 22))]
    assert latest_event(child).facts["before"] == before.code


@pytest.mark.parametrize("kind", list(InvolvementKind))
def test_nobody_reviews_a_child_on_whose_case_they_worked(manager, iro, child, kind):
    InvolvementFactory(child=child, worker=iro, kind=kind, to_on=date(2020, 1, 1))
    with pytest.raises(UnableToAllocate, match="may not be their IRO"):
        allocate(child=child, officer=iro, from_on=TODAY, by=manager, at=AT)
    assert events_of(child_stream(child.pk)) == []


@pytest.mark.parametrize("told_by_the_mother", [False, True])
def test_a_mother_in_care_and_her_child_have_different_iros(manager, iro, child, told_by_the_mother):
    mother = ChildFactory(in_care_since=date(2024, 1, 1))
    AllocationFactory(child=mother, officer=iro)
    if told_by_the_mother:
        RelationshipFactory(child=mother, kind="own_child", related_child=child)
    else:
        RelationshipFactory(child=child, kind="mother", related_child=mother)
    with pytest.raises(UnableToAllocate, match="different IROs"):
        allocate(child=child, officer=iro, from_on=TODAY, by=manager, at=AT)
    AllocationFactory(child=child, officer=(second := PersonFactory(iro=True)))
    with pytest.raises(UnableToAllocate, match="different IROs"):
        allocate(child=mother, officer=second, from_on=TODAY, by=manager, at=AT)


def test_an_allocation_that_cannot_be(manager, iro, child):
    worker = PersonFactory(social_worker=True)
    for facts, said in (
        ({"officer": worker, "from_on": TODAY}, "does not hold the role"),
        ({"officer": worker, "from_on": TODAY, "role": "social_worker"}, "No child is allocated"),
    ):
        with pytest.raises(UnableToRecordAllocation, match=said):
            allocate(child=child, **facts, by=manager, at=AT)
    AllocationFactory(child=child, officer=iro, from_on=TODAY)
    with pytest.raises(UnableToRecordAllocation, match="already"):
        allocate(child=child, officer=iro, from_on=TODAY, by=manager, at=AT)
    with pytest.raises(UnableToRecordAllocation, match="later first day"):
        allocate(child=child, officer=PersonFactory(iro=True), from_on=TODAY, by=manager, at=AT)


def test_only_the_manager_allocates(iro, child):
    row = AllocationFactory(child=child, officer=iro)
    involvement = InvolvementFactory(child=child, worker=PersonFactory())
    kind = InvolvementKind.MANAGED_CASE
    for attempt in (
        lambda: allocate(child=child, officer=iro, from_on=TODAY, by=iro, at=AT),
        lambda: end_allocation(allocation=row, to_on=TODAY, reason="Left", by=iro, at=AT),
        lambda: arrange_cover(child=child, officer=iro, from_on=TODAY, to_on=TODAY, reason="Leave", by=iro, at=AT),
        lambda: record_involvement(child=child, worker=iro, kind=kind, from_on=TODAY, by=iro, at=AT),
        lambda: end_involvement(involvement=involvement, to_on=TODAY, by=iro, at=AT),
        lambda: candidates_for(iro, child, on=TODAY),
    ):
        with pytest.raises(UnableToPermit):
            attempt()
    outsider = PersonFactory(panel_member=True)
    with pytest.raises(UnableToPermit):
        record_pack_sent(allocation=row, sent_on=TODAY, by=outsider, at=AT)
    with pytest.raises(UnableToPermit):
        record_child_told(allocation=row, told_on=TODAY, by=outsider, at=AT)


def test_an_allocation_ends_for_a_reason(manager, iro, child):
    row = AllocationFactory(child=child, officer=iro, from_on=date(2026, 11, 20))
    for to_on, reason, said in ((TODAY, "", "why"), (date(2026, 11, 1), "Left", "began on 20/11/2026")):
        with pytest.raises(UnableToRecordAllocation, match=said):
            end_allocation(allocation=row, to_on=to_on, reason=reason, by=manager, at=AT)
    end_allocation(allocation=allocation_of(child, row.pk), to_on=TODAY, reason="Left", by=manager, at=AT)
    assert current_allocation(child, on=date(2026, 11, 24)) is None
    assert latest_event(child).facts["reason"] == "Left"
    row.refresh_from_db()
    with pytest.raises(UnableToRecordAllocation, match="has ended"):
        end_allocation(allocation=row, to_on=date(2026, 12, 1), reason="Left", by=manager, at=AT)


def test_another_officer_covers_for_a_while(manager, iro, child):
    AllocationFactory(child=child, officer=iro)
    stand_in = PersonFactory(iro=True)
    days = {"from_on": TODAY, "to_on": date(2026, 12, 4)}
    arrange_cover(child=child, officer=stand_in, **days, reason="Leave", by=manager, at=AT)
    assert officers_of([child.pk], on=TODAY)[child.pk].officer_code == stand_in.code
    assert officers_of([child.pk], on=date(2026, 12, 5))[child.pk].officer_code == iro.code
    assert current_allocation(child, on=TODAY).officer == iro
    assert latest_event(child).kind == "allocation.cover_arranged"
    for officer, reason, said in ((stand_in, "Leave", "already"), (iro, "Leave", "already"), (iro, " ", "reason")):
        with pytest.raises(UnableToRecordAllocation, match=said):
            arrange_cover(child=child, officer=officer, **days, reason=reason, by=manager, at=AT)


def test_the_pack_is_sent_and_the_child_is_told(iro, child):
    row = AllocationFactory(child=child, officer=iro)
    record_pack_sent(allocation=row, sent_on=TODAY, by=PersonFactory(business_support=True), at=AT)
    record_child_told(allocation=row, told_on=TODAY, by=iro, at=AT)
    line = allocations_of(child)[0]
    assert (line.pack_sent_on, line.child_told_on) == (TODAY, TODAY)
    assert latest_event(child).kind == "allocation.child_told"
    with pytest.raises(UnableToRecordAllocation, match="lies ahead"):
        record_pack_sent(allocation=row, sent_on=date(2026, 11, 24), by=iro, at=AT)


def test_how_a_worker_is_involved(manager, iro, child):
    worker = PersonFactory(name="Worker")
    facts = {"child": child, "kind": InvolvementKind.SOCIAL_WORKER, "from_on": TODAY}
    row = record_involvement(worker=worker, **facts, by=manager, at=AT)
    assert latest_event(child).kind == "allocation.involvement_recorded"
    AllocationFactory(child=child, officer=iro)
    for person, said in ((worker, "already"), (iro, "is the child's IRO")):
        with pytest.raises(UnableToRecordInvolvement, match=said):
            record_involvement(worker=person, **facts, by=manager, at=AT)
    with pytest.raises(UnableToRecordInvolvement, match="end before it begins"):
        record_involvement(worker=manager, **facts, to_on=date(2026, 1, 1), by=manager, at=AT)
    with pytest.raises(UnableToRecordInvolvement, match="began on"):
        end_involvement(involvement=row, to_on=date(2026, 1, 1), by=manager, at=AT)
    end_involvement(involvement=involvement_of(child, row.pk), to_on=TODAY, by=manager, at=AT)
    assert [(line.worker, line.to_on) for line in involvements_of(child)] == [("Worker", TODAY)]
    for find in (allocation_of, involvement_of):
        with pytest.raises(UnableToFindAllocation):
            find(ChildFactory(), row.pk)


@pytest.mark.parametrize(
    "breach",
    [
        lambda child: AllocationFactory(child=child, officer=PersonFactory()),
        lambda child: AllocationFactory(child=child, officer=PersonFactory(), to_on=date(2000, 1, 1)),
        lambda child: InvolvementFactory(child=child, worker=PersonFactory(), to_on=date(2000, 1, 1)),
        lambda child: InvolvementFactory.create_batch(2, child=child, worker=PersonFactory()),
    ],
)
def test_the_database_refuses(child, iro, breach):
    AllocationFactory(child=child, officer=iro)
    with pytest.raises(IntegrityError):
        breach(child)
