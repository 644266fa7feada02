"""The plan of a year: begun, its actions led and reminded of, told of, carried into the next year, handed out."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from openiro.actionplans.actions import remind_of_actions
from openiro.actionplans.models import Action, Plan
from openiro.core.models import Notice
from openiro.people.actions import service_account
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionFactory, FindingFactory, PlanFactory
from tests.integration.decisions.conftest import NOW
from tests.integration.web_decisions.conftest import browser, friday_morning, words

__all__ = ["friday_morning"]


def days(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


ACTION = {
    "priority": "Reviews on time",
    "words": "Book reviews four weeks ahead",
    "timescale": "date",
    "source": "theme",
    "measure": "reviews.on_time",
    "target": "96",
} | days("due_on", date(2026, 11, 27))


def plan_given(label, year):
    given = {"kind": "annual", "label": label}
    return given | days("from_on", date(year, 4, 1)) | days("to_on", date(year + 1, 3, 31))


def page_of(name, row):
    return reverse(f"plans:{name}", args=[row.pk])


@pytest.fixture
def manager():
    return PersonFactory(manager=True, name="Mary Hill")


@pytest.fixture
def lead():
    return PersonFactory(iro=True, name="Ada Fern")


def test_an_action_is_made_of_a_theme_and_its_lead_is_reminded_and_tells(manager, lead):
    client = browser(manager)
    said = words(client.post(reverse("plans:new"), plan_given("Priorities for 2016/17", 2026), follow=True))
    assert "Put the name or the days right" in said
    client.post(reverse("plans:new"), plan_given("Work programme 2026/27", 2026))
    plan = Plan.objects.get()
    themes = reverse("challenge:themes")
    assert f"?source=theme&amp;at={themes.replace('/', '%2F')}" in client.get(themes).content.decode()
    address = f"{reverse('plans:action-new')}?source=theme&at={themes}"
    client.post(address, ACTION | {"plan": str(plan.pk), "lead": lead.code})
    action = Action.objects.get()
    assert (action.source_path, action.due_on) == (themes, date(2026, 11, 27))

    assert remind_of_actions(by=service_account(), at=NOW) == 1
    assert remind_of_actions(by=service_account(), at=NOW) == 0
    assert Notice.objects.get().person == lead.code
    theirs = browser(lead)
    assert "Book reviews four weeks ahead" in words(theirs.get(reverse("home:today")))
    assert "Say what it changed" in words(theirs.post(page_of("action", action), {"state": "achieved"}))
    given = {"state": "achieved", "impact": "Nobody waits for a day", "evidence": "Diary"}
    theirs.post(page_of("action", action), given)
    assert "Nobody waits for a day" in words(theirs.get(page_of("action", action)))
    assert "Book reviews four weeks ahead" not in words(theirs.get(reverse("home:today")))


def test_what_is_left_goes_on_in_the_next_year_once_and_each_knows_the_other(manager):
    plan = PlanFactory()
    left, _ = ActionFactory(plan=plan), ActionFactory(plan=plan, state="achieved")
    client = browser(manager)
    assert "Begin that one first" in words(client.post(page_of("plan-carry", plan), {"go": "on"}))
    client.post(reverse("plans:new"), plan_given("Work programme 2027/28", 2027))
    for expected in ("carried forward: 1", "carried forward: 0"):
        assert expected in words(client.post(page_of("plan-carry", plan), {"go": "on"}, follow=True))
    carried = Action.objects.get(carried_from=left)
    assert carried.due_on == date(2028, 3, 31)
    for one, other in ((left, carried), (carried, left)):
        assert page_of("action", other) in client.get(page_of("action", one)).content.decode()


def test_the_plan_is_handed_out_for_word_and_for_a_spreadsheet(manager):
    plan = ActionFactory(words="=Book reviews", measure="reviews.on_time", target=96).plan
    client = browser(manager)
    made = Document(BytesIO(client.get(page_of("plan-word", plan)).content))
    text = " ".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert "=Book reviews" in text
    assert "In progress" in text
    sheet = client.get(page_of("plan-csv", plan)).content.decode()
    assert "'=Book reviews" in sheet
    assert "96: now" in sheet


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"lead_words": ""}, "Say who leads"),
        ({"timescale": "ongoing"}, "none for another"),
        ({"target": ""}, "A target needs its measure"),
    ],
)
def test_an_action_that_cannot_be_is_refused(manager, more, said):
    given = ACTION | {"plan": str(PlanFactory().pk), "lead_words": "The service"} | more
    assert said in words(browser(manager).post(reverse("plans:action-new"), given))
    assert not Action.objects.exists()


def test_an_action_comes_from_a_page_of_this_service(manager):
    given = ACTION | {"plan": str(PlanFactory().pk), "lead_words": "The service"}
    for outside in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = browser(manager).post(f"{reverse('plans:action-new')}?at={outside}", given)
        assert "not a page of this service" in words(answer)


def test_only_the_lead_and_who_writes_plans_tell_of_progress(lead):
    action = ActionFactory()
    assert browser(lead).post(page_of("action", action), {"state": "on_hold"}).status_code == 403
    assert "How far has it come?" not in words(browser(lead).get(page_of("action", action)))
    for person in (PersonFactory(social_worker=True), PersonFactory(business_support=True)):
        assert browser(person).get(page_of("action", action)).status_code == 403


def test_findings_of_inspections_are_kept(manager):
    client = browser(manager)
    given = {"inspection": "Ofsted 2018", "area": "Care leavers", "judgement": "good", "words": "Warm and steady"}
    client.post(reverse("plans:finding-new"), given | days("published_on", date(2018, 9, 3)))
    said = words(client.get(reverse("plans:findings")))
    assert "Care leavers" in said
    assert "Warm and steady" in said
    refused = client.post(reverse("plans:finding-new"), given | days("published_on", date(2030, 1, 1)))
    assert "That day is ahead" in words(refused)


def in_word(answer):
    made = Document(BytesIO(answer.content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join([paragraph.text for paragraph in made.paragraphs] + cells)


def test_what_was_done_about_a_finding_is_evidence_for_a_monitoring_visit(manager, lead):
    finding, plan = FindingFactory(), PlanFactory()
    client, given = browser(manager), ACTION | {"plan": str(plan.pk), "lead": lead.code}
    assert "No action is made from this yet" in words(client.get(page_of("finding", finding)))
    address = f"{reverse('plans:action-new')}?source=inspection&at={page_of('finding', finding)}"
    client.post(address, given | {"source": "inspection", "words": "Begin each pathway plan at 15 and a half"})
    told = {"state": "partly", "impact": "Nine in ten have one by 16", "evidence": "Audit of October"}
    browser(lead).post(page_of("action", Action.objects.get()), told)
    said = words(client.get(page_of("finding", finding)))
    for expected in ("Begin each pathway plan", "Partly achieved", "Nine in ten have one by 16", "Audit of October"):
        assert expected in said
    text = in_word(client.get(reverse("plans:findings-word")))
    assert "Care leavers: Requires improvement" in text
    assert "Nine in ten have one by 16" in text


def test_a_plan_of_the_council_and_the_actions_of_others_that_rest_on_it_know_each_other(manager):
    stability = PlanFactory(kind="placement_stability", label="Placement stability plan 2026/27")
    given = ACTION | {"plan": str(PlanFactory().pk), "lead_words": "The service", "source": "plan"}
    client = browser(manager)
    address = f"?source=plan&amp;at={page_of('plan', stability).replace('/', '%2F')}"
    assert address in client.get(page_of("plan", stability)).content.decode()
    client.post(f"{reverse('plans:action-new')}?at={page_of('plan', stability)}", given)
    assert page_of("plan", stability) in client.get(page_of("action", Action.objects.get())).content.decode()
    assert "Work programme 2026/27" in words(client.get(page_of("plan", stability)))
