"""A review recorded in one pass: three pages, nothing typed twice, nothing kept twice."""

import re
from datetime import date

import pytest
from django.urls import reverse

from openiro.core.actions import child_stream
from openiro.core.queries import events_of, readings_of
from openiro.reviews.models import ParentParticipation, Review, ReviewMeeting
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import TODAY, answers, browser, on_day, words


@pytest.fixture
def page(child):
    return reverse("reviews:review-record", args=[child.reference])


def hidden_fields(response):
    """What the page for checking sends on."""
    html = response.content.decode()
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html))


def test_the_form_knows_what_was_planned(iro, page, planned):
    said = words(iro.get(page))
    assert "Planned for 23 November 2026" in said
    assert 'name="held_on-day" type="text" value="23"' in said
    assert re.search(r'value="video" checked', said)
    assert "1 December 2026" in said
    assert "6 working days left" in said
    assert "First review: within 20 working days after care began (3 November 2026)." in said


def test_three_pages_from_the_form_to_the_record(iro, page, planned, ada, child):
    check = iro.post(page, answers(ada, review=planned.pk))
    said = words(check)
    assert "Check the record before it is kept" in said
    assert "Child attends and speaks for themselves" in said
    assert "Code PN1" in said
    assert "Not there, views not given: declined" in said
    assert "In time" in said
    assert "due by 1 December 2026" in said
    assert "Next review due by 23 February 2027" in said
    assert Review.objects.get(pk=planned.pk).held_on is None

    done = iro.post(page, hidden_fields(check) | {"confirmed": "1"}, follow=True)
    assert "The review of 23 November 2026 is recorded." in words(done)
    assert done.redirect_chain[-1][0] == reverse("reviews:review-participation", args=[child.reference, planned.pk])
    done = iro.get(reverse("reviews:review", args=[child.reference, planned.pk]))
    assert "Tuesday 23 February 2027" in words(done)
    assert "Second review: within 3 months after the first review (23 November 2026)." in words(done)
    assert "Recorded by Ada Fern on 23 November 2026 at 9am" in words(done)
    review = Review.objects.get(pk=planned.pk)
    assert (review.held_on, review.completed_on, review.participation_code) == (TODAY, TODAY, "PN1")
    assert (review.chaired_by, review.duration_minutes, review.late_reason) == (ada, 50, "")
    parents = {part.parent: (part.attended, part.views, part.reason) for part in ParentParticipation.objects.all()}
    assert parents == {"mother": (True, True, ""), "father": (False, False, "declined")}


def test_changing_an_answer_on_the_page_for_checking_loses_none_of_the_others(iro, page, planned, ada):
    check = iro.post(page, answers(ada, review=planned.pk))
    again = iro.post(page, hidden_fields(check) | {"again": "1"})
    assert "Check the answers" in words(again)
    assert 'value="50"' in words(again)
    assert re.search(r'value="PN1" checked', words(again))
    assert 'formaction="#id_father_part"' in check.content.decode()


def test_a_fault_is_told_and_nothing_that_was_typed_is_lost(iro, page, planned, ada):
    sent = answers(ada, review=planned.pk, father_reason="", duration_minutes="75")
    said = words(iro.post(page, sent))
    assert "There is a problem" in said
    assert '<a href="#id_father_reason">Select why the views of the father were not obtained</a>' in said
    assert 'value="75"' in said
    assert re.search(r'value="PN1" checked', said)


def test_a_button_pressed_twice_makes_one_review(iro, page, ada, child):
    sent = answers(ada) | {"confirmed": "1"}
    iro.post(page, sent)
    told = iro.post(page, sent, follow=True)
    assert Review.objects.filter(child=child).count() == 1
    assert "You recorded this review on 23 November 2026 at 9am. Nothing was recorded a second time." in words(told)


def test_the_second_of_two_people_is_told_who_was_quicker(iro, manager, page, planned, ada):
    iro.post(page, answers(ada, review=planned.pk) | {"confirmed": "1"})
    theirs = answers(ada, review=planned.pk, there_how="PN4") | on_day("held_on", date(2026, 11, 20))
    told = manager.post(page, theirs | {"confirmed": "1"}, follow=True)
    assert "Ada Fern recorded this review on 23 November 2026 at 9am. Nothing was recorded a second time." in words(
        told
    )
    assert Review.objects.get(pk=planned.pk).participation_code == "PN1"


def test_a_day_that_has_a_review_already_is_refused_before_the_check(iro, page, child, ada):
    ReviewFactory(child=child, held_on=date(2026, 11, 20))
    said = words(iro.post(page, answers(ada) | on_day("held_on", date(2026, 11, 20))))
    assert "A review on 20 November 2026 is recorded already. Check the day" in said


def test_a_child_under_four_is_not_asked_and_counts_as_such(iro, ada):
    child = ChildFactory(under_four=True, in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=ada)
    page = reverse("reviews:review-record", args=[child.reference])
    assert "Was the child there?" not in words(iro.get(page))
    iro.post(page, answers(ada) | {"confirmed": "1"})
    assert Review.objects.get(child=child).participation_code == "PN0"


def test_a_child_who_was_three_on_the_day_needs_no_answer_though_four_today(iro, ada):
    child = ChildFactory(born_on=date(2022, 11, 21), in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=ada)
    page = reverse("reviews:review-record", args=[child.reference])
    sent = answers(ada, attended="", there_how="") | on_day("held_on", date(2026, 11, 20)) | {"confirmed": "1"}
    iro.post(page, sent)
    assert Review.objects.get(child=child).participation_code == "PN0"


