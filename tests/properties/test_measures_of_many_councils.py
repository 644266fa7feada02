"""Councils counted together are counted as each is alone, whoever shares a code, an officer or a dispute with whom."""

from datetime import date
from functools import cache

import pytest

from openiro.measures.compute import compute
from openiro.measures.councils import compute_councils, numbered
from openiro.measures.figures import Result
from openiro.measures.tables import Tables
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import council as small_council
from tests.properties.messy_councils import COVERAGE_FROM
from tests.properties.messy_papers import ENTITLEMENTS, tables_of
from tests.properties.test_measures_of_papers_against_the_rules import large

YEAR = {"from_on": date(2016, 4, 1), "to_on": date(2017, 3, 31), "calendar": england_and_wales()}
CHALLENGED = small_council(
    "C1 2016-05-02 S C2 U6\nC2 2015-05-02 S V2 U6",
    "C1 2016-05-20 PN1 mode=video duration_minutes=60\nC2 2016-05-21 PN1 duration_minutes=45",
    coverage_from=date(2015, 4, 1),
    allocations="C1 O1 iro 2016-05-02\nC2 O1 iro 2016-05-02\nC2 O2 iro 2016-06-02",
    posts="O1 iro 1.0 2016-05-01 - yes\nO2 iro 0.5 2016-05-01",
    disputes="D1 C1 drift looked_after 2016-06-01 2016-06-15 resolved\nD2 - drift looked_after 2016-06-01",
    complaints="K1 parent 2016-06-01\nK2 child 2016-06-01 C1",
    oversight="C2 in_depth 2016-10-01",
    statements="C1 2016-06-01 child placement\nC2 2016-05-20 app review",
    consultations="C1 child 2016-05-10 2016-05-12\nC1 parent 2016-05-10",
    feedback="C1 child heard yes 2016-05-12\nC2 child heard no 2016-05-13\nC1 parent heard partly 2016-05-12",
    permanence_steps="C1 panel 2016-06-01 2016-06-01\nC2 panel 2016-06-01",
    proceedings="C2 care 2016-05-01",
    referrals="D1 legal_advice 2016-06-10",
    conferences="C9 initial 2016-07-20 2016-07-01 2016-07-18 yes",
    protection_plans="C9 2016-07-20 - NEG NEG M 2010-01-01 WBRI",
    health="C1 2017 yes yes no\nC2 2017 yes no",
    leaver_outcomes="C1 2017 YES F1 K1\nC2 2017 NO 0 0\nC3 2017 YES G6 B2",
    missing="C1 M 2016-06-01 2016-06-03\nC2 A 2016-06-01",
    placement_distances="C1 2016-05-02 12 no\nC2 2016-05-02 30 yes",
    key_stage_4="C2 2016 yes no no yes yes no no no",
    care_leavers="L1 2015-05-01 - yes\nL2 2015-05-01 - no",
    care_leaver_entitlements="L1 leaving_home told 2015-05-01\nL2 bus_pass received 2016-05-01",
    chairing_observations="C1 2016-05-20 O1",
    disruption_meetings="C1 2016-06-20 2016-06-30",
    carer_reviews="F1 2016-06-20 2016-06-30\nF2 2016-06-20 2016-06-19",
)
# With codes of the one above, and without a bus pass.
NEIGHBOUR = small_council(
    "C1 2015-05-02 S C2 U6 2016-12-01 X1 reason_place_change=CHILD\nC1 2016-12-01 P C2 U4",
    coverage_from=date(2015, 4, 1),
    health="C1 2017 no yes yes",
    leaver_outcomes="C1 2017 YES G5 K2",
    missing="C1 A 2016-06-01 2016-06-02",
    placement_distances="C1 2016-12-01 3 no",
    key_stage_4="C1 2016 no no no no",
    care_leavers="L1 2015-05-01 - no",
    care_leaver_entitlements="L1 leaving_work told 2015-05-01",
    disruption_meetings="C1 2016-12-01 2016-12-20",
    permanence_steps="C1 panel 2016-12-05 2016-12-06",
    proceedings="C1 care 2016-11-01 2016-12-01",
    carer_reviews="F1 2016-07-20 2016-07-20",
)


@cache
def many() -> list[Tables]:
    messy = [tables_of(large(seed, 40, 1500)) for seed in (21, 22, 23)]
    return [messy[0], CHALLENGED, NEIGHBOUR, messy[1], small_council(""), messy[2]]


@cache
def alone() -> list[Result]:
    """The figures of each council, counted alone."""
    return [compute(tables, **YEAR, entitlements=ENTITLEMENTS) for tables in many()]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_each_council_has_the_figures_that_it_has_alone(engine: str) -> None:
    together = list(compute_councils(map(numbered, many()), **YEAR, entitlements=ENTITLEMENTS, engine=engine))
    assert [vars(result) for _, result in together] == [vars(result) for result in alone()]


def test_the_councils_hold_what_is_compared() -> None:
    """A test of the test: the codes of one council are those of another, and every kind of figure is above 0."""
    counted = {figure.id.partition(".")[0] for result in alone() for figure in result.figures if figure.numerator}
    assert counted > {"reviews", "caseload", "disputes", "complaints", "conferences", "plans", "oversight", "checks"}
    assert counted > {"health", "education", "care_leavers", "carers", "placements", "voice", "court", "permanence"}
    assert {tables.coverage_from for tables in many()} > {COVERAGE_FROM}
    assert set(many()[0].frame("children")["child"]) & set(CHALLENGED.frame("children")["child"])
