"""Published files from upload to comparison, in the layout of the publishers, with figures made up for the test."""

from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from openiro.benchmarks.actions import (
    UnableToHoldPublished,
    UnableToKeepView,
    check_published,
    commit_published,
    drop_view,
    keep_view,
    remove_published,
)
from openiro.benchmarks.queries import comparators_for, league_for, population_estimates, published_series, views_of
from openiro.core.actions import refresh_bank_holidays
from openiro.core.models import Event
from openiro.documents.content import Chart, Table
from openiro.domain.report_policy import ReportKind
from openiro.formats.problems import UnableToRead
from openiro.people.queries import UnableToPermit
from openiro.reporting.papers import paper_of_kind
from openiro.reporting.queries import forget_figures
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, refresh
from tests.factories.people import PersonFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, tzinfo=UTC)
TO = date(2025, 3, 31)
RATE = "population.rate_per_10000"
AREA = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
RATES = AREA + "old_la_code,la_name,new_la_code,population_type,population_estimate,children_count,rate_per_10000"
ON_DAY = "Children looked after on 31 March each year"
PLACES = {
    "England": "National,E92000001,England,,,,,",
    "South East": "Regional,E92000001,England,E12000008,South East,,,",
    "Buckinghamshire": "Local authority,E92000001,England,E12000008,South East,825,Buckinghamshire,E06000060",
    "Medway": "Local authority,E92000001,England,E12000008,South East,887,Medway,E06000035",
    "Kent": "Local authority,E92000001,England,E12000008,South East,886,Kent,E10000016",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("of_buckinghamshire")]


@pytest.fixture
def of_buckinghamshire():
    with override_settings(OPENIRO_POLICY="buckinghamshire"):
        yield


@pytest.fixture
def analyst():
    return PersonFactory(analyst=True)


@pytest.fixture
def publish(tmp_path, analyst):
    """A function that loads rows under a heading, and lets them count."""

    def load(heading, *rows, at=NOW):
        path = tmp_path / f"{at:%d}-{len(list(tmp_path.iterdir()))}.csv"
        path.write_text("\n".join((heading, *rows)))
        file = check_published(path=path, by=analyst, at=at)
        commit_published(file=file, by=analyst, at=at)
        return file

    return load


def rate(place, printed, year="2025"):
    level, rest = PLACES[place].split(",", 1)
    return f"{year},Reporting year,{level},{rest},{ON_DAY},1000,10,{printed}"


def figures(measure=RATE, to=TO):
    return {each.name: each.printed for each in comparators_for(measure, to)}


def test_england_the_region_neighbours_and_the_council_itself_stand_beside_the_rate(publish):
    rows = {"England": 67, "South East": 56, "Buckinghamshire": 40, "Medway": 62, "Kent": "c"}
    publish(RATES, *(rate(place, printed) for place, printed in rows.items()))
    publish("old_la_code," + ",".join(f"sn{n}" for n in range(1, 11)), "825,887,886,801,802,803,804,805,806,807,808")
    found = comparators_for(RATE, TO)
    assert [(each.who, each.printed) for each in found] == [
        ("england", "67"),
        ("region", "56"),
        ("neighbours", "62"),
        ("own", "40"),
    ]
    neighbours = next(each for each in found if each.who == "neighbours")
    assert neighbours.of == (1, 10)
    assert found[0].as_at == TO
    assert found[0].period == "2024/25"
    assert "Department for Education" in found[0].source


def test_a_figure_that_the_publisher_hides_is_no_number(publish):
    publish(RATES, rate("England", "c"), rate("Kent", 50))
    (england,) = [each for each in comparators_for(RATE, TO) if each.who == "england"]
    assert (england.value, england.printed) == (None, "c")


def test_what_is_published_later_is_not_seen_and_the_latest_before_is(publish):
    publish(RATES, rate("England", 70, "202324"), rate("England", 67, "202425"))
    assert figures(to=date(2025, 3, 30))["England"] == "70"
    assert figures(to=date(2026, 11, 20))["England"] == "67"
    assert sorted(published_series(RATE, TO)["England"]) == [2024, 2025]


def test_a_restated_figure_holds_and_the_earlier_one_is_kept_beside_it_until_removed(publish, analyst):
    publish(RATES, rate("England", 70))
    later = publish(RATES, rate("England", 69), at=LATER)
    (england,) = comparators_for(RATE, TO)
    assert (england.printed, england.was) == ("69", "70")
    assert later.counts["changed"] == 1
    remove_published(file=later, by=analyst, at=LATER)
    assert figures() == {"England": "70"}
    assert Event.objects.filter(kind="benchmarks.file_removed").count() == 1


