"""Five decisions on one page in one save, hints, one more row, sending, and two people at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openiro.reviews.models import Decision
from tests.factories.decisions import DecisionFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.integration.web_decisions.conftest import browser, words

SWIM = {"text": "Book swimming lessons for Rose", "when": "1", "success": "She swims"}


@pytest.fixture
def page(child, review):
    return reverse("reviews:review-decisions", args=[child.reference, review.pk])


def row(place, /, **given):
    return {f"d{place}_{name}": value for name, value in given.items()}


def seen(response):
    return re.search(r'name="seen"[^>]*value="([^"]*)"', response.content.decode())[1]


def test_five_decisions_are_kept_in_one_save(page, ada, tom, review):
    client = browser(ada)
    sent = {"continue": "1"}
    for number in range(1, 6):
        sent |= row(number, **SWIM | {"text": f"Decision number {number} about swimming", "who": f"p:{tom.code}"})
    response = client.post(page, sent)
    assert response.status_code == 302
    kept = Decision.objects.filter(review=review).order_by("number")
    assert [(each.number, each.owner, each.owner_role, str(each.due_on)) for each in kept] == [
        (number, tom, "social_worker", "2026-12-19") for number in range(1, 6)
    ]


def test_the_next_review_is_the_first_of_the_quick_days(page, ada):
    assert "By the next review, 19 May 2027" in words(browser(ada).get(page))


def test_another_row_and_hints_need_no_script(page, ada):
    client = browser(ada)
    sent = row(5, text="") | row(1, text="Monitor progress as appropriate") | {"another": "1"}
    response = client.post(page, sent, follow=True)
    assert 'name="d6_text"' in response.content.decode()
    said = words(response)
    assert "Say who will do it." in said
    assert "Say exactly what is meant by ‘as appropriate’." in said
    assert "1 decision kept." in said


def test_the_order_changes_and_one_is_removed(page, ada, review):
    one, two, three = (DecisionFactory(review=review, text=f"Text {n}", number=n) for n in (1, 2, 3))
    browser(ada).post(
        page,
        row(1, number=one.pk, text="Text 1", place="9")
        | row(2, number=two.pk, text="Text 2", remove="on")
        | row(3, number=three.pk, text="Text 3", place="1"),
    )
    kept = Decision.objects.filter(review=review, withdrawn_at=None).order_by("number")
    assert [each.text for each in kept] == ["Text 3", "Text 1"]


def test_sending_without_who_keeps_the_words_and_says_what_is_missing(page, ada, mona, review):
    response = browser(ada).post(page, row(1, **SWIM) | {"manager": mona.code, "send": "1"}, follow=True)
    assert "decision 1 does not say who" in words(response)
    assert Decision.objects.get(review=review).sent_at is None


def test_a_decision_that_needs_money_or_a_service_says_so_to_the_manager(page, ada, mona, review):
    given = row(1, **SWIM, who="r:carer", costs="on") | {"manager": mona.code, "send": "1"}
    browser(ada).post(page, given)
    assert Decision.objects.get(review=review).needs_resources
    assert "Needs money or a service: consider it before it is final" in words(browser(mona).get("/decisions/answer/"))
    answers = page.replace("/decisions/", "/answers/")
    assert "except what needs money or a service" in words(browser(mona).get(answers))


def test_sending_goes_to_the_one_manager_of_the_team(page, ada, mona, review):
    client = browser(ada)
    assert f'<option value="{mona.code}" selected>' in client.get(page).content.decode()
    response = client.post(page, row(1, **SWIM, who="r:carer") | {"manager": mona.code, "send": "1"}, follow=True)
    assert "1 decision sent to Mona Vale." in words(response)
    assert Decision.objects.get(review=review).manager == mona
    said = words(client.get(page))
    assert "With the manager" in said
    assert "More decisions Decision 2 What is to happen?" in said


def test_where_no_manager_of_the_team_is_known_the_manager_of_the_service_answers(page, ada):
    PersonFactory(manager=True, name="Ben Holt")
    assert "Ben Holt" in words(browser(ada).get(page))


def test_what_somebody_else_wrote_meanwhile_is_shown_and_never_lost(page, ada, review):
    client = browser(ada)
    old = seen(client.get(page))
    DecisionFactory(review=review, text="Written by the one who covers", number=1)
    mine = row(1, **SWIM, who="r:carer") | {"seen": old}
    response = client.post(page, mine)
    said = words(response)
    assert "Somebody changed this part" in said
    assert "In the record now: Written by the one who covers" in said
    again = mine | {"seen": seen(response)}
    fields = dict(re.findall(r'name="(d2_number)"[^>]*value="(\d+)"', response.content.decode()))
    client.post(page, again | fields | row(2, text="Written by the one who covers"))
    texts = Decision.objects.filter(review=review, withdrawn_at=None).values_list("text", flat=True)
    assert sorted(texts) == ["Book swimming lessons for Rose", "Written by the one who covers"]


def test_a_save_that_leaves_out_what_another_wrote_keeps_it_all_the_same(page, ada, review):
    DecisionFactory(review=review, text="Written by the one who covers", number=1)
    browser(ada).post(page, row(1, **SWIM))
    assert Decision.objects.filter(review=review, withdrawn_at=None).count() == 2


def test_somebody_who_was_invited_is_offered_by_name_and_stands_there_again(page, ada, review):
    review.meeting = MeetingFactory(child=review.child)
    review.save()
    invitee = InviteeFactory(meeting=review.meeting, role="school", name="Rosalind Ashdown")
    client = browser(ada)
    assert "Rosalind Ashdown, school or designated teacher" in words(client.get(page))
    client.post(page, row(1, **SWIM, who=f"i:{invitee.pk}"))
    kept = Decision.objects.get(review=review)
    assert (kept.owner_name, kept.owner_role) == ("Rosalind Ashdown", "school")
    assert f'<option value="i:{invitee.pk}" selected>' in client.get(page).content.decode()


def test_more_rows_than_usual_stand_there_again_where_they_were_not_saved(page, ada):
    client = browser(ada)
    client.post(reverse("shell:draft"), row(7, text="The seventh") | {"draft-page": page})
    assert "The seventh</textarea>" in client.get(page).content.decode()


def test_earlier_decisions_are_judged_and_repeated_above(page, ada, before, review):
    drifts = DecisionFactory(review=before, sent=True, agreed=True, text="Find a mentor")
    client = browser(ada)
    assert "Find a mentor" in words(client.get(page))
    name = f"o{drifts.pk}"
    given = {f"{name}_outcome": "partly", f"{name}_reason": "Met one", f"{name}_repeat": "on", "check": "1"}
    response = client.post(page, given, follow=True)
    drifts.refresh_from_db()
    assert (drifts.outcome, drifts.outcome_reason) == ("partly", "Met one")
    assert Decision.objects.get(review=review, carried_from=drifts).text == "Find a mentor"
    assert "Repeated" in words(response)


def test_an_outcome_lacking_its_reason_is_said_on_the_page(page, ada, before):
    drifts = DecisionFactory(review=before, sent=True, agreed=True)
    response = browser(ada).post(page, {f"o{drifts.pk}_outcome": "overtaken"})
    assert "needs a reason. Say why." in words(response)


def test_only_those_who_record_the_review_write_and_others_do_not_find_it(page, mona, stranger):
    assert browser(mona).get(page).status_code == 403
    assert browser(stranger).get(page).status_code == 403
    assert browser(PersonFactory(iro=True)).get(page).status_code == 404


def test_many_decisions_ask_no_more_of_the_database(page, ada, before, review, mona):
    client = browser(ada)
    client.get(page)
    for number in range(1, 9):
        earlier = DecisionFactory(review=before, sent=True, agreed=True, number=number)
        DecisionFactory(review=review, carried_from=earlier, number=number)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(page)
    assert len(asked) <= 15, "\n".join(each["sql"][:150] for each in asked.captured_queries)
