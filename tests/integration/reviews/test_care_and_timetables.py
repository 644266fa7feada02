"""What happens in care moves the next review at once; what is kept for speed is what the rules give."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openiro.allocation.queries import allocations_of
from openiro.children.actions import CareFacts, ChildFacts, EpisodeFacts
from openiro.children.queries import episode_of
from openiro.core.actions import set_setting
from openiro.core.queries import events_of
from openiro.domain.timetable import TimetableStatus
from openiro.people.actions import service_account
from openiro.people.queries import UnableToAddBankHoliday, UnableToPermit
from openiro.reviews.actions import (
    change_care,
    child_enters_care,
    correct_episode,
    end_care_period,
    proclaim_bank_holiday,
    refresh_every_timetable,
    refresh_timetables,
    start_care_period,
)
from openiro.reviews.models import ReviewTimetable
from openiro.reviews.queries import coverage_from, faults_in_timetables, review_ahead, reviews_of
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, EpisodeFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FOSTERED = CareFacts(legal_status="V2", placement="U6", need="N1")

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def timetable_of(child):
    row = ReviewTimetable.objects.get(child=child)
    return (row.next_due_on, row.rule, row.place, row.reviews_held)


def test_a_child_whom_nobody_knew_enters_care(manager):
    facts = ChildFacts(code="100", born_on=date(2016, 3, 1), sex="M")
    child = child_enters_care(facts=facts, started_on=TODAY, care=FOSTERED, by=manager, at=AT)
    assert timetable_of(child) == (date(2026, 12, 21), "review.first", 1, 0)


def test_a_child_who_comes_back_starts_a_new_sequence(manager):
    child = ChildFactory(
        in_care_since=date(2026, 1, 5), in_care_since__ended_on=date(2026, 5, 1), in_care_since__reason_ended="E4A"
    )
    ReviewFactory(child=child, held_on=date(2026, 1, 30))
    start_care_period(child=child, started_on=TODAY, care=FOSTERED, by=manager, at=AT)
    assert timetable_of(child) == (date(2026, 12, 21), "review.first", 1, 0)


def test_a_placement_for_adoption_starts_its_own_clock(manager):
    child = ChildFactory(in_care_since=date(2026, 6, 1))
    ReviewFactory(child=child, held_on=date(2026, 6, 26))
    assert timetable_of(child) == (date(2026, 9, 26), "review.second", 2, 1)
    placed = CareFacts(legal_status="E1", placement="A5", need="N1")
    change_care(child=child, changed_on=date(2026, 9, 1), care=placed, by=manager, at=AT)
    assert timetable_of(child) == (date(2026, 9, 29), "adoption.first", 1, 1)


def test_short_breaks_have_their_own_clock():
    child = ChildFactory(in_care_since=date(2026, 6, 1), in_care_since__short_breaks=True)
    assert timetable_of(child) == (date(2026, 9, 1), "short_breaks.first", 1, 0)


def test_with_the_end_of_care_nothing_is_due_any_more(manager):
    child = ChildFactory(in_care_since=date(2026, 6, 1))
    AllocationFactory(child=child, officer=PersonFactory(iro=True))
    ReviewFactory(child=child, planned=True)
    end_care_period(child=child, ended_on=TODAY, reason_ended="E4A", by=manager, at=AT)
    assert not ReviewTimetable.objects.exists()
    assert review_ahead(child) is None
    assert [line.to_on for line in allocations_of(child)] == [TODAY]
    assert reviews_of(child, on=TODAY).timetable.status is TimetableStatus.NOT_REQUIRED


def test_a_corrected_start_moves_the_first_review(manager):
    child = ChildFactory(in_care_since=date(2026, 11, 16))
    facts = EpisodeFacts(date(2026, 11, 2), "S", "V2", "N1", "U6")
    correct_episode(episode=episode_of(child, date(2026, 11, 16)), facts=facts, reason="Told late", by=manager, at=AT)
    assert timetable_of(child)[0] == date(2026, 11, 30)


def test_care_begun_before_the_first_return_has_no_known_due_date_until_a_review():
    child = ChildFactory(in_care_since=date(2020, 6, 1))
    set_setting(key="coverage_from", value="2024-04-01", by=service_account(), at=AT)
    assert coverage_from() == date(2024, 4, 1)
    assert refresh_every_timetable() == 1
    assert timetable_of(child) == (None, "", 1, 0)
    ReviewFactory(child=child, held_on=date(2026, 6, 1))
    assert timetable_of(child) == (date(2026, 12, 1), "review.later", 2, 1)


def test_a_start_beyond_the_calendar_leaves_the_due_date_unknown():
    child = ChildFactory(in_care_since=date(1980, 6, 1))
    assert timetable_of(child)[0] is None


def test_a_proclaimed_bank_holiday_moves_the_due_dates_that_are_kept(manager):
    child = ChildFactory(in_care_since=date(2026, 11, 16))
    refresh_timetables([child.pk])
    due_on = timetable_of(child)[0]
    moved = proclaim_bank_holiday(on=date(2026, 12, 1), title="Day of thanks", by=manager, at=AT)
    assert moved == 1
    assert timetable_of(child)[0] == due_on + timedelta(days=1)
    assert events_of("service", limit=1)[0].kind == "core.bank_holiday_added"
    with pytest.raises(UnableToAddBankHoliday, match="1 December 2026 is a bank holiday already"):
        proclaim_bank_holiday(on=date(2026, 12, 1), title="Again", by=manager, at=AT)
    with pytest.raises(UnableToAddBankHoliday, match="years that are known"):
        proclaim_bank_holiday(on=date(2060, 6, 1), title="Far", by=manager, at=AT)
    with pytest.raises(UnableToPermit):
        proclaim_bank_holiday(on=date(2026, 12, 2), title="Mine", by=PersonFactory(iro=True), at=AT)


def test_what_is_kept_is_checked_and_refreshed_in_as_many_queries_for_many(django_assert_max_num_queries):
    children = ChildFactory.create_batch(12, in_care_since=date(2026, 6, 1))
    assert list(faults_in_timetables()) == []
    ReviewTimetable.objects.filter(child=children[0]).delete()
    ReviewTimetable.objects.filter(child=children[1]).update(next_due_on=TODAY)
    ReviewTimetable.objects.create(child=ChildFactory())
    assert len(list(faults_in_timetables())) == 3
    with django_assert_max_num_queries(12):
        assert refresh_timetables([row.pk for row in ChildFactory._meta.model.objects.all()]) == 3
    assert list(faults_in_timetables()) == []


def test_a_childs_reviews_take_the_same_queries_for_many(django_assert_max_num_queries):
    child = ChildFactory(in_care_since=date(2015, 6, 1), in_care_since__full_care_order=True)
    EpisodeFactory(child=child, started_on=date(2020, 1, 1), reason_started="P")
    for year in range(2016, 2027):
        ReviewFactory(child=child, held_on=date(year, 6, 1))
    with django_assert_max_num_queries(9):
        found = reviews_of(child, on=TODAY)
    assert [line.held_on.year for line in found.reviews] == list(range(2026, 2015, -1))
    assert found.timetable.due_on == date(2026, 12, 1)
    assert found.timetable.working_days_left == 6
