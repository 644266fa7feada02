"""The list of loads, the work list of problems, and who may open what."""

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openiro.ingest.models import LoadProblem
from tests.integration.ingest.returns import review
from tests.integration.web_imports.uploads import CHANGED, FIRST, csv_files, number_of, words_of

pytestmark = pytest.mark.django_db
QUERIES_A_PAGE = 15


@pytest.fixture
def with_problems(analyst, upload):
    """A committed load with two rows left out."""
    number = number_of(upload(csv_files(CHANGED)))
    analyst.post(reverse("imports:load-commit", args=[number]))
    return number


def test_the_list_of_loads_says_what_when_by_whom_and_how_many(analyst, with_problems):
    words = words_of(analyst.get(reverse("imports:load-list")))
    assert "903 return, 2016/17" in words
    assert "State Committed" in words
    assert "by Worker" in words
    assert "Left out 2" in words


def test_the_list_of_loads_begins_with_the_problems_by_owner_and_the_years_loaded(analyst, with_problems):
    page = analyst.get(reverse("imports:load-list"))
    words = words_of(page)
    assert "Business support 2 open problems, 2 rows left out" in words
    assert "903 return 2016/17 collection years loaded" in words
    assert f"{reverse('imports:problem-list')}?owner=business_support" in page.content.decode()


def test_before_anything_is_loaded_the_page_says_so(analyst):
    words = words_of(analyst.get(reverse("imports:load-list")))
    assert "No open problems" in words
    assert "Nothing has been loaded yet" in words


def test_a_load_that_waits_stands_first(analyst, upload):
    upload(csv_files(FIRST))
    words = words_of(analyst.get(reverse("imports:load-list")))
    assert words.index("Waiting for a decision") < words.index("Data quality")


def test_a_problem_is_settled_and_leaves_the_list(analyst, with_problems):
    address = reverse("imports:problem-list")
    problem = LoadProblem.objects.filter(severity="error").order_by("row").first()
    settle = reverse("imports:problem-settle", args=[problem.pk])
    assert f"{settle}?owner=business_support" in analyst.get(address, {"owner": "business_support"}).content.decode()
    words = words_of(analyst.get(settle))
    assert problem.message in words
    assert "Settle it when it was put right at its source" in words
    page = analyst.post(f"{settle}?owner=business_support", follow=True)
    assert page.redirect_chain[-1][0] == f"{address}?owner=business_support"
    assert "is settled." in words_of(page)
    assert f"row {problem.row}, column" not in words_of(page)
    assert "It is settled already." in words_of(analyst.get(settle))


def test_a_problem_that_is_not_there_is_not_found(analyst):
    assert analyst.get(reverse("imports:problem-settle", args=[9999])).status_code == 404


def test_the_work_list_is_downloaded_as_it_is_filtered_and_starts_no_formula(analyst, with_problems):
    LoadProblem.objects.filter(row=4).update(message="=HYPERLINK(1)")
    response = analyst.get(reverse("imports:problem-download"), {"severity": "error"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["file"], row["row"], row["owner"]) for row in rows] == [
        ("reviews.csv", "4", "Business support"),
        ("reviews.csv", "5", "Business support"),
    ]
    assert rows[0]["problem"] == "'=HYPERLINK(1)"
    assert "attachment" in response["Content-Disposition"]


def test_children_stand_by_number_and_no_address_names_one(analyst, with_problems):
    html = analyst.get(reverse("imports:problem-list")).content.decode()
    assert "Child 101" in html
    assert not [link for link in html.split('href="')[1:] if "101" in link.split('"')[0]]


def test_the_templates_come_as_one_zip_with_their_data_dictionary(analyst):
    response = analyst.get(reverse("imports:template-download"))
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert [name for name in names if "dictionary" in name]
    assert len(names) > 3
    assert reverse("imports:template-download") in analyst.get(reverse("imports:load-list")).content.decode()


PAGES = ("load-list", "load-new", "problem-list", "problem-download", "template-download")
OPENS = {
    "data_analyst": {"load-list", "load-new", "problem-list", "problem-download", "template-download"},
    "iro_manager": {"load-list", "problem-list", "problem-download", "template-download"},
    "iro": set(),
    "business_support": set(),
    "administrator": set(),
    "panel_member": set(),
}


@pytest.mark.parametrize(("role", "opened"), OPENS.items(), ids=OPENS)
def test_each_role_opens_what_it_may(signed_in, role, opened):
    browser = signed_in(role)
    answers = {name: browser.get(reverse(f"imports:{name}")).status_code for name in PAGES}
    assert answers == {name: 200 if name in opened else 403 for name in PAGES}


def test_a_manager_reads_a_load_and_cannot_decide_on_it(signed_in, upload):
    number = number_of(upload(csv_files(FIRST)))
    browser = signed_in("iro_manager")
    words = words_of(browser.get(reverse("imports:load", args=[number])))
    assert "A data analyst commits or discards it." in words
    assert "Commit this load" not in words
    for name in ("load-commit", "load-discard", "load-undo"):
        assert browser.post(reverse(f"imports:{name}", args=[number])).status_code == 403


def test_whoever_is_not_signed_in_is_asked_to(db):
    response = Client().get(reverse("imports:load-list"))
    assert response.status_code == 302
    assert "next=" in response["Location"]


def test_a_decision_is_never_taken_by_following_a_link(analyst, upload):
    number = number_of(upload(csv_files(FIRST)))
    for name in ("load-commit", "load-discard"):
        assert analyst.get(reverse(f"imports:{name}", args=[number])).status_code == 405


def test_no_page_asks_the_database_more_as_it_grows(analyst, upload):
    many = {**FIRST, "reviews": [review("101", f"{day:02}/13/2016") for day in range(1, 29)] * 5}
    number = number_of(upload(csv_files(many)))
    addresses = [reverse("imports:load-list"), reverse("imports:load", args=[number]), reverse("imports:problem-list")]
    analyst.post(reverse("imports:load-commit", args=[number]))
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert analyst.get(address).status_code == 200
        assert len(queries) <= QUERIES_A_PAGE
    assert "Showing 1 to 50 of" in words_of(analyst.get(reverse("imports:problem-list")))
