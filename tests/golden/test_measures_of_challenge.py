"""Disputes, concerns, compliments and complaints: answers worked by hand, on every engine.

The period is 1 April 2018 to 31 March 2019; the bank holidays that matter are 7 and 28 May 2018.
"""

from datetime import date

import pytest

from openiro.measures.catalogue import challenge
from openiro.measures.compute import rows_behind
from openiro.measures.tables import Tables
from openiro.measures.timeliness import UnableToDateReviews
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import FROM, TO, Counted, council, counts, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
EPISODES = """
A 2017-01-03 S C2 U6
B 2017-01-03 S C2 U6
"""
REVIEWS = """
A 2018-04-10 PN1
A 2018-10-09 PN1
B 2018-04-10 PN1
B 2018-10-09 PN1
"""


def challenged(disputes: str = "", **others: str) -> Tables:
    return council(EPISODES, REVIEWS, disputes=disputes, **others)


def of(disputes: str, engine: str = "polars", to_on: date = TO, **others: str) -> Counted:
    return measured(challenged(disputes, **others), to_on=to_on, engine=engine)


@ENGINES
class TestDisputesRaised:
    def test_one_about_two_children_and_two_themes_is_one_dispute(self, engine: str) -> None:
        result = of(
            """
            D1 A drift looked_after 2018-05-01
            D1 A permanence looked_after 2018-05-01
            D1 B drift looked_after 2018-05-01
            D1 B permanence looked_after 2018-05-01
            """,
            engine,
        )
        assert told(result, "disputes.raised", service="looked_after") == (1, 4, 0)
        assert result.figure("disputes.raised", service="looked_after").value == 25.0
        assert counts(result, "disputes.children") == {"looked_after": 2}
        assert told(result, "disputes.by_theme", theme="drift") == (1, 1, 0)
        assert told(result, "disputes.by_theme", theme="permanence") == (1, 1, 0)

    def test_it_counts_from_the_first_to_the_last_day_of_the_period(self, engine: str) -> None:
        result = of(
            """
            D1 A drift looked_after 2018-03-31
            D2 A drift looked_after 2018-04-01
            D3 A drift looked_after 2019-03-31
            D4 A drift looked_after 2019-04-01
            """,
            engine,
        )
        assert counts(result, "disputes.raised") == {"looked_after": 2}

    def test_child_protection_is_held_against_no_reviews_of_looked_after_children(self, engine: str) -> None:
        result = of("D1 A quorum child_protection 2018-05-01", engine)
        assert told(result, "disputes.raised", service="child_protection") == (1, 0, 0)
        assert result.figure("disputes.raised", service="child_protection").value is None
        assert result.figure("disputes.raised", service="looked_after").value == 0.0

    def test_the_highest_stage_is_that_reached_by_the_last_day_of_those_of_its_service(self, engine: str) -> None:
        disputes = """
        D1 A drift looked_after 2018-05-01
        D2 A drift looked_after 2018-05-01 stage_2_on=2018-05-10
        D3 B drift looked_after 2018-05-01 stage_3_on=2018-05-01 stage_4_on=2018-06-10
        D4 B quorum child_protection 2018-05-01 stage_2_on=2018-06-01
        """
        result = of(disputes, engine)
        assert told(result, "disputes.by_stage", service="looked_after", stage="1") == (1, 3, 0)
        assert told(result, "disputes.by_stage", service="looked_after", stage="2") == (1, 3, 0)
        assert told(result, "disputes.by_stage", service="looked_after", stage="3") == (0, 3, 0)
        assert told(result, "disputes.by_stage", service="looked_after", stage="4") == (1, 3, 0)
        assert told(result, "disputes.by_stage", service="child_protection", stage="2") == (1, 1, 0)
        may = of(disputes, engine, to_on=date(2018, 5, 31))
        assert told(may, "disputes.by_stage", service="looked_after", stage="3") == (1, 3, 0)
        assert told(may, "disputes.by_stage", service="child_protection", stage="1") == (1, 1, 0)

    def test_team_and_outcome_are_held_against_all_and_what_came_later_is_not_seen(self, engine: str) -> None:
        result = of(
            """
            D1 A drift looked_after 2018-05-01 2018-05-08 agreed North
            D2 A drift looked_after 2018-05-01 2019-04-01 agreed North
            D3 B drift looked_after 2018-05-01 2018-05-08 -
            """,
            engine,
        )
        assert told(result, "disputes.by_team", team="North") == (2, 3, 0)
        assert told(result, "disputes.by_team", team="not recorded") == (1, 3, 0)
        assert counts(result, "disputes.by_outcome") == {"agreed": 1, "open": 1, "not recorded": 1}
        assert told(result, "disputes.by_outcome", outcome="withdrawn") == (0, 3, 0)


