"""What other services know of children: answers worked by hand, on every engine."""

from datetime import date

import pytest

from openiro.measures.compute import rows_behind
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import Counted, council, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])

# A all year; B came in the year; C left before 31 March; D had a week of short breaks in the year; E all year.
EPISODES = """
A 2017-01-03 S C2 U6
B 2017-05-02 S C2 U6
C 2016-01-03 S C2 U6 2018-03-31 E4A
D 2016-01-03 S C2 U6 2017-06-01 X1
D 2017-06-01 L V3 U6 2017-06-08 X1
D 2017-06-08 L C2 U6
E 2017-04-01 S C2 U6
"""
PUPILS = """
A 2018 yes no no yes yes yes yes yes english_4=no
B 2018 no yes no yes yes no no no english_4=no
C 2018 yes no yes no - - - -
D 2018 - no no yes yes yes no - english_4=yes
E 2018 no no no - - - - -
E 2017 yes yes yes yes yes yes yes yes
A 2019 yes yes yes yes yes yes yes yes
"""


def of(engine: str) -> Counted:
    return measured(council(EPISODES, key_stage_4=PUPILS), engine=engine)


@ENGINES
def test_key_stage_4_is_counted_of_the_year_that_ended_in_the_period(engine: str) -> None:
    result = of(engine)
    assert told(result, "education.ks4", row="pupils") == (5, 5, 0)
    assert told(result, "education.ks4", row="ehcp") == (2, 4, 1)
    assert told(result, "education.ks4", row="uasc_eal") == (1, 5, 0)
    assert told(result, "education.ks4", row="cwd") == (1, 5, 0)
    # C sat nothing; of E nobody knows.
    assert told(result, "education.ks4", row="sat") == (3, 4, 1)
    assert told(result, "education.ks4", row="sat_grade_1") == (3, 3, 1)
    assert told(result, "education.ks4", row="sat_grade_c") == (2, 3, 1)
    assert told(result, "education.ks4", row="sat_five_a_c") == (1, 3, 1)
    # Of all pupils: C, who sat nothing, did not gain it either.
    assert told(result, "education.ks4", row="all_five_a_c") == (1, 4, 1)
    assert told(result, "education.ks4", row="sat_maths_4") == (1, 2, 2)
    assert told(result, "education.ks4", row="sat_english_4") == (1, 3, 1)


@ENGINES
def test_key_stage_4_of_pupils_looked_after_through_the_year_to_31_march(engine: str) -> None:
    result = of(engine)
    # A, and E who came on the first day of the 12 months; C ceased on the last of them.
    assert told(result, "education.ks4_all_year", row="pupils") == (2, 2, 0)
    assert told(result, "education.ks4_all_year", row="ehcp") == (1, 2, 0)
    assert told(result, "education.ks4_all_year", row="sat") == (1, 1, 1)
    assert told(result, "education.ks4_all_year", row="sat_english_4") == (0, 1, 1)


def test_a_school_year_that_has_not_ended_is_not_seen_and_one_of_nobody_is_null() -> None:
    tables = council(EPISODES, key_stage_4=PUPILS)
    before = measured(tables, to_on=date(2018, 8, 30))
    figure = before.figure("education.ks4", row="sat")
    assert (figure.numerator, figure.denominator, figure.value) == (0, 0, None)
    assert len(before.of("education.ks4").figures) == 11
    assert "education.ks4" in measured(council(EPISODES)).all.not_available


def test_the_rows_behind_name_the_pupils() -> None:
    tables, year = council(EPISODES, key_stage_4=PUPILS), {"from_on": date(2018, 4, 1), "to_on": date(2019, 3, 31)}
    rows = rows_behind(tables, "education.ks4", {"row": "sat_grade_c"}, calendar=england_and_wales(), **year)
    assert {(row["child"], row["counted_as"]) for row in rows.to_dicts()} == {
        ("A", "numerator"), ("B", "denominator"), ("D", "numerator"), ("E", "unknown"),
    }  # fmt: skip


HEALTH = """
A 2018 yes yes no
B 2018 yes yes yes
C 2018 yes yes yes
D 2018 yes yes yes
E 2018 no - yes
A 2019 yes no yes
B 2019 yes yes yes
"""


@ENGINES
def test_the_health_of_children_looked_after_through_the_year_to_31_march(engine: str) -> None:
    year = {"from_on": date(2017, 4, 1), "to_on": date(2018, 3, 31), "engine": engine}
    result = measured(council(EPISODES, health=HEALTH), **year)
    # A and E: B came in the year, C ceased on its last day, D had short breaks.
    assert told(result, "health.immunisations") == (1, 2, 0)
    assert told(result, "health.dental") == (1, 1, 1)
    assert told(result, "health.assessment") == (1, 2, 0)


def test_the_health_file_is_that_of_the_latest_31_march() -> None:
    tables = council(EPISODES, health=HEALTH)
    # On 30 March 2019 it is still the year before; a day later A and B have theirs, and D and E none.
    before, after = measured(tables, to_on=date(2019, 3, 30)), measured(tables)
    assert told(before, "health.dental") == (1, 1, 1)
    assert told(after, "health.dental") == (1, 2, 2)
    assert "health.dental" in measured(council(EPISODES)).all.not_available
    nobody = measured(council("A 2018-05-01 S C2 U6", health="A 2019 yes yes yes"))
    assert nobody.figure("health.dental").value is None


