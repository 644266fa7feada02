"""White space at the end of a page that charts close by giving some of their height."""

from openiro.documents.page_filling import BOTTOM, TOP, Mark, filled

BETWEEN = 20.0


def typesetter(*heights: float, asked: list | None = None):
    """Blocks of these heights one under the other, none of them broken by the end of a page."""

    def places(given):
        if asked is not None:
            asked.append(dict(given))
        page, down, marks = 1, TOP, []
        for block, height in enumerate(heights):
            height -= given.get(block, 0.0)
            if down > TOP and down + BETWEEN + height > BOTTOM:
                page, down = page + 1, TOP
            down += BETWEEN if down > TOP else 0.0
            marks += [Mark(block, False, page, down), Mark(block, True, page, down + height)]
            down += height
        return marks

    return places


def pages(places, given) -> list[int]:
    return [mark.page for mark in places(given) if not mark.is_end]


def test_a_chart_that_would_leave_white_space_behind_is_lower_and_stands_on_the_page_before():
    places = typesetter(500, 200, 100)
    assert pages(places, {}) == [1, 2, 2]
    given = filled(places, {1: 40})
    assert pages(places, given) == [1, 1, 2]
    assert 14 <= given[1] <= 20


def test_charts_above_give_way_for_a_table_that_follows_them():
    places = typesetter(200, 180, 190, 150)
    given = filled(places, {0: 40, 1: 40})
    assert pages(places, {}) == [1, 1, 1, 2]
    assert pages(places, given) == [1, 1, 1, 1]
    assert 0 < given[0] <= 40
    assert 0 < given[1] <= 40


def test_nothing_is_given_where_it_would_close_no_gap():
    assert filled(typesetter(500, 400, 100), {1: 40}) == {}
    assert filled(typesetter(300, 500), {}) == {}
    assert filled(lambda given: [], {1: 40}) == {}


def test_a_page_that_is_almost_full_stays_as_it_is():
    assert filled(typesetter(640, 100), {0: 200}) == {}


def test_a_block_that_goes_on_over_the_page_leaves_no_gap():
    goes_on = [Mark(0, False, 1, TOP), Mark(0, True, 1, 400), Mark(1, False, 1, 420), Mark(1, True, 2, 300)]
    assert filled(lambda given: goes_on, {0: 40}) == {}


def test_what_did_not_help_is_not_given():
    """The typesetter has the last word: where the block stays on its page, the charts keep their height."""
    asked: list = []
    stubborn = typesetter(500, 200, asked=asked)
    assert filled(lambda given: stubborn({}), {1: 40}) == {}
    assert len(asked) == 3


def test_each_page_is_filled_after_the_one_before_it():
    places = typesetter(500, 200, 480, 215, 100)
    given = filled(places, {1: 40, 3: 40})
    assert pages(places, {}) == [1, 2, 2, 3, 3]
    assert pages(places, given) == [1, 1, 2, 2, 3]
