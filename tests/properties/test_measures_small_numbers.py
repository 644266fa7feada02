"""No reader of figures with small numbers hidden can work one out."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from openiro.measures.small_numbers import HIDE_UP_TO, VALUES_LEFT, Sum, hidden_cells

counts = st.one_of(st.integers(0, 12), st.integers(0, 400))
small_counts = st.integers(0, 6)


def _line(values):
    cells = dict(enumerate(values)) | {"all": sum(values)}
    return cells, [Sum("all", tuple(range(len(values))))]


def _table(rows):
    cells = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    height, width = len(rows), len(rows[0])
    sums = []
    for r in range(height):
        cells["row", r] = sum(rows[r])
        sums.append(Sum(("row", r), tuple((r, c) for c in range(width))))
    for c in range(width):
        cells["column", c] = sum(row[c] for row in rows)
        sums.append(Sum(("column", c), tuple((r, c) for r in range(height))))
    cells["all"] = sum(map(sum, rows))
    sums.append(Sum("all", tuple(("row", r) for r in range(height))))
    sums.append(Sum("all", tuple(("column", c) for c in range(width))))
    return cells, sums


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=2, max_size=5)
)
small_tables = st.lists(st.lists(small_counts, min_size=2, max_size=2), min_size=2, max_size=2)


@given(tables)
def test_every_count_from_1_to_5_is_hidden_and_no_zero_is(rows):
    cells, sums = _table(rows)
    hidden = hidden_cells(cells, sums)
    assert {cell for cell, count in cells.items() if 1 <= count <= HIDE_UP_TO} <= hidden
    assert all(cells[cell] > 0 for cell in hidden)


@given(tables)
def test_where_nothing_is_small_nothing_is_hidden(rows):
    cells, sums = _table([[value + HIDE_UP_TO + 1 for value in row] for row in rows])
    assert hidden_cells(cells, sums) == frozenset()


@given(st.lists(counts, min_size=1, max_size=9))
def test_no_part_follows_from_the_total_less_the_rest(values):
    cells, sums = _line(values)
    hidden = hidden_cells(cells, sums)
    for each in sums:
        assert sum(cell in hidden for cell in each.cells) != 1


@settings(max_examples=60)
@given(small_tables)
def test_every_hidden_count_of_a_table_with_its_totals_can_be_three_numbers(rows):
    """Tried out: ways of filling in the hidden counts that fit what is shown, until each has had enough values."""
    cells, sums = _table(rows)
    hidden = hidden_cells(cells, sums)
    inner = [cell for cell in hidden if cell in product(range(2), range(2))]
    most = sum(cells[cell] for cell in inner) + 3
    found = {cell: set() for cell in hidden}
    for tried in product(range(1, most + 1), repeat=len(inner)):
        given_cells = {cell: cells[cell] for cell in product(range(2), range(2))} | dict(zip(inner, tried, strict=True))
        full, _ = _table([[given_cells[r, c] for c in range(2)] for r in range(2)])
        if all(full[cell] == cells[cell] for cell in cells if cell not in hidden):
            for cell in hidden:
                found[cell].add(full[cell])
            if all(len(values) >= VALUES_LEFT for values in found.values()):
                break
    assert all(len(values) >= VALUES_LEFT for values in found.values())
