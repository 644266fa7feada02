"""Returns of several years are one history."""

from datetime import date

import pytest

from openiro.formats.combine import combine
from openiro.formats.problems import UnableToRead
from openiro.formats.ssda903 import read_return
from openiro.formats.tables import TABLE_SCHEMAS
from openiro.formats.templates import read_templates
from openiro.measures.tables import Tables
from tests.golden.small_councils import measured, told
from tests.unit.formats.returns import write_return


@pytest.fixture
def years(tmp_path):
    first = write_return(
        tmp_path / "a",
        header=["A1,1,01/05/2010,WBRI,,,", "A2,2,01/05/2011,WBRI,,,"],
        episodes=["A1,10/04/2016,S,C1,N1,U4,PR1,,,,,,", "A2,10/04/2016,S,C1,N1,U4,PR1,,,,,,"],
        reviews=["A1,01/05/2010,05/05/2016,PN1"],
        uasc=["A1,1,01/05/2010,30/04/2017"],
    )
    second = write_return(
        tmp_path / "b",
        header=["A1,2,01/05/2010,BAFR,,,"],
        episodes=["A1,10/04/2016,S,C1,N1,U4,PR1,01/06/2017,X1,,,,", "A1,01/06/2017,L,C2,N1,U4,PR1,,,,,,"],
        reviews=["A1,01/05/2010,05/05/2016,PN7", "A1,01/05/2010,01/06/2017,PN1"],
    )
    return [read_return(first, year=2017), read_return(second, year=2018)]


def test_a_later_row_takes_the_place_of_the_earlier_and_silence_ends_nothing(years):
    combined = combine(years)
    assert combined.tables["children"].sort("child").select("child", "sex", "ethnicity").rows() == [
        ("A1", "F", "BAFR"),
        ("A2", "F", "WBRI"),
    ]
    assert combined.tables["episodes"].sort("child", "started_on").select("child", "started_on", "ended_on").rows() == [
        ("A1", date(2016, 4, 10), date(2017, 6, 1)),
        ("A1", date(2017, 6, 1), None),
        ("A2", date(2016, 4, 10), None),
    ]
    assert combined.tables["reviews"].sort("held_on")["code"].to_list() == ["PN7", "PN1"]
    assert combined.tables["uasc"].rows() == [("A1", date(2017, 4, 30))]
    assert (combined.coverage_from, combined.years) == (date(2016, 4, 1), (2017, 2018))


def test_the_order_of_the_sources_does_not_matter(years):
    forwards, backwards = combine(years), combine(years[::-1])
    for name, table in forwards.tables.items():
        assert table.equals(backwards.tables[name])


def test_every_table_has_its_schema_even_without_rows(years):
    combined = combine(years)
    assert {name: table.schema for name, table in combined.tables.items()} == TABLE_SCHEMAS
    assert combined.supplied == {"children", "episodes", "reviews", "uasc"}


def test_templates_add_what_the_returns_lack(years, tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "names.csv").write_text("child,given_name,family_name,disabled\nA1,Sam,Hill,yes\n")
    (folder / "review_details.csv").write_text(
        "child,review,mode,minutes\nA1,01/06/2017,hybrid,50\nA9,01/06/2017,video,1"
    )
    (folder / "staff.csv").write_text("officer,name,role,fte,started\n7,Kim Lake,iro,0.8,01/04/2016\n")
    combined = combine([*years, read_templates(folder)])
    assert combined.tables["children"].filter(child="A1")["disabled"].to_list() == [True]
    assert combined.tables["reviews"].sort("held_on").select("mode", "duration_minutes").rows() == [
        (None, None),
        ("hybrid", 50),
    ]
    assert combined.tables["posts"].rows() == [("7", "iro", 0.8, date(2016, 4, 1), None, None)]
    assert "posts" in combined.supplied


def test_without_a_return_there_is_nothing_to_combine():
    with pytest.raises(UnableToRead, match="no return among the sources"):
        combine([])


def test_templates_bring_what_reviews_found_and_led_to(years, tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    rows = {
        "review_details": ["child,review,mode,decisions_sent,advocate", "A1,05/05/2016,video,09/05/2016,yes"],
        "decisions": ["child,review,number,sent,answer,answered", "A1,05/05/2016,1,09/05/2016,agreed,10/05/2016"],
        "checks": ["child,review,check,up_to_date,on_file", "A1,05/05/2016,health,yes,no"],
        "permanence": ["child,plan,from,agreed", "A1,ADOPTION,01/06/2016,02/06/2016"],
        "entitlements": ["child,entitlement,told", "A1,information,11/04/2016"],
    }
    for name, lines in rows.items():
        (folder / f"{name}.csv").write_text("\n".join(lines))
    combined = combine([*years, read_templates(folder)])
    first = combined.tables["reviews"].sort("held_on").row(0, named=True)
    assert (first["decisions_sent_on"], first["advocate"]) == (date(2016, 5, 9), True)
    assert combined.tables["decisions"].select("number", "answer", "answered_on").rows() == [
        (1, "agreed", date(2016, 5, 10))
    ]
    assert combined.tables["checks"].select("check", "up_to_date", "on_file").rows() == [("health", "yes", "no")]
    assert combined.tables["permanence"]["agreed_on"].to_list() == [date(2016, 6, 2)]
    assert combined.tables["entitlements"]["told_on"].to_list() == [date(2016, 4, 11)]
    assert combined.supplied >= {"decisions", "checks", "permanence", "entitlements"}
    assert "parents" not in combined.supplied


def test_a_decision_is_judged_at_a_review_and_a_day_without_one_counts_in_no_figure(years, tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    rows = ["A1,05/05/2016,1,implemented,01/06/2017", "A1,05/05/2016,2,implemented,02/06/2017"]
    (folder / "decisions.csv").write_text("\n".join(["child,review,number,outcome,judged", *rows]))
    combined = combine([*years, read_templates(folder)])
    assert combined.tables["decisions"].sort("number").select("number", "judged_on").rows() == [
        (1, date(2017, 6, 1)),
        (2, None),
    ]
    tables = Tables("A", combined.coverage_from, combined.tables, supplied=combined.supplied)
    result = measured(tables, from_on=date(2017, 4, 1), to_on=date(2018, 3, 31))
    assert told(result, "decisions.implemented") == (1, 1, 0)
