"""What IROs did between reviews: answers worked by hand, on every engine."""

from dataclasses import replace

import pytest

from openiro.domain.oversight_policy import BetweenReviews, Oversight
from openiro.measures.facts_of_oversight import USUAL
from tests.golden.small_councils import Counted, council, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
EPISODES = """
A 2017-01-03 S C2 U6
B 2017-01-03 S C2 U6
"""
# Of each child: due on 9 October 2018, midpoint 9 July; then due on 9 April 2019, midpoint 8 January.
REVIEWS = """
A 2018-04-09 PN1
A 2018-10-09 PN1
B 2018-04-09 PN1
B 2018-10-09 PN1
"""
IN_DEPTH = replace(USUAL, between_reviews=BetweenReviews.REGULARLY, in_depth_each_year=4)


def of(oversight: str, engine: str = "polars", reviews: str = REVIEWS, policy: Oversight = USUAL) -> Counted:
    return measured(council(EPISODES, reviews, oversight=oversight), engine=engine, oversight=policy)


@ENGINES
class TestMidway:
    def test_a_child_with_every_check_that_fell_due_counts(self, engine: str) -> None:
        result = of(
            """
            A midway 2018-07-09
            A midway 2019-01-08
            B midway 2018-07-09
            """,
            engine,
        )
        assert told(result, "oversight.midway") == (1, 2, 0)

    def test_one_done_late_but_before_the_next_review_is_done(self, engine: str) -> None:
        result = of("A midway 2018-10-08\nA in_depth 2019-03-31", engine)
        assert told(result, "oversight.midway") == (1, 2, 0)

    def test_one_on_the_day_of_the_review_or_of_decisions_alone_is_none(self, engine: str) -> None:
        result = of("A midway 2018-10-09\nA midway 2019-01-08\nB follow_up 2018-07-09", engine)
        assert told(result, "oversight.midway") == (0, 2, 0)

    def test_what_is_done_after_the_period_is_not_seen(self, engine: str) -> None:
        result = of("A midway 2018-07-09\nA midway 2019-04-01", engine)
        assert told(result, "oversight.midway") == (0, 2, 0)

    def test_a_child_for_whom_none_fell_due_is_not_held_against(self, engine: str) -> None:
        # Reviewed on 30 September 2018 and due again on 30 March: midpoint 30 December. B was last reviewed on 1 March
        # 2019, due on 1 September, so that no midpoint of B's lies in the period.
        reviews = "A 2018-09-30 PN1\nB 2019-03-01 PN1"
        assert told(of("A midway 2018-12-30", engine, reviews), "oversight.midway") == (1, 1, 0)


@ENGINES
class TestInDepth:
    def test_four_in_the_last_twelve_months_are_needed(self, engine: str) -> None:
        result = of(
            """
            A in_depth 2018-04-01
            A in_depth 2018-07-01
            A in_depth 2018-10-01
            A in_depth 2019-03-31
            B in_depth 2018-03-31
            B in_depth 2018-07-01
            B in_depth 2018-10-01
            B in_depth 2019-01-01
            """,
            engine,
        )
        assert told(result, "oversight.in_depth") == (1, 2, 0)

    def test_where_policy_asks_for_them_a_midway_look_does_not_take_their_place(self, engine: str) -> None:
        # Care began on 3 January 2017. A's examinations are never more than 3 months apart; B's stop in June.
        days = ("2017-03-20", "2017-06-20", "2017-09-20", "2017-12-20", "2018-03-20", "2018-06-20")
        later = ("2018-09-20", "2018-12-20", "2019-03-20")
        lines = [f"{child} in_depth {day}" for child in "AB" for day in days] + [f"A in_depth {day}" for day in later]
        result = of("\n".join([*lines, "B midway 2018-09-20"]), engine, policy=IN_DEPTH)
        assert told(result, "oversight.midway") == (1, 2, 0)


@ENGINES
def test_a_child_seen_on_a_visit_or_before_a_review_in_the_last_six_months_counts(engine: str) -> None:
    reviews = "A 2018-10-09 PN1 seen_before_on=2018-10-01\nB 2018-10-09 PN1"
    assert told(of("B visit 2018-09-30", engine, reviews), "oversight.visited") == (1, 2, 0)
    assert told(of("B visit 2018-10-01", engine, reviews), "oversight.visited") == (2, 2, 0)
