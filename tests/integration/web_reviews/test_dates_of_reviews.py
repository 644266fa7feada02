"""Pages of early and late reviews, the what-if, bookings together, the log, and the diary by month."""

from datetime import date, time

import pytest
from django.urls import reverse

from openiro.people.models import User
from openiro.reviews.models import EarlyReview, LatenessRequest, Review
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.checks import NeedFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.scheduling import EarlyReviewFactory, LatenessRequestFactory, ReschedulingFactory
from tests.integration.web_reviews.conftest import browser, on_day, value_of, words


def to(name: str, child, *more) -> str:
    return reverse(f"reviews:{name}", args=[child.reference, *more])


def booking(day: date, **more) -> dict[str, str]:
    return on_day("planned_on", day) | {"planned_time": "10am", "place": "Home", "mode": "in_person"} | more


@pytest.fixture
def tom(child, ada):
    """Rose's brother, whom Ada reviews too."""
    tom = ChildFactory(given_name="Tom", family_name="Bell", code="C78", in_care_since=date(2026, 11, 4))
    AllocationFactory(child=tom, officer=ada)
    RelationshipFactory(child=child, sibling=True, related_child=tom, name="")
    return tom


def test_a_social_worker_asks_for_an_early_review_and_the_iro_declines_it(iro, child):
    worker = PersonFactory(social_worker=True)
    InvolvementFactory(child=child, worker=worker)
    page = to("early-ask", child)
    assert "Select what brings the review forward" in words(browser(worker).post(page, {"words": ""}))
    sent = on_day("happened_on", date(2026, 11, 27)) | {"trigger": "plan_change", "words": "Return home"}
    told = words(browser(worker).post(page, sent, follow=True))
    assert "The IRO is told that an early review is needed." in told
    assert "Return home" in told
    assert "A significant change of the care plan is proposed" in words(iro.get("/"))
    early = EarlyReview.objects.get()
    done = words(iro.post(to("early-decline", child, early.pk), {"reason": "Nothing has changed"}, follow=True))
    assert "Nothing has changed" in done
    assert browser(worker).get(to("early-decline", child, early.pk)).status_code == 403


def test_only_triggers_that_concern_the_child_are_offered_and_both_limbs_are_asked(iro, child):
    page = to("early-ask", child)
    offered = words(iro.get(page))
    assert "Accommodation is to stop" in offered
    assert "The child in care is detained" not in offered
    sent = on_day("happened_on", date(2026, 11, 30)) | {"trigger": "accommodation_to_end"}
    assert "Say whether nobody with parental responsibility takes over" in words(iro.post(page, sent))
    refused = words(iro.post(page, sent | {"nobody_takes_over": "False"}))
    assert "the law does not bring the review forward" in refused
    iro.post(page, sent | {"nobody_takes_over": "True"})
    assert EarlyReview.objects.get().needed_by == date(2026, 11, 30)


def test_a_booking_after_the_day_on_which_an_early_review_is_needed_is_told_so(iro, ada, child):
    EarlyReviewFactory(child=child, asked_by=ada, needed_by=date(2026, 11, 25))
    said = words(iro.post(to("review-plan", child), booking(date(2026, 11, 26), check="1")))
    assert "Too late" in said
    assert "The placement is at risk of breaking down: needed by 25 November 2026." in said


def test_a_late_review_goes_from_the_iro_to_the_manager_to_the_head(iro, manager, ada, child):
    head = PersonFactory()
    RoleHeldFactory(user=head, role="head_of_service")
    page = to("lateness-ask", child)
    assert "The last day in law is 1 December 2026" in words(
        iro.post(page, on_day("expected_on", date(2026, 12, 1)) | {"reason": "court"})
    )
    sent = on_day("expected_on", date(2026, 12, 8)) | {"reason": "court", "words": "The hearing"}
    assert "The request is sent to the manager." in words(iro.post(page, sent, follow=True))
    assert browser(head).get(to("dates", child)).status_code == 404
    request = LatenessRequest.objects.get()
    decide = to("lateness-decide", child, request.pk)
    assert decide in words(manager.get("/"))
    assert iro.get(decide).status_code == 403
    assert "The hearing" in words(manager.get(decide))
    assert "Say what is to be done" in words(manager.post(decide, {"decision": "refused"}))
    told = words(manager.post(decide, {"decision": "approved"}, follow=True))
    assert "Approved. The head of service is told." in told
    today = words(browser(head).get("/"))
    assert "Rose Bell" in today
    assert "Court timetable" in today
    assert "The hearing" in words(browser(head).get(to("lateness", child, request.pk)))


def test_a_reason_that_was_given_with_the_request_is_not_asked_when_booking(iro, ada, child):
    LatenessRequestFactory(child=child, asked_by=ada)
    done = words(iro.post(to("review-plan", child), booking(date(2026, 12, 7)), follow=True))
    assert "this is 4 working days after it." in done
    assert Review.objects.get(child=child).late_reason == "court"


def test_a_request_that_was_decided_leads_to_what_was_decided(manager, ada, ben, child):
    request = LatenessRequestFactory(
        child=child, asked_by=ada, decision="approved", decided_by=ben, decided_at="2026-11-20T10:00:00Z"
    )
    said = words(manager.get(to("lateness-decide", child, request.pk), follow=True))
    assert "Approved" in said
    assert "Approve or solve it" not in said


def test_the_what_if_says_when_the_next_falls_due_and_changes_nothing(iro, child):
    page = to("what-if", child)
    said = words(iro.get(page, on_day("held_on", date(2026, 11, 26))))
    assert "Held on this day, the next falls due by Friday 26 February 2027." in said
    assert "this is 3 working days before it." in said
    assert f"{to('review-plan', child)}?day=2026-11-26" in said
    assert value_of(iro.get(f"{to('review-plan', child)}?day=2026-11-26"), "planned_on-day") == "26"
    assert "this is 4 working days after it." in words(iro.get(page, on_day("held_on", date(2026, 12, 7))))
    assert "must be today or in the future" in words(iro.get(page, on_day("held_on", date(2026, 11, 20))))
    assert not Review.objects.exists()


