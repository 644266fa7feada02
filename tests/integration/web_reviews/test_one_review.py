"""The page of one review, and what follows its record."""

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
from tests.integration.web_reviews.conftest import TODAY, answers, browser, on_day, value_of, words

FRIDAY = date(2026, 11, 20)


def address(page: str, review) -> str:
    return reverse(f"reviews:{page}", args=[review.child.reference, review.pk])


@pytest.fixture
def held(child, ada):
    """Rose's first review, held on Friday and completed that day."""
    return ReviewFactory(child=child, held_on=FRIDAY, chaired_by=ada, recorded_by=ada, duration_minutes=80)


@pytest.fixture
def adjourned(child):
    return ReviewFactory(child=child, held_on=FRIDAY, adjourned=True)


def test_the_page_says_whether_it_was_in_time_and_when_the_next_falls_due(iro, held):
    said = words(iro.get(address("review", held)))
    assert "Review of 20 November 2026" in said
    assert "Rose Bell" in said
    assert "In time" in said
    assert "Due by 1 December 2026" in said
    assert "Next review due by" in said
    assert "Saturday 20 February 2027" in said
    assert "1 hour 20 minutes" in said
    assert "Child attends and speaks for themselves (PN1)" in said
    assert "Recorded by Ada Fern" in said


def test_from_the_review_back_to_the_child_and_on_to_the_next(iro, held):
    html = iro.get(address("review", held)).content.decode()
    assert f'href="{reverse("children:child", args=[held.child.reference])}"' in html
    assert f'href="{reverse("reviews:review-next")}"' in html


def test_each_state_offers_what_may_be_done_and_nothing_else(iro, manager, held, child, cleo):
    adjourned = ReviewFactory(child=child, held_on=date(2026, 11, 19), adjourned=True)
    assert "Correct the record" not in words(iro.get(address("review", held)))
    assert "Correct the record" in words(manager.get(address("review", held)))
    said = words(iro.get(address("review", adjourned)))
    assert "Complete it" in said
    assert "Adjourn it" not in said
    assert "Record this review" not in said
    assert "Complete it" not in words(browser(cleo).get(address("review", adjourned)))


@pytest.fixture
def not_completed(child):
    return ReviewFactory(child=child, held_on=FRIDAY, not_completed=True)


def test_a_review_is_adjourned_once(iro, not_completed):
    page = address("review-adjourn", not_completed)
    assert "Say what was missing" in words(iro.post(page, on_day("adjourned_on", TODAY)))
    done = words(iro.post(page, on_day("adjourned_on", TODAY) | {"reason": "No report"}, follow=True))
    assert "It is to be completed by Monday 21 December 2026, 20 working days on." in done
    again = words(iro.post(page, on_day("adjourned_on", TODAY) | {"reason": "Again"}, follow=True))
    assert "may be adjourned only once. Complete it." in again
    not_completed.refresh_from_db()
    assert not_completed.adjournment_reason == "No report"


def test_an_adjourned_review_is_completed_with_the_meeting_that_followed(iro, adjourned):
    page = address("review-complete", adjourned)
    said = words(iro.get(page))
    assert "To be completed by" in said
    assert "Friday 18 December 2026" in said
    assert "19 working days left" in said
    sent = on_day("completed_on", TODAY) | {"followed": "one", "closing_mode": "telephone"}
    assert "The review is completed on 23 November 2026." in words(iro.post(page, sent, follow=True))
    adjourned.refresh_from_db()
    assert adjourned.completed_on == TODAY
    kept = ReviewMeeting.objects.order_by("part").values_list("part", "held_on", "mode")
    assert list(kept) == [(1, FRIDAY, "in_person"), (2, TODAY, "telephone")]


def test_completion_after_twenty_working_days_asks_why(iro, ada):
    child = ChildFactory(in_care_since=date(2026, 9, 1))
    AllocationFactory(child=child, officer=ada)
    review = ReviewFactory(child=child, held_on=date(2026, 9, 21), adjourned=True)
    page = address("review-complete", review)
    sent = on_day("completed_on", TODAY) | {"followed": "none"}
    assert "It was to be completed by 19 October 2026. Select why not" in words(iro.post(page, sent))
    iro.post(page, sent | {"late_reason": "reports_not_ready"})
    review.refresh_from_db()
    assert (review.completed_on, review.late_reason) == (TODAY, "reports_not_ready")
    assert "Completed late after adjournment" in words(iro.get(address("review", review)))


def test_several_meetings_after_an_adjournment_stand_in_order(iro, adjourned):
    days = on_day("completed_on", TODAY) | on_day("second_on", date(2026, 11, 19))
    said = words(iro.post(address("review-complete", adjourned), days | {"followed": "several"}))
    assert "The day of the first further meeting must be on or after 20 November 2026" in said