@ENGINES
class TestTheClockOfDisputes:
    """Begun on Monday 30 April 2018: the 20th working day is Wednesday 30 May (7 and 28 May are bank holidays)."""

    def test_the_twentieth_working_day_is_in_time(self, engine: str) -> None:
        result = of(
            """
            D1 A drift looked_after 2018-04-30 2018-05-30 agreed
            D2 A drift looked_after 2018-04-30 2018-05-31 agreed
            D3 A drift looked_after 2018-04-30
            """,
            engine,
        )
        assert told(result, "disputes.within_20_days") == (1, 2, 0)
        assert result.figure("disputes.median_days").value == 20.5

    def test_days_on_which_the_clock_stood_still_do_not_count(self, engine: str) -> None:
        result = of("D1 A drift looked_after 2018-04-30 2018-05-31 agreed - 1", engine)
        assert told(result, "disputes.within_20_days") == (1, 1, 0)
        assert result.figure("disputes.median_days").value == 20.0

    def test_it_counts_in_the_period_in_which_it_was_closed(self, engine: str) -> None:
        result = of(
            """
            D1 A drift looked_after 2018-03-20 2018-04-03 agreed
            D2 A drift looked_after 2018-03-01 2018-03-31 agreed
            D3 A drift looked_after 2019-03-20 2019-04-01 agreed
            """,
            engine,
        )
        assert told(result, "disputes.within_20_days") == (1, 1, 0)

    def test_none_closed_is_no_median(self, engine: str) -> None:
        assert of("D1 A drift looked_after 2018-04-30", engine).figure("disputes.median_days").value is None


def test_a_clock_that_leaves_the_known_bank_holidays_refuses() -> None:
    tables = challenged("D1 A drift looked_after 1961-01-03 2018-05-01 agreed")
    with pytest.raises(UnableToDateReviews):
        measured(tables).of("disputes.within_20_days")


@ENGINES
def test_concerns_compliments_and_complaints_count_in_their_period(engine: str) -> None:
    result = of(
        "",
        engine,
        concerns="C1 A drift 2018-04-01\nC2 A drift 2019-04-01\nC3 B health 2019-03-31",
        compliments="P1 tenacity 2018-04-01\nP2 - 2018-05-01 A",
        complaints="K1 child 2018-04-01 A\nK2 care_leaver 2018-05-01\nK3 child 2018-03-31",
    )
    assert counts(result, "concerns.informal") == {"drift": 1, "health": 1}
    assert counts(result, "compliments.recorded") == {"tenacity": 1, "not recorded": 1}
    assert counts(result, "complaints.received") == {"child": 1, "care_leaver": 1}
    assert told(result, "complaints.received", group="parent") == (0, None, 0)


def test_what_no_source_keeps_is_not_told() -> None:
    result = measured(council(EPISODES, REVIEWS))
    missing = {"disputes.raised", "concerns.informal", "compliments.recorded", "complaints.received"}
    assert missing <= set(result.all.not_available)


@ENGINES
def test_the_disputes_behind_a_theme_each_once(engine: str) -> None:
    tables = challenged("D1 A drift looked_after 2018-05-01\nD1 B drift looked_after 2018-05-01")
    ways = {"from_on": FROM, "to_on": TO, "calendar": england_and_wales(), "engine": engine}
    rows = rows_behind(tables, "disputes.by_theme", {"theme": "drift"}, **ways)  # type: ignore[arg-type]
    assert rows.select("child", "dispute", "theme", "counted_as").rows() == [("A", "D1", "drift", "numerator")]


