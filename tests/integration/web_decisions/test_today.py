"""Today for those who answer decisions, carry them out and look after them; and the daily work."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openiro.escalations.actions import answer_decisions, escalate
from openiro.escalations.models import Dispute
from openiro.jobs.daily import work_of
from openiro.reviews.actions import Answer
from openiro.reviews.models import Decision
from tests.factories.decisions import DecisionFactory
from tests.factories.people import PersonFactory
from tests.integration.decisions.conftest import NOW
from tests.integration.web_decisions.conftest import browser, words


@pytest.fixture
def waiting(review, mona, tom):
    return DecisionFactory(review=review, sent=True, manager=mona, owner=tom, text="Book swimming lessons", number=1)


@pytest.fixture
def objected(waiting, mona):
    answer_decisions(answers=[Answer(waiting.pk, "objected", "No money")], by=mona, at=NOW)
    return waiting


def today_of(person):
    return words(browser(person).get("/"))


def test_a_team_manager_has_decisions_to_answer_with_the_days_left(waiting, mona):
    said = today_of(mona)
    assert "Decisions to answer" in said
    assert "Book swimming lessons" in said
    assert "5 working days left" in said
    assert "Manager's response: within 5 working days" in said.replace("&#39;", "'")


def test_the_decisions_of_one_review_are_one_line_of_the_day(waiting, review, mona, tom, ada):
    for number in (2, 3):
        DecisionFactory(review=review, sent=True, manager=mona, owner=tom, text="Call the school", number=number)
    page = browser(mona).get("/").content.decode()
    assert page.count(f"/decisions/answer/?review={review.pk}") == 1
    assert "3 decisions of the review of" in today_of(mona)
    assert "Mona Vale: 3 decisions of the review of" in today_of(ada)


def test_a_social_worker_has_decisions_to_carry_out_and_those_objected_to(waiting, tom, review, mona):
    DecisionFactory(review=review, sent=True, agreed=True, owner=tom, text="Call the school", due_on=date(2026, 11, 2))
    said = today_of(tom)
    assert "Decisions to carry out" in said
    assert "With the manager. Book swimming lessons" in said
    assert "Overdue" in said
    assert "Decisions objected to" not in said
    answer_decisions(answers=[Answer(waiting.pk, "objected", "No money")], by=mona, at=NOW)
    assert "Do not carry these out until the objection is settled." in today_of(tom)


def test_an_officer_sees_what_is_not_answered_what_drifts_and_objections(waiting, before, review, ada, mona):
    old = DecisionFactory(review=before, sent=True, agreed=True, outcome="partly", judged_at_review=review)
    DecisionFactory(review=review, sent=True, agreed=True, carried_from=old, text="Find a mentor", number=2)
    said = today_of(ada)
    assert "Decisions not answered yet" in said
    assert "Mona Vale: Book swimming lessons" in said
    assert "On the list for several reviews" in said
    assert "2 reviews" in said
    answer_decisions(answers=[Answer(waiting.pk, "objected", "No money")], by=mona, at=NOW)
    assert "Decision objected to, informal" in today_of(ada)


def test_a_dispute_stands_in_the_day_of_whom_it_has_reached_with_the_total_left(objected, ada, mona):
    director = PersonFactory(director=True)
    assert "No dispute waits for your answer" in today_of(director)
    assert "Decision objected to, stage 1" not in today_of(mona)
    dispute = Dispute.objects.get()
    escalate(dispute=dispute, by=ada, at=NOW)
    assert "20 working days left of all stages" in today_of(mona)
    escalate(dispute=dispute, to_place=4, by=ada, at=NOW)
    assert "Decision objected to, stage 4" in today_of(director)
    assert "Decision objected to, stage" not in today_of(mona)


# One question for each kind of thing that waits for an officer, however much there is of it: all kinds wait here.
# More of an officer where disputes wait: their stops, themes and children.
MOST_OF_A_DAY = {"ada": 25, "tom": 17, "mona": 17}


@pytest.mark.parametrize("who", MOST_OF_A_DAY)
def test_today_asks_few_questions(who, objected, review, before, request):
    for number in range(20, 32):
        DecisionFactory(review=review, sent=True, number=number, carried_from=objected)
    client = browser(request.getfixturevalue(who))
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert len(asked) <= MOST_OF_A_DAY[who], "\n".join(each["sql"][:150] for each in asked.captured_queries)


def test_the_daily_work_deems_and_reminds_once(waiting):
    first = work_of(date(2026, 11, 30), at=NOW)
    assert "Decisions that count as agreed, since nobody answered in time: 1" in first
    assert Decision.objects.get(pk=waiting.pk).answer == "deemed"
    again = work_of(date(2026, 11, 30), at=NOW)
    assert "Decisions that count as agreed, since nobody answered in time: 0" in again
    assert "Managers reminded of decisions to answer: 0" in again
