"""What is counted agrees with its number."""

import pytest

from openiro.domain.words import in_number


@pytest.mark.parametrize(
    ("number", "several", "words"),
    [
        (1, "children", "child"),
        (1.0, "reviews", "review"),
        (1, "young people", "young person"),
        (1, "care periods", "care period"),
        (1, "full-time equivalents", "full-time equivalent"),
        (0, "children", "children"),
        (2, "children", "children"),
        (None, "children", "children"),
        ("hidden", "children", "children"),
        (1, "per 10,000", "per 10,000"),
        (1, "reviews a child", "reviews a child"),
        (1, "for each 100 reviews", "for each 100 reviews"),
    ],
)
def test_there_is_one_child_and_there_are_two_children(number, several, words):
    assert in_number(number, several) == words
