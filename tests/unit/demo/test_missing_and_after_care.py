"""The council of the demo has children who went missing and young people who left care, as its returns may tell."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from openiro.demo.councils import TWINS
from openiro.demo.councils.default import default_council
from openiro.demo.generate import Records, make_records
from openiro.demo.plan import Missed
from openiro.demo.returns import write_returns
from openiro.demo.tables import tables_of
from openiro.domain.codes import codes_valid
from openiro.domain.months import age_on, nth_birthday
from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.measures.tables import ROW_KEYS, Tables
from tests.factories.calendars import england_and_wales
from tests.factories.twins import records_of_twin
from tests.golden.small_councils import measured

SHORT_BREAKS = {"V3", "V4"}
MADE = ("missing", "leaver_outcomes")


@pytest.fixture(scope="module", params=[date(2026, 11, 28), date(2020, 3, 31)], ids=str)
def records(request: pytest.FixtureRequest) -> Records:
    return make_records(default_council(request.param), england_and_wales())


def collection_year(day: date) -> int:
    return day.year + (day.month > 3)


def of_children(records: Records, table: str) -> list[tuple]:
    lives = {child.code: child for child in records.children}
    return [(lives[row["child"]], row) for row in records.elsewhere[table]]


@pytest.mark.parametrize("share", [None, 1.0])
def test_children_are_missing_while_in_care_alone_and_at_an_age_for_it(records: Records, share: float | None) -> None:
    last_day = records.council.last_day
    if share is not None:  # so many that some are missing on the day on which their care ends
        everyone = replace(records.council, missed={"M": Missed(share, most=60)})
        records = make_records(everyone, england_and_wales())
    for child, row in of_children(records, "missing"):
        assert child.life.in_care_on(row["from_on"])
        assert row["from_on"] <= (row["to_on"] or last_day) <= min(child.life.ended_on or last_day, last_day)
        assert age_on(child.life.born_on, row["from_on"]) >= 4
        assert row["kind"] in {"M", "A"}
        assert not SHORT_BREAKS & {each.legal_status for each in child.episodes}


def test_no_child_is_missing_twice_at_once_or_from_a_review_to_which_the_child_came(records: Records) -> None:
    times = defaultdict(list)
    for child, row in of_children(records, "missing"):
        to_on = row["to_on"] or records.council.last_day
        times[child.code].append((row["from_on"], to_on))
        came = [review.held_on for review in child.life.reviews if review.no_part_reason != "missing"]
        assert not any(row["from_on"] <= day <= to_on for day in came)
    for spans in times.values():
        for (_, ended), (begun, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert begun > ended


def test_a_child_who_took_no_part_in_a_review_for_being_missing_was_missing(records: Records) -> None:
    told = {(child.code, review.held_on) for child in records.children for review in child.life.reviews
            if review.no_part_reason == "missing"}  # fmt: skip
    found = {
        (child.code, review.held_on)
        for child, row in of_children(records, "missing")
        for review in child.life.reviews
        if row["from_on"] <= review.held_on <= (row["to_on"] or records.council.last_day) and row["kind"] == "M"
    }
    assert told
    assert found == told


def test_in_a_whole_year_about_the_share_of_the_plan_goes_missing_and_fewer_are_away(records: Records) -> None:
    first, last = date(records.council.last_day.year - 2, 4, 1), date(records.council.last_day.year - 1, 3, 31)
    here = [child for child in records.children if child.life.started_on <= last
            and (child.life.ended_on is None or child.life.ended_on > first)]  # fmt: skip
    kinds = defaultdict(set)
    for child, row in of_children(records, "missing"):
        if first <= row["from_on"] <= last:
            kinds[row["kind"]].add(child.code)
    plan = records.council.missed
    assert abs(len(kinds["M"]) / len(here) - plan["M"].share) < 0.02
    assert abs(len(kinds["A"]) / len(here) - plan["A"].share) < 0.02
    assert len(kinds["A"]) < len(kinds["M"])


def test_the_return_asks_after_care_leavers_alone_at_their_birthday_in_its_year(records: Records) -> None:
    """17th to 21st birthday; at the 17th and 18th of who had left care by then; 13 weeks since 14, some since 16."""
    for child, row in of_children(records, "leaver_outcomes"):
        life, year = child.life, row["year"]
        assert year <= records.council.last_day.year
        assert life.ended_on is not None
        turned = age_on(life.born_on, date(year, 3, 31))
        assert 17 <= turned <= 21
        assert date(year - 1, 4, 1) <= nth_birthday(life.born_on, turned) <= date(year, 3, 31)
        assert life.ended_on < nth_birthday(life.born_on, turned)
        assert (life.ended_on - max(life.started_on, nth_birthday(life.born_on, 14))).days >= 91
        assert life.ended_on > nth_birthday(life.born_on, 16)
        assert not SHORT_BREAKS & {each.legal_status for each in child.episodes}


def test_who_left_care_on_the_18th_birthday_is_asked_after_at_the_19th(records: Records) -> None:
    rows = [(child.code, row["year"]) for child, row in of_children(records, "leaver_outcomes")]
    assert len(rows) == len(set(rows))
    last_year = records.council.last_day.year
    left = {
        child.code
        for child in records.children
        if child.life.ended_on == nth_birthday(child.life.born_on, 18)
        and collection_year(child.life.ended_on) == last_year - 1
        and child.life.stay(child.life.ended_on) >= 91
        and not child.is_on_short_breaks
    }
    assert left
    assert {code for code in left if (code, last_year) in rows} == left
    assert not {code for code in left if (code, last_year - 1) in rows}


def test_the_codes_of_leavers_are_those_of_their_year_and_agree_with_each_other(records: Records) -> None:
    for child, row in of_children(records, "leaver_outcomes"):
        for column, codes in (("in_touch", "IN_TOUCH"), ("activity", "ACTIV"), ("home", "ACCOM")):
            assert row[column] in codes_valid(codes, row["year"])
        is_silent = {row["activity"], row["home"]} == {"0"}
        assert is_silent == (row["in_touch"] != "YES")
        assert "0" not in (row["activity"], row["home"]) or is_silent
        assert row["in_touch"] != "RHOM" or child.life.ending.startswith("returned home")
        turned = age_on(child.life.born_on, date(row["year"], 3, 31))
        assert row["home"] != "Z1" or turned > 17
        assert row["activity"] != "G6" or child.life.sex == "F"


def test_what_else_the_council_holds_is_as_it_was_without_them(records: Records) -> None:
    without = make_records(replace(records.council, missed={}, after_care=None), england_and_wales())
    assert not set(MADE) & set(without.elsewhere)
    assert without.children == records.children
    assert without.challenge == records.challenge
    assert without.allocations == records.allocations
    assert without.elsewhere == {name: rows for name, rows in records.elsewhere.items() if name not in MADE}


@pytest.mark.parametrize("council", sorted(TWINS))
def test_the_twins_whose_papers_print_no_such_figure_hold_neither(council: str) -> None:
    assert not set(MADE) & set(records_of_twin(council).elsewhere)


def test_the_returns_tell_what_the_records_hold_and_measures_of_it_have_figures(
    records: Records, tmp_path: Path
) -> None:
    council = replace(records.council, lively=False)  # a lively one slips on purpose
    tidy = replace(records, council=council)
    sources = [read_source(each.folder, format="903", year=each.year) for each in write_returns(tidy, tmp_path)]
    problems = [row for source in sources for row in source.problems.to_dicts()]
    assert [row for row in problems if row["severity"] == "error" or row["file"] in ("missing.csv", "oc3.csv")] == []
    combined = combine(sources)
    files = Tables.of("", combined.coverage_from, combined.tables, years=combined.years, supplied=combined.supplied)
    for name in MADE:
        held = tables_of(tidy).frame(name)
        assert held.height
        assert files.frame(name).sort(ROW_KEYS[name]).equals(held.sort(ROW_KEYS[name])), name
    year = (date(council.last_day.year - 1, 4, 1), date(council.last_day.year, 3, 31))
    result = measured(files, *year)
    for name in ("missing.children", "missing.episodes", "missing.away_children", "missing.away_episodes"):
        assert result.figure(name).numerator, name
    for name in ("in_touch", "in_eet", "not_in_eet", "suitable_home"):
        assert result.figure(f"care_leavers.{name}").value is not None, name
