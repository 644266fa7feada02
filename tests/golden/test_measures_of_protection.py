"""Child protection conferences and plans: answers worked by hand, on every engine, for 2018/19."""

import pytest

from openiro.measures.compute import rows_behind
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import FROM, TO, Counted, council, counts, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
EPISODES = "A 2017-01-03 S C2 U6"
# The 15th working day after Thursday 3 May 2018 is Friday 25 May: Monday 7 May is a bank holiday.
CONFERENCES = """
A initial 2018-05-25 2018-05-03
A review 2018-08-25
A review 2019-02-26
B initial 2018-05-29 2018-05-03
C initial 2018-06-04
C review 2018-09-05
D review 2018-07-02
E transfer_in 2018-10-01
E review 2019-01-01
F initial 2018-03-31 2018-03-20
"""
PLANS = """
A 2018-05-25 - NEG EMO
B 2018-05-29 2019-03-31 PHY
C 2018-06-04 2018-12-04 SAB
C 2019-01-07 - NEG
D 2015-01-12 2019-01-12 MUL
E 2018-10-01 2019-04-01 EMO - M 2015-05-05 APKN
F 2018-03-30 -
G 2016-06-01 2017-06-01 NEG
G 2019-03-31 - NEG
"""


def of(engine: str) -> Counted:
    tables = council(EPISODES, conferences=CONFERENCES, protection_plans=PLANS)
    return measured(tables, engine=engine, population={2018: 10_000})


@ENGINES
def test_conferences_are_held_against_their_clocks(engine: str) -> None:
    result = of(engine)
    assert counts(result, "conferences.held") == {"initial": 3, "review": 5, "transfer_in": 1}
    # A in time, B two working days late; of C nobody knows when the discussion was. F was before the period.
    assert told(result, "conferences.initial_within_15_days") == (1, 2, 1)
    # A: 3 months to the day, then one day over 6; C one day over 3; E 3 months after the transfer; D unknown.
    assert told(result, "conferences.review_in_time") == (2, 4, 1)
    assert counts(result, "meetings.chaired") == {"conference": 9}


@ENGINES
def test_parents_see_the_report_before_the_conference_and_understand_what_must_happen(engine: str) -> None:
    # A saw it two days before, B on the day itself, C never; D's was before the period. E's parents did not
    # understand; of C nobody said.
    conferences = """
    A initial 2018-05-25 2018-05-03 2018-05-23 yes
    B initial 2018-05-29 - 2018-05-29 yes
    C review 2018-09-05
    D review 2018-03-20 - 2018-03-18 yes
    E review 2019-01-01 - 2018-12-28 no
    """
    result = measured(council(EPISODES, conferences=conferences), engine=engine)
    assert told(result, "conferences.report_shown_before") == (2, 4, 0)
    assert told(result, "conferences.parents_understood") == (2, 3, 1)
    older = measured(council(EPISODES, conferences=CONFERENCES), engine=engine)
    assert {"conferences.report_shown_before", "conferences.parents_understood"} <= set(older.all.not_available)


@ENGINES
def test_children_on_a_plan_are_those_of_the_last_day(engine: str) -> None:
    result = of(engine)
    # B's plan ended on the last day; E's a day after it.
    assert told(result, "plans.open") == (5, None, 0)
    assert told(result, "plans.rate_per_10000") == (5, 10_000, 0)
    assert counts(result, "plans.by_category") == {"NEG": 2, "EMO": 2, "not recorded": 1}
    assert told(result, "plans.by_ethnicity", ethnicity="APKN") == (1, 5, 0)
    assert told(result, "plans.by_ethnicity", ethnicity="WBRI") == (1, 5, 0)
    # Of C, F and G nobody recorded it: they are told as that, and make up the group of those unknown.
    assert counts(result, "plans.by_ethnicity") == {"WBRI": 1, "APKN": 1, "not recorded": 3}
    assert told(result, "plans.by_ethnicity", ethnicity="REFU") == (0, 5, 0)
    assert counts(result, "plans.by_ethnic_group") == {"White": 1, "Asian": 1, "Unknown": 3}
    assert told(result, "plans.by_age", age_band="1-4") == (1, 5, 0)
    # A stands in the return too; of D, F and G nobody knows.
    assert told(result, "plans.by_sex", sex="M") == (1, 5, 0)


@ENGINES
def test_plans_that_began_and_ended_in_the_year(engine: str) -> None:
    result = of(engine)
    # B, C and D closed; D's had lasted four years.
    assert told(result, "plans.closed_after_2_years") == (1, 3, 0)
    # A, B, C, E and G became subject; C twice, the second time again, and G again after a plan of two years before.
    assert told(result, "plans.second_or_subsequent") == (2, 5, 0)


def test_the_rows_behind_name_the_day_due() -> None:
    tables = council(EPISODES, conferences=CONFERENCES)
    rows = rows_behind(
        tables, "conferences.review_in_time", from_on=FROM, to_on=TO, calendar=england_and_wales()
    ).to_dicts()
    late = {(row["child"], f"{row['due_on']}") for row in rows if row["counted_as"] == "denominator"}
    assert late == {("A", "2019-02-25"), ("C", "2018-09-04")}