@ENGINES
def test_who_was_convicted_is_counted_of_those_aged_10_or_over(engine: str) -> None:
    """Harrow, corporate parenting strategy 4.3: offending, and misuse of substances, for the panel."""
    episodes = "A 2017-01-03 S C2 U6\nB 2017-01-03 S C2 U6\nC 2017-01-03 S C2 U6\nD 2017-01-03 S C2 U6"
    children = "A 2008-03-31\nB 2008-04-01\nC 2004-05-05\nD 2003-05-05"
    said = "A 2018 yes yes yes no yes\nB 2018 yes yes yes no yes\nC 2018 yes yes yes yes no"
    year = {"from_on": date(2017, 4, 1), "to_on": date(2018, 3, 31), "engine": engine}
    result = measured(council(episodes, children=children, health=said), **year)
    # A is 10 that day, B not yet; of D the file says nothing.
    assert told(result, "offending.convicted") == (1, 2, 1)
    assert told(result, "health.substances") == (1, 3, 1)


DISTANCES = """
A 2017-01-03 20.0 no
B 2017-05-02 20.1 yes
B 2018-10-01 3 no
D 2017-06-08 999.9 yes
E 2017-04-01 80 -
F 2018-05-01 5 yes
G 2018-06-01 5 yes
H 2018-05-01 7 yes
H 2019-04-01 70 no
"""
# F moved since what was told; G carries its placement on under a new order; H is in its first placement.
PLACED = (
    EPISODES
    + """
F 2018-05-01 S C2 U6 2018-09-01 X1
F 2018-09-01 P C2 U4
G 2018-06-01 S C1 U6 2018-09-01 X1
G 2018-09-01 L C2 U6
H 2018-05-01 S V2 K2
"""
)


@ENGINES
def test_where_children_are_placed_on_the_last_day(engine: str) -> None:
    result = measured(council(PLACED, placement_distances=DISTANCES), engine=engine)
    assert told(result, "population.looked_after") == (7, None, 0)
    # A at 20 miles, B measured anew, G and H near; E far. D's miles are not known, and F moved since.
    assert told(result, "placements.within_20_miles") == (4, 5, 2)
    # G and H outside, A and B not; of E the area is not known, of D the miles.
    assert told(result, "placements.out_of_area") == (2, 4, 3)


def test_where_nobody_is_looked_after_the_share_within_20_miles_is_null() -> None:
    tables = council("C 2016-01-03 S C2 U6 2018-03-31 E4A", placement_distances="C 2016-01-03 5 no")
    assert measured(tables).figure("placements.within_20_miles").value is None
    assert "placements.out_of_area" in measured(council(EPISODES)).all.not_available


LEAVERS = """
K 2017-01-03 - yes
L 2018-06-01 - no
M 2016-01-03 2019-03-31 yes
N 2016-01-03 2019-04-01 -
P 2019-04-01 - yes
Q 2016-01-03 2017-01-03 no
Q 2018-01-03 - no
"""
TOLD = """
K leaving_home told 2017-01-05
K leaving_vacations told 2018-01-05
K leaving_vacations received 2018-07-01
K leaving_vacations received 2018-12-20
L leaving_home told 2019-04-01
N leaving_home told 2016-02-01
N leaving_home received 2018-03-31
N leaving_vacations received 2018-07-01
Q leaving_home received 2018-04-01
Q bus_pass received 2018-05-01
M leaving_work received 2018-05-01
"""


@ENGINES
def test_care_leavers_are_told_of_and_receive_what_they_are_entitled_to(engine: str) -> None:
    tables = council(EPISODES, care_leavers=LEAVERS, care_leaver_entitlements=TOLD)
    result = measured(tables, engine=engine)
    # K, L, N and Q; M was closed on the last day, P is not open yet.
    assert told(result, "care_leavers.open") == (4, None, 0)
    # L was told a day too late, Q never.
    assert told(result, "care_leavers.informed", entitlement="leaving_home") == (2, 4, 0)
    # N's grant was of the year before; Q's came on the first day.
    assert told(result, "care_leavers.received", entitlement="leaving_home") == (1, 4, 0)
    # Of those in higher education: K, twice; of N it is not known.
    assert told(result, "care_leavers.received", entitlement="leaving_vacations") == (1, 1, 1)
    assert told(result, "care_leavers.received", entitlement="leaving_work") == (0, 4, 0)
    assert told(result, "care_leavers.received", entitlement="bus_pass") == (1, 4, 0)


def test_without_a_care_leaver_in_higher_education_the_share_is_null() -> None:
    tables = council(EPISODES, care_leavers="L 2018-06-01 - no", care_leaver_entitlements=TOLD)
    figure = measured(tables).figure("care_leavers.informed", entitlement="leaving_vacations")
    assert (figure.numerator, figure.denominator, figure.value) == (0, 0, None)
    assert "care_leavers.open" in measured(council(EPISODES)).all.not_available
