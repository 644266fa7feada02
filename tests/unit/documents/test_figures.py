"""How a number is shown to a reader."""

import pytest

from openiro.documents.content import Kind
from openiro.documents.figures import rounded, shown


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (1234567, Kind.COUNT, "1,234,567"),
        (0, Kind.COUNT, "0"),
        (2.5, Kind.COUNT, "3"),
        (41.85, Kind.PERCENT, "41.9%"),
        (100.0, Kind.PERCENT, "100.0%"),
        (0.05, Kind.PERCENT, "0.1%"),
        (62.35, Kind.DECIMAL, "62.4"),
        (1500, Kind.MONEY, "£1,500"),
        (-1500, Kind.MONEY, "−£1,500"),
        (2026, Kind.TEXT, "2026"),
        ("fewer than 5", Kind.COUNT, "fewer than 5"),
    ],
)
def test_numbers_are_rounded_half_up_with_thousands_and_their_unit(value, kind, text):
    assert shown(value, kind) == text


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), float("inf")])
def test_what_is_not_known_is_a_dash_and_never_a_nought(value):
    assert shown(value, Kind.COUNT) == "–"


def test_half_is_rounded_away_from_nought_on_both_sides():
    assert (rounded(0.25, Kind.PERCENT), rounded(-0.25, Kind.PERCENT)) == (
        rounded(0.3, Kind.PERCENT),
        rounded(-0.3, Kind.PERCENT),
    )
