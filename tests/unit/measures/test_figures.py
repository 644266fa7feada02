"""Figures: rounding, and the object that the command line prints."""

import json
from datetime import date

import pytest

from openiro.measures.figures import Figure, Result, ratio, rounded
from openiro.measures.period import Period, UnableToMeasurePeriod


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (804, 805, 99.9),
        (525, 525, 100.0),
        (51, 122, 41.8),
        (77, 80, 96.3),  # 96.25
        (1, 16, 6.3),  # 6.25
        (4149, 10_000, 41.5),  # 41.49
        (1, 2000, 0.1),  # 0.05
        (1, 2001, 0.0),
        (0, 3, 0.0),
    ],
)
def test_values_are_rounded_half_up_to_one_decimal(numerator: int, denominator: int, percent: float) -> None:
    assert ratio(numerator, denominator) == percent


def test_a_share_of_nothing_has_no_value() -> None:
    assert ratio(0, 0) is None


def test_other_scales_than_percent() -> None:
    assert ratio(458, 120_500, 10_000) == 38.0
    assert ratio(5, 1.5, 1) == 3.3
    assert rounded(52.25) == 52.3


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
