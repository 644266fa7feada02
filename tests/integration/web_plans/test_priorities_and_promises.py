"""What the council holds itself to: principles, priorities and a pledge, each with an owner, figures and evidence."""

import pytest
from django.test import override_settings
from django.urls import reverse

from openiro.actionplans.models import Action
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressFactory
from tests.integration.web_decisions.conftest import browser, friday_morning, words

__all__ = ["friday_morning"]
FRAMES = reverse("plans:frames")


@pytest.fixture
def manager():
    return PersonFactory(manager=True, name="Mary Hill")


def test_a_principle_has_an_owner_an_action_and_what_shows_it(manager):
    plan, client = PlanFactory(), browser(manager)
    principle = reverse("plans:promise", args=["principles", "c"])
    assert f"{reverse('plans:action-new')}?serves=principles.c" in client.get(principle).content.decode()
    given = {"plan": str(plan.pk), "priority": "Voice", "words": "Answer what children say", "lead_words": "The panel"}
    given |= {"timescale": "ongoing", "source": "council", "serves": "principles.c"}
    client.post(f"{reverse('plans:action-new')}?serves=principles.c", given)
    action = Action.objects.get()
    assert "Nobody yet" in words(client.get(FRAMES))
    ProgressFactory(action=action, evidence="Nine answers of ten", told_by=manager)
    shown = words(client.get(FRAMES))
    assert "The panel" in shown
    assert "Actions: 1 in progress Nine answers of ten" in shown
    assert "Answer what children say" in words(client.get(principle))
    page = words(client.get(reverse("plans:action", args=[action.pk])))
    assert "Corporate parenting principles: Take their views" in page


def test_the_priorities_of_the_strategy_and_the_pledge_are_those_of_the_council(manager):
    ActionFactory(serves="pledge.listen", lead_words="Participation service")
    with override_settings(OPENIRO_POLICY="harrow"):
        shown = words(browser(manager).get(FRAMES))
    assert "Priorities of the corporate parenting strategy" in shown
    assert "Pledge to children looked after" in shown
    assert "Participation service" in shown


def test_an_action_serves_what_the_policy_has(manager):
    given = {"plan": str(PlanFactory().pk), "priority": "Voice", "words": "x", "lead_words": "y"}
    given |= {"timescale": "ongoing", "source": "council", "serves": "pledge.of_another_council"}
    browser(manager).post(reverse("plans:action-new"), given)
    assert not Action.objects.exists()
    assert browser(manager).get(reverse("plans:promise", args=["principles", "z"])).status_code == 404


def test_an_offer_is_logged_with_what_came_of_it_the_latest_first(manager):
    """Harrow, corporate parenting strategy, section 3: places in schools as a priority, tuition, celebrations."""
    offered = browser(manager).get(FRAMES)
    for each in (
        "Places in the schools that children in care prefer",
        "Extra tuition",
        "A celebration of foster carers",
    ):
        assert each in words(offered)
    action = ActionFactory(serves="offers.school_places", words="Places for the autumn term", lead_words="Admissions")
    ProgressFactory(action=action, impact="Twelve were offered", evidence="List of the first round", told_by=manager)
    ProgressFactory(action=action, state="achieved", impact="Eleven took it up", told_by=manager)
    other = ActionFactory(plan=action.plan, serves="offers.tuition", lead_words="Virtual school")
    ProgressFactory(action=other, impact="Nine had tuition", told_by=manager)
    log = words(browser(manager).get(reverse("plans:promise", args=["offers", "school_places"])))
    log = log.partition("What was done, and achieved")[2]
    assert log.index("Eleven took it up") < log.index("Twelve were offered") < log.index("List of the first round")
    assert "Nine had tuition" not in log
    assert "Nothing is told yet of what was done for this" in words(
        browser(manager).get(reverse("plans:promise", args=["offers", "nursery"]))
    )
