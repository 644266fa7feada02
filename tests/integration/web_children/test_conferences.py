"""Conferences as their chair records them: the report shown to parents before, and what they understood."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from openiro.reporting.queries.tables import measure_tables
from tests.clock import standing_still
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.integration.web_decisions.conftest import browser, words
from tests.integration.web_reviews.conftest import on_day

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HELD, DISCUSSED, SHOWN = date(2026, 11, 18), date(2026, 10, 29), date(2026, 11, 16)

pytestmark = pytest.mark.django_db


today = standing_still(NOW)


@pytest.fixture
def chair():
    return PersonFactory(conference_chair=True)


@pytest.fixture
def address(chair):
    """The page of a child whose conferences she chairs."""
    child = ChildFactory(in_care_since=date(2026, 1, 12))
    AllocationFactory(child=child, officer=chair, role="conference_chair")
    return reverse("children:conferences", args=[child.reference])


def initial(**more):
    return {"kind": "initial", **on_day("held_on", HELD), **on_day("strategy_on", DISCUSSED), **more}


def told():
    """The row that measures read."""
    (row,) = measure_tables().frames["conferences"].to_dicts()
    return row


def test_a_conference_is_recorded_and_completed_when_the_parents_part_is_known(address, chair):
    """Medway: whether the family has had sight of the report; Nottingham: parents understand the concerns."""
    said = words(browser(chair).post(address, initial(), follow=True))
    assert "The conference is recorded" in said
    assert "In time? In time due 19 Nov 2026 Parents shown the report Nobody has said" in said
    assert told()["report_shown_on"] is None
    page = browser(chair).get(f"{address}?conference=initial-2026-11-18").content.decode()
    assert "Complete this conference" in page
    assert 'value="2026"' in page
    said = words(browser(chair).post(address, initial(**on_day("report_shown_on", SHOWN), parents_understood="True")))
    said = words(browser(chair).get(address))
    assert "16 Nov 2026 before the conference Parents understood Yes" in said
    assert (told()["report_shown_on"], told()["parents_understood"]) == (SHOWN, True)


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(address, chair):
    sent = {**on_day("held_on", date(2026, 11, 30)), "strategy_on-day": "31", "strategy_on-month": "2"}
    said = words(browser(chair).post(address, sent))
    assert "Select which conference it was" in said
    assert "The day it was held must be today or in the past" in said
    assert "The day of the strategy discussion must" in said


def test_a_strategy_discussion_after_the_conference_is_refused(address, chair):
    said = words(browser(chair).post(address, initial() | on_day("strategy_on", date(2026, 11, 19))))
    assert "The strategy discussion comes before the conference" in said
    assert measure_tables().frames["conferences"].is_empty()


@pytest.mark.parametrize("role", ["iro", "social_worker", "business_support"])
def test_only_the_chair_and_the_manager_record_conferences(address, role):
    assert browser(PersonFactory(**{role: True})).get(address).status_code in (403, 404)


def test_another_childs_conferences_are_not_there(chair, address):
    other = ChildFactory(in_care_since=date(2026, 1, 12))
    assert browser(chair).get(reverse("children:conferences", args=[other.reference])).status_code == 404


def test_the_childs_page_leads_there(address, chair):
    assert address in browser(chair).get(address.removesuffix("conferences/")).content.decode()
