"""One child at a glance: what is shown, to whom, and that every opening is written down."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from openiro.core.actions import child_stream, record_event
from openiro.core.queries import readings_of
from openiro.web.children.page_words import PAGES
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_children.conftest import give_reason, told


def opened(client, child):
    return client.get(reverse("children:child", args=[child.reference]))


def test_the_next_review_is_shown_with_days_left_its_rule_and_its_source(signed_in, iro, child):
    page = told(opened(signed_in(iro), child))
    assert "Wednesday 6 January 2027" in page
    assert "30 working days left" in page
    assert "Later review: within 6 months after the review before it (6 July 2026)." in page
    assert "Care Planning, Placement and Case Review (England) Regulations 2010, reg 33(2)" in page


def test_care_officer_and_people_are_shown_in_words(signed_in, iro, child):
    page = told(opened(signed_in(iro), child))
    for words in ("Full care order", "Children&#39;s home", "Ruth Example", "Grace Example", "White British"):
        assert words in page
    assert "Mother, with parental responsibility" in page


def test_the_timeline_is_a_picture_with_the_same_in_words(signed_in, iro, child):
    page = unescape(told(opened(signed_in(iro), child)))
    assert 'role="img"' in page
    assert "3 reviews held, 1 of them late" in page
    assert "<li>Children's home, from 2 May 2025 and goes on</li>" in page
    assert "Review of 6 July 2026, due by 30 October 2024: late" in page
    assert " style=" not in page


def test_a_review_planned_after_its_last_legal_day_says_so(signed_in, iro, child):
    ReviewFactory(child=child, planned=True, planned_on=date(2027, 1, 20))
    assert "After the last legal day" in told(opened(signed_in(iro), child))


def test_an_adjourned_review_says_by_when_it_must_be_completed(signed_in, iro, child):
    ReviewFactory(child=child, held_on=date(2026, 11, 6), adjourned=True)
    page = told(opened(signed_in(iro), child))
    assert "Adjourned review, complete it by" in page
    assert "10 working days left" in page


def test_a_child_without_an_iro_shows_the_clock_of_five_working_days(signed_in):
    new = ChildFactory(in_care_since=date(2026, 11, 16))
    client = signed_in(manager=True)
    give_reason(client, new)
    page = told(opened(client, new))
    assert "No IRO yet" in page
    assert "1 working day left to allocate" in page


def test_a_child_who_left_care_has_no_review_due(signed_in, iro):
    gone = ChildFactory(
        in_care_since=date(2024, 1, 8), in_care_since__ended_on=date(2026, 10, 1), in_care_since__reason_ended="E4A"
    )
    AllocationFactory(child=gone, officer=iro)
    page = told(opened(signed_in(iro), gone))
    assert "Returned home as part of the care planning process." in page
    assert "Next review due by" not in page


def test_a_data_analyst_sees_the_number_and_no_name(signed_in, child):
    client = signed_in(analyst=True)
    give_reason(client, child)
    page = told(opened(client, child))
    assert "104562" in page
    assert "Amara" not in page
    assert "Grace" not in page
    assert "1 March 2016" not in page


def test_a_health_lead_sees_care_but_no_reviews(signed_in, child):
    client = signed_in(health_lead=True)
    give_reason(client, child)
    page = told(opened(client, child))
    assert "Full care order" in page
    assert "Reviews held" not in page
    assert "Next review due by" not in page


@pytest.mark.parametrize("page", ["child", "child-history"])
def test_outside_ones_scope_a_child_does_not_exist(signed_in, child, page):
    stranger = signed_in(iro=True)
    assert stranger.get(reverse(f"children:{page}", args=[child.reference])).status_code == 404


def test_an_administrator_may_not_open_the_pages_of_children(signed_in, child):
    client = signed_in(administrator=True)
    assert opened(client, child).status_code == 403
    assert client.get(reverse("children:child-list")).status_code == 403


def test_opening_ones_own_child_asks_no_reason_and_is_written_down(signed_in, iro, child):
    opened(signed_in(iro), child)
    (reading,) = readings_of(child.pk)
    assert (reading.by, reading.page, reading.reason) == (iro.code, "children:child", "")


def test_opening_a_child_outside_the_caseload_asks_why_and_keeps_the_answer(signed_in, child):
    manager = PersonFactory(manager=True)
    client = signed_in(manager)
    asked = opened(client, child)
    assert asked.status_code == 302
    assert readings_of(child.pk) == []
    assert "Say why you need to open this record" in told(client.post(asked.url, {"reason": " "}))
    answered = client.post(asked.url, {"reason": "Preparing supervision"})
    assert answered.url == reverse("children:child", args=[child.reference])
    assert client.get(answered.url).status_code == 200
    (reading,) = readings_of(child.pk)
    assert reading.reason == "Preparing supervision"


def test_the_way_on_after_the_reason_stays_inside_the_service(signed_in, child):
    client = signed_in(manager=True)
    address = reverse("children:reason", args=[child.reference]) + "?next=//elsewhere.example/"
    assert client.post(address, {"reason": "Audit"}).url == reverse("children:child", args=[child.reference])


def test_who_looked_names_the_person_the_page_and_the_reason(signed_in, child):
    client = signed_in(manager=True, name="Helen Example")
    give_reason(client, child)
    opened(client, child)
    page = told(client.get(reverse("children:child-readings", args=[child.reference])))
    for words in ("Helen Example", "The child&#39;s page", "Preparing supervision"):
        assert words in page


def test_who_comes_to_do_something_is_offered_it_as_the_reason(signed_in, child):
    client = signed_in(manager=True)

    def offered_on_the_way_to(name):
        asked = told(client.get(client.get(reverse(name, args=[child.reference])).url))
        return re.search("<textarea[^>]*>([^<]*)</textarea>", asked)[1].strip()

    assert offered_on_the_way_to("children:care-start") == "The child enters care"
    assert offered_on_the_way_to("children:child") == ""


def test_every_page_about_a_child_is_called_by_words_in_the_list_of_who_looked():
    logged = {getattr(page.callback, "logged_as", None) for page in pages_of(get_resolver())} - {None}
    assert len(logged) > 100
    assert logged == set(PAGES)


def pages_of(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from pages_of(pattern)
        else:
            yield pattern


def test_an_iro_may_not_see_who_looked(signed_in, iro, child):
    assert signed_in(iro).get(reverse("children:child-readings", args=[child.reference])).status_code == 403


@pytest.mark.parametrize("role", ["iro", "manager", "business_support", "analyst", "health_lead"])
def test_the_page_asks_at_most_15_questions_whoever_looks_and_however_long_the_story(
    signed_in, iro, child, role, django_assert_max_num_queries
):
    client = signed_in(iro if role == "iro" else None, **({} if role == "iro" else {role: True}))
    if role in ("manager", "analyst", "health_lead"):
        give_reason(client, child)
    for month in range(1, 13):
        ReviewFactory(child=child, held_on=date(2025, month, 7))
    ReviewFactory(child=child, held_on=date(2026, 11, 2), adjourned_on=date(2026, 11, 2), adjournment_reason="Fire")
    with transaction.atomic():
        record_event(
            stream=child_stream(child.pk),
            kind="children.child_corrected",
            facts={},
            by=PersonFactory(),
            at=datetime(2026, 11, 19, 9, tzinfo=UTC),
        )
    opened(client, child)
    with django_assert_max_num_queries(15):
        opened(client, child)


def test_two_roles_ask_no_more_questions_than_one(signed_in, iro, child, django_assert_max_num_queries):
    iro.roles_held.create(role="business_support", from_on=date(2020, 1, 1))
    client = signed_in(iro)
    opened(client, child)
    with django_assert_max_num_queries(15):
        opened(client, child)


def test_whose_child_it_is_and_whether_to_ask_why_is_one_question(signed_in, child, django_assert_num_queries):
    client = signed_in(manager=True)
    opened(client, child)
    session_person_and_child = 3
    with django_assert_num_queries(session_person_and_child):
        assert client.get(reverse("children:child", args=[child.reference])).status_code == 302
