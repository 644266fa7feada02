"""Pages of measures: the figures of a period, one measure with its breakdown, and files of both."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import transaction

from openiro.benchmarks.models import PublishedArea, PublishedValue
from openiro.children.actions import end_care_period
from openiro.measures.catalogue import catalogue
from openiro.people.actions import service_account
from openiro.reporting.queries import measured
from openiro.web.reports.groups import GROUPS, group_of
from openiro.web.reports.periods import year_days
from tests.factories.benchmarks import PublishedFileFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.web_reports.conftest import LAST_YEAR, NOW, words

pytestmark = pytest.mark.usefixtures("council")


def test_every_group_of_measures_is_there_with_its_value_and_what_it_is_made_of(manager):
    page = words(manager.get("/measures/", LAST_YEAR))
    for group in ("Children looked after", "Reviews", "Children's participation", "Placements"):
        assert f">{group}</h2>" in page
    assert "1 April 2025 to 31 March 2026" in page
    assert "14 of 15" in page
    assert "93.3%" in page
    assert "target 100%, not met" in page


def test_a_period_is_chosen_from_presets_or_by_its_own_two_days(manager):
    for period, days in (
        ("this-year", "1 April 2026 to 20 November 2026"),
        ("last-year", "1 April 2025 to 31 March 2026"),
        ("last-quarter", "1 July 2026 to 30 September 2026"),
        ("2025", "1 April 2024 to 31 March 2025"),
        ("nonsense", "1 April 2026 to 20 November 2026"),
        ("own&from=2025-07-01&to=2025-07-31", "1 July 2025 to 31 July 2025"),
        ("own&from=2025-07-31&to=2025-07-01", "1 April 2026 to 20 November 2026"),
    ):
        assert days in words(manager.get(f"/measures/?period={period}"))
    boxes = "first-day=1&first-month=7&first-year=2025&last-day=31&last-month=7&last-year=2025"
    answer = manager.get(f"/measures/?period=own&{boxes}")
    assert answer.url == "/measures/?period=own&from=2025-07-01&to=2025-07-31"


def test_days_that_are_no_period_are_said_above_the_form(manager):
    boxes = "first-day=1&first-month=7&first-year=2025&last-day=1&last-month=6&last-year=2025"
    page = words(manager.get(f"/measures/?period=own&{boxes}"))
    assert "The last day must be the same as or after the first day" in page
    assert "must be today or in the past" in words(
        manager.get("/measures/?period=own&last-day=1&last-month=1&last-year=2027")
    )


def test_timeliness_is_drawn_quarter_by_quarter(manager):
    page = words(manager.get("/measures/reviews.on_time/", LAST_YEAR | {"trend": "quarter"}))
    assert "Reviews held in time, by quarter" in page
    assert "Jan to Mar 2026" in page
    assert "Show it by month" in page
    assert manager.get("/measures/reviews.on_time/by-quarter.svg", LAST_YEAR).status_code == 200


def test_a_measure_says_what_it_counts_from_which_source_by_table_and_picture(manager):
    page = words(manager.get("/measures/reviews.on_time/", LAST_YEAR))
    assert "14 of 15; target 100%, not met" in page
    assert "of those held with known timeliness" in page
    assert "regs 33 and 36" in page
    assert "Jul 2025" in page
    assert "<svg" in page
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]
    assert "Reason" in page


def test_the_year_before_stands_beside_where_the_records_reach_back(manager):
    assert "100.0% the year before" not in words(manager.get("/measures/reviews.on_time/?period=2025"))
    assert "100.0% the year before" in words(manager.get("/measures/reviews.on_time/", LAST_YEAR))


def test_a_measure_whose_records_are_not_kept_says_so(manager):
    page = words(manager.get("/measures/parents.either/", LAST_YEAR))
    assert "The records do not hold what this measure needs" in page
    assert "Reviews with the views of a parent" in words(manager.get("/measures/", LAST_YEAR))


def test_there_is_no_page_of_a_measure_that_does_not_exist(manager):
    for address in ("/measures/no.such/", "/measures/no.such/records/", "/measures/no.such/figures.csv"):
        assert manager.get(address).status_code == 404


def test_figures_are_taken_as_a_file_whose_name_is_its_period(manager):
    answer = manager.get("/measures/figures.csv", LAST_YEAR)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="measures-2025-04-01-to-2026-03-31.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["reviews.on_time", "Reviews held in time", "", "14", "15", "93.3", "percent", "0"] in rows
    one = manager.get("/measures/reviews.on_time/figures.csv", LAST_YEAR)
    assert one["Content-Disposition"] == 'attachment; filename="reviews-on-time-2025-04-01-to-2026-03-31.csv"'


@pytest.mark.parametrize("trait", ["business_support", "social_worker", "lado", "administrator"])
def test_measures_are_for_roles_that_read_figures(signed_in, trait):
    client = signed_in(**{trait: True})
    for address in (
        "/measures/",
        "/measures/reviews.held/",
        "/measures/figures.csv",
        "/measures/reviews.held/records/",
    ):
        assert client.get(address).status_code == 403


def test_figures_are_counted_once_until_somebody_writes(manager, django_assert_max_num_queries):
    first = measured(from_on=year_days(2026)[0], to_on=year_days(2026)[1])
    manager.get("/measures/", LAST_YEAR)
    with django_assert_max_num_queries(30):
        manager.get("/measures/reviews.on_time/", LAST_YEAR)
    assert measured(from_on=year_days(2026)[0], to_on=year_days(2026)[1]).result is first.result


def test_a_write_changes_the_figures_at_once(manager, council):
    assert "15 children" in _looked_after(manager)
    with transaction.atomic():
        end_care_period(child=council[5], ended_on=date(2026, 11, 1), reason_ended="E4A", by=service_account(), at=NOW)
    assert "14 children" in _looked_after(manager)


def _looked_after(client) -> str:
    rows = csv.reader(io.StringIO(client.get("/measures/population.looked_after/figures.csv").content.decode()))
    return next(f"{row[3]} {row[6]}" for row in rows if row[0].endswith("population.looked_after") and not row[2])


def test_a_panel_member_reads_no_count_of_children_from_1_to_5_nor_its_percentage(panel):
    page = words(panel.get("/measures/reviews.on_time/", {"period": "2026"}))
    assert "Counts from 1 to 5 are hidden" in page
    assert "14 of 15" not in page
    assert "93.3%" not in page
    rows = list(csv.reader(io.StringIO(panel.get("/measures/figures.csv?period=2026").content.decode("utf-8-sig"))))
    of_children = [row for row in rows[1:] if not row[0].startswith(("staff.", "caseload.", "reviews.duration"))]
    assert not [row for row in of_children if row[3] in {"1", "2", "3", "4", "5"}]
    boys = next(row for row in rows if row[:3] == ["population.by_sex", "Children looked after, by sex", "Male"])
    girls = next(row for row in rows if row[:3] == ["population.by_sex", "Children looked after, by sex", "Female"])
    assert boys[3] == girls[3] == "hidden"
    assert boys[5] == girls[5] == "hidden"


def test_a_panel_member_asks_for_years_that_are_over_so_that_no_two_periods_overlap(panel):
    for asked in ("this-year", "last-quarter", "own&from=2025-04-01&to=2025-07-02", "2027"):
        page = words(panel.get(f"/measures/?period={asked}"))
        assert "1 April 2025 to 31 March 2026" in page
    assert "1 April 2024 to 31 March 2025" in words(panel.get("/measures/?period=2025"))


def test_whoever_also_has_another_role_reads_every_number(signed_in):
    person = PersonFactory(panel_member=True)
    RoleHeldFactory(user=person, role="iro_manager")
    assert "14 of 15" in words(signed_in(person).get("/measures/reviews.on_time/", LAST_YEAR))


def test_every_measure_stands_in_one_group():
    for measure in catalogue():
        assert [group for group in GROUPS if measure in group.measures] == [group_of(measure)], measure.id


def test_a_measure_stands_beside_what_the_law_and_guidance_ask_whatever_the_council_has_set_itself(manager):
    page = words(manager.get("/measures/reviews.on_time/", LAST_YEAR))
    assert "National standard" in page
    assert "reg 33(1) (First review, 20 working days)" in page
    page = words(manager.get("/measures/caseload.average/", LAST_YEAR))
    assert "50 to 70 looked-after children for an IRO working full time" in page
    assert "IRO Handbook" in page


def test_a_long_run_of_published_rates_begins_the_trend_of_a_measure(manager):
    """Buckinghamshire, section 2: the rate since 1999."""
    file = PublishedFileFactory(layout="list", committed_at=NOW, committed_by=manager.person)
    PublishedArea.objects.create(code="Shires", name="Shires", level="group")
    of_file = {"file": file, "indicator": "population.looked_after", "area": "Shires", "source": "Long series"}
    for year, number in ((1999, 21), (2001, 25)):
        PublishedValue.objects.create(year=year, as_at=date(year, 3, 31), printed=number, **of_file)
    page = words(manager.get("/measures/population.looked_after/", LAST_YEAR))
    trend = re.search(r"<caption[^>]*>\s*Children looked after, by year.*?</table>", page, re.DOTALL)[0]
    assert re.findall(r"\b\d{4}/\d{2}\b", trend)[:3] == ["1998/99", "1999/00", "2000/01"]
    assert "Shires: 21 in 1998/99, 25 in 2000/01" in page
