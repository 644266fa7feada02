"""A manager's page: ten agreed, the eleventh objected to; lists; owners; the page of a dispute."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openiro.escalations.models import Dispute
from openiro.reviews.models import Decision
from tests.factories.decisions import DecisionFactory
from tests.factories.people import PersonFactory
from tests.integration.web_decisions.conftest import browser, words

ANSWER = "/decisions/answer/"


@pytest.fixture
def eleven(review, mona):
    return [
        DecisionFactory(review=review, sent=True, manager=mona, number=number, text=f"Swimming {number}")
        for number in range(1, 12)
    ]


def all_but_the_last(rows, reason="No money"):
    given = {f"answer_{row.pk}": "agreed" for row in rows[:-1]}
    return given | {f"answer_{rows[-1].pk}": "objected", f"reason_{rows[-1].pk}": reason}


@pytest.fixture
def dispute(eleven, mona):
    browser(mona).post(ANSWER, all_but_the_last(eleven))
    return Dispute.objects.get()


def of(dispute, child, page="challenge:dispute"):
    return reverse(page, args=[child.reference, dispute.pk])


def test_ten_are_agreed_and_the_eleventh_objected_to_on_one_page(eleven, mona):
    client = browser(mona)
    said = words(client.get(ANSWER))
    assert "Swimming 11" in said
    assert "5 working days left" in said
    response = client.post(ANSWER, all_but_the_last(eleven), follow=True)
    assert "10 decisions agreed, 1 decision objected to" in words(response)
    assert "No decision waits for your answer" in words(response)
    assert Decision.objects.filter(answer="agreed").count() == 10
    assert Dispute.objects.get().decision == eleven[-1]


def test_what_was_typed_and_not_sent_is_offered_again_until_it_is_sent(eleven, mona):
    client = browser(mona)
    typed = all_but_the_last(eleven, reason="No money for it")
    client.post(reverse("shell:draft"), typed | {"draft-page": ANSWER})
    response = client.get(ANSWER)
    assert "did not save it" in words(response)
    assert "No money for it" in words(response)
    assert len(re.findall(r'value="agreed"[^>]* checked', response.content.decode())) == 10
    assert not Decision.objects.exclude(answer="").exists()
    client.post(ANSWER, typed)
    assert "did not save it" not in words(client.get(ANSWER))


def test_the_answers_lead_on_to_a_dispute_about_one_decision(eleven, dispute, review, ada):
    page = browser(ada).get(reverse("reviews:review-answers", args=[review.child.reference, review.pk]))
    assert f"/raise/?decision={eleven[0].pk}" in page.content.decode()
    assert f"/concern/?review={review.pk}" in page.content.decode()


def test_an_objection_without_a_reason_loses_no_answer(eleven, mona):
    response = browser(mona).post(ANSWER, all_but_the_last(eleven, reason=""))
    text = response.content.decode()
    assert "Say why you object" in words(response)
    assert len(re.findall(r'value="agreed"[^>]* checked', text)) == 10
    assert not Decision.objects.exclude(answer="").exists()


def test_nothing_answered_is_said(eleven, mona):
    assert "at least one decision" in words(browser(mona).post(ANSWER, {"x": "1"}))


def test_somebody_who_was_slower_keeps_the_rest_of_their_answers(eleven, mona):
    Decision.objects.filter(pk=eleven[0].pk).update(answer="agreed", answered_on="2026-11-20", answered_by=mona)
    response = browser(mona).post(ANSWER, all_but_the_last(eleven))
    assert "Somebody has answered some of these" in words(response)
    assert len(re.findall(r'value="agreed"[^>]* checked', response.content.decode())) == 9


def test_one_review_can_be_answered_by_itself(eleven, mona, before):
    DecisionFactory(review=before, sent=True, text="Another matter", number=1)
    response = browser(mona).get(ANSWER, {"review": eleven[0].review_id})
    assert "Another matter" not in words(response)
    assert "1 of other reviews" in words(response)


def test_the_manager_of_another_team_finds_nothing(eleven, stranger, child, dispute):
    client = browser(stranger)
    assert "No decision waits" in words(client.get(ANSWER))
    assert "Swimming" not in words(client.get("/decisions/"))
    assert client.get(of(dispute, child)).status_code == 404
    assert client.get(reverse("reviews:review-answers", args=[child.reference, eleven[0].review_id])).status_code == 404


def test_the_part_of_a_review_shows_every_answer_and_the_way_to_answer(eleven, mona, ada, child, tom):
    page = reverse("reviews:review-answers", args=[child.reference, eleven[0].review_id])
    assert "Answer these decisions" in words(browser(mona).get(page))
    assert "Answer these decisions" not in words(browser(ada).get(page))
    browser(mona).post(ANSWER, all_but_the_last(eleven))
    said = words(browser(tom).get(page))
    assert "Contested" in said
    assert "No money" in said


def test_the_list_says_where_each_stands_and_is_narrowed(eleven, mona, dispute):
    client = browser(mona)
    said = words(client.get("/decisions/"))
    assert "Contested" in said
    assert "Decision objected to" in words(client.get("/challenge/"))
    contested = words(client.get("/decisions/", {"standing": "contested"}))
    assert "Swimming 11" in contested
    assert "Swimming 10 " not in contested
    assert "No open decision matches" in words(client.get("/decisions/", {"repeated": "on"}))


def test_owners_report_and_what_is_done_leaves_their_list(review, tom):
    mine = DecisionFactory(review=review, sent=True, agreed=True, owner=tom, text="Book swimming")
    client = browser(tom)
    assert "Book swimming" in words(client.get("/decisions/mine/"))
    response = client.post("/decisions/mine/", {f"words_{mine.pk}": "Booked", f"done_{mine.pk}": "on"}, follow=True)
    mine.refresh_from_db()
    assert (mine.progress, str(mine.done_on)) == ("Booked", "2026-11-20")
    assert "Nothing is left for you to carry out" in words(response)


def test_where_nothing_was_reported_the_page_says_what_to_do(review, tom):
    mine = DecisionFactory(review=review, sent=True, agreed=True, owner=tom, text="Book swimming")
    said = words(browser(tom).post("/decisions/mine/", {f"words_{mine.pk}": ""}, follow=True))
    assert "Nothing was changed. Say of one decision or more how far it is." in said


def test_a_day_ahead_is_refused_on_the_form(review, tom):
    mine = DecisionFactory(review=review, sent=True, agreed=True, owner=tom)
    day = {f"day_{mine.pk}-day": "1", f"day_{mine.pk}-month": "12", f"day_{mine.pk}-year": "2026"}
    response = browser(tom).post("/decisions/mine/", {f"words_{mine.pk}": "", **day})
    assert "must be today or in the past" in words(response)


def test_the_officer_answers_and_closes_an_objection(dispute, ada, mona, child, eleven):
    client = browser(ada)
    page = words(client.get(of(dispute, child)))
    for said in ("Dispute: Being settled informally", "Swimming 11", "No money", "5 working days left", "Close"):
        assert said in page
    client.post(of(dispute, child, "challenge:dispute-reply"), {"reply": "The club is free"})
    assert "The club is free" in words(browser(mona).get(of(dispute, child)))
    close = of(dispute, child, "challenge:dispute-close")
    assert "Say what changed for the child" in words(client.post(close, {"outcome": "agreed"}))
    response = client.post(close, {"outcome": "agreed", "changed_for_child": "She swims"}, follow=True)
    assert "She swims" in words(response)
    eleven[-1].refresh_from_db()
    assert eleven[-1].answer == "agreed"


def test_the_officer_makes_it_formal_and_the_twenty_days_show(dispute, ada, mona, child):
    page = of(dispute, child, "challenge:dispute-next")
    response = browser(ada).post(page, {"place": "1"}, follow=True)
    assert "20 working days left all formal stages" in words(response)
    said = words(browser(mona).get(of(dispute, child)))
    assert "Answer" in said
    assert "Take this further" not in said


def test_business_support_and_the_childs_social_worker_do_not_find_the_dispute(dispute, child, tom):
    assert browser(PersonFactory(business_support=True)).get(of(dispute, child)).status_code == 403
    assert browser(tom).get(of(dispute, child)).status_code == 404


@pytest.mark.parametrize("path", ["/decisions/", ANSWER, "/decisions/mine/"])
def test_lists_ask_few_questions_however_long_they_are(path, eleven, mona, dispute, review):
    for number in range(20, 32):
        DecisionFactory(review=review, sent=True, owner=mona, number=number, carried_from=eleven[0])
    client = browser(mona)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert len(asked) <= 15, "\n".join(each["sql"][:150] for each in asked.captured_queries)


def test_the_story_of_the_child_tells_of_decisions_and_disputes_without_a_word_of_them(dispute, ada, child, eleven):
    said = words(browser(ada).get(reverse("children:child-history", args=[child.reference])))
    assert "The manager answered decisions of a review" in said
    assert "A dispute was raised: Decision objected to" in said
    assert "No money" not in said
    assert "Swimming" not in said