def test_authorities_of_the_region_stand_lowest_first_and_the_council_is_marked(publish):
    publish(RATES, rate("Medway", 62), rate("Buckinghamshire", 40), rate("Kent", "c"))
    year, lines = league_for(RATE, TO)
    assert year == 2025
    assert [(line.name, line.is_own) for line in lines] == [
        ("Buckinghamshire", True),
        ("Medway", False),
        ("Kent", False),
    ]


def test_a_file_of_authorities_alone_names_no_region_and_is_compared_all_the_same(publish):
    publish(RATES, rate("Medway", 62), rate("Buckinghamshire", 40))
    assert figures() == {"Buckinghamshire as published": "40"}


def test_the_estimate_of_mid_2024_is_that_of_the_collection_year_2025(publish):
    heading = AREA + "old_la_code,new_la_code,la_name,age_group,population_estimate"
    row = "2024,Reporting year,Local authority,E92000001,England,E12000008,South East,825,E06000060,Buckinghamshire"
    publish(heading, f"{row},Children aged 0 to 17 years,130466")
    assert population_estimates("825") == {2025: 130466}


def test_a_figure_copied_from_a_publication_keeps_its_own_day_and_source(publish):
    heading = "measure,category,who,as_at,value,source"
    publish(heading, "population.by_ethnic_group,Asian,Local schools,2025-01-16,12.5,School census 2025 table 3")
    (found,) = comparators_for("population.by_ethnic_group", TO)
    assert (found.name, found.category, found.as_at) == ("Local schools", "Asian", date(2025, 1, 16))
    assert found.source.startswith("School census 2025 table 3; loaded ")
    with pytest.raises(UnableToHoldPublished, match=r"no measure 'no\.such'"):
        publish(heading, "no.such,,Local schools,2025-01-16,12.5,Census")


def test_the_council_stands_beside_its_neighbours_and_england_with_the_gap_and_whether_it_is_better(publish):
    """Buckinghamshire, executive summary: 38% placed near home against 62% of neighbours and 74% of England."""
    refresh_bank_holidays(on=date(2025, 4, 3))
    refresh(ChildFactory(in_care_since=date(2024, 5, 10), born_on=date(2014, 5, 1)))
    publish("old_la_code," + ",".join(f"sn{n}" for n in range(1, 11)), "825,887,886,801,802,803,804,805,806,807,808")
    columns = AREA + "old_la_code,la_name,new_la_code,cla_group,placement_stability,children_percent"
    group = "CLA on 31 March,With 3 or more placements during the year"
    printed = (("England", 10), ("Medway", 9), ("Kent", 11))
    levels = {place: PLACES[place].split(",", 1) for place, _ in printed}
    publish(columns, *(f"2025,Reporting year,{','.join(levels[place])},{group},{share}" for place, share in printed))
    forget_figures()
    days = {"from_on": date(2024, 4, 1), "to_on": TO, "made_on": date(2025, 4, 3)}
    paper = paper_of_kind(ReportKind.ANNUAL, **days)
    tables = {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, Table)}
    rows = {row[1]: row[2:] for row in tables["compared-placements"].rows}
    told = ("31 March 2025", "10%", "0.0%", "10.0 percentage points below: better")
    assert rows == {"England": told, "Statistical neighbours": told}


def test_the_age_profile_of_england_stands_over_the_years_in_the_paper(publish):
    """Buckinghamshire, section 2: the national age profile from 2012 to 2016."""
    refresh_bank_holidays(on=date(2017, 4, 3))
    refresh(ChildFactory(in_care_since=date(2016, 5, 10), born_on=date(2014, 5, 1)))
    printed = (("<1", 2012, 6), ("<1", 2016, 5), ("1-4", 2012, 18), ("1-4", 2016, 13), ("16-17", 2016, 23))
    rows = [f"population.by_age,{age},England,{year}-03-31,{share},Statistics" for age, year, share in printed]
    publish("measure,category,who,as_at,value,source", *rows)
    forget_figures()
    days = {"from_on": date(2016, 4, 1), "to_on": date(2017, 3, 31), "made_on": date(2017, 4, 3)}
    paper = paper_of_kind(ReportKind.ANNUAL, **days)
    tables = {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, Table)}
    over_years = tables["published-population-by-age-1"]
    assert [column.heading for column in over_years.columns] == ["Age", "31 March 2012", "31 March 2016"]
    assert over_years.rows == (("Under 1", "6%", "5%"), ("1 to 4", "18%", "13%"), ("16 to 17", None, "23%"))


