"""The lists of challenge, who is refused them, and how much they ask of the database."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from openiro.escalations.models import Compliment, Dispute
from tests.factories.children import RelationshipFactory
from tests.factories.disputes import ComplimentFactory, ConcernFactory, DisputeFactory
from tests.factories.people import PersonFactory, TeamFactory
from tests.integration.decisions.conftest import NOW
from tests.integration.web_challenge.test_journey_a_plan_drifts import page_of
from tests.integration.web_decisions.conftest import browser, words

LISTS = ["challenge:list", "challenge:concerns", "challenge:compliments", "challenge:themes", "challenge:export"]
RAISED = {
    "theme": "human_rights",
    "summary": "No contact since June",
    "wanted": "Contact by Friday",
    "service": "looked_after",
    "place": "2",
    "bypass_reason": "Stage 1 was asked before",
}


@pytest.mark.parametrize("name", LISTS)
def test_business_support_opens_no_page_of_challenge(name, child):
    for person in (PersonFactory(business_support=True), PersonFactory(analyst=True), PersonFactory(panel_member=True)):
        assert browser(person).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_few_questions_however_long_they_are(name, child, ada, tom):
    for _ in range(8):
        DisputeFactory(about=child, raised_by=ada)
        ConcernFactory(child=child, raised_by=ada, person=tom)
    client = browser(ada)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(name)).status_code == 200
    assert len(asked) <= 15, "\n".join(each["sql"][:150] for each in asked.captured_queries)


def test_a_dispute_is_raised_from_the_child_at_a_later_stage(child, ada, head):
    said = words(browser(ada).post(page_of("raise", child), RAISED, follow=True))
    assert "The dispute is raised" in said
    assert "Stage 1 was asked before" in said
    assert Dispute.objects.get().stages.get(ended_on=None).person == head


def test_what_is_missing_is_said_on_the_form(child, ada):
    client = browser(ada)
    said = words(client.post(page_of("raise", child), {"wanted": "Contact"}))
    for missing in ("Choose the theme", "Say what is wrong", "Choose the stage"):
        assert missing in said
    assert "Choose who should answer" in words(client.post(page_of("concern-raise", child), {"theme": "drift"}))
    assert not Dispute.objects.exists()


def test_the_file_of_the_list_holds_no_name_and_nothing_that_anybody_wrote(child, ada):
    DisputeFactory(about=child, raised_by=ada, summary="Written by somebody")
    text = browser(ada).get(reverse("challenge:export")).content.decode()
    assert "C77" in text
    assert "Bell" not in text
    assert "Written by" not in text


def test_good_practice_is_told_from_the_child_and_read_by_the_worker(child, ada, tom, team, stranger):
    given = {"worker": tom.code, "team": team.name, "theme": "report_quality", "words": "A fine report"}
    assert "their manager are told" in words(browser(ada).post(page_of("compliment", child), given, follow=True))
    assert Compliment.objects.get().team == team
    assert "A fine report" in words(browser(tom).get(reverse("challenge:compliments")))
    assert "A fine report" not in words(browser(stranger).get(reverse("challenge:compliments")))


def test_a_social_worker_finds_what_was_put_to_them_and_no_other_concern(child, ada, tom, mona):
    theirs = ConcernFactory(child=child, raised_by=ada, person=tom)
    other = ConcernFactory(child=child, raised_by=ada, person=mona)
    client = browser(tom)
    assert client.get(page_of("concern", child, theirs.pk)).status_code == 200
    assert client.get(page_of("concern", child, other.pk)).status_code == 404
    assert client.get(page_of("concern-close", child, theirs.pk)).status_code == 403


def test_good_practice_goes_into_the_newsletter_without_a_name(ada, tom, child):
    """Central Bedfordshire, 8.5: a newsletter with good practice for social workers and managers."""
    child.given_name, child.family_name = "Rosalind", "Bellweather"
    child.save()
    RelationshipFactory(child=child, name="Jo Marsh")
    said = "Tom kept every promise to Rosalind, and Jo Marsh's worries were heard."
    about = {"theme": "tenacity", "worker": tom, "given_at": NOW - timedelta(days=3)}
    ComplimentFactory(child=child, given_by=ada, words=said, **about)
    ComplimentFactory(given_by=ada, words="A plan made in a week", **about | {"theme": "timely_plan"})
    ComplimentFactory(given_by=ada, words="Long ago", **about | {"given_at": NOW - timedelta(days=200)})
    made = Document(BytesIO(browser(ada).get(reverse("challenge:newsletter")).content))
    text = "\n".join(each.text for each in made.paragraphs)
    assert "A plan made in a week" in text
    assert "kept every promise to [left out]" in text
    assert [name for name in ("Rosalind", "Bellweather", "Marsh", "Tom", "Long ago") if name in text] == []
    assert browser(tom).get(reverse("challenge:newsletter")).status_code == 403
    theirs = Document(BytesIO(browser(PersonFactory(iro=True)).get(reverse("challenge:newsletter")).content))
    assert "kept every promise" not in "\n".join(each.text for each in theirs.paragraphs)


def test_themes_show_25_teams_at_a_time_and_leave_the_other_tables_as_they_are(child, ada):
    for number in range(30):
        team = TeamFactory(name=f"Valley {number:02}")
        DisputeFactory(about=child, raised_by=ada, team=team, formal_from_on=NOW.date(), theme="drift")
    client, asked = browser(ada), {"period": "all", "service": "looked_after"}
    first = client.get(reverse("challenge:themes"), asked)
    assert "Showing 1 to 25 of 30 teams" in words(first)
    assert "Valley 24" in words(first)
    assert "Valley 25" not in words(first)
    assert "?period=all&amp;service=looked_after&amp;teams=2#teams" in first.content.decode()
    second = words(client.get(reverse("challenge:themes"), {**asked, "teams": "2"}))
    assert "Showing 26 to 30 of 30 teams" in second
    assert "Valley 29" in second
    assert "Drift or delay Disputes 30" in second


def test_the_list_and_its_file_hold_every_dispute_however_many_there_are(child, ada):
    for _ in range(201):
        DisputeFactory(about=child, raised_by=ada)
    client = browser(ada)
    assert "Showing 201 to 201 of 201" in words(client.get(reverse("challenge:list"), {"page": "9"}))
    assert len(client.get(reverse("challenge:export")).content.decode().splitlines()) == 1 + 201