def test_views_of_a_child_who_was_not_there_are_asked_in_words(iro, page, ada, child):
    iro.post(page, answers(ada, attended="False", absent_how="PN6") | {"confirmed": "1"})
    assert Review.objects.get(child=child).participation_code == "PN6"


def test_a_late_review_asks_for_the_reason_and_keeps_it(iro, ada):
    child = ChildFactory(in_care_since=date(2026, 9, 1))
    AllocationFactory(child=child, officer=ada)
    page = reverse("reviews:review-record", args=[child.reference])
    assert "Why was it late?" in words(iro.get(page))
    refused = words(iro.post(page, answers(ada) | {"confirmed": "1"}))
    assert "The review was due by 29 September 2026. Select why it was late" in refused
    check = iro.post(page, answers(ada, late_reason="reports_not_ready"))
    assert "Reports not ready" in words(check)
    assert "Late" in words(check)
    iro.post(page, hidden_fields(check) | {"confirmed": "1"})
    assert Review.objects.get(child=child).late_reason == "reports_not_ready"


def test_a_series_of_meetings_is_completed_on_its_last_day(iro, page, ada, child):
    series = {"outcome": "series", "second_mode": "paper", "third_mode": ""}
    days = on_day("held_on", date(2026, 11, 16)) | on_day("second_on", date(2026, 11, 18)) | on_day("third_on", TODAY)
    check = iro.post(page, answers(ada, **series) | days)
    assert "Wednesday 18 November 2026: on paper, as one of a series of meetings" in words(check)
    iro.post(page, hidden_fields(check) | {"confirmed": "1"})
    review = Review.objects.get(child=child)
    assert (review.held_on, review.completed_on) == (date(2026, 11, 16), TODAY)
    kept = list(ReviewMeeting.objects.order_by("part").values_list("part", "held_on", "mode"))
    assert kept == [
        (1, date(2026, 11, 16), "in_person"),
        (2, date(2026, 11, 18), "paper"),
        (3, TODAY, "in_person"),
    ]


def test_meetings_of_a_series_stand_in_order(iro, page, ada):
    days = on_day("held_on", date(2026, 11, 18)) | on_day("second_on", date(2026, 11, 16))
    said = words(iro.post(page, answers(ada, outcome="series") | days))
    assert "The day of the second meeting must be on or after 18 November 2026" in said


def test_an_adjourned_review_is_recorded_with_what_was_missing(iro, page, ada, child):
    sent = answers(ada, outcome="adjourned", adjournment_reason="No health report") | {"confirmed": "1"}
    done = words(iro.post(page, sent, follow=True))
    review = Review.objects.get(child=child)
    assert (review.adjourned_on, review.adjournment_reason, review.completed_on) == (TODAY, "No health report", None)
    assert "To be completed by" in done
    assert "Monday 21 December 2026" in done
    kinds = [event.kind for event in events_of(child_stream(child.pk), limit=2)]
    assert kinds == ["reviews.adjourned", "reviews.recorded"]


def test_a_review_held_before_its_planned_day_asks_which_it_was(iro, page, child, ada):
    ahead = ReviewFactory(child=child, planned=True, planned_on=date(2026, 11, 27))
    assert "The one planned for 27 November 2026, held early" in words(iro.get(page))
    iro.post(page, answers(ada, review=ahead.pk, which="other") | {"confirmed": "1"})
    ahead.refresh_from_db()
    assert ahead.held_on is None
    assert Review.objects.filter(child=child).count() == 2


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (on_day("held_on", date(2026, 11, 24)), "The day it was held must be today or in the past"),
        (on_day("held_on", date(2026, 10, 1)), "The child was not looked after on 1 October 2026. Check the day"),
        ({"duration_minutes": "601"}, "How long it lasted must be 600 or fewer"),
        ({"there_how": "PN0"}, "Select how the child's views were given"),
        ({"there_how": "PN7"}, "Select how the child's views were given"),
        ({"mother_part": ""}, "Select what part the mother had"),
        ({"outcome": "adjourned"}, "Say what was missing"),
        ({"chaired_by": "nobody"}, "Select who chaired it"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(iro, page, ada, changes, fault):
    said = words(iro.post(page, answers(ada) | changes))
    assert fault in said
    assert not Review.objects.exists()


def test_only_those_who_review_the_child_may_record(page, cleo, child):
    stranger = PersonFactory(iro=True)
    assert browser(stranger).get(page).status_code == 404
    assert browser(cleo).get(page).status_code == 403
    assert browser(PersonFactory(social_worker=True)).get(page).status_code == 403


def test_opening_the_page_is_a_reading_of_the_record(iro, page, child, ada):
    iro.get(page)
    line = readings_of(child.pk)[0]
    assert (line.by, line.page) == (ada.code, "reviews:review-record")


def test_the_manager_says_why_before_the_record_opens(ben, page, child):
    answer = browser(ben).get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("children:reason", args=[child.reference]))
    assert readings_of(child.pk) == []


def test_each_page_asks_the_database_little(iro, page, planned, ada, django_assert_max_num_queries):
    iro.get(page)
    with django_assert_max_num_queries(15):
        iro.get(page)
    with django_assert_max_num_queries(15):
        iro.post(page, answers(ada, review=planned.pk))
