"""Brothers and sisters booked together, clashes of an IRO with the way between, and the log of what was moved."""

from datetime import UTC, date, datetime, time

import pytest

from openiro.people.models import User
from openiro.people.queries import policy_in_force
from openiro.reviews.actions import (
    Arrangements,
    LatenessAsked,
    Moved,
    UnableToPlanReview,
    ask_for_lateness,
    cancel_review,
    plan_review,
    plan_together,
    replan_review,
)
from openiro.reviews.models import Rescheduling, Review
from openiro.reviews.queries import (
    Booking,
    DiaryKind,
    ReschedulingFilters,
    clashes_with,
    clashing,
    diary,
    diary_counts,
    families_of,
    rescheduling_log,
    reschedulings_of,
    siblings_of,
)
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, DAY = date(2026, 11, 23), date(2026, 11, 26)
FIRST_DUE = date(2026, 12, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def child_of(officer: User, **more):
    child = ChildFactory(in_care_since=date(2026, 11, 3), **more)
    AllocationFactory(child=child, officer=officer)
    return child


@pytest.fixture
def rose(iro):
    return child_of(iro, code="C1")


@pytest.fixture
def tom(iro, rose):
    tom = child_of(iro, code="C2")
    RelationshipFactory(child=rose, sibling=True, related_child=tom, name="")
    return tom


def at_place(hour: int, place: str = "Home") -> Arrangements:
    return Arrangements(DAY, time(hour), place, "in_person")


def scheduling():
    return policy_in_force(on=TODAY).scheduling


def test_a_sibling_is_known_from_either_side(iro, rose, tom):
    assert families_of([rose.pk, tom.pk]) == dict.fromkeys([rose.pk, tom.pk], frozenset({rose.pk, tom.pk}))
    assert [line.code for line in siblings_of(iro, tom, on=TODAY)] == ["C1"]
    (line,) = siblings_of(iro, rose, on=TODAY)
    assert (line.due_on, line.working_days_left, line.can_be_booked_along) == (FIRST_DUE, 6, True)


def test_a_sibling_outside_the_scope_is_not_shown(iro, rose):
    other = child_of(PersonFactory(iro=True))
    RelationshipFactory(child=rose, sibling=True, related_child=other, name="")
    assert siblings_of(iro, rose, on=TODAY) == []
    (line,) = siblings_of(PersonFactory(business_support=True), rose, on=TODAY)
    assert not line.can_be_booked_along, "another IRO reviews them"


def test_one_booking_makes_a_review_for_each_and_is_no_clash(iro, rose, tom):
    plan_together(children=[rose, tom], arrangements=at_place(10), by=iro, at=AT)
    assert Review.objects.filter(planned_on=DAY, planned_time=time(10)).count() == 2
    entries = diary(iro, DAY, DAY, on=TODAY)
    assert len({entry.family for entry in entries if entry.kind is DiaryKind.PLANNED}) == 1
    assert clashing(entries, scheduling()) == {}


def test_all_of_them_are_booked_or_none(iro, rose, tom):
    plan_review(child=tom, arrangements=at_place(14), by=iro, at=AT)
    with pytest.raises(UnableToPlanReview, match="planned for 26/11/2026 already"):
        plan_together(children=[rose, tom], arrangements=at_place(10), by=iro, at=AT)
    assert not Review.objects.filter(child=rose).exists()


def test_children_of_different_iros_are_not_booked_together(manager, rose):
    other = child_of(PersonFactory(iro=True))
    with pytest.raises(UnableToPlanReview, match="different IROs"):
        plan_together(children=[rose, other], arrangements=at_place(10), by=manager, at=AT)


def test_the_way_between_two_reviews_is_kept_free(iro, rose):
    other = child_of(iro)
    planned = ReviewFactory(child=other, planned=True, planned_on=DAY, planned_time=time(10), place="School")
    near = Booking(DAY, time(11, 15), "Home", "in_person")
    assert [line.at for line in clashes_with(iro, rose, near, scheduling(), on=TODAY)] == [time(10)]
    assert clashes_with(iro, rose, Booking(DAY, time(11, 30), "Home"), scheduling(), on=TODAY) == []
    assert clashes_with(iro, rose, Booking(DAY, time(11), "Home", "video"), scheduling(), on=TODAY) == []
    far = Booking(DAY, time(11, 30), "Home", "in_person", travel=45)
    assert [line.code for line in clashes_with(iro, rose, far, scheduling(), on=TODAY)] == [other.code]
    same = Booking(DAY, time(10), "School", review_number=planned.pk)
    assert clashes_with(iro, other, same, scheduling(), on=TODAY) == [], "a booking does not clash with itself"


def test_clashes_of_the_diary_are_found_officer_by_officer(manager, iro, rose):
    second, others = child_of(iro), child_of(PersonFactory(iro=True))
    for child in (rose, second, others):
        plan_review(child=child, arrangements=at_place(10, f"Place {child.pk}"), by=manager, at=AT)
    found = clashing(diary(manager, DAY, DAY, on=TODAY), scheduling())
    numbers = set(Review.objects.filter(child__in=[rose, second]).values_list("pk", flat=True))
    assert set(found) == numbers


def test_a_day_that_changes_has_its_reason_and_stands_in_the_log(iro, manager, rose):
    review = plan_review(child=rose, arrangements=at_place(10), by=iro, at=AT)
    with pytest.raises(UnableToPlanReview, match="why the day changes"):
        replan_review(review=review, arrangements=Arrangements(FIRST_DUE), by=iro, at=AT)
    with pytest.raises(UnableToPlanReview, match="few words"):
        replan_review(review=review, arrangements=Arrangements(FIRST_DUE), moved=Moved("other"), by=iro, at=AT)
    replan_review(review=review, arrangements=Arrangements(DAY, time(11)), by=iro, at=AT)
    assert not Rescheduling.objects.exists(), "another hour of the same day is no rescheduling"
    moved = Moved("reports_not_ready", "Report is being written")
    replan_review(review=review, arrangements=Arrangements(FIRST_DUE), moved=moved, by=iro, at=AT)
    cancel_review(review=review, moved=Moved("booked_in_error"), by=manager, at=AT)
    cancelled, moved_line = reschedulings_of(iro, rose, on=TODAY)
    assert (moved_line.from_on, moved_line.to_on, moved_line.due_on) == (DAY, FIRST_DUE, FIRST_DUE)
    assert (moved_line.reason, moved_line.words) == ("reports_not_ready", "Report is being written")
    assert (cancelled.to_on, cancelled.authorised_by) == (None, manager.name)
    assert not moved_line.became_late


def test_the_log_of_the_service_is_narrowed(iro, manager, rose):
    for code, by in (("room", iro), ("child_asked", iro)):
        child = child_of(iro)
        review = plan_review(child=child, arrangements=at_place(10), by=by, at=AT)
        replan_review(review=review, arrangements=Arrangements(FIRST_DUE), moved=Moved(code), by=by, at=AT)
    others = child_of(PersonFactory(iro=True))
    review = plan_review(child=others, arrangements=at_place(10), by=manager, at=AT)
    cancel_review(review=review, moved=Moved("booked_in_error"), by=manager, at=AT)

    def reasons(user, **filters) -> list[str]:
        page = rescheduling_log(user, ReschedulingFilters(**filters), on=TODAY)
        assert page.total == len(page.lines)
        return [line.reason for line in page.lines]

    assert reasons(manager) == ["booked_in_error", "child_asked", "room"]
    assert reasons(iro) == ["child_asked", "room"]
    assert reasons(manager, reason="room") == ["room"]
    assert reasons(manager, cancelled_only=True) == ["booked_in_error"]
    assert reasons(manager, officer_code=iro.code) == ["child_asked", "room"]
    assert reasons(manager, from_on=date(2026, 11, 24)) == []
    assert reasons(manager, to_on=TODAY) == ["booked_in_error", "child_asked", "room"]


def test_who_may_not_read_what_people_wrote_sees_the_coded_reason_only(iro, rose):
    review = plan_review(child=rose, arrangements=at_place(10), by=iro, at=AT)
    moved = Moved("child_unavailable", "In hospital")
    replan_review(review=review, arrangements=Arrangements(FIRST_DUE), moved=moved, by=iro, at=AT)
    (line,) = reschedulings_of(PersonFactory(business_support=True), rose, on=TODAY)
    assert (line.reason, line.words) == ("child_unavailable", "")


def test_the_month_counts_bookings_and_last_days_without_one(manager, iro, rose, tom):
    plan_review(child=rose, arrangements=at_place(10), by=iro, at=AT)
    counts = diary_counts(manager, TODAY, date(2026, 12, 31), on=TODAY)
    assert {day: (each.planned, each.not_booked) for day, each in counts.items()} == {DAY: (1, 0), FIRST_DUE: (0, 1)}
    assert diary_counts(PersonFactory(iro=True), TODAY, date(2026, 12, 31), on=TODAY) == {}


def test_travel_of_the_iro_is_kept_and_held_to_what_can_be(iro, rose):
    how = Arrangements(DAY, travel_minutes=50, travel_miles=31)
    review = plan_review(child=rose, arrangements=how, by=iro, at=AT)
    assert (review.travel_minutes, review.travel_miles) == (50, 31)
    too_far = Arrangements(DAY, travel_minutes=601)
    with pytest.raises(UnableToPlanReview, match="0 to 600"):
        replan_review(review=review, arrangements=too_far, by=iro, at=AT)


def test_a_booking_that_goes_late_falls_under_an_approval_that_reaches_so_far(iro, rose):
    ask_for_lateness(child=rose, asked=LatenessAsked(date(2026, 12, 8), "court"), by=iro, at=AT)
    review = plan_review(child=rose, arrangements=Arrangements(date(2026, 12, 4)), by=iro, at=AT)
    assert rose.lateness_requests.get().review == review
