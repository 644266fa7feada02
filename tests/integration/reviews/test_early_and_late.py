"""Reviews brought forward, reviews that will be late, and what follows from each."""

from datetime import UTC, date, datetime

import pytest

from openiro.allocation.models import Reached
from openiro.allocation.queries import UnableToSeeChild, children_visible_to
from openiro.core.actions import child_stream
from openiro.core.models import Notice
from openiro.core.queries import events_of, faults_in_event_chains
from openiro.domain.early_reviews import UnableToAskForEarlyReview
from openiro.people.queries import UnableToPermit
from openiro.reviews.actions import (
    Arrangements,
    EarlyAsked,
    LatenessAsked,
    Moved,
    ReviewRecord,
    UnableToDecideLateness,
    ask_for_early_review,
    ask_for_lateness,
    decide_lateness,
    decline_early_review,
    end_care_period,
    plan_review,
    record_review,
    replan_review,
    withdraw_review,
)
from openiro.reviews.models import EarlyReview, LatenessRequest, Review
from openiro.reviews.queries import (
    early_reviews_of,
    late_reviews_reached,
    lateness_of,
    lateness_to_decide,
    open_early_reviews,
)
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, RoleHeldFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FIRST_DUE = date(2026, 12, 1)
LATE = date(2026, 12, 8)

pytestmark = pytest.mark.django_db


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


@pytest.fixture
def head():
    person = PersonFactory()
    RoleHeldFactory(user=person, role="head_of_service")
    return person


@pytest.fixture
def child(iro):
    """A child under section 20 whose first review is due on 1 December 2026."""
    child = ChildFactory(in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=iro)
    return child


@pytest.fixture
def worker(child):
    person = PersonFactory(social_worker=True)
    InvolvementFactory(child=child, worker=person)
    return person


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def record(day: date, **more) -> ReviewRecord:
    return ReviewRecord(day, "in_person", "PN1", completed_on=day, **more)


def ask_late(child, by, **more):
    return ask_for_lateness(child=child, asked=LatenessAsked(LATE, "court", **more), by=by, at=AT)


def test_a_social_worker_asks_for_an_early_review_and_the_iro_is_told(iro, worker, child):
    asked = EarlyAsked("plan_change", date(2026, 11, 27), words="Return home is thought of")
    early = ask_for_early_review(child=child, asked=asked, by=worker, at=AT)
    assert early.needed_by == date(2026, 11, 27)
    notice = Notice.objects.get()
    assert (notice.kind, notice.person) == ("early_review_asked", iro.code)
    assert "Return home" not in str(notice.facts)
    event = events_of(child_stream(child.pk), limit=1)[0]
    assert (event.kind, event.facts["trigger"]) == ("reviews.early_asked", "plan_change")
    assert "Return home" not in str(event.facts)
    assert [line.words for line in early_reviews_of(iro, child, on=TODAY)] == ["Return home is thought of"]


def test_what_has_happened_is_reviewed_within_the_councils_time(iro, child):
    early = ask_for_early_review(child=child, asked=EarlyAsked("missing", date(2026, 11, 20)), by=iro, at=AT)
    assert early.needed_by == date(2026, 12, 18)
    assert not Notice.objects.exists(), "who asked needs no telling"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (EarlyAsked("a_hunch", TODAY), "from the list"),
        (EarlyAsked("custody", TODAY), "concerns children under a care order"),
        (EarlyAsked("accommodation_to_end", TODAY, nobody_takes_over=False), "takes over"),
        (EarlyAsked("missing", date(2026, 12, 1)), "lies ahead"),
    ],
)
def test_an_early_review_that_cannot_be_asked_for(iro, child, asked, said):
    with pytest.raises(UnableToAskForEarlyReview, match=said):
        ask_for_early_review(child=child, asked=asked, by=iro, at=AT)


def test_the_same_is_asked_for_once(iro, child):
    asked = EarlyAsked("iro_asks", TODAY)
    ask_for_early_review(child=child, asked=asked, by=iro, at=AT)
    with pytest.raises(UnableToAskForEarlyReview, match="already"):
        ask_for_early_review(child=child, asked=asked, by=iro, at=AT)


def test_an_early_review_is_declined_by_the_iro_for_a_reason_and_once(iro, worker, child):
    early = ask_for_early_review(child=child, asked=EarlyAsked("welfare_concern", TODAY), by=worker, at=AT)
    with pytest.raises(UnableToPermit):
        decline_early_review(early=early, reason="No", by=worker, at=AT)
    with pytest.raises(UnableToAskForEarlyReview, match="Say why"):
        decline_early_review(early=early, reason=" ", by=iro, at=AT)
    decline_early_review(early=early, reason="Seen the same day; nothing new", by=iro, at=AT)
    assert open_early_reviews(iro, on=TODAY).total == 0
    with pytest.raises(UnableToAskForEarlyReview, match="declined on 23/11/2026"):
        decline_early_review(early=early, reason="Again", by=iro, at=AT)


def test_the_review_that_is_held_settles_what_was_asked_and_taken_back_opens_it_again(iro, manager, child):
    ask_for_early_review(child=child, asked=EarlyAsked("iro_asks", TODAY), by=iro, at=AT)
    review = record_review(child=child, record=record(date(2026, 11, 25)), by=iro, at=at(date(2026, 11, 25)))
    assert EarlyReview.objects.get().review == review
    withdraw_review(review=review, reason="Wrong child", by=manager, at=at(date(2026, 11, 26)))
    assert open_early_reviews(iro, on=TODAY).total == 1


