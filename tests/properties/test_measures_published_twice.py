"""A reader who holds two publications of the same days against each other finds no small number of children.

The reader knows each table with its total, and that both tell of the same children but for what moved between them.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from openiro.measures.figures import Figure, Result
from openiro.measures.publication import HIDDEN
from openiro.measures.small_numbers import HIDE_UP_TO
from openiro.measures.telling import tell

few = st.one_of(st.integers(0, 12), st.integers(0, 60))
moves = st.one_of(st.just(0), st.integers(-6, 6), st.integers(-30, 30))
lines = st.lists(st.tuples(few, moves), min_size=2, max_size=6)


def council(numbers: list[int]) -> Result:
    """Children by provider, and all of them."""
    whole = sum(numbers)
    parts = [
        Figure("population.by_provider", {"provider": f"PR{place}"}, number, whole, None, "percent")
        for place, number in enumerate(numbers)
    ]
    return Result((Figure("population.looked_after", {}, whole, None, whole, "children"), *parts))


def both(moved: list[tuple[int, int]]):
    """The numbers of two publications, and what each told."""
    first = [number for number, _ in moved]
    second = [max(0, number + move) for number, move in moved]
    told = tell(council(first), hide_up_to=HIDE_UP_TO)
    again = tell(council(second), hide_up_to=HIDE_UP_TO, published=[[each.to_json() for each in told]])
    return (first, told), (second, again)


@settings(max_examples=200)
@given(lines)
def test_no_two_publications_show_a_count_that_moved_by_few(moved):
    (_, first), (_, second) = both(moved)
    for one, other in zip(first, second, strict=True):
        if HIDDEN not in (one.numerator, other.numerator) and other.numerator:
            assert not 1 <= abs(one.numerator - other.numerator) <= HIDE_UP_TO


def known(told) -> list[int | None]:
    """The total and its parts, None for what is hidden."""
    return [None if each.numerator == HIDDEN else each.numerator for each in told]


@settings(max_examples=200)
@given(lines)
def test_what_moved_cannot_be_worked_out_as_the_total_less_the_rest(moved):
    (first, told), (second, again) = both(moved)
    apart = [None if None in pair else pair[1] - pair[0] for pair in zip(known(told), known(again), strict=True)]
    true = [sum(second) - sum(first), *(b - a for a, b in zip(first, second, strict=True))]
    unknown = [place for place, move in enumerate(apart) if move is None]
    if len(unknown) == 1:
        assert not 1 <= abs(true[unknown[0]]) <= HIDE_UP_TO


@settings(max_examples=200)
@given(lines)
def test_taken_together_two_publications_of_the_same_numbers_hide_no_count_alone(moved):
    (_, told), (_, again) = both([(number, 0) for number, _ in moved])
    together = [b if a is None else a for a, b in zip(known(told), known(again), strict=True)]
    assert together.count(None) != 1


@settings(max_examples=200)
@given(lines, st.sampled_from([5, 10]))
def test_every_number_of_a_rounded_publication_is_a_multiple(moved, base):
    for each in tell(council([number for number, _ in moved]), hide_up_to=HIDE_UP_TO, round_to=base):
        assert each.numerator == HIDDEN or each.numerator % base == 0
        assert each.denominator in (None, HIDDEN) or each.denominator % base == 0