def test_the_second_to_complete_is_told(iro, manager, adjourned):
    sent = on_day("completed_on", TODAY) | {"followed": "none"}
    iro.post(address("review-complete", adjourned), sent)
    told = words(manager.post(address("review-complete", adjourned), sent, follow=True))
    assert "The review is completed and cannot be completed." in told


def correction(ada, client, review, **changes):
    seen = value_of(client.get(address("review-correct", review)), "seen")
    days = on_day("held_on", FRIDAY) | on_day("completion", FRIDAY)
    return answers(ada) | days | {"seen": seen, "reason": "Typed into the wrong line"} | changes


def test_a_manager_puts_the_record_right_and_the_history_keeps_what_stood_before(manager, held, ada):
    said = manager.get(address("review-correct", held)).content.decode()
    assert re.search(r'value="PN1" checked', said)
    assert 'value="80"' in said
    sent = correction(ada, manager, held, there_how="PN2", duration_minutes="45")
    done = words(manager.post(address("review-correct", held), sent, follow=True))
    assert "The record is put right. What stood before is kept in the history." in done
    held.refresh_from_db()
    assert (held.participation_code, held.duration_minutes) == ("PN2", 45)
    facts = events_of(child_stream(held.child_id), limit=1)[0].facts
    assert (facts["before"]["participation_code"], facts["after"]["participation_code"]) == ("PN1", "PN2")
    assert ParentParticipation.objects.filter(review=held).count() == 2


def test_what_a_return_does_not_hold_need_not_be_made_up_to_correct_the_rest(manager, child, ada):
    loaded = ReviewFactory(child=child, held_on=FRIDAY)
    unknown = {"chaired_by": "", "mother_part": "", "father_part": "", "father_reason": ""}
    manager.post(address("review-correct", loaded), correction(ada, manager, loaded, there_how="PN3", **unknown))
    loaded.refresh_from_db()
    assert (loaded.participation_code, loaded.chaired_by) == ("PN3", None)
    assert not ParentParticipation.objects.exists()


def test_a_correction_without_a_reason_is_refused(manager, held, ada):
    sent = correction(ada, manager, held, reason="")
    assert "Say why the record was wrong" in words(manager.post(address("review-correct", held), sent))


def test_the_second_to_correct_sees_what_the_first_one_wrote(manager, held, ada):
    first, second = correction(ada, manager, held, there_how="PN2"), correction(ada, manager, held, there_how="PN3")
    manager.post(address("review-correct", held), first)
    told = words(manager.post(address("review-correct", held), second))
    assert "Somebody changed this record since you opened the page." in told
    assert Review.objects.get(pk=held.pk).participation_code == "PN2"


def test_an_iro_does_not_correct_and_nobody_corrects_what_is_not_recorded(iro, manager, held, child):
    assert iro.get(address("review-correct", held)).status_code == 403
    ahead = ReviewFactory(child=child, planned=True)
    told = words(manager.get(address("review-correct", ahead), follow=True))
    assert "This review is not recorded yet." in told


def test_outside_ones_scope_a_review_is_not_there(iro, held):
    other = ReviewFactory(child=ChildFactory(in_care_since=date(2026, 11, 3)), held_on=FRIDAY)
    assert iro.get(address("review", other)).status_code == 404
    assert iro.get(reverse("reviews:review", args=[held.child.reference, other.pk])).status_code == 404
    assert browser(PersonFactory(administrator=True)).get(address("review", held)).status_code == 403


def test_reading_a_review_is_logged_with_the_reason_that_was_given(manager, held, ben):
    manager.get(address("review", held))
    line = readings_of(held.child_id)[0]
    assert (line.by, line.page, line.reason) == (ben.code, "reviews:review", "Audit")


def test_an_analyst_sees_the_number_and_no_name(held):
    client = browser(PersonFactory(analyst=True))
    client.post(reverse("children:reason", args=[held.child.reference]), {"reason": "Data check"})
    said = words(client.get(address("review", held)))
    assert "C77" in said
    assert "Rose" not in said


@pytest.mark.parametrize("page", ["review", "review-correct"])
def test_each_page_asks_the_database_little(manager, held, page, django_assert_max_num_queries):
    manager.get(address(page, held))
    with django_assert_max_num_queries(15):
        manager.get(address(page, held))


def test_a_review_leads_to_the_dates_around_it_and_says_that_the_child_was_missing(iro, child):
    held = ReviewFactory(child=child, held_on=FRIDAY, missing_at_time=True)
    seen = words(iro.get(address("review", held)))
    assert f'href="/reviews/{child.reference}/dates/"' in seen
    assert "The child was missing" in seen
    assert "/what-if/" not in seen
    ahead = ReviewFactory(child=child, planned=True)
    assert f'href="/reviews/{child.reference}/what-if/"' in words(iro.get(address("review", ahead)))
