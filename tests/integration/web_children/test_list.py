"""The list of children: narrowed, a page at a time, and as a file."""

import csv
from datetime import date

from django.urls import reverse

from openiro.core.queries import readings_of
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.integration.web_children.conftest import told

LIST = reverse("children:child-list")
EXPORT = reverse("children:child-export")


def rows(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_a_child_is_listed_with_the_next_review_its_days_left_and_the_iro(signed_in, iro, child):
    page = told(signed_in(iro).get(LIST))
    for words in ("Amara Example", "104562", "30 working days left", "due by 6 Jan 2027", "Ruth Example"):
        assert words in page


def test_an_iro_lists_their_own_children_only(signed_in, iro, child):
    ChildFactory(given_name="Another", in_care_since=date(2026, 10, 1))
    page = told(signed_in(iro).get(LIST))
    assert "Another" not in page
    assert "1 child\n" in page


def test_a_child_is_found_by_name_number_and_nhs_number(signed_in, child):
    child.nhs_number = "9434765919"
    child.save()
    client = signed_in(manager=True)
    for text in ("exam amar", "1045", "943 476 5919"):
        assert "104562" in told(client.get(LIST, {"text": text}))
    assert "No child matches these filters" in told(client.get(LIST, {"text": "nobody"}))


def test_the_list_narrows_to_overdue_and_to_children_without_an_iro(signed_in, child):
    ChildFactory(code="900001", in_care_since=date(2026, 9, 1))
    client = signed_in(manager=True)
    for status in ("review overdue", "no IRO"):
        page = told(client.get(LIST, {"status": status}))
        assert "900001" in page
        assert "104562" not in page
    assert "38 working days overdue" in told(client.get(LIST, {"status": "review overdue"}))


def test_a_data_analyst_lists_numbers_and_exports_no_names(signed_in, child):
    client = signed_in(analyst=True)
    page = told(client.get(LIST))
    assert "104562" in page
    assert "Amara" not in page
    (row,) = rows(client.get(EXPORT))
    assert (row["Number"], row["Name"]) == ("104562", "")


def test_the_file_holds_the_narrowed_list_and_no_formula(signed_in, child):
    ChildFactory(code="900001", given_name="=cmd()", family_name="X", in_care_since=date(2026, 9, 1))
    client = signed_in(manager=True)
    taken = rows(client.get(EXPORT, {"status": "review overdue"}))
    assert [row["Name"] for row in taken] == ["'=cmd() X"]
    assert taken[0]["Working days left"] == "-38"
    assert taken[0]["Review due by"] == "2026-09-29"


def test_taking_the_list_as_a_file_is_written_down(signed_in, child):
    signed_in(manager=True).get(EXPORT)
    (reading,) = readings_of(0)
    assert (reading.page, reading.reason) == ("children:child-export", "1 child")


def test_the_list_stands_on_pages_of_25_in_a_number_of_queries_that_does_not_grow(
    signed_in, iro, django_assert_max_num_queries
):
    for _ in range(30):
        AllocationFactory(child=ChildFactory(in_care_since=date(2026, 10, 1)), officer=iro)
    client = signed_in(manager=True)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        page = told(client.get(LIST, {"page": "2"}))
    assert "Showing 26 to 30 of" in page


def test_an_address_that_somebody_mistyped_shows_the_list_all_the_same(signed_in, child):
    page = signed_in(manager=True).get(LIST, {"page": "-4", "status": "nonsense", "order": "?", "iro": "x"})
    assert page.status_code == 200
    assert "104562" in told(page)