def test_the_day_is_checked_before_it_is_booked(iro, ada, child):
    other = ChildFactory(given_name="Kit", family_name="Reed", in_care_since=date(2026, 11, 3))
    AllocationFactory(child=other, officer=ada)
    ReviewFactory(child=other, planned=True, planned_on=date(2026, 12, 25), planned_time=time(9, 30), place="School")
    said = words(iro.post(to("review-plan", child), booking(date(2026, 12, 25), late_reason="court", check="1")))
    assert "Christmas Day" in said
    assert "Christmas holidays, 21 December 2026 to 1 January 2027" in said
    assert "Ada Fern has another review at 9:30am: Kit Reed." in said
    assert not Review.objects.filter(child=child).exists()


def test_brothers_and_sisters_are_booked_together(iro, child, tom):
    page = to("review-plan", child)
    assert "Tom Bell" in words(iro.get(page))
    told = words(iro.post(page, booking(date(2026, 11, 26), together="C78"), follow=True))
    assert "A review is booked at the same time for Tom Bell too." in told
    assert {(each.planned_on, each.place) for each in Review.objects.all()} == {(date(2026, 11, 26), "Home")}
    assert "has another review" not in told
    diary = words(iro.get(f"{reverse('reviews:diary')}?week=2026-11-23"))
    assert "Together with Tom Bell" in diary
    assert "Clash" not in diary


def test_a_sibling_for_whom_the_day_is_late_is_not_taken_along(iro, child, tom):
    ReviewFactory(child=child, held_on=date(2026, 11, 20))
    refused = words(iro.post(to("review-plan", child), booking(date(2026, 12, 10), together="C78")))
    assert "The last day in law for Tom Bell is 2 December 2026" in refused


def test_a_sibling_of_another_iro_is_named_and_not_offered(cleo, child):
    other = ChildFactory(given_name="Ivy", family_name="Bell", code="C79", in_care_since=date(2026, 11, 4))
    AllocationFactory(child=other, officer=PersonFactory(iro=True, name="Gus Hale"))
    RelationshipFactory(child=other, sibling=True, related_child=child, name="")
    page = to("review-plan", child)
    said = words(browser(cleo).get(page))
    assert "Ivy Bell: reviewed by Gus Hale." in said
    browser(cleo).post(page, booking(date(2026, 11, 26), together="C79"))
    assert not Review.objects.filter(child=other).exists()


def test_another_day_needs_its_reason_and_stands_in_the_log(iro, child, planned):
    page = to("review-replan", child, planned.pk)
    seen = value_of(iro.get(page), "seen")
    assert "Select why the day changes" in words(iro.post(page, booking(date(2026, 11, 26), seen=seen)))
    iro.post(page, booking(date(2026, 11, 26), seen=seen, moved_reason="child_asked"))
    log = words(iro.get(reverse("reviews:rescheduling-log")))
    assert "Rose Bell" in log
    assert "The child asked for another day" in log
    assert "No review was moved" in words(iro.get(f"{reverse('reviews:rescheduling-log')}?reason=room"))
    assert "The child asked for another day" in words(iro.get(to("dates", child)))


def test_the_log_shows_what_people_wrote_to_those_who_may_read_it(iro, ada, cleo, planned):
    ReschedulingFactory(review=planned, moved_by=ada, words="Was in hospital")
    log = reverse("reviews:rescheduling-log")
    assert "Was in hospital" in words(iro.get(log))
    assert "Was in hospital" not in words(browser(cleo).get(log))


def month(person: User, **query) -> str:
    return words(browser(person).get(reverse("reviews:diary-month"), query))


def test_an_iro_sees_the_month_by_name_with_holidays_and_last_days(ada, child, tom):
    ReviewFactory(child=tom, planned=True, planned_on=date(2026, 12, 2), planned_time=time(14, 30), chaired_by=ada)
    said = month(ada, month="2026-12")
    assert "2:30pm, Tom Bell" in said
    assert "Last day" in said
    assert "Christmas holidays" in said
    assert "Bank holiday: Christmas Day" in said


def test_a_service_sees_the_month_in_numbers_until_an_iro_is_chosen(ada, ben, child, planned, tom):
    numbers = month(ben, month="2026-11")
    assert "1 review" in numbers
    assert "Rose Bell" not in numbers
    assert "Rose Bell" in month(ben, month="2026-11", iro=ada.code)
    assert "December 2026" in month(ben, month="2026-12")
    assert "November 2026" in month(ben, month="nonsense"), "this month"


def test_a_child_who_needs_more_time_is_given_it_in_the_diary(iro, ada, child):
    other = ChildFactory(given_name="Kit", family_name="Reed", in_care_since=date(2026, 11, 3))
    AllocationFactory(child=other, officer=ada)
    at = {"planned_on": date(2026, 11, 26), "planned_time": time(11, 15), "place": "Home", "mode": "in_person"}
    ReviewFactory(child=other, planned=True, **at)
    page, thought_of = to("review-plan", child), booking(date(2026, 11, 26), check="1")
    said = words(iro.post(page, thought_of))
    assert "More time" not in said
    assert "has another review" not in said
    NeedFactory(child=child, kind="communication", words="Makaton")
    said = words(iro.post(page, thought_of))
    assert "allow 1 hour 30 minutes" in said
    assert "Ada Fern has another review at 11:15am: Kit Reed." in said
    assert "Makaton" not in said
