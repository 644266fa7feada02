"""Disputes that a file tells of: counted among the themes, listed beneath those of the service, seen in one's scope."""

import pytest
from django.urls import reverse

from openiro.children.models import ReturnedRow
from tests.factories.people import PersonFactory
from tests.integration.web_decisions.conftest import browser, words

PERIOD = {"period": "year"}
ROWS = {"from": "2026-04-01", "to": "2026-11-20", "period": "own"}


@pytest.fixture(autouse=True)
def _told_by_a_file(child):
    values = {"dispute": "DR-7", "child": child.code, "theme": "drift", "service": "looked_after", "team": "North"}
    values |= {"raised": "2026-06-01", "stage_2": "2026-06-08", "outcome": "agreed", "closed": "2026-06-20"}
    key = f"DR-7 {child.code} drift"
    ReturnedRow.objects.create(table="disputes", key=key, child=child, values=values, load_number=1)
    values = values | {"dispute": "DR-8", "child": "gone"}
    ReturnedRow.objects.create(table="disputes", key="DR-8 gone drift", values=values, load_number=1)


def test_it_counts_among_the_themes_and_is_two_clicks_from_there(child, ada):
    said = words(browser(ada).get(reverse("challenge:themes"), PERIOD))
    assert "Drift or delay Disputes 1" in said
    listed = browser(ada).get(reverse("challenge:list"), {"standing": "all", "theme": "drift", "period": "year"})
    assert "DR-7" in words(listed)
    assert reverse("challenge:child", args=[child.reference]) in listed.content.decode()


def test_it_stands_on_the_page_of_everything_challenged_for_the_child(child, ada, tom):
    for table, values in (
        ("concerns", {"concern": "C-1", "theme": "drift", "raised": "2025-05-02"}),
        ("complaints", {"complaint": "K-1", "theme": "transport", "received": "2025-06-03"}),
    ):
        values |= {"child": child.code}
        ReturnedRow.objects.create(table=table, key=table, child=child, values=values, load_number=1)
    address = reverse("challenge:child", args=[child.reference])
    said = words(browser(ada).get(address))
    assert "DR-7" in said
    assert "DR-8" not in said
    assert "Concern Theme Drift or delay When 2 May 2025" in said
    assert "Complaint Theme transport When 3 Jun 2025" in said
    said = words(browser(tom).get(address))
    assert "Everything challenged" in said
    for told in ("DR-7", "2 May 2025", "3 Jun 2025"):
        assert told not in said


def test_it_is_narrowed_as_the_list_is(ada):
    for narrowed in ({"standing": "open"}, {"theme": "health"}, {"stage": "1"}, {"outcome": "withdrawn"}):
        assert "DR-7" not in words(browser(ada).get(reverse("challenge:list"), {"standing": "all", **narrowed}))
    for narrowed in ({"stage": "2"}, {"team": "North"}, {"outcome": "agreed"}, {"standing": "closed"}):
        assert "DR-7" in words(browser(ada).get(reverse("challenge:list"), {"standing": "all", **narrowed}))


def test_an_officer_sees_those_of_their_children_alone_and_a_social_worker_none(child, ada, stranger, tom):
    def seen_by(person):
        said = words(browser(person).get(reverse("challenge:list"), {"standing": "all"}))
        return {number for number in ("DR-7", "DR-8") if number in said}

    assert seen_by(ada) == {"DR-7"}
    assert seen_by(stranger) == set()
    assert seen_by(tom) == set()
    assert seen_by(PersonFactory(manager=True)) == {"DR-7", "DR-8"}


@pytest.mark.parametrize("name", ["reports:measure-rows", "reports:measure-rows-file"])
def test_the_records_behind_a_figure_of_disputes_are_for_those_who_see_disputes(name, ada):
    address = reverse(name, args=["disputes.by_theme"])
    assert browser(ada).get(address, ROWS).status_code == 200
    assert browser(PersonFactory(analyst=True)).get(address, ROWS).status_code == 403


def test_an_analyst_sees_the_figure_without_a_way_to_its_records(ada):
    address = reverse("reports:measure", args=["disputes.by_theme"])
    said = browser(PersonFactory(analyst=True)).get(address, ROWS).content.decode()
    assert "Drift or delay" in said
    assert reverse("reports:measure-rows", args=["disputes.by_theme"]) not in said


def test_a_record_about_nobody_here_says_so(ada):
    address = reverse("reports:measure-rows", args=["disputes.raised"])
    said = words(browser(PersonFactory(manager=True)).get(address, ROWS))
    assert "DR-7" in said
    assert "gone" in said
