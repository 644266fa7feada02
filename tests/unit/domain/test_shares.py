"""Shares and averages are rounded half-up to one decimal, wherever they are shown."""

import pytest

from openiro.domain.shares import percent_in_words, ratio, rounded


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


def test_a_share_in_words() -> None:
    assert percent_in_words(3, 58) == "5.2%"
    assert percent_in_words(1, 16) == "6.3%"
    assert percent_in_words(0, 0) == "–"
