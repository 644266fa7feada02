"""The tables that measures take, the calendar table, and the engines."""

import sys
from datetime import date
from unittest.mock import MagicMock

import polars as pl
import pytest

from openiro.domain.tables import COLUMNS, KEYS
from openiro.measures.calendar_table import calendar_table, collection_year, first_day_of
from openiro.measures.catalogue import catalogue
from openiro.measures.compute import UnableToFindMeasure, compute, measure_named, rows_behind
from openiro.measures.engine import UnableToUseEngine, engine_named
from openiro.measures.tables import TABLE_SCHEMAS, Tables, UnableToReadTables, empty_frame
from tests.factories.calendars import england_and_wales

PERIOD = {"from_on": date(2018, 4, 1), "to_on": date(2019, 3, 31)}


def nothing() -> Tables:
    return Tables.of("Nowhere", date(2018, 4, 1), {})


def test_every_table_has_a_key_of_its_own_columns() -> None:
    assert set(KEYS) == set(COLUMNS)
    assert [name for name, key in KEYS.items() if not set(key) <= set(COLUMNS[name])] == []


def test_a_table_that_lacks_a_column_is_refused_by_name() -> None:
    with pytest.raises(UnableToReadTables, match="episodes lacks started_on"):
        Tables.of("X", date(2018, 4, 1), {"episodes": empty_frame("episodes").drop("started_on")})


def test_a_column_of_another_type_is_refused() -> None:
    wrong = pl.DataFrame(
        [{"child": "A", "held_on": "soon"}], schema=TABLE_SCHEMAS["reviews"] | {"held_on": pl.String()}
    )
    with pytest.raises(UnableToReadTables, match="reviews holds a value of the wrong type"):
        Tables.of("X", date(2018, 4, 1), {"reviews": wrong})


def test_of_two_rows_under_one_key_the_lower_holds_and_a_warning_says_so() -> None:
    rows = [{"child": "A", "sex": "M"}, {"child": "A", "sex": "F"}, {"child": "B"}, {"child": "B"}]
    children = pl.DataFrame(rows, schema=TABLE_SCHEMAS["children"])
    tables = Tables.of("X", date(2018, 4, 1), {"children": children})
    assert tables.frame("children")["sex"].to_list() == ["F", None]
    # The two identical rows of B are one, and worth no warning.
    assert tables.warnings == ("1 rows of children repeat a child; the lower row holds.",)


def test_records_of_a_child_who_is_in_no_header_are_set_aside_with_a_warning() -> None:
    episodes = pl.DataFrame([{"child": "A", "started_on": date(2018, 5, 1)}], schema=TABLE_SCHEMAS["episodes"])
    tables = Tables.of("X", date(2018, 4, 1), {"episodes": episodes})
    assert tables.frame("episodes").height == 0
    assert "1 rows of episodes" in tables.warnings[0]


def test_a_council_without_records_counts_nothing_and_has_no_shares() -> None:
    result = compute(nothing(), **PERIOD, calendar=england_and_wales())
    assert result.figure("population.looked_after").value == 0
    assert result.figure("reviews.on_time").value is None
    assert result.figure("flow.ceased_by_reason", reason="E4A").denominator == 0
    assert {figure.numerator for figure in result.figures} == {0}


def test_every_day_of_the_calendar_table_reaches_as_far_as_its_clocks() -> None:
    table = calendar_table(england_and_wales(2018, 2019))
    day = dict(zip(table.columns, table.row(by_predicate=pl.col("day") == date(2018, 8, 31)), strict=True))
    assert day["plus_5wd"] == date(2018, 9, 7)
    assert day["plus_20wd"] == date(2018, 9, 28)
    assert day["plus_4w"] == date(2018, 9, 28)
    assert (day["plus_3m"], day["plus_6m"], day["year"]) == (date(2018, 11, 30), date(2019, 2, 28), 2019)
    # The last working days of the table reach beyond it, and are left blank rather than guessed.
    assert table["plus_20wd"].tail(1).to_list() == [None]
    assert table.height == 730


def test_collection_years_begin_on_1_april() -> None:
    assert (collection_year(date(2018, 3, 31)), collection_year(date(2018, 4, 1))) == (2018, 2019)
    assert first_day_of(2019) == date(2018, 4, 1)


def test_an_engine_or_measure_that_is_not_known_is_refused_in_words() -> None:
    with pytest.raises(UnableToUseEngine, match="duckdb, polars, spark"):
        engine_named("abacus")
    with pytest.raises(UnableToFindMeasure, match=r"no measure 'reviews\.nothing'"):
        compute(nothing(), **PERIOD, calendar=england_and_wales(), only=["reviews.nothing"])
    with pytest.raises(UnableToFindMeasure, match="not broken down by 'sex'"):
        rows_behind(nothing(), "reviews.held", {"sex": "F"}, **PERIOD, calendar=england_and_wales())
    with pytest.raises(UnableToFindMeasure, match="no rows behind"):
        rows_behind(nothing(), "parents.either", **PERIOD, calendar=england_and_wales())


def test_every_measure_says_what_it_is_and_where_it_comes_from() -> None:
    measures = catalogue()
    assert len({measure.id for measure in measures}) == len(measures)
    assert len({measure.title for measure in measures}) == len(measures)
    for measure in measures:
        assert measure.definition.endswith("."), measure.id
        assert measure.source, measure.id
        assert measure_named(measure.id) is measure


def test_the_two_measures_of_timeliness_cannot_be_confused() -> None:
    assert "reviews.overdue" in measure_named("reviews.on_time").definition
    assert measure_named("reviews.on_time").title != measure_named("reviews.children_all_on_time").title


def test_spark_that_is_not_there_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UnableToUseEngine, match=r"not installed\. Install openiro\[spark\]"):
        engine_named("spark")


def test_spark_without_java_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.errors", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, MagicMock())
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnableToUseEngine, match="needs Java 17"):
        engine_named("spark")


def test_columns_that_come_in_another_order_are_put_in_order() -> None:
    given = empty_frame("reviews")
    tables = Tables.of("", date(2015, 4, 1), {"reviews": given.select(reversed(given.columns))})
    assert tables.frame("reviews").columns == given.columns