@pytest.mark.parametrize("measure", [measure.id for measure in challenge.MEASURES])
def test_every_figure_of_challenge_opens_to_its_records(measure: str) -> None:
    tables = challenged(
        "D1 A drift looked_after 2018-05-01 2018-05-20 agreed review_on=2018-04-10 arose_on=2018-04-10\n"
        "D2 A drift looked_after 2018-03-01",
        concerns="C1 A drift 2018-05-01",
        compliments="P1 tenacity 2018-05-01",
        complaints="K1 child 2018-05-01 A",
    )
    rows = rows_behind(tables, measure, from_on=FROM, to_on=TO, calendar=england_and_wales())
    assert rows["counted_as"].to_list().count("numerator") == 1


@ENGINES
class TestHowDisputesAreRaisedAndClosed:
    DISPUTES = """
    D1 A drift looked_after 2018-05-01 2018-06-29 agreed review_on=2018-04-10 arose_on=2018-04-26
    D2 A drift looked_after 2018-05-01 2018-07-02 agreed stage_2_on=2018-05-10 review_on=2018-04-10 arose_on=2018-05-01
    D3 B drift looked_after 2018-10-15 2019-04-01 agreed review_on=2018-10-09
    D4 B quorum child_protection 2018-05-01 2018-05-08 agreed
    """

    def test_they_are_closed_at_a_stage_and_in_a_quarter(self, engine: str) -> None:
        result = of(self.DISPUTES, engine)
        assert told(result, "disputes.closed_by_stage", service="looked_after", stage="1") == (1, 2, 0)
        assert told(result, "disputes.closed_by_stage", service="looked_after", stage="2") == (1, 2, 0)
        assert told(result, "disputes.closed_by_stage", service="child_protection", stage="1") == (1, 1, 0)
        assert counts(result, "disputes.closed_by_quarter") == {"2018/19 Q1 1": 2, "2018/19 Q2 2": 1}

    def test_those_open_are_told_with_their_clock(self, engine: str) -> None:
        # Begun on Monday 30 April; by Thursday 31 May 21 working days have passed, of which D2 stood still for two, and
        # D3 since Tuesday 8 May, its fifth day.
        disputes = """
        D1 A drift looked_after 2018-04-30
        D2 A drift looked_after 2018-04-30 days_stopped=2 stage_2_on=2018-05-08
        D3 B drift looked_after 2018-04-30 stopped_on=2018-05-08
        D4 B drift looked_after 2018-04-30 2018-05-31 agreed
        """
        result = of(disputes, engine, to_on=date(2018, 5, 31))
        assert counts(result, "disputes.open") == {"1": 2, "2": 1}
        assert told(result, "disputes.open_over_20_days") == (1, 3, 0)
        given = {"from_on": FROM, "to_on": date(2018, 5, 31), "calendar": england_and_wales()}
        rows = rows_behind(challenged(disputes), "disputes.open", engine=engine, **given)
        found = {row["dispute"]: (row["days"], row["days_left"]) for row in rows.to_dicts()}
        assert found == {"D1": (21, -1), "D2": (19, 1), "D3": (4, 16)}

    def test_two_disputes_out_of_one_review_are_one_review(self, engine: str) -> None:
        assert told(of(self.DISPUTES, engine), "disputes.from_reviews") == (2, 4, 0)
        # At the end of April nothing had begun.
        assert told(of(self.DISPUTES, engine, to_on=date(2018, 4, 30)), "disputes.from_reviews") == (0, 2, 0)

    def test_the_time_to_raise_one_is_counted_where_both_days_are_known(self, engine: str) -> None:
        # From Thursday 26 April to Tuesday 1 May: 3 working days; and none where it arose on the day.
        assert told(of(self.DISPUTES, engine), "disputes.days_to_raise") == (1.5, None, 2)

    def test_where_no_record_says_it_nothing_is_told(self, engine: str) -> None:
        missing = of("D1 A drift looked_after 2018-05-01", engine).all.not_available
        assert {"disputes.from_reviews", "disputes.days_to_raise"} <= set(missing)
