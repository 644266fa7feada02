"""The diary by week, the next review of one's own week, and the calendar that a telephone reads."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from openiro.core.actions import SERVICE_STREAM
from openiro.core.queries import events_of
from openiro.people.models import CalendarLink
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.court import ChildInCourtFactory, ProceedingsFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import TODAY, browser, value_of, words

DIARY = "/reviews/"


@pytest.fixture
def due_this_week(ada):
    """Tom Reed, whose first review is due on Friday and has no booking."""
    child = ChildFactory(given_name="Tom", family_name="Reed", code="C88", in_care_since=date(2026, 10, 30))
    AllocationFactory(child=child, officer=ada)
    return child


def test_a_week_shows_each_review_with_its_last_day(iro, planned):
    planned.planned_time, planned.place = time(10), "Library"
    planned.save()
    said = words(iro.get(DIARY))
    assert "23 November 2026 to 29 November 2026" in said
    assert "Monday 23 November" in said
    assert "Today" in said
    assert "10am" in said
    assert "Rose Bell" in said
    assert "Library" in said
    assert "By video" in said
    assert "1 Dec 2026" in said
    assert "6 working days left" in said


def test_a_booking_after_the_last_day_says_so(iro, child):
    ReviewFactory(child=child, planned=True, planned_on=date(2026, 12, 3))
    assert "Booked 2 working days late" in words(iro.get(DIARY, {"week": "2026-12-03"}))


def test_last_days_without_a_booking_stand_apart_with_the_way_to_book(iro, due_this_week):
    said = words(iro.get(DIARY))
    assert "Last days in law this week without a booking" in said
    assert "Friday 27 November" in said
    assert reverse("reviews:review-plan", args=[due_this_week.reference]) in said


def test_a_week_of_more_than_a_hundred_reviews_shows_the_first_and_asks_for_an_officer(manager, ada):
    for number in range(101):
        child = ChildFactory(in_care_since=date(2026, 11, 3))
        ReviewFactory(child=child, planned=True, planned_on=date(2026, 11, 23 + number % 5))
    said = words(manager.get(DIARY))
    assert "81 lines more are left out. Choose an IRO to see them." in said


def test_an_adjourned_review_stands_in_the_week_in_which_it_must_be_completed(iro, child):
    ReviewFactory(child=child, held_on=date(2026, 11, 6), adjourned=True)
    assert "Adjourned reviews to complete this week" in words(iro.get(DIARY, {"week": "2026-12-04"}))


def test_reviews_of_one_iro_within_an_hour_clash(iro, planned, due_this_week):
    planned.planned_time = time(10)
    planned.save()
    ReviewFactory(child=due_this_week, planned=True, planned_on=TODAY, planned_time=time(10, 45))
    said = words(iro.get(DIARY))
    assert "2 reviews clash" in said
    assert "Clash: also at 10:45am" in said
    assert "Clash: also at 10am" in said


def test_reviews_an_hour_apart_do_not_clash(iro, planned, due_this_week):
    planned.planned_time = time(10)
    planned.save()
    ReviewFactory(child=due_this_week, planned=True, planned_on=TODAY, planned_time=time(11))
    assert "Clash" not in words(iro.get(DIARY))


def test_bank_holidays_are_shown(iro):
    assert "Bank holiday: Christmas Day" in words(iro.get(DIARY, {"week": "2026-12-25"}))


def test_weeks_follow_each_other_and_nonsense_is_this_week(iro):
    html = iro.get(DIARY, {"week": "2026-12-09"}).content.decode()
    assert 'href="?week=2026-11-30"' in html
    assert 'href="?week=2026-12-14"' in html
    assert "23 November 2026 to 29 November 2026" in words(iro.get(DIARY, {"week": "0001-01-01"}))
    assert "7 December 2026" in words(iro.get(DIARY, {"week-day": "9", "week-month": "12", "week-year": "2026"}))


def test_the_whole_service_is_narrowed_to_one_iro(cleo, planned, ada):
    other = ChildFactory(given_name="Kit", family_name="Vane", in_care_since=date(2026, 11, 3))
    AllocationFactory(child=other, officer=PersonFactory(iro=True, name="Dora Quill"))
    ReviewFactory(child=other, planned=True, planned_on=TODAY)
    client = browser(cleo)
    everybody, one = words(client.get(DIARY)), words(client.get(DIARY, {"iro": ada.code}))
    assert "Kit Vane" in everybody
    assert "Rose Bell" in everybody
    assert "Rose Bell" in one
    assert "Kit Vane" not in one
    assert "Ada Fern:" in one


def test_an_iro_sees_their_own_children_only(iro):
    other = ChildFactory(given_name="Kit", family_name="Vane", in_care_since=date(2026, 11, 3))
    ReviewFactory(child=other, planned=True, planned_on=TODAY)
    assert "Kit Vane" not in words(iro.get(DIARY))


def test_the_diary_is_not_for_everybody():
    assert browser(PersonFactory(administrator=True)).get(DIARY).status_code == 403
    assert Client().get(DIARY).status_code == 302


def test_the_next_review_of_the_week_is_one_step_away(iro, planned):
    page = reverse("reviews:review", args=[planned.child.reference, planned.pk])
    assert iro.get(reverse("reviews:review-next"))["Location"] == page


def test_when_the_week_is_done_the_diary_says_so(iro):
    assert "Nothing else is booked in your week." in words(iro.get(reverse("reviews:review-next"), follow=True))


def made(client) -> str:
    """The private address that a person is shown once."""
    return value_of(client.post(reverse("reviews:diary-feed-link"), {"make": "1"}), "address")


def test_the_calendar_holds_initials_and_times_and_nothing_else(iro, planned, due_this_week):
    planned.planned_time, planned.place = time(14, 30), "12 Home Lane"
    planned.save()
    answer = Client().get(made(iro))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    events = {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert set(events) == {
        "Looked-after review: R. B.",
        "Last day for a looked-after review, none is booked: T. R.",
    }
    review = events["Looked-after review: R. B."]
    assert review.decoded("dtstart").replace(tzinfo=None) == datetime(2026, 11, 23, 14, 30)
    assert str(review.decoded("dtstart").tzinfo) == "Europe/London"
    for detail in (b"Rose", b"Bell", b"Home Lane", b"C77", b"http"):
        assert detail not in answer.content


def test_the_feed_of_somebody_who_sees_no_names_holds_numbers(planned):
    answer = Client().get(made(browser(PersonFactory(analyst=True))))
    assert b"Looked-after review: C77" in answer.content


def test_a_hearing_stands_in_the_calendar_of_those_who_may_see_work_in_court(iro, ada, planned):
    recorded = ProceedingsFactory(recorded_by=ada)
    ChildInCourtFactory(proceedings=recorded, child=planned.child, hearing=ada)
    events = Calendar.from_ical(Client().get(made(iro)).content).walk("VEVENT")
    hearing = next(each for each in events if "Court" in each["summary"])
    assert str(hearing["summary"]) == "Court hearing: R. B."
    assert hearing.decoded("dtstart") == date(2026, 12, 4)
    support = Client().get(made(browser(PersonFactory(business_support=True)))).content
    assert b"Looked-after review" in support
    assert b"Court" not in support


def test_a_withdrawn_link_a_replaced_link_and_a_wrong_key_find_nothing(iro):
    first = made(iro)
    second = made(iro)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    told = iro.post(reverse("reviews:diary-feed-link"), {"withdraw": "1"}, follow=True)
    assert "The link is withdrawn." in words(told)
    assert Client().get(second).status_code == 404
    assert Client().get(reverse("reviews:diary-feed", args=["x" * 43])).status_code == 404
    assert Client().post(second).status_code == 405


def test_whoever_is_kept_out_or_loses_the_role_loses_the_feed(iro, ada):
    address = made(iro)
    ada.roles_held.update(to_on=date(2026, 11, 22))
    assert Client().get(address).status_code == 404
    ada.roles_held.update(to_on=None)
    ada.is_active = False
    ada.save()
    assert Client().get(address).status_code == 404


def test_the_key_is_kept_as_a_hash_and_its_making_is_told(iro):
    key = made(iro).split("/")[-2]
    assert not CalendarLink.objects.filter(key_hash=key).exists()
    assert len(key) >= 43
    made(iro)
    iro.post(reverse("reviews:diary-feed-link"), {"withdraw": "1"})
    kinds = [event.kind for event in events_of(SERVICE_STREAM, limit=3)]
    assert kinds == ["people.calendar_link_withdrawn", "people.calendar_link_made", "people.calendar_link_made"]


def test_the_page_of_the_link_shows_no_address_again(iro):
    address = made(iro)
    said = words(iro.get(reverse("reviews:diary-feed-link")))
    assert "You have had a link since 23 November 2026 at 9am" in said
    assert address not in said


def test_each_page_asks_the_database_little(iro, planned, due_this_week, django_assert_max_num_queries):
    address = made(iro)
    iro.get(DIARY)
    with django_assert_max_num_queries(15):
        iro.get(DIARY)
    with django_assert_max_num_queries(15):
        Client().get(address)
