"""Children in proceedings, and advice and referrals in disputes: answers worked by hand, on every engine."""

import pytest

from tests.golden.small_councils import council, counts, measured, told

EPISODES = """
A 2017-01-03 S C1 U6
B 2017-01-03 S C1 U6
C 2017-01-03 S V2 U6
"""
REVIEWS = """
A 2018-04-10 PN1
A 2018-10-09 PN1
B 2018-04-10 PN1
B 2018-10-09 PN1
"""
# A's proceedings end on the day of a review; B's second application is still before the court, as is C's.
PROCEEDINGS = """
A care 2018-04-10 2018-10-09
B care 2018-01-02 2018-04-09
B care 2019-03-31
C care 2019-04-01
"""
REFERRALS = """
D1 cafcass 2018-04-01
D1 legal_advice 2019-03-31
D2 legal_advice 2019-03-01
D3 cafcass 2019-04-01
"""


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_proceedings_are_under_way_from_the_application_to_the_end(engine: str):
    result = measured(council(EPISODES, REVIEWS, proceedings=PROCEEDINGS), engine=engine)
    assert told(result, "court.children") == (1, 3, 0)
    assert told(result, "court.reviews") == (2, 4, 0)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_advice_and_referrals_are_counted_on_the_day_they_are_asked_for(engine: str):
    result = measured(council(EPISODES, referrals=REFERRALS), engine=engine)
    assert counts(result, "disputes.referred") == {"cafcass": 1, "legal_advice": 2}


def test_nothing_is_told_where_nobody_keeps_it():
    missing = measured(council(EPISODES)).all.not_available
    assert {"court.children", "court.reviews", "disputes.referred"} <= set(missing)
