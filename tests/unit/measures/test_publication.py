"""What was published once is held against what is published next: of the same days, by another version or paper."""

from openiro.domain.shares import ratio
from openiro.measures.figures import Figure, Result
from openiro.measures.publication import HIDDEN
from openiro.measures.telling import tell


def council(*numbers: int, unit: str = "percent") -> Result:
    """Children by three providers, and all of them."""
    whole = sum(numbers)
    all_of_them = Figure("population.looked_after", {}, whole, None, whole, "children")
    parts = [
        Figure("population.by_provider", {"provider": f"PR{place}"}, number, whole, ratio(number, whole), unit)
        for place, number in enumerate(numbers)
    ]
    return Result((all_of_them, *parts))


def printed(result: Result, **asked):
    """What was told, as it is kept with a publication."""
    return [figure.to_json() for figure in tell(result, hide_up_to=5, **asked)]


def numbers(told):
    return [figure.numerator for figure in told]


def test_a_count_that_moved_by_two_since_it_was_published_is_hidden_with_a_second_one():
    first = printed(council(41, 30, 20))
    assert numbers(tell(council(43, 30, 20), hide_up_to=5, published=[first])).count(HIDDEN) >= 2
    told = tell(council(43, 30, 20), hide_up_to=5, published=[first])
    assert told[1].numerator == HIDDEN
    assert told[1].value == HIDDEN


def test_a_count_that_moved_by_many_is_shown():
    first = printed(council(41, 30, 20))
    assert numbers(tell(council(61, 50, 40), hide_up_to=5, published=[first])) == [151, 61, 50, 40]


def test_what_was_hidden_stays_hidden_though_it_has_grown():
    first = printed(council(4, 8, 30))
    assert numbers(tell(council(4, 8, 30), hide_up_to=5))[1:3] == [HIDDEN, HIDDEN]
    grown = numbers(tell(council(14, 20, 40), hide_up_to=5, published=[first]))
    assert grown[1:3] == [HIDDEN, HIDDEN]


def test_what_nobody_published_before_changes_nothing():
    assert tell(council(43, 30, 20), hide_up_to=5, published=[]) == tell(council(43, 30, 20), hide_up_to=5)


def test_each_of_several_publications_is_held_against():
    earlier = [printed(council(30, 30, 30)), printed(council(41, 40, 40))]
    assert numbers(tell(council(43, 40, 40), hide_up_to=5, published=earlier))[1] == HIDDEN


def test_rounded_counts_are_multiples_and_percentages_whole():
    told = tell(council(43, 32, 28), hide_up_to=5, round_to=5)
    assert numbers(told) == [105, 45, 30, 30]
    assert [each.value for each in told[1:]] == [42.0, 31.0, 27.0]


def test_a_rate_is_worked_out_from_the_rounded_count():
    rate = Figure("population.rate_per_10000", {}, 169, 59_000, 28.6, "per 10,000")
    assert tell(Result((rate,)), hide_up_to=5, round_to=10)[0].value == 28.8


def test_posts_of_officers_are_not_rounded():
    posts = Figure("staff.fte", {"role": "iro"}, 3.2, None, 3.2, "posts")
    assert tell(Result((posts,)), hide_up_to=5, round_to=5)[0].numerator == 3.2
