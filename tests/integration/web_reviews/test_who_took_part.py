"""Who took part in a review, on one page: what was recorded already is shown, and not asked again."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.domain.review_parts import missing_of
from openiro.meetings.models import Invitee
from openiro.reviews.models import ParentParticipation, Review
from openiro.reviews.queries.parts import part_facts_of
from openiro.reviews.queries.record_content import record_material
from openiro.voice.models import Statement
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import TODAY, browser, on_day, value_of, words


@pytest.fixture
def review(child, ada):
    review = ReviewFactory(child=child, held_on=TODAY, completed_on=None, participation_code="PN6")
    MeetingFactory(child=child, review=review)
    return review


def page_of(review) -> str:
    return reverse("reviews:review-participation", args=[review.child.reference, review.pk])


def send(client, review, **answers):
    shown = client.get(page_of(review))
    return client.post(page_of(review), {"seen": value_of(shown, "seen")} | answers)


def test_what_the_record_says_already_is_chosen_here(iro, review):
    ParentParticipation.objects.create(review=review, parent="mother", attended=False, views=True)
    html = words(iro.get(page_of(review)))
    assert '<option value="views" selected>Was not there, but gave their views</option>' in html
    assert 'value="otherwise" checked' in html


def test_two_questions_come_to_the_code(iro, review):
    send(iro, review, there="True", there_how="without_words", child_chaired="part", seen_alone="alone")
    row = Review.objects.get(pk=review.pk)
    assert (row.participation_code, row.child_chaired, row.seen_alone) == ("PN3", "part", "alone")


def test_why_the_child_took_no_part(iro, review):
    send(iro, review, there="False", absent_how="not_given", no_part_reason="unwell", missing_at_time="")
    row = Review.objects.get(pk=review.pk)
    assert (row.participation_code, row.no_part_reason) == ("PN7", "unwell")


def test_of_a_child_under_4_no_code_is_asked_and_what_was_observed_is_kept(iro, ada):
    child = ChildFactory(under_four=True, in_care_since=date(2026, 11, 3))
    AllocationFactory(child=child, officer=ada)
    review = ReviewFactory(child=child, held_on=TODAY, participation_code="PN0")
    text = words(iro.get(page_of(review)))
    assert "Under 4 on the day" in text
    assert "Was the child there?" not in text
    send(iro, review, words="Reached out for the carer", is_observation="on")
    assert Review.objects.get(pk=review.pk).participation_code == "PN0"
    assert Statement.objects.get().is_observation is True


def test_parents_stand_apart_and_everybody_invited_beside_them(iro, review):
    mother = InviteeFactory(meeting=review.meeting)
    carer = InviteeFactory(meeting=review.meeting, carer=True, name="Jo Carer")
    InviteeFactory(meeting=review.meeting, role="school", name="Not Wanted", excluded=True)
    text = words(iro.get(page_of(review)))
    assert "Jo Carer, carer: what part?" in text
    assert "Not Wanted" not in text
    parts = {"mother__part": "neither", "mother__reason": "did_not_attend", "father__part": "both"}
    send(iro, review, **parts, **{f"p{carer.pk}__part": "both"})
    kept = {row.parent: (row.attended, row.views, row.reason) for row in ParentParticipation.objects.all()}
    assert kept == {"mother": (False, False, "did_not_attend"), "father": (True, True, "")}
    there = Invitee.objects.get(pk=carer.pk)
    assert (there.attended, there.attended_how, there.views_how) == (True, "in_person", "at_meeting")
    mother.refresh_from_db()
    assert (mother.attended, mother.views_reason) == (False, "did_not_attend")


def test_a_parent_without_a_reason_is_kept_as_not_recorded_for_now(iro, review):
    send(iro, review, mother__part="neither")
    assert ParentParticipation.objects.get().reason == "not_recorded"


def test_the_childs_words_are_shown_as_theirs_and_not_asked_for_twice(iro, review):
    send(iro, review, words="I like my new school <3", may_be_quoted="True", views_medium="drawing")
    shown = words(iro.get(page_of(review)))
    assert "<p>I like my new school &lt;3</p>" in shown
    assert "Said on 23 November 2026, may be quoted" in shown
    assert Statement.objects.get().medium == "drawing"
    send(iro, review)
    assert Statement.objects.count() == 1


def test_the_same_words_sent_twice_by_a_double_click_are_kept_once(iro, review):
    seen = value_of(iro.get(page_of(review)), "seen")
    answers = {"seen": seen, "words": "Once is enough"}
    iro.post(page_of(review), answers)
    again = iro.post(page_of(review), answers)
    assert "Somebody changed this part" in words(again)
    assert Statement.objects.count() == 1


def test_a_day_ahead_is_refused_beside_its_question(iro, review):
    response = send(iro, review, **on_day("seen_before_on", date(2026, 12, 1)))
    assert "The day on which the child was seen must be today or in the past" in words(response)


def test_those_who_do_not_record_reviews_do_not_open_it(review):
    assert browser(PersonFactory(business_support=True)).get(page_of(review)).status_code == 403


WHY = "Ruth's father was to be there, and a court keeps him from her"
INSTEAD = "I read the plan with her at school the day before"


def test_that_being_there_is_not_in_the_childs_interests_is_decided_with_why_and_what_instead(iro, review):
    decided = on_day("kept_away_on", date(2026, 11, 16))
    send(iro, review, there="False", absent_how="otherwise", **decided)
    review.refresh_from_db()
    lacking = [each.words for each in missing_of(part_facts_of(review))]
    assert "why the child was kept away, and what was arranged instead" in lacking
    send(iro, review, there="False", absent_how="otherwise", kept_away_why=WHY, kept_away_instead=INSTEAD, **decided)
    review.refresh_from_db()
    assert review.kept_away_on == date(2026, 11, 16)
    assert "why the child was kept away" not in " ".join(each.words for each in missing_of(part_facts_of(review)))
    told = " ".join(each.text for each in record_material(review, on=TODAY).composed("record"))
    assert f"decided on 16 November 2026 that being there was not in the child's best interests: {WHY}." in told
    assert f"Instead: {INSTEAD}." in told
    event = events_of(child_stream(review.child_id), limit=1)[0]
    assert WHY not in str(event.facts)


def test_of_a_child_who_was_there_after_all_nothing_of_it_is_kept(iro, review):
    decided = on_day("kept_away_on", date(2026, 11, 16)) | {"kept_away_why": WHY, "kept_away_instead": INSTEAD}
    send(iro, review, there="False", absent_how="otherwise", **decided)
    send(iro, review, there="True", there_how="spoke", **decided)
    row = Review.objects.get(pk=review.pk)
    assert (row.kept_away_on, row.kept_away_why, row.kept_away_instead) == (None, "", "")