def test_a_rate_since_1999_is_one_line_with_what_the_publisher_has_on_file(publish):
    """Buckinghamshire, section 2: 38 of 10,000 in 2017, almost double the 21 of 1999; figure 1: beside England."""
    refresh_bank_holidays(on=date(2017, 4, 3))
    refresh(ChildFactory(in_care_since=date(2016, 5, 10), born_on=date(2014, 5, 1)))
    publish(RATES, *(rate("England", number, year) for number, year in ((60, 2016), (62, 2017))))
    publish(RATES, *(rate("Buckinghamshire", number, year) for number, year in ((37, 2016), (38, 2017))), at=LATER)
    copied = (("Buckinghamshire", 1999, 21), ("England", 1999, 49), ("England", 2016, 61))
    rows = [f"{RATE},,{who},{year}-03-31,{number},Statistics of {year}" for who, year, number in copied]
    publish("measure,category,who,as_at,value,source", *rows, at=LATER)
    assert figures(to=date(2017, 3, 31)) == {"England": "62", "Buckinghamshire as published": "38"}
    forget_figures()
    days = {"from_on": date(2016, 4, 1), "to_on": date(2017, 3, 31), "made_on": date(2017, 4, 3)}
    paper = paper_of_kind(ReportKind.ANNUAL, **days)
    charts = {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, Chart)}
    chart = charts["population-rate_per_10000-over-years"]
    # A year of which nothing is published is a gap, so that 18 years are drawn as 18.
    assert (chart.categories[0], chart.categories[-1], len(chart.categories)) == ("1998/99", "2016/17", 19)
    lines = {each.name: [value for value in each.values if value is not None] for each in chart.series}
    assert lines == {"England": [49, 60, 62], "Buckinghamshire as published": [21, 37, 38]}
    assert chart.alt.startswith("England: 49 in 1998/99, 62 in 2016/17; Buckinghamshire as published: 21 in 1998/99")
    assert any(note.startswith("Statistics of 1999; loaded ") for note in chart.notes)


def test_a_survey_of_caseloads_stands_beside_the_councils_own_and_a_category_that_nobody_knows_nowhere(publish):
    """Harrow: a national survey found average caseloads of 49 to 95."""
    refresh_bank_holidays(on=date(2017, 4, 3))
    child, officer = ChildFactory(in_care_since=date(2016, 5, 10)), PersonFactory(iro=True, full_time=True)
    AllocationFactory(child=child, officer=officer, from_on=date(2016, 5, 10))
    refresh(child)
    rows = [f"caseload.average,iro,Survey {which},2013-12-31,{n},Survey" for which, n in (("low", 49), ("high", 95))]
    odd = "reviews.held,by moonlight,Survey,2013-12-31,7,Survey"
    publish("measure,category,who,as_at,value,source", *rows, odd)
    forget_figures()
    days = {"from_on": date(2016, 4, 1), "to_on": date(2017, 3, 31), "made_on": date(2017, 4, 3)}
    paper = paper_of_kind(ReportKind.ANNUAL, **days)
    tables = {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, Table)}
    assert [row[2:] for row in tables["compared-caseload-average"].rows] == [("95", "49")]
    assert "moonlight" not in repr(paper)


def test_a_file_counts_for_nothing_until_it_is_committed(tmp_path, analyst):
    path = tmp_path / "rates.csv"
    path.write_text(RATES + "\n" + rate("England", 67))
    file = check_published(path=path, by=analyst, at=NOW)
    assert figures() == {}
    with pytest.raises(UnableToHoldPublished, match="waits already"):
        check_published(path=path, by=analyst, at=NOW)
    remove_published(file=file, by=analyst, at=NOW)
    with pytest.raises(UnableToHoldPublished, match="decided on before"):
        commit_published(file=file, by=analyst, at=NOW)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2", "none of the published files"),
        (RATES + "\n" + rate("England", "many"), "neither a number nor a symbol"),
        (RATES + "\n" + rate("England", 1, "202426"), "not a year such as"),
        (RATES + "\n" + rate("England", 1) + "\n" + rate("England", 2), "another figure than a row above"),
        (RATES, "has no rows"),
    ],
)
def test_what_is_no_published_file_is_refused_with_the_place(text, says, tmp_path, analyst):
    path = tmp_path / "file.csv"
    path.write_text(text)
    with pytest.raises(UnableToRead, match=says):
        check_published(path=path, by=analyst, at=NOW)


def test_only_those_who_load_data_load_published_files(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(RATES + "\n" + rate("England", 67))
    with pytest.raises(UnableToPermit):
        check_published(path=path, by=PersonFactory(iro=True), at=NOW)


def test_a_view_is_kept_for_its_person_alone(analyst):
    colleague = PersonFactory(manager=True)
    view = keep_view(name="Timeliness", measure="reviews.on_time", query="?period=last-year", by=analyst, at=NOW)
    assert [each.name for each in views_of(analyst)] == ["Timeliness"]
    assert views_of(colleague) == []
    with pytest.raises(UnableToKeepView):
        drop_view(number=view.pk, by=colleague, at=NOW)
    drop_view(number=view.pk, by=analyst, at=NOW)
    assert views_of(analyst) == []
