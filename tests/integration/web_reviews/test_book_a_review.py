"""A review is booked, booked anew and cancelled, against the last day in law."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.reviews.models import Review
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import TODAY, browser, on_day, value_of, words


@pytest.fixture
def plan(child):
    return reverse("reviews:review-plan", args=[child.reference])


@pytest.fixture
def replan(child, planned):
    return reverse("reviews:review-replan", args=[child.reference, planned.pk])


def booking(day: date, **more) -> dict[str, str]:
    return on_day("planned_on", day) | {"planned_time": "2:30pm", "place": "Library", "mode": "hybrid"} | more


def test_the_page_says_the_last_day_and_the_rule(iro, plan):
    said = words(iro.get(plan))
    assert "Tuesday 1 December 2026" in said
    assert "6 working days left" in said
    assert "Care Planning, Placement and Case Review (England) Regulations 2010, reg 33(1)." in said
    assert "Why must it be late?" not in said


def test_a_booking_says_how_far_before_the_last_day_it_is(iro, plan, child):
    done = words(iro.post(plan, booking(date(2026, 11, 26)), follow=True))
    assert "Booked for Thursday 26 November 2026, 2:30pm." in done
    assert "The last day in law is 1 December 2026; this is 3 working days before it." in done
    review = Review.objects.get(child=child)
    assert (review.planned_on, review.planned_time, review.place) == (date(2026, 11, 26), time(14, 30), "Library")


def test_a_day_after_the_last_one_needs_a_coded_reason(iro, plan, child):
    refused = words(iro.post(plan, booking(date(2026, 12, 3))))
    assert "The last day in law is 1 December 2026. Choose an earlier day, or select why it must be late" in refused
    assert "Why must it be late?" in refused
    assert 'value="Library"' in refused
    done = words(iro.post(plan, booking(date(2026, 12, 3), late_reason="court"), follow=True))
    assert "this is 2 working days after it." in done
    assert "Booked after the last day" in done
    assert "Why it must be late: court timetable" in done
    assert Review.objects.get(child=child).late_reason == "court"


def test_where_the_last_day_is_past_no_earlier_day_is_asked_for(ada, plan):
    with time_machine.travel(datetime(2026, 12, 2, 9, tzinfo=UTC), tick=False):
        refused = words(browser(ada).post(plan, booking(date(2026, 12, 3))))
    assert "The last day in law was 1 December 2026. Select why it must be late" in refused


def test_a_reason_for_lateness_is_not_kept_where_the_day_is_in_time(iro, plan, child):
    iro.post(plan, booking(date(2026, 12, 1), late_reason="court"))
    assert Review.objects.get(child=child).late_reason == ""


def test_a_past_day_and_a_time_that_is_none_are_refused(iro, plan):
    said = words(iro.post(plan, booking(date(2026, 11, 20), planned_time="teatime")))
    assert "The date must be today or in the future" in said
    assert "must be a time, such as 9:30am or 14:30" in said
    assert not Review.objects.exists()


def test_a_second_booking_is_led_to_the_first(iro, plan, planned):
    told = words(iro.post(plan, booking(date(2026, 11, 26)), follow=True))
    assert "A review is booked already, for Monday 23 November 2026. Change that one." in told
    assert Review.objects.count() == 1


def test_a_clash_of_the_iro_is_told(iro, plan, ada):
    other = ChildFactory(given_name="Tom", family_name="Reed", in_care_since=date(2026, 11, 3))
    AllocationFactory(child=other, officer=ada)
    ReviewFactory(child=other, planned=True, planned_on=date(2026, 11, 26), planned_time=time(14, 30))
    told = words(iro.post(plan, booking(date(2026, 11, 26)), follow=True))
    assert "Ada Fern has another review at 2:30pm that day: Tom Reed." in told


def test_a_booking_is_changed_and_the_history_tells_before_and_after(iro, replan, child, planned):
    seen = planned_mark(iro, replan)
    iro.post(replan, booking(date(2026, 11, 27), seen=seen, moved_reason="child_asked"))
    planned.refresh_from_db()
    assert planned.planned_on == date(2026, 11, 27)
    event = events_of(child_stream(child.pk), limit=1)[0]
    assert (event.kind, event.facts["before"]["planned_on"]) == ("reviews.replanned", "2026-11-23")


def planned_mark(client, page) -> str:
    return value_of(client.get(page), "seen")


def test_the_second_of_two_people_is_told_before_the_booking_changes_again(iro, cleo, replan, planned):
    seen = planned_mark(iro, replan)
    browser(cleo).post(replan, booking(date(2026, 11, 25), seen=seen, moved_reason="room"))
    told = words(iro.post(replan, booking(date(2026, 11, 30), seen=seen)))
    assert "Somebody changed this booking since you opened the page." in told
    assert 'value="25"' in told
    planned.refresh_from_db()
    assert planned.planned_on == date(2026, 11, 25)


def test_a_manager_cancels_for_a_reason_and_the_last_day_stays(manager, iro, child, planned):
    page = reverse("reviews:review-cancel", args=[child.reference, planned.pk])
    assert iro.get(page).status_code == 403
    assert "Say why this review is cancelled" in words(manager.post(page, {"reason": ""}))
    done = words(manager.post(page, {"reason": "other", "words": "Strike of drivers"}, follow=True))
    assert "The review is cancelled. The last day in law stays: book another one." in done
    assert "Strike of drivers" in done
    again = words(manager.post(page, {"reason": "room"}, follow=True))
    assert "The review is cancelled and cannot be cancelled." in again


def test_who_may_not_read_what_people_wrote_sees_no_reason(manager, cleo, child, planned):
    manager.post(
        reverse("reviews:review-cancel", args=[child.reference, planned.pk]),
        {"reason": "other", "words": "Strike of drivers"},
    )
    seen = words(browser(cleo).get(reverse("reviews:review", args=[child.reference, planned.pk])))
    assert "Strike of drivers" not in seen
    assert "Not shown to your role" in seen


def test_only_those_who_book_for_the_child_may(plan, replan, cleo):
    assert browser(cleo).get(replan).status_code == 200
    assert browser(PersonFactory(iro=True)).get(plan).status_code == 404
    assert browser(PersonFactory(panel_member=True)).get(plan).status_code == 403


def test_a_review_that_was_recorded_is_booked_no_more(iro, child):
    held = ReviewFactory(child=child, held_on=TODAY)
    told = words(iro.get(reverse("reviews:review-replan", args=[child.reference, held.pk]), follow=True))
    assert "The review is completed and cannot be planned." in told
