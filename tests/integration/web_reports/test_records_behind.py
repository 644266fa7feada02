"""The records behind a figure: who sees them, whose, and by name or number."""

import csv
import io

import pytest
from django.test import Client

from openiro.core.queries import readings_of
from openiro.reporting.queries import records_behind
from openiro.web.reports.periods import year_days
from tests.factories.children import ChildFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reports.conftest import LAST_YEAR, NOW, words

pytestmark = pytest.mark.usefixtures("council")
ON_TIME = "/measures/reviews.on_time/records/"


def test_a_manager_goes_from_a_figure_to_its_children_by_name(manager, council):
    page = words(manager.get("/measures/reviews.on_time/", LAST_YEAR))
    assert 'href="/measures/reviews.on_time/records/?period=last-year"' in page
    page = words(manager.get(ON_TIME, LAST_YEAR))
    assert "In time (14)" in page
    assert "Late (1)" in page
    assert "Given014 Family014" in page
    assert f'href="/children/{council[14].reference}/"' in page
    assert "10 Jul 2025" in page


def test_only_the_late_ones_are_listed_where_they_are_asked_for(manager):
    page = words(manager.get(ON_TIME, LAST_YEAR | {"part": "denominator"}))
    assert "Given014" in page
    assert "Given003" not in page


def test_the_records_of_one_category_are_listed_alone(manager):
    page = words(manager.get("/measures/population.by_sex/records/", LAST_YEAR | {"sex": "M"}))
    assert "Given012" in page
    assert "Given003" not in page
    assert "Sex: Male" in page
    assert "No records stand behind" in words(
        manager.get("/measures/population.by_sex/records/", LAST_YEAR | {"sex": "nothing"})
    )


def test_an_iro_sees_the_figure_of_all_and_the_records_of_their_own_children(signed_in, iro):
    page = words(signed_in(iro).get(ON_TIME, LAST_YEAR))
    assert "rests on 15 records" in page
    assert "2 of them" in page
    assert "Given000" in page
    assert "Given001" in page
    assert "Given002" not in page
    file = signed_in(iro).get("/measures/reviews.on_time/records.csv", LAST_YEAR).content.decode()
    assert "C001" in file
    assert "C002" not in file


def test_a_data_analyst_sees_numbers_not_names(signed_in):
    analyst = signed_in(analyst=True)
    page = words(analyst.get(ON_TIME, LAST_YEAR))
    assert "C003" in page
    assert "Family003" not in page
    assert "Family" not in analyst.get("/measures/reviews.on_time/records.csv", LAST_YEAR).content.decode()


@pytest.mark.parametrize("trait", ["panel_member", "director", "conference_chair", "health_lead"])
def test_others_who_read_figures_see_figures_alone(signed_in, trait):
    client: Client = signed_in(**{trait: True})
    page = words(client.get("/measures/population.by_sex/", LAST_YEAR))
    assert "/records/" not in page
    assert "Given0" not in page
    assert client.get("/measures/population.by_sex/records/").status_code == 403
    assert client.get("/measures/population.by_sex/records.csv").status_code == 403


def test_that_records_were_taken_as_a_file_is_written_down(manager):
    answer = manager.get("/measures/reviews.on_time/records.csv", LAST_YEAR)
    expected = 'attachment; filename="records-reviews-on-time-2025-04-01-to-2026-03-31.csv"'
    assert answer["Content-Disposition"] == expected
    assert [line.reason for line in readings_of(0)] == ["15 records behind reviews.on_time"]


def test_no_cell_of_the_file_is_a_formula(manager):
    child = ChildFactory(
        code="=1+1", given_name="@SUM(A1)", family_name="", in_care_since=NOW.date().replace(year=2024)
    )
    ReviewFactory(child=child, held_on=year_days(2026)[0])
    rows = csv.reader(io.StringIO(manager.get("/measures/reviews.held/records.csv", LAST_YEAR).content.decode()))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_officers_stand_behind_a_caseload(manager):
    page = words(manager.get("/measures/caseload.average/records/"))
    assert "Ruth Example" in page
    assert "Given000" not in page


def test_the_rows_add_up_to_the_figure(manager):
    first, last = year_days(2026)
    behind = records_behind(manager.person, "reviews.on_time", {}, from_on=first, to_on=last, on=NOW.date())
    assert behind.counts == {"numerator": 14, "denominator": 1}
    assert len(behind.lines()) == behind.total == 15


def test_a_long_list_comes_in_pages_with_few_questions_to_the_database(manager, django_assert_max_num_queries):
    manager.get("/measures/population.monthly/records/", LAST_YEAR)
    with django_assert_max_num_queries(30):
        page = words(manager.get("/measures/population.monthly/records/", LAST_YEAR))
    assert "Showing 1 to 50 of 180 records" in page
    assert "Showing 151 to 180" in words(
        manager.get("/measures/population.monthly/records/", LAST_YEAR | {"page": "4"})
    )