def test_a_review_held_before_the_request_does_not_answer_it(iro, child):
    ask_for_early_review(child=child, asked=EarlyAsked("iro_asks", TODAY), by=iro, at=AT)
    record_review(child=child, record=record(date(2026, 11, 20)), by=iro, at=at(TODAY))
    assert open_early_reviews(iro, on=TODAY).total == 1


def test_an_end_of_care_closes_what_was_asked(manager, iro, child):
    ask_for_early_review(child=child, asked=EarlyAsked("iro_asks", TODAY), by=iro, at=AT)
    end_care_period(child=child, ended_on=TODAY, reason_ended="E4A", by=manager, at=AT)
    assert EarlyReview.objects.get().settled_how == "declined"


def test_lateness_is_asked_approved_and_reaches_the_head_until_the_review_is_held(iro, manager, head, child):
    request = ask_late(child, iro, words="The hearing is that day")
    assert [line.number for line in lateness_to_decide(manager, on=TODAY).shown] == [request.pk]
    assert not children_visible_to(head, on=TODAY).exists()
    decide_lateness(request=request, approve=True, words="Agreed", by=manager, at=AT)
    assert list(children_visible_to(head, on=TODAY)) == [child]
    assert [line.reason for line in late_reviews_reached(head, on=TODAY).shown] == ["court"]
    kinds = sorted(Notice.objects.values_list("kind", "person"))
    assert kinds == [
        ("lateness_approved", head.code),
        ("lateness_decided", iro.code),
        ("lateness_to_decide", manager.code),
    ]
    record_review(child=child, record=record(LATE), by=iro, at=at(LATE))
    assert Reached.objects.get().to_on == LATE
    assert not children_visible_to(head, on=date(2026, 12, 9)).exists()
    assert list(faults_in_event_chains()) == []


def test_the_reason_is_coded_once_from_the_request_to_the_record(iro, child):
    ask_late(child, iro)
    review = plan_review(child=child, arrangements=Arrangements(LATE), by=iro, at=AT)
    assert review.late_reason == "court"
    record_review(child=child, review=review, record=record(LATE), by=iro, at=at(LATE))
    assert Review.objects.get(pk=review.pk).late_reason == "court"


def test_a_review_never_booked_takes_its_reason_from_the_request(iro, child):
    ask_late(child, iro)
    assert record_review(child=child, record=record(LATE), by=iro, at=at(LATE)).late_reason == "court"


def test_a_booking_after_the_last_day_asks_the_manager_once(iro, manager, child):
    plan_review(child=child, arrangements=Arrangements(LATE, late_reason="reports_not_ready"), by=iro, at=AT)
    request = LatenessRequest.objects.get()
    assert (request.due_on, request.expected_on, request.reason) == (FIRST_DUE, LATE, "reports_not_ready")
    with pytest.raises(UnableToDecideLateness, match="asked already"):
        ask_late(child, iro)
    decide_lateness(request=request, approve=False, words="Hold it without the report", by=manager, at=AT)
    assert lateness_of(iro, child, on=TODAY)[0].decision_words == "Hold it without the report"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (LatenessAsked(FIRST_DUE, "court"), "is not late"),
        (LatenessAsked(LATE, "forgot"), "from the list"),
    ],
)
def test_a_lateness_that_cannot_be_asked_for(iro, child, asked, said):
    with pytest.raises(UnableToDecideLateness, match=said):
        ask_for_lateness(child=child, asked=asked, by=iro, at=AT)


def test_what_was_decided_or_overtaken_is_not_decided_again(iro, manager, child):
    request = ask_late(child, iro)
    with pytest.raises(UnableToDecideLateness, match="Say what is to be done"):
        decide_lateness(request=request, approve=False, by=manager, at=AT)
    record_review(child=child, record=record(date(2026, 11, 25)), by=iro, at=at(date(2026, 11, 25)))
    with pytest.raises(UnableToDecideLateness, match="held in the meantime"):
        decide_lateness(request=request, approve=True, by=manager, at=AT)
    assert lateness_to_decide(manager, on=TODAY).total == 0


def test_a_booking_in_time_leaves_nothing_to_decide(iro, manager, child):
    ask_late(child, iro)
    plan_review(child=child, arrangements=Arrangements(FIRST_DUE), by=iro, at=AT)
    assert lateness_to_decide(manager, on=TODAY).total == 0
    assert not lateness_of(iro, child, on=TODAY)[0].is_open


def test_the_booking_that_cannot_be_kept_does_not_answer_the_request_until_it_is_moved(iro, manager, child):
    review = plan_review(child=child, arrangements=Arrangements(FIRST_DUE), by=iro, at=AT)
    ask_late(child, iro)
    assert lateness_to_decide(manager, on=TODAY).total == 1
    assert lateness_of(iro, child, on=TODAY)[0].is_open
    moved = Moved("room")
    replan_review(review=review, arrangements=Arrangements(date(2026, 11, 27)), moved=moved, by=iro, at=AT)
    assert lateness_to_decide(manager, on=TODAY).total == 0


def test_only_the_manager_decides_and_only_the_childs_people_ask(iro, worker, child):
    request = ask_late(child, iro)
    with pytest.raises(UnableToPermit):
        decide_lateness(request=request, approve=True, by=iro, at=AT)
    with pytest.raises(UnableToPermit):
        ask_late(child, worker)
    with pytest.raises(UnableToSeeChild):
        ask_late(child, PersonFactory(iro=True))


def test_who_may_not_read_what_people_wrote_sees_the_codes_only(iro, child):
    ask_late(child, iro, words="His mother is in hospital")
    support = PersonFactory(business_support=True)
    assert [(line.reason, line.words) for line in lateness_of(support, child, on=TODAY)] == [("court", "")]
