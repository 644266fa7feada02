"""A form is filled in a page at a time on a telephone, saved on the way, looked over and sent."""

import re
from datetime import time

import pytest
from django.urls import reverse

from openiro.meetings.actions import make_guest_link
from openiro.voice.actions import StatementPart, record_statements, respond_to_statement
from openiro.voice.models import ConsultationForm, Statement
from tests.factories.children import RelationshipFactory
from tests.integration.meetings.conftest import NOW
from tests.integration.web_guests.conftest import shown
from tests.unit.domain.test_consultation import reading_age


def page(key, number):
    return reverse("guests:questions", args=[key, number])


def test_a_child_fills_the_form_in_and_sends_it(guest, key):
    first = guest.get(reverse("guests:start", args=[key]))
    assert "Start" in shown(first)
    answer = guest.post(page(key, 1), {"home": "good", "home_say": "I like the dog"})
    assert answer["Location"] == page(key, 2)
    over = shown(guest.get(reverse("guests:send", args=[key])))
    assert "I like the dog" in over
    assert "Good" in over
    sent = guest.post(reverse("guests:send", args=[key]))
    assert "Thank you" in shown(sent)
    assert Statement.objects.get().words == "I like the dog"
    assert guest.get(reverse("guests:start", args=[key])).status_code == 404


def test_it_is_saved_on_the_way_out_and_found_again(guest, key):
    answer = guest.post(page(key, 1), {"home_say": "Half a sent", "later": "1"})
    assert answer["Location"] == f"{reverse('guests:start', args=[key])}?later"
    assert "Your answers are saved" in shown(guest.get(answer["Location"]))
    assert "Half a sent" in shown(guest.get(page(key, 1)))
    assert "Go on" in shown(guest.get(reverse("guests:start", args=[key])))


def test_what_is_typed_is_saved_by_the_script_and_stays_to_be_sent(guest, key):
    answer = guest.post(page(key, 1), {"home_say": "Typing", "draft": "1"})
    assert answer.status_code == 204
    row = ConsultationForm.objects.get()
    assert (row.answers["home_say"], row.sent_at) == ("Typing", None)
    guest.post(page(key, 1), {"home_say": "", "draft": "1"})
    assert ConsultationForm.objects.get().answers["home_say"] == ""


def test_an_answer_taken_back_is_gone(guest, key):
    last = _page_of(guest, key, "not_there")
    guest.post(page(key, last), {"not_there": ["father", "school"]})
    guest.post(page(key, last), {})
    assert ConsultationForm.objects.get().answers["not_there"] == []


def test_an_empty_form_is_not_sent(guest, key):
    answer = guest.post(reverse("guests:send", args=[key]))
    assert answer.status_code == 200
    assert "Nothing is filled in yet" in shown(answer)
    assert not ConsultationForm.objects.exists()


def test_the_last_page_leads_to_looking_it_over(guest, key):
    total = int(re.search(r"Page 1 of (\d+)", shown(guest.get(page(key, 1)))).group(1))
    assert guest.post(page(key, total), {})["Location"] == reverse("guests:send", args=[key])
    assert guest.get(page(key, total + 1))["Location"] == reverse("guests:start", args=[key])


def test_too_long_an_answer_is_told_and_kept_on_the_page(guest, key):
    answer = guest.post(page(key, 1), {"home_say": "word " * 900})
    assert answer.status_code == 200
    assert "There is a problem" in shown(answer)
    assert not ConsultationForm.objects.exists()


@pytest.mark.parametrize("withheld", [True, False])
def test_a_parent_is_told_when_and_where_but_not_where_the_child_must_not_be_found(
    guest, mother, review, iro, withheld
):
    review.place, review.planned_time = "12 Hidden Lane", time(16, 30)
    review.save()
    mother.relationship = RelationshipFactory(child=review.child, address_withheld=withheld)
    mother.save()
    hers = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    text = shown(guest.get(reverse("guests:start", args=[hers])))
    assert "Friday 11 December 2026, 4:30pm" in text
    assert ("12 Hidden Lane" in text) is not withheld


def test_a_child_of_nine_can_read_every_page(guest, key):
    total = int(re.search(r"Page 1 of (\d+)", shown(guest.get(page(key, 1)))).group(1))
    addresses = [reverse("guests:start", args=[key]), *(page(key, number) for number in range(1, total + 1))]
    guest.post(page(key, 1), {"home": "good"})
    texts = [_words(shown(guest.get(each))) for each in [*addresses, reverse("guests:send", args=[key])]]
    texts.append(_words(shown(guest.post(reverse("guests:send", args=[key])))))
    texts.append(_words(shown(guest.get(reverse("guests:start", args=[key])))))
    hard = [text for text in texts if reading_age(text) > 9]
    assert not hard
    assert len(texts) > 10


def test_a_child_of_nine_can_read_that_a_link_has_ended_or_is_opened_too_often(guest):
    wrong = [guest.get(reverse("guests:start", args=[f"{number:043}"])) for number in range(21)]
    told = {answer.status_code: _words(shown(answer)) for answer in wrong}
    assert {status: reading_age(text) <= 9 for status, text in told.items()} == {404: True, 429: True}


def _words(html):
    """What is read on a page: each line of it a sentence."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL).group(0)
    lines = re.split(r"</(?:p|h1|h2|label|legend|dt|dd|button|a|li|span|div)>", main)
    plain = [re.sub(r"<[^>]+>", " ", line).strip() for line in lines]
    return " ".join(line if line.endswith((".", "?")) else f"{line}." for line in plain if re.search("[A-Za-z]", line))


def _page_of(guest, key, name):
    number = 1
    while f'name="{name}"' not in shown(guest.get(page(key, number))):
        number += 1
    return number


def test_the_child_sees_what_was_done_about_what_they_said_and_nobody_else_does(guest, key, child, mother, iro):
    who = {"child": child, "by": iro, "at": NOW}
    said = (StatementPart(NOW.date(), "child", "Can I see Bo more?"), StatementPart(NOW.date(), "child", "More cake"))
    seen = StatementPart(NOW.date(), "carer", "Hides when the bell rings", is_observation=True)
    asked, _, observed = record_statements(statements=(*said, seen), **who)
    for row, done in ((asked, "Bo comes each week now"), (observed, "The bell is off")):
        respond_to_statement(statement=row, response=done, on=NOW.date(), by=iro, at=NOW)
    page = shown(guest.get(reverse("guests:start", args=[key])))
    assert "You said, we did" in page
    assert "“Can I see Bo more?”" in page
    assert "Bo comes each week now" in page
    assert "More cake" not in page
    assert "The bell is off" not in page
    hers = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    assert "You said, we did" not in shown(guest.get(reverse("guests:start", args=[hers])))
