"""Years, numbers and cells of files, as the Data pages write them."""

from datetime import date

import pytest

from openiro.web.imports.changes import in_words
from openiro.web.imports.problems import as_csv
from openiro.web.imports.words import code_in_words, number_in_words, owner_in_words, year_in_words, years_in_words


def test_a_collection_year_is_written_as_councils_write_it() -> None:
    assert [year_in_words(year) for year in (2018, 2000, 2010, None)] == ["2017/18", "1999/00", "2009/10", "No year"]


def test_years_that_follow_one_another_run_together() -> None:
    assert years_in_words([2019, 2015, 2016, 2017]) == "2014/15 to 2016/17, 2018/19"
    assert years_in_words([]) == "None yet"


def test_numbers_bring_their_words() -> None:
    assert number_in_words(1, "row", "rows") == "1 row"
    assert number_in_words(2441, "row", "rows") == "2,441 rows"


def test_codes_stand_as_words() -> None:
    assert code_in_words("date_invalid") == "Date invalid"
    assert owner_in_words("data_analyst") == "Data analyst"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "Blank"), ("", "Blank"), (True, "Yes"), (False, "No"), (date(2016, 5, 10), "10 May 2016"), (0, "0")],
)
def test_a_stored_value_is_written_for_people(value: object, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1"])
def test_no_cell_of_a_file_starts_a_formula(cell: str) -> None:
    written = as_csv((cell,))
    assert written.lstrip('"').startswith("'")
