"""What children, parents and carers say of reviews is gathered on a page and told in the report, without names."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.meetings.actions import make_guest_link
from openiro.people.queries import service_account
from openiro.reporting.queries import forget_figures, measured
from openiro.voice.actions import send_form
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.web_reviews.conftest import NOW, TODAY, browser, words

PAGE = reverse("reviews:feedback")
CHILD = {"heard": "partly", "knows_iro": "yes", "iro_say": "Ask me first next time", "quote": "yes"}
MOTHER = {"heard": "no", "last_time": "Nobody told me the time"}
CARER = {"heard": "yes", "last_time": "It went well"}


@pytest.fixture
def said(planned, ada):
    """The child, the mother and the carer sent their forms."""
    meeting = MeetingFactory(child=planned.child, review=planned)
    for role, answers in (("child", CHILD), ("mother", MOTHER), ("carer", CARER)):
        invitee = InviteeFactory(meeting=meeting, role=role, name="" if role == "child" else "Mary Bell")
        key = make_guest_link(invitee=invitee, purpose="form", by=ada, at=NOW)
        send_form(key=key, answers=answers, by=service_account(), at=NOW)


def test_answers_are_counted_and_words_stand_without_a_name(iro, said):
    page = words(iro.get(PAGE))
    assert "Was listened to at the last review" in page
    assert "1 in part" in page
    assert "Ask me first next time" in page
    assert "Child, 23 November 2026, may be quoted without a name" in page
    assert "Nobody told me the time" in page
    assert "Mary Bell" not in page
    assert "Rose" not in page


def test_it_narrows_to_who_said_it(iro, said):
    page = words(iro.get(PAGE, {"who": "parent"}))
    assert "Nobody told me the time" in page
    assert "It went well" not in page


def test_an_iro_reads_what_was_said_of_their_own_reviews_and_a_participation_officer_what_children_said(said):
    assert "Ask me first" not in words(browser(PersonFactory(iro=True)).get(PAGE))
    officer = PersonFactory()
    RoleHeldFactory(user=officer, role="participation_officer")
    page = words(browser(officer).get(PAGE))
    assert "Ask me first next time" in page
    assert "Nobody told me the time" not in page
    assert browser(PersonFactory(social_worker=True)).get(PAGE).status_code == 403


def test_the_diary_leads_to_it(iro, cleo):
    assert PAGE in iro.get(reverse("reviews:diary")).content.decode()
    assert PAGE not in browser(cleo).get(reverse("reviews:diary")).content.decode()


def test_it_is_a_figure_of_the_report(said):
    forget_figures()
    result = measured(from_on=date(2026, 11, 1), to_on=TODAY).result
    told = {
        (each.breakdown["question"], each.breakdown["respondent"]): (each.numerator, each.denominator)
        for each in result.figures
        if each.id == "voice.feedback" and each.denominator
    }
    assert told == {
        ("heard", "child"): (0, 1),
        ("heard", "parent"): (0, 1),
        ("heard", "carer"): (1, 1),
        ("knows_iro", "child"): (1, 1),
    }
