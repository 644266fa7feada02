"""Figures: the object that the command line prints."""

import json
from datetime import date

import pytest

from openiro.measures.figures import Figure, Result
from openiro.measures.period import Period, UnableToMeasurePeriod


def test_a_figure_is_printed_as_the_contract_says() -> None:
    figure = Figure("reviews.on_time", {"month": "2018-04"}, 3, 4, 75.0, "percent", 1, "Title", "Words", "Law")
    assert json.loads(json.dumps(figure.to_json())) == {
        "id": "reviews.on_time",
        "title": "Title",
        "breakdown": {"month": "2018-04"},
        "numerator": 3,
        "denominator": 4,
        "value": 75.0,
        "unit": "percent",
        "unknown": 1,
        "definition": "Words",
        "source": "Law",
    }


def test_a_result_finds_a_figure_by_measure_and_breakdown() -> None:
    result = Result((Figure("a", {}, 1, None, 1, "children"), Figure("a", {"sex": "F"}, 2, None, 2, "children")))
    assert result.figure("a", sex="F").value == 2
    with pytest.raises(KeyError):
        result.figure("a", sex="M")


def test_a_period_knows_its_months_month_ends_and_collection_year() -> None:
    period = Period(date(2018, 12, 31), date(2019, 2, 27))
    assert period.months == ("2018-12", "2019-01", "2019-02")
    assert period.month_ends == (date(2018, 12, 31), date(2019, 1, 31))
    assert (period.year, Period(period.from_on, date(2019, 4, 1)).year) == (2019, 2020)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UnableToMeasurePeriod, match="before it begins"):
        Period(date(2019, 4, 1), date(2019, 3, 31))
