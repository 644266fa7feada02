"""Action plans, as those who write them would name them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from openiro.actionplans.models import Action, Finding, Plan, Progress
from tests.factories.people import PersonFactory

ADDED = datetime(2026, 4, 1, 10, tzinfo=UTC)


class PlanFactory(DjangoModelFactory):
    """The service's plan of 2026/27."""

    class Meta:
        model = Plan

    kind = "annual"
    label = "Work programme 2026/27"
    from_on = date(2026, 4, 1)
    to_on = date(2027, 3, 31)
    begun_at = ADDED
    begun_by = factory.SubFactory(PersonFactory, manager=True)


class ActionFactory(DjangoModelFactory):
    """An action by 30 November 2026."""

    class Meta:
        model = Action

    plan = factory.SubFactory(PlanFactory)
    priority = "Reviews on time"
    words = "Book reviews four weeks ahead"
    lead_words = "The service"
    timescale = "date"
    due_on = date(2026, 11, 30)
    source = "report"
    told_on = ADDED.date()
    added_at = ADDED
    added_by = factory.SelfAttribute("plan.begun_by")


class ProgressFactory(DjangoModelFactory):
    """What the lead told of an action that goes on."""

    class Meta:
        model = Progress

    action = factory.SubFactory(ActionFactory)
    state = "in_progress"
    told_at = datetime(2026, 10, 1, 10, tzinfo=UTC)
    told_by = factory.SelfAttribute("action.added_by")


class FindingFactory(DjangoModelFactory):
    """What Ofsted found of care leavers."""

    class Meta:
        model = Finding

    inspection = "Ofsted, pilot inspection"
    area = "Care leavers"
    judgement = "requires_improvement"
    words = "Some wait too long for their pathway plan"
    published_on = date(2026, 2, 20)
    added_at = ADDED
    added_by = factory.SubFactory(PersonFactory, manager=True)
