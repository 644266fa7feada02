"""A child enters care, moves, leaves care; an episode is put right; people are added (journey 2)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from openiro.children.models import Child, Relationship
from tests.factories.children import ChildFactory
from tests.integration.web_children.conftest import give_reason, told

CARE = {"legal_status": "V2", "need": "N1", "placement": "U6", "provider": "PR1"}


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


@pytest.fixture
def manager(signed_in):
    return signed_in(manager=True)


@pytest.fixture
def opened_by_manager(manager, child):
    give_reason(manager, child)
    return manager


def address(name, child, *more):
    return reverse(f"children:{name}", args=[child.reference, *more])


def test_a_new_child_enters_care_and_the_page_shows_both_clocks(manager):
    answers = {
        "is_known": "False",
        "code": "110231",
        "given_name": "Kian",
        "family_name": "Example",
        "sex": "M",
        "ethnicity": "WBRI",
        "nhs_number": "943 476 5919",
        **day("born_on", date(2024, 8, 2)),
        **day("started_on", date(2026, 11, 16)),
        **CARE,
    }
    response = manager.post(reverse("children:child-enter-care"), answers)
    new = Child.objects.get(code="110231")
    assert response.url == address("child", new)
    assert new.nhs_number == "9434765919"
    give_reason(manager, new)
    page = told(manager.get(response.url))
    assert "Kian Example is recorded as looked after from 16 November 2026" in page
    assert "1 working day left to allocate" in page
    assert "Monday 14 December 2026" in page


def test_a_known_child_enters_care_by_number(manager):
    known = ChildFactory(code="104999")
    answers = {"is_known": "True", "known_code": "104999", **day("started_on", date(2026, 11, 16)), **CARE}
    response = manager.post(reverse("children:child-enter-care"), answers)
    assert response.url == address("child", known)
    assert known.episodes.count() == 1


def test_what_is_missing_is_said_all_at_once_and_nothing_is_recorded(manager):
    page = told(manager.post(reverse("children:child-enter-care"), {"is_known": "False"}))
    assert "There is a problem" in page
    for words in ("Enter the first day in care", "Select legal status", "Select placement", "Enter date of birth"):
        assert words in page
    assert Child.objects.count() == 0


def test_an_unknown_number_is_refused_with_what_to_do(manager):
    answers = {"is_known": "True", "known_code": "1", **day("started_on", date(2026, 11, 16)), **CARE}
    assert "There is no child with the number 1" in told(manager.post(reverse("children:child-enter-care"), answers))


def test_an_iro_may_not_record_care(signed_in, iro, child):
    client = signed_in(iro)
    assert client.get(reverse("children:child-enter-care")).status_code == 403
    assert client.get(address("care-end", child)).status_code == 403
    assert "Change of care" not in told(client.get(address("child", child)))


def test_a_move_is_recorded_from_the_present_episode(opened_by_manager, child):
    form = told(opened_by_manager.get(address("care-change", child)))
    assert '<option value="K2" selected>' in form
    answers = {**CARE, "legal_status": "C2", "same_carer": "False", "reason_place_change": "CARPL"}
    response = opened_by_manager.post(
        address("care-change", child), {**answers, **day("started_on", date(2026, 11, 2))}
    )
    assert response.status_code == 302
    assert child.episodes.order_by("-started_on").first().reason_started == "P"


def test_a_move_offers_to_ask_for_an_early_review_with_the_trigger_and_the_day_filled_in(opened_by_manager, child):
    answers = {**CARE, "legal_status": "C2", "same_carer": "False", "reason_place_change": "CARPL"}
    response = opened_by_manager.post(
        address("care-change", child), {**answers, **day("started_on", date(2026, 11, 2))}, follow=True
    )
    asked = f"/reviews/{child.reference}/early/?trigger=plan_change&amp;on=2026-11-02"
    assert f'href="{asked}">Ask for an early review, if it is needed</a>' in told(response)
    form = told(opened_by_manager.get(asked.replace("&amp;", "&")))
    assert re.search(r'value="plan_change"[^>]*checked', form)
    assert re.search(r'name="happened_on-day"[^>]*value="2"', form)


def test_care_ends_for_a_reason_in_words_and_nothing_is_due_any_more(opened_by_manager, child):
    answers = {"reason_ended": "E4A", **day("ended_on", date(2026, 11, 19))}
    response = opened_by_manager.post(address("care-end", child), answers, follow=True)
    assert "Care ended on 19 November 2026: returned home as part of the care planning process" in told(response)
    assert "Next review due by" not in told(response)
    assert 'value="X1"' not in told(opened_by_manager.get(address("care-end", child)))


def test_a_refusal_of_the_action_stands_on_the_form(opened_by_manager, child):
    answers = {"reason_ended": "E4A", **day("ended_on", date(2024, 1, 1))}
    page = told(opened_by_manager.post(address("care-end", child), answers))
    assert "The present episode of care began on 02/05/2025" in page


def correction(**changes):
    recorded = {**CARE, "legal_status": "C2", "placement": "K2", "reason_started": "B", "reason": "The home was noted"}
    return {**recorded, **day("started_on", date(2025, 5, 2)), **changes}


def test_a_correction_is_shown_before_and_after_and_recorded_only_when_confirmed(opened_by_manager, child):
    where = address("episode-correct", child, date(2025, 5, 2))
    asked = told(opened_by_manager.post(where, correction(placement="U4")))
    assert "Check before you put it right" in asked
    assert "Foster placement with other foster carer, long term" in asked
    assert child.episodes.get(started_on=date(2025, 5, 2)).placement == "K2"
    opened_by_manager.post(where, correction(placement="U4", confirmed="yes"))
    assert child.episodes.get(started_on=date(2025, 5, 2)).placement == "U4"
    history = told(opened_by_manager.get(address("child-history", child)))
    assert "An episode of care was put right: The home was noted" in history
    assert "Children&#39;s home" in history


def test_a_correction_that_changes_nothing_says_so(opened_by_manager, child):
    where = address("episode-correct", child, date(2025, 5, 2))
    assert "Nothing here differs from what is recorded" in told(opened_by_manager.post(where, correction()))


def test_an_episode_that_is_not_there_leads_back_to_the_child(opened_by_manager, child):
    response = opened_by_manager.get(address("episode-correct", child, date(2020, 1, 1)), follow=True)
    assert "There is no episode of care from that day" in told(response)


def test_a_sister_in_care_is_added_by_number_and_linked(opened_by_manager, child):
    sister = ChildFactory(code="104563", given_name="Tola", in_care_since=date(2024, 1, 8))
    answers = {"kind": "sibling", "related_code": "104563", "responsibility": "no"}
    page = told(opened_by_manager.post(address("relationship-add", child), answers, follow=True))
    assert "Brother or sister, child 104563 of this service" in page
    assert address("child", sister) in page


def test_a_person_needs_a_name_or_a_number(opened_by_manager, child):
    page = told(opened_by_manager.post(address("relationship-add", child), {"kind": "father"}))
    assert "Give the person&#39;s name" in page


def test_a_person_who_is_gone_is_no_longer_shown(opened_by_manager, child):
    mother = Relationship.objects.get(child=child)
    where = address("relationship-end", child, mother.pk)
    assert "No longer there: mother" in told(opened_by_manager.get(where))
    page = told(opened_by_manager.post(where, day("to_on", date(2026, 11, 1)), follow=True))
    assert "Grace Example" not in page
