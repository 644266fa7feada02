"""Cells are filled exactly, and what cannot be filled is refused."""

import pytest

from openiro.demo.bookkeeping import fill, portions
from openiro.demo.refusal import UnableToLayOut


def test_portions_add_up_and_the_largest_remainders_get_the_rest() -> None:
    assert portions(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert portions(0, {"a": 2, "b": 3}) == {"a": 0, "b": 0}


def test_a_child_who_fits_one_cell_moves_another_on() -> None:
    wishes = {"first": ["young", "old"], "second": ["young"]}
    assert fill(["first", "second"], {"young": 1, "old": 1}, lambda item: wishes[item]) == ["old", "young"]


def test_cells_that_cannot_be_filled_are_refused() -> None:
    with pytest.raises(UnableToLayOut, match="cannot fill"):
        fill(["one"], {"young": 2}, lambda _: ["young"])
    with pytest.raises(UnableToLayOut, match="No cell is left"):
        fill(["one", "two"], {"young": 1, "old": 1}, lambda _: ["young"])
