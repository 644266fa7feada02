"""The five clocks after a review and what came of its decisions: answers worked by hand, on every engine.

Bank holidays of 2018 and 2019 that matter here: 30 March and 2 April (Easter), 7 and 28 May, 25 and 26 December,
1 January.
"""

from datetime import date

import pytest

from openiro.measures.compute import rows_behind
from openiro.measures.figures import Result
from openiro.measures.tables import Tables
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import FROM, TO, council, counts, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
EPISODES = """
A 2017-01-03 S C2 U6
B 2017-01-03 S C2 U6
C 2017-01-03 S V4 U6
"""


def after(words: str, **more: str) -> Tables:
    return council(EPISODES, words, **more)


def of(tables: Tables, engine: str, measure: str, to_on: date = TO) -> tuple[float, float | None, int]:
    return told(measured(tables, to_on=to_on, engine=engine), measure)


class TestClocksFromTheCompletionOfAReview:
    """Completed on Monday 30 April 2018: 5 working days end on Tuesday 8 May (7 May is a bank holiday), 10 on 15 May,
    15 on 22 May, 20 on 30 May (28 May is another)."""

    @pytest.mark.parametrize(
        ("measure", "column", "last_day", "day_after"),
        [
            ("decisions.within_5_days", "decisions_sent_on", "2018-05-08", "2018-05-09"),
            ("decisions.care_plan_within_10_days", "care_plan_updated_on", "2018-05-15", "2018-05-16"),
            ("decisions.record_within_15_days", "record_finished_on", "2018-05-22", "2018-05-23"),
            ("decisions.distributed_within_20_days", "distributed_on", "2018-05-30", "2018-05-31"),
        ],
    )
    @ENGINES
    def test_the_last_day_is_in_time_and_the_day_after_is_late(
        self, engine: str, measure: str, column: str, last_day: str, day_after: str
    ) -> None:
        reviews = f"""
        A 2018-04-30 PN1 completed_on=2018-04-30 {column}={last_day}
        B 2018-04-30 PN1 completed_on=2018-04-30 {column}={day_after}
        """
        assert of(after(reviews), engine, measure) == (1, 2, 0)

    def test_it_runs_from_completion_and_not_from_the_day_held(self) -> None:
        # Held on 16 April, completed on 30 April: 8 May is in time for decisions.
        reviews = "A 2018-04-16 PN1 completed_on=2018-04-30 decisions_sent_on=2018-05-08"
        assert of(after(reviews), "polars", "decisions.within_5_days") == (1, 1, 0)

    def test_what_is_sent_before_the_review_is_completed_is_in_time(self) -> None:
        reviews = "A 2018-04-16 PN1 completed_on=2018-04-30 decisions_sent_on=2018-04-20"
        assert of(after(reviews), "polars", "decisions.within_5_days") == (1, 1, 0)

    def test_a_review_counts_in_the_period_in_which_it_was_completed(self) -> None:
        reviews = """
        A 2018-03-28 PN1 completed_on=2018-04-03 decisions_sent_on=2018-04-03
        B 2018-03-28 PN1 completed_on=2018-03-29 decisions_sent_on=2018-04-03
        """
        assert of(after(reviews), "polars", "decisions.within_5_days") == (1, 1, 0)

    def test_a_review_that_is_not_completed_has_no_clock(self) -> None:
        tables = after("A 2018-04-30 PN1 decisions_sent_on=2018-05-01\nB 2018-04-30 PN1")
        assert of(tables, "polars", "decisions.within_5_days") == (0, 0, 0)

    def test_reviews_of_short_breaks_and_outside_care_count_in_nothing(self) -> None:
        reviews = """
        C 2018-04-30 PN1 completed_on=2018-04-30 decisions_sent_on=2018-05-01
        A 2016-04-29 PN1 completed_on=2018-04-30 decisions_sent_on=2018-05-01
        """
        assert of(after(reviews), "polars", "decisions.within_5_days") == (0, 0, 0)


