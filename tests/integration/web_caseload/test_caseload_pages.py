"""Caseloads against the guide, who has nobody, what the coming weeks ask, and one officer's children."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.integration.web_caseload.conftest import words

pytestmark = pytest.mark.django_db
PAGE = "/caseload/"


def given(officer, count, **more):
    children = ChildFactory.create_batch(count, in_care_since=date(2026, 11, 3))
    for child in children:
        AllocationFactory(child=child, officer=officer, **more)
    return children


def test_officers_stand_against_the_guide_in_words(manager, iro):
    part = PersonFactory(iro=True, part_time=True, name="Part Example")
    given(part, 31)
    given(iro, 2)
    PersonFactory(iro=True, name="Nopost Example")
    page = words(manager.get(PAGE))
    assert "Guide: 50 to 70 children for a full-time IRO" in page
    assert "31 children, guide 30 to 42" in page
    assert "2 children, guide 50 to 70" in page
    order = [page.index(name) for name in ("Part Example", "Ruth Example", "Nopost Example")]
    assert order == sorted(order)
    standings = re.findall(r"oi-tag--\w+\">([^<]*guide|No post recorded)<", page)
    assert standings == ["Within the guide", "Below the guide", "No post recorded"]


def test_the_picture_has_its_table(manager, iro):
    given(iro, 3)
    page = words(manager.get(PAGE))
    assert "3 reviews fall due in the next 26 weeks" in page
    assert "The fullest week begins on 30 November 2026, with 3." in page
    assert page.count('class="oi-demand__all"') == 26
    assert "style=" not in page.partition("<main")[2]
    assert "30 Nov 2026" in page


def test_a_service_without_children_draws_an_empty_chart(manager):
    page = words(manager.get(PAGE))
    assert "No review falls due in the next 26 weeks." in page
    assert "Nobody holds the role of IRO today" in page


def test_children_without_an_iro_lead_to_allocation(manager, child):
    page = words(manager.get(PAGE))
    assert "2 working days left" in page
    assert reverse("caseload:allocate", args=[child.reference]) in page
    assert "allocate by 25 Nov 2026" in page


def test_those_who_may_not_allocate_are_not_offered_it(browser, child):
    page = words(browser(business_support=True).get(PAGE))
    assert "Amara Example" in page
    assert "/allocate/" not in page


def test_an_iro_sees_the_caseloads_and_only_their_own_children(browser, iro):
    other = PersonFactory(iro=True, full_time=True, name="Other Example")
    mine, theirs = given(iro, 1)[0], given(other, 1)[0]
    client = browser(iro)
    assert "Other Example" in words(client.get(PAGE))
    own = words(client.get(reverse("caseload:officer", args=[iro.code])))
    assert mine.family_name in own
    assert "Change IRO" not in own
    page = words(client.get(reverse("caseload:officer", args=[other.code])))
    assert theirs.family_name not in page
    assert "No child of theirs is among those whom you see" in page


def test_an_officers_page_shows_their_children_and_weeks(manager, iro):
    child = given(iro, 1)[0]
    page = words(manager.get(reverse("caseload:officer", args=[iro.code])))
    assert "6 working days left" in page
    assert "due 1 Dec 2026: first review, within 20 working days" in page
    assert reverse("caseload:allocate", args=[child.reference]) in page
    assert "1 review falls due in the next 26 weeks" in page


def test_somebody_who_is_no_officer_has_no_caseload(manager):
    assert manager.get(reverse("caseload:officer", args=["nobody"])).status_code == 404


@pytest.mark.parametrize("trait", ["social_worker", "analyst", "panel_member", "administrator", "lado"])
def test_others_do_not_open_caseloads(browser, trait):
    client = browser(**{trait: True})
    for address in (PAGE, reverse("caseload:officer", args=["x"])):
        assert client.get(address).status_code == 403


def test_the_pages_ask_the_same_few_questions_of_any_council(manager, iro, django_assert_max_num_queries):
    for _ in range(4):
        given(PersonFactory(iro=True, part_time=True), 4)
    given(iro, 8)
    given(PersonFactory(name="Gone"), 1)
    ChildFactory.create_batch(3, in_care_since=date(2026, 11, 19))
    for address in (PAGE, reverse("caseload:officer", args=[iro.code])):
        manager.get(address)
        with django_assert_max_num_queries(15 if address == PAGE else 18):
            assert manager.get(address).status_code == 200
