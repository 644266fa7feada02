"""So few reviews cannot be all: half of what the law asks for, and only of enough children to tell."""

import pytest

from openiro.domain.plausibility import is_implausibly_few, least_reviews_a_month


def test_the_law_asks_for_a_review_of_each_child_in_six_months():
    assert least_reviews_a_month(600) == 100


@pytest.mark.parametrize(
    ("reviews", "children", "too_few"),
    [(50, 600, False), (49, 600, True), (0, 60, True), (0, 59, False), (5, 60, False), (4, 60, True)],
)
def test_fewer_than_half_of_it_is_not_plausible(reviews, children, too_few):
    assert is_implausibly_few(reviews, children) == too_few