class TestTheEndOfThePeriod:
    """Completed on 26 March 2019: 5 working days end on 2 April."""

    @pytest.mark.parametrize(
        ("to_on", "expected"),
        [
            # Still running: neither in time nor late, but not known.
            (date(2019, 3, 31), (0, 0, 1)),
            (date(2019, 4, 1), (0, 0, 1)),
            # Its last day is over.
            (date(2019, 4, 2), (0, 1, 0)),
        ],
    )
    def test_a_clock_that_still_runs_is_unknown_until_its_last_day_is_over(
        self, to_on: date, expected: tuple[int, int, int]
    ) -> None:
        tables = after("A 2019-03-26 PN1 completed_on=2019-03-26 decisions_sent_on=2019-04-03")
        assert of(tables, "polars", "decisions.within_5_days", to_on) == expected

    def test_a_clock_that_was_met_early_has_ended(self) -> None:
        tables = after("A 2019-03-26 PN1 completed_on=2019-03-26 decisions_sent_on=2019-03-27")
        assert of(tables, "polars", "decisions.within_5_days", date(2019, 3, 27)) == (1, 1, 0)
        # On the day before, nobody could have seen it.
        assert of(tables, "polars", "decisions.within_5_days", date(2019, 3, 26)) == (0, 0, 1)

    @ENGINES
    def test_what_was_sent_after_the_last_day_is_not_seen(self, engine: str) -> None:
        # Completed on 22 March: the clock ends on 29 March. Sent on 1 April, after the period: not sent.
        tables = after("A 2019-03-22 PN1 completed_on=2019-03-22 decisions_sent_on=2019-04-01")
        assert of(tables, engine, "decisions.within_5_days") == (0, 1, 0)
        why = rows_behind(tables, "decisions.within_5_days", from_on=FROM, to_on=TO, calendar=england_and_wales())
        assert why.select("why", "limit_on", "done_on").row(0) == ("not done in time", date(2019, 3, 29), None)

    def test_a_completion_after_the_last_day_is_not_seen(self) -> None:
        tables = after("A 2019-03-22 PN1 completed_on=2019-04-01 decisions_sent_on=2019-03-25")
        assert of(tables, "polars", "decisions.within_5_days") == (0, 0, 0)


# A: completed on 30 April, two decisions sent on 1 May (last day 9 May, over the bank holiday).
REVIEWS = """
A 2018-04-30 PN1 completed_on=2018-04-30
B 2018-04-30 PN1 completed_on=2018-04-30
"""


class TestTheManagersAnswer:
    """Each decision has 5 working days from the day on which it was sent."""

    @pytest.mark.parametrize(
        ("decisions", "expected"),
        [
            # Both answered by the last day, an objection is an answer too; B has no decisions and is unknown.
            ("A 2018-04-30 1 2018-05-01 2018-05-09 agreed\nA 2018-04-30 2 2018-05-01 2018-05-02 objected", (1, 1, 1)),
            # One of two a day late.
            ("A 2018-04-30 1 2018-05-01 2018-05-10 agreed\nA 2018-04-30 2 2018-05-01 2018-05-02 agreed", (0, 1, 1)),
            # Deemed agreed is not answered.
            ("A 2018-04-30 1 2018-05-01 2018-05-10 deemed", (0, 1, 1)),
            # Never answered; never sent.
            ("A 2018-04-30 1 2018-05-01\nB 2018-04-30 1", (0, 1, 1)),
            # From the day sent, not from completion: sent on 14 May, answered on 21 May.
            ("A 2018-04-30 1 2018-05-14 2018-05-21 agreed", (1, 1, 1)),
            # One answered in time, the other not sent yet: still open.
            ("A 2018-04-30 1 2018-05-01 2018-05-02 agreed\nA 2018-04-30 2", (0, 0, 2)),
        ],
    )
    @ENGINES
    def test_of_reviews_completed_in_the_period(
        self, engine: str, decisions: str, expected: tuple[int, int, int]
    ) -> None:
        tables = after(REVIEWS, decisions=decisions)
        assert of(tables, engine, "decisions.manager_within_5_days") == expected

    def test_as_it_stood_at_the_last_day(self) -> None:
        decisions = "A 2018-04-30 1 2018-05-01 2018-05-08 agreed"
        tables = after("A 2018-04-30 PN1 completed_on=2018-04-30", decisions=decisions)
        for to_on, expected in (
            (date(2018, 4, 30), (0, 0, 1)),
            (date(2018, 5, 7), (0, 0, 1)),
            (date(2018, 5, 8), (1, 1, 0)),
        ):
            assert of(tables, "polars", "decisions.manager_within_5_days", to_on) == expected


DECISIONS = """
A 2018-04-30 1 2018-05-01 2018-05-02 agreed implemented 2018-10-30
A 2018-04-30 2 2018-05-01 2018-05-02 objected not_implemented 2018-10-30
A 2018-04-30 3 2018-05-01 2018-05-10 deemed partly 2018-10-30
A 2018-04-30 4 2018-05-01 2018-05-02 agreed overtaken 2018-10-30
B 2018-04-30 1 2018-05-01 2018-05-02 agreed implemented 2019-04-01
B 2018-04-30 2 2018-03-29 2018-03-30 agreed
B 2018-04-30 3 2018-05-01 - -
C 2018-04-30 1 2018-05-01 2018-05-02 agreed implemented 2018-10-30
X 2018-04-30 1 2018-05-01 2018-05-02 agreed implemented 2018-10-30
"""


class TestWhatCameOfDecisions:
    @ENGINES
    def test_agreed_are_those_that_managers_agreed_not_those_left_unanswered(self, engine: str) -> None:
        # Answered in the period: A's four, B's first. Agreed: three; one was deemed. C is on short breaks, X unknown.
        result = measured(after(REVIEWS + "C 2018-04-30 PN1", decisions=DECISIONS), engine=engine)
        assert told(result, "decisions.agreed") == (3, 5, 0)
        assert counts(result, "decisions.by_answer") == {"agreed": 3, "objected": 1, "deemed": 1}
        assert told(result, "decisions.by_answer", answer="objected") == (1, 5, 0)

    @ENGINES
    def test_implemented_of_those_judged_in_the_period(self, engine: str) -> None:
        # Judged: A's four. Carried out: the first. B's was judged on 1 April, which is not seen.
        result = measured(after(REVIEWS + "C 2018-04-30 PN1", decisions=DECISIONS), engine=engine)
        assert told(result, "decisions.implemented") == (1, 4, 0)

    def test_judged_in_the_year_in_which_the_next_review_judged_them(self) -> None:
        tables = after(REVIEWS, decisions=DECISIONS)
        result = measured(tables, date(2019, 4, 1), date(2020, 3, 31))
        assert told(result, "decisions.implemented") == (1, 1, 0)
        assert told(result, "decisions.agreed") == (0, 0, 0)

    def test_the_rows_behind_name_the_decision_and_what_became_of_it(self) -> None:
        rows = rows_behind(
            after(REVIEWS, decisions=DECISIONS),
            "decisions.implemented",
            from_on=FROM,
            to_on=TO,
            calendar=england_and_wales(),
        )
        found = rows.select("child", "on", "counted_as", "number", "outcome").rows()
        assert ("A", date(2018, 10, 30), "numerator", 1, "implemented") in found
        assert ("A", date(2018, 10, 30), "denominator", 3, "partly") in found


def everything() -> Result:
    return measured(after(REVIEWS)).all


def test_a_source_without_these_records_leaves_the_measures_out() -> None:
    missing = {name for name in everything().not_available if name.startswith("decisions.")}
    assert missing == {
        "decisions.within_5_days",
        "decisions.manager_within_5_days",
        "decisions.record_within_15_days",
        "decisions.distributed_within_20_days",
        "decisions.care_plan_within_10_days",
        "decisions.agreed",
        "decisions.by_answer",
        "decisions.implemented",
    }
